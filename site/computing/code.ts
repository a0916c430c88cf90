// Whose code the figures run, and since when. `npm run docs` tells of each change of the reader's files; the built site never changes.
import { authors as atFirst } from 'virtual:topics';
import { ref, shallowRef } from 'vue';

export const authors = shallowRef(atFirst);

/** Another number for each version of the code. */
export const version = ref(0);

import.meta.hot?.on('dojo:code', (now: typeof atFirst) => {
  authors.value = now;
  version.value++;
});

/** What the development server said last about a file that it could not serve, if it says so within a moment. */
export async function saidByServer(): Promise<string | undefined> {
  if (import.meta.hot) await new Promise((done) => setTimeout(done, 300));
  const said = lastSaid;
  lastSaid = undefined;
  return said;
}

let lastSaid: string | undefined;
import.meta.hot?.on('vite:error', ({ err }) => (lastSaid = err.message));
