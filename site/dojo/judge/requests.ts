// What a file of the reader's asks for by its imports.
import * as ndarray from '#lib/ndarray';
import * as random from '#lib/random';
import * as todo from '#lib/todo';

/** What a student's file can import of the library. */
const LIBRARY: Record<string, object> = { ndarray, random, todo };

/** "#topics/02-…", "../solutions/02-…", "./02-….ts": a topic, however it is named. */
const TOPIC = /^(?:#topics\/|(?:\.\.?\/)+(?:(?:exercises|solutions)\/)?)(\d\d-[\w-]+)(?:\.[cm]?[jt]s)?$/;

export function topicOf(request: string): string | undefined {
  return TOPIC.exec(request)?.[1];
}

export function libraryOf(request: string): object | undefined {
  const [, name] = /^(?:#lib\/|\.\.\/lib\/)([\w-]+)(?:\.ts)?$/.exec(request) ?? [];
  return name !== undefined && Object.hasOwn(LIBRARY, name) ? LIBRARY[name] : undefined;
}
