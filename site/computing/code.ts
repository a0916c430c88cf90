// Whose code the figures run, and since when. With `npm run docs` it is on disk, and the server tells of each change. In the built site it is
// what the browser keeps, where all laws of a topic hold; the reader can have the solutions in its place.
import { authors as atFirst, onDisk } from 'virtual:topics';
import { computed, ref, shallowRef, watch } from 'vue';
import { finishedCode, refreshProgress } from '../dojo/progress';
import type { OwnCode } from './own-topics';

const ofFiles = shallowRef(atFirst);

/** The reader wants to see the course's solutions, though some topics are finished. */
export const prefersSolutions = ref(false);

const NONE: OwnCode = { topics: [], files: {} };

/** What the figures run of the reader's in the built site. */
export const ownCode = computed((): OwnCode => (prefersSolutions.value ? NONE : finishedCode.value));

/** Topics that this browser has of the reader's, whether or not they are run. */
export const ownTopics = computed(() => finishedCode.value.topics);

/** Whose code is run, by topic. */
export const authors = computed((): typeof atFirst => ({
  ...ofFiles.value,
  ...Object.fromEntries(ownCode.value.topics.map((topic) => [topic, 'reader' as const])),
}));

/** Another number for each version of the code. */
export const version = ref(0);

watch(
  () => JSON.stringify(ownCode.value),
  () => version.value++,
  { flush: 'sync' },
);

/** How long the figures wait for what the browser keeps. */
const PATIENCE = 1_000; // milliseconds

let known: Promise<unknown> | undefined;

/** Until it is known what the reader has finished in this browser. */
export function codeIsKnown(): Promise<unknown> {
  known ??= onDisk
    ? Promise.resolve()
    : Promise.race([refreshProgress(), new Promise((done) => setTimeout(done, PATIENCE))]);
  return known;
}

import.meta.hot?.on('dojo:code', (now: typeof atFirst) => {
  ofFiles.value = now;
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
