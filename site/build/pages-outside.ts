// The pages are in docs/, outside the folder in which Vue is installed: for them, too, it is the one that is installed here.
import type { Plugin } from 'vite';

export function pagesOutside(): Plugin {
  return {
    name: 'pages-outside',
    enforce: 'pre',
    resolveId(id, _importer, { ssr }) {
      if (ssr && (id === 'vue' || id === 'vue/server-renderer')) return { id, external: true };
    },
  };
}
