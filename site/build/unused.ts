// What VitePress' theme brings and no page of this site shows: left out, with its styles, so that readers don't fetch it.
import type { Plugin } from 'vite';

const OF_THE_THEME = /[\\/]vitepress[\\/]dist[\\/]client[\\/]theme-default[\\/]/;

/** Its own home page, its pages for teams and sponsors, and the search by a service on another host. */
const UNUSED =
  /^@docsearch\/css$|\/(?:VPHome\w*|VPTeam\w*|VP\w*Sponsors\w*|VP\w*CarbonAds|VPAlgoliaSearchBox)\.vue$|\/vp-(?:sponsor|code-group)\.css$/;

const NO_STYLE = '\0unused.css';
const NO_COMPONENT = '\0unused-component';

export function unused(): Plugin {
  return {
    name: 'dojo-unused',
    enforce: 'pre',
    resolveId(id, importer = '') {
      if (!OF_THE_THEME.test(importer) || !UNUSED.test(id)) return;
      return id.endsWith('css') ? NO_STYLE : NO_COMPONENT;
    },
    load(id) {
      if (id === NO_STYLE) return '';
      if (id === NO_COMPONENT) return 'export default () => null;';
    },
  };
}
