// Which topics are finished, or begun, in this browser: known on every page.
import { shallowRef } from 'vue';
import * as work from './work';

export type State = 'finished' | 'begun';

/** By topic; nothing before it has been read. */
export const progress = shallowRef<Record<string, State>>({});

/** Reads it anew. Where the browser keeps nothing, there is none. */
export async function refreshProgress(): Promise<void> {
  const [files, finished] = await Promise.all([work.readAll(), work.finished()]).catch(
    (): [work.WrittenFile[], Record<string, string>] => [[], {}],
  );
  const states = files.flatMap(({ path, text, stub }): [string, State][] => {
    const topic = /^exercises\/(\d\d-.*)\.ts$/.exec(path)?.[1];
    if (topic === undefined) return [];
    if (finished[topic] === text) return [[topic, 'finished']];
    return text === stub ? [] : [[topic, 'begun']];
  });
  progress.value = Object.fromEntries(states);
}
