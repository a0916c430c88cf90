// Variants of a topic: wrong answers that its suite must reject (test/mistakes), right ones that it must accept
// (test/alternatives). Each replaces some of the topic's exports; the others are the solution's.

import type { Language, Text } from '../course/settings';

export type { Language, Text };

/** A right answer, written differently. */
export interface Alternative<Topic> {
  /** Words with hyphens, unique in its topic. */
  id: string;
  /** The exports that it replaces. */
  answer: Partial<Topic>;
}

/** A wrong answer that students really give. */
export interface Mistake<Topic> extends Alternative<Topic> {
  /** One line: what is wrong. */
  name: Text;
  /** One or two sentences, said to a student: "This is what you get when …: …". */
  explanation: Text;
  /** The same mistake, made in other ways: its explanation is true of these, too. */
  also?: Partial<Topic>[];
  /** The same mistake together with another one: the student is told that there may be more. */
  together?: Partial<Topic>[];
  /** Its numbers are no function of its arguments, so that only the probes can recognize it. */
  ownNumbers?: true;
}

/** A mistake in one of its ways. */
export interface MistakeInOneWay<Topic> extends Omit<Mistake<Topic>, 'also' | 'together'> {
  /** Whether another mistake comes with it, of which the explanation doesn't speak. */
  hasAnother?: true;
}

/**
 * What tells the mistakes of a topic apart: for each block of its suite, by the block's name, calls with fixed inputs that return
 * what can be seen (values, or the calls that were made). They decide between mistakes that no test of the suite tells apart, and recognize those with numbers of
 * their own.
 */
export type Probes<Topic> = Record<string, ((topic: Topic) => unknown)[]>;

/** Each mistake once for each way to make it, under an id of its own: "half-missing", "half-missing~2". */
export function inEachWay<Topic>(mistakes: Mistake<Topic>[]): MistakeInOneWay<Topic>[] {
  return mistakes.flatMap(({ also = [], together = [], ...mistake }) => {
    const others = [
      ...also.map((answer) => ({ ...mistake, answer })),
      ...together.map((answer) => ({ ...mistake, answer, hasAnother: true as const })),
    ];
    return [mistake, ...others.map((way, i) => ({ ...way, id: `${mistake.id}~${i + 2}` }))];
  });
}

/** The id of a mistake, whatever the way in which it was made. */
export function mistakeId(id: string): string {
  return id.replace(/~\d+$/, '');
}
