// How long an answer may take, and the messages about one that takes longer.
import { phrase, type Phrase } from '../../engine/words/phrase';

/** Processor time for one test, in milliseconds. A whole suite takes a tenth of that. */
export const TEST_TIME_LIMIT = 5_000;

/** Processor time for the search for the mistakes of a suite, in milliseconds: it repeats many tests. */
export const DIAGNOSIS_TIME_LIMIT = 10_000;

/** Processor time until the first test begins, in milliseconds: compiling, and loading the student's file. */
export const LOADING_TIME_LIMIT = 20_000;

/**
 * How long the process may say nothing, in milliseconds on the clock, whatever it does. Only for what the watchdog in the process can't
 * see: on a busy machine, a right answer may be silent for minutes.
 */
export const SILENCE_LIMIT = 600_000;

/** Resident memory, in bytes, with which a process is replaced by a fresh one: each run of a suite leaves a little behind. */
export const MEMORY_LIMIT = 800 * 2 ** 20;

/** The message about a call that has used up its time; the limit in milliseconds. */
export function didNotEnd(limit: number): Phrase {
  return phrase`did not end within ${{ seconds: limit / 1000 }} seconds: is there a loop whose condition never becomes false?`;
}

/** The message about a call that ended the process. */
export const ENDED_THE_PROCESS = phrase`terminated the process: remove calls such as \`process.exit\``;

/** The message if no test has begun: the file is loaded, or its types are checked. */
export const LOADING_DID_NOT_END = phrase`Loading the file never finished: is there a loop outside the functions?`;
export const LOADING_ENDED_THE_PROCESS = phrase`Loading the file terminated the process: remove calls such as \`process.exit\`.`;
export const TYPES_DID_NOT_END = phrase`Checking the types of the file never finished: is there a type that unfolds itself again and again? Write a simpler one.`;

/** The message about a call that ran out of memory: it ended the process, or in a browser the worker. */
export const RAN_OUT_OF_MEMORY = phrase`the process crashed, as it does when it runs out of memory: does an array grow without end?`;
