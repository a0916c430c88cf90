// The theme: VitePress's own, with system fonts (so that nothing is fetched), and the live pictures.
import 'virtual:math-font.css';
import DefaultTheme from 'vitepress/theme-without-fonts';
import type { Theme } from 'vitepress';
import LivePicture from '../../components/LivePicture.vue';
import './style.css';

const theme: Theme = {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component('LivePicture', LivePicture);
  },
};

export default theme;
