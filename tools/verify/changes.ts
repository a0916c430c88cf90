// Which topics a change touches.
import type { TopicName } from '#engine/course/course';

/** The topics that own a changed file: exercise, solution, suite, mistakes, alternatives or lesson. */
export function topicsTouched(files: string[], topics: TopicName[]): TopicName[] {
  return topics.filter((topic) =>
    files.some((file) => new RegExp(`(?:^|/)${topic}\\.(?:test\\.)?(?:ts|md)$`).test(file)),
  );
}

/** Whether a change touches what all topics are judged with. */
export function touchesAll(files: string[]): boolean {
  return files.some((file) =>
    /^(?:engine|lib|test\/support|tools\/(?:shared|verify))\/|^jest\.config\.ts$/.test(file),
  );
}
