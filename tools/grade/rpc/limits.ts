// How much may cross between judge and student's code. Both sides hold these: the student's side refuses to send more, with a sentence that
// says so; the judge refuses to take more, whatever the other side has become.
//
// A *part* is one number or one element, and a field is several: what a suite may have to look at. The largest right answer of the course
// has 7,841 parts, and its busiest call hands over 1,603 objects (test/tools/grade/rpc/limits.long.test.ts measures them).
import { asWritten, type Phrase } from '../../../engine/words/phrase';

/** Parts of one value, counted as a suite meets them: what is there twice counts twice. */
export const LARGEST_VALUE = 100_000;

/** Objects within objects. */
export const DEEPEST_VALUE = 50;

/** Fields of one object. */
export const MOST_FIELDS = 1_000;

/** Methods of an exported class that are told, and characters of their names. */
export const MOST_METHODS = 100;
export const LONGEST_NAME = 100;

/** Characters of a string, or of the name of a field. */
export const LONGEST_STRING = 10_000;

/** Arguments of one call. */
export const MOST_ARGUMENTS = 100;

/** Parts in the fields of an object of a declared class, with which the judge computes. */
export const LARGEST_DECLARED = 2_000;

/** Parts that are new in one message. */
export const LARGEST_MESSAGE = 150_000;

/** Objects, and their parts, that are kept in step at once: those of one call, and the fields of the last few instances. */
export const MOST_OBJECTS = 20_000;
export const MOST_PARTS = 2_000_000;

/** Characters that the calls of one topic hand over, all in all. */
export const LARGEST_TOPIC = 2 ** 28;

/** Parts that the calls of one topic give to the suite, all in all. */
export const MOST_PARTS_OF_TOPIC = 2 ** 26;

/** Characters of a phrase that says what cannot cross, without its gaps: the words are ours, and no report cuts them. */
export const LONGEST_PHRASE = 500;

/** Its gaps. */
export const MOST_GAPS = 4;

/** As `phrase`, and without anything that a student's file may have replaced. */
export function saying(text: string, { count, name }: { count?: number; name?: string } = {}): Phrase {
  if (count !== undefined)
    return { text, gaps: name === undefined ? { count: `${count}` } : { count: `${count}`, name } };
  return { text, gaps: name === undefined ? {} : { name } };
}

/** What the student's side throws when something is more than may cross. */
export class LimitError extends RangeError {
  constructor(readonly said: Phrase) {
    super(asWritten(said));
  }
}

/** What the judge throws when a topic has handed over too much in all: each message by itself is in order. */
export class TopicLimitError extends Error {
  constructor(readonly said: Phrase) {
    super(asWritten(said));
  }
}

export const TOO_MANY_CHARACTERS = saying(
  'the calls of this topic hand over more than {count} characters in all',
  { count: LARGEST_TOPIC },
);

export const TOO_MANY_PARTS = saying(
  'the calls of this topic hand over more than {count} numbers and fields in all',
  { count: MOST_PARTS_OF_TOPIC },
);

/** What is thrown: characters of its name, its message and its stack. */
export const LONGEST_THROWN = { name: 100, message: 2_000, stack: 10_000 };
