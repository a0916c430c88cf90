// Whose code `#topics/…` is in the workers of the built site: the reader's where a page has handed it over, else the course's. Each topic asks
// when it is first imported (build/topics.ts).

/** What a reader has written in this browser. */
export interface OwnCode {
  /** Topics whose laws all hold. */
  topics: string[];
  /** Their files by path, "exercises/02-cross-entropy-error.ts", and what lies beside them. */
  files: Record<string, string>;
}

type ExportsOf = (topic: string) => Promise<object>;

let own: { topics: Set<string>; exportsOf: ExportsOf } | undefined;

/** From here on, the topics that are imported are the reader's. */
export function takeOwn(topics: string[], exportsOf: ExportsOf): void {
  own = { topics: new Set(topics), exportsOf };
}

/** What the reader's file of a topic exports; undefined where the course's solution is to be taken. */
export async function ofReader(topic: string): Promise<object | undefined> {
  return own?.topics.has(topic) ? own.exportsOf(topic) : undefined;
}
