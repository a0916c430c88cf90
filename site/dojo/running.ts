// Runs a worked example that was edited: on the course's solutions or on what the reader has written, in a worker that is new for each run.
import { ref, shallowRef } from 'vue';
import { Lane } from '../computing/lane';
import type { OwnCode } from '../computing/own-topics';
import type { ScratchResult } from '../computing/scratch';
import { showingValues } from './example';
import { ownCodeWith } from './own';

/** As in a test. */
const LIMIT = 5_000; // milliseconds
const PATH = 'exercises/example.ts';

const NONE: OwnCode = { topics: [], files: {} };

export function useRunning(topic: string) {
  const isBusy = ref(false);
  const result = shallowRef<ScratchResult>();
  const trouble = shallowRef<unknown>();
  let lane: Lane | undefined;
  let isClosed = false;

  async function run(code: string, whose: 'course' | 'reader'): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      const own = whose === 'reader' ? await ownCodeWith(topic) : NONE;
      if (isClosed) return;
      lane?.end();
      lane = new Lane({ ...own, files: { ...own.files, [PATH]: showingValues(code) } });
      result.value = (await lane.compute('scratch', { path: PATH }, LIMIT)) as ScratchResult;
      trouble.value = undefined;
    } catch (error) {
      [result.value, trouble.value] = [undefined, error];
    } finally {
      isBusy.value = false;
    }
  }

  /** The topics that it could run on; none where nobody can say what the reader has written. */
  async function topicsOfReader(): Promise<string[]> {
    return (await ownCodeWith(topic).catch(() => NONE)).topics;
  }

  function clear(): void {
    [result.value, trouble.value] = [undefined, undefined];
  }

  function close(): void {
    isClosed = true;
    lane?.end();
  }

  return { isBusy, result, trouble, run, topicsOfReader, clear, close };
}
