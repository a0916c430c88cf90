// Which topics are finished, or begun, in this browser: known on every page.
import { shallowRef } from 'vue';
import type { OwnCode } from '../computing/own-topics';
import * as work from './work';

export type TopicState = 'finished' | 'begun';

/** By topic; nothing before it has been read. */
export const progress = shallowRef<Record<string, TopicState>>({});

/** The topics whose laws all hold as they are, and the files that they are made of. */
export const finishedCode = shallowRef<OwnCode>({ topics: [], files: {} });

/** Reads it anew. Where the browser keeps nothing, there is none. */
export async function refreshProgress(): Promise<void> {
  const [files, finished] = await Promise.all([work.readAll(), work.finished()]).catch(
    (): [work.WrittenFile[], Record<string, string>] => [[], {}],
  );
  const states = files.flatMap(({ path, text, stub }): [string, TopicState][] => {
    const topic = topicOf(path);
    if (topic === undefined) return [];
    if (finished[topic] === text) return [[topic, 'finished']];
    return text === stub ? [] : [[topic, 'begun']];
  });
  progress.value = Object.fromEntries(states);
  const topics = states.flatMap(([topic, state]) => (state === 'finished' ? [topic] : []));
  const isRun = (path: string): boolean =>
    topics.includes(topicOf(path) ?? '') || topicOf(path) === undefined;
  finishedCode.value = {
    topics,
    files: topics.length > 0 ? textsOf(files.filter(({ path }) => isRun(path))) : {},
  };
}

/** The topic of a file; undefined for one that lies beside them. */
function topicOf(path: string): string | undefined {
  return /^exercises\/(\d\d-.*)\.ts$/.exec(path)?.[1];
}

function textsOf(files: work.WrittenFile[]): Record<string, string> {
  return Object.fromEntries(files.map(({ path, text }) => [path, text]));
}
