// The topics of the course. The folder is the manifest: order and name lie in the file names, the title in the lesson.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Language } from '#engine/suite/variants';

/** The folder of the course. */
export const ROOT = resolve(__dirname, '../..');

/** A topic by its name in all five rooms, such as "02-cross-entropy-error". */
export type TopicName = string;

/** All topics, in order. A course may be handed out without its solutions, and an exercise may be missing. */
export function topicNames(): TopicName[] {
  const rooms = ['exercises', 'solutions']
    .map((room) => resolve(ROOT, room))
    .filter((room) => existsSync(room));
  const files = rooms.flatMap((room) => readdirSync(room)).filter((file) => /^\d\d-.*\.ts$/.test(file));
  return [...new Set(files)].map((file) => file.replace(/\.ts$/, '')).sort();
}

/**
 * The topic that a person means by "2", "02", "02-cross-entropy-error" or "exercises/02-cross-entropy-error.ts".
 *
 * @throws RangeError if there is none, with the topics that there are
 */
export function findTopic(words: string): TopicName {
  const wanted = words.replace(/.*[\\/]/, '').replace(/\..*/, '');
  const found = topicNames().find((name) => name === wanted || numberOf(name) === wanted.padStart(2, '0'));
  if (found !== undefined) return found;
  const [first, last] = [topicNames()[0], topicNames().at(-1)!].map(numberOf);
  const shown = words.replace(/\p{Cc}/gu, '�'); // control characters would steer the terminal
  throw new RangeError(`there is no topic "${shown}": give a number from ${first} to ${last}`);
}

/** "02" of "02-cross-entropy-error". */
export function numberOf(topic: TopicName): string {
  return topic.slice(0, 2);
}

/** The functions and classes that a topic's file exports. */
export function exportsOf(topic: TopicName): string[] {
  const file = hasSolution(topic) ? pathOf.solution(topic) : pathOf.exercise(topic);
  return [...readFileSync(file, 'utf8').matchAll(/^export (?:function|class) (\w+)/gm)].map(
    ([, name]) => name,
  );
}

export function hasSolution(topic: TopicName): boolean {
  return existsSync(pathOf.solution(topic));
}

/** Where a topic lies in each room. */
export const pathOf = {
  exercise: (topic: TopicName): string => resolve(ROOT, 'exercises', `${topic}.ts`),
  solution: (topic: TopicName): string => resolve(ROOT, 'solutions', `${topic}.ts`),
  suite: (topic: TopicName): string => resolve(ROOT, 'test', `${topic}.test.ts`),
  mistakes: (topic: TopicName): string => resolve(ROOT, 'test/mistakes', `${topic}.ts`),
  alternatives: (topic: TopicName): string => resolve(ROOT, 'test/alternatives', `${topic}.ts`),
  lesson: (topic: TopicName, language: Language): string => resolve(ROOT, 'docs', language, `${topic}.md`),
};
