// What the reader has written so far, for what is to run on it.
import { withBase } from 'vitepress';
import { onDisk } from 'virtual:topics';
import { authors } from '../computing/code';
import type { OwnCode } from '../computing/own-topics';
import { pathOf, stubOf } from './course';
import { finishedCode, refreshProgress } from './progress';
import * as work from './work';

/** The finished topics; and this one, as soon as it is begun. */
export function ownCodeWith(topic: string): Promise<OwnCode> {
  return onDisk ? fromDisk(topic) : fromBrowser(topic);
}

async function fromBrowser(topic: string): Promise<OwnCode> {
  await refreshProgress();
  const { topics, files } = finishedCode.value;
  const path = pathOf(topic);
  const file = await work.read(path).catch(() => undefined);
  if (file === undefined || file.text === file.stub) return finishedCode.value;
  const beside = (await work.readAll()).filter((one) => !/^exercises\/\d\d-/.test(one.path));
  const all = Object.fromEntries([...beside, file].map((one) => [one.path, one.text]));
  return { topics: [...new Set([...topics, topic])], files: { ...files, ...all } };
}

async function fromDisk(topic: string): Promise<OwnCode> {
  const wanted = [
    ...new Set([...Object.keys(authors.value).filter((one) => authors.value[one] === 'reader'), topic]),
  ];
  const texts = await Promise.all(
    wanted.map(async (one) => {
      const answer = await fetch(withBase(`/dojo/${pathOf(one)}`), { cache: 'no-store' });
      return answer.ok ? answer.text() : undefined;
    }),
  );
  const stub = await stubOf(topic);
  const found = wanted.flatMap((one, i): [string, string][] => {
    const text = texts[i];
    return text === undefined || (one === topic && text === stub) ? [] : [[one, text]];
  });
  return {
    topics: found.map(([one]) => one),
    files: Object.fromEntries(found.map(([one, text]) => [pathOf(one), text])),
  };
}
