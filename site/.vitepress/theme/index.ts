// The theme: VitePress's own, with system fonts (so that nothing is fetched), and the live pictures.
import 'virtual:fonts.css';
import DefaultTheme from 'vitepress/theme-without-fonts';
import type { Theme } from 'vitepress';
import HomePage from '../../components/HomePage.vue';
import Layout from '../../components/Layout.vue';
import LivePicture from '../../components/LivePicture.vue';
import { fetchFirstPicture } from '../../components/pictures';
import TaskEditor from '../../components/TaskEditor.vue';
import './style.css';

const theme: Theme = {
  extends: DefaultTheme,
  Layout,
  enhanceApp({ app }) {
    app.component('LivePicture', LivePicture);
    app.component('TaskEditor', TaskEditor);
    app.component('HomePage', HomePage);
    if (!import.meta.env.SSR) fetchFirstPicture();
  },
};

export default theme;
