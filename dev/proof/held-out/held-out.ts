// Answers that the suites and the known mistakes were not written for: see docs/log/held-out.md.
import type { Alternative } from '../../../engine/suite/variants';

interface Answer<Topic> extends Alternative<Topic> {
  /** In which trial it was tried first. */
  trial: 1 | 2 | 3 | 4 | 5;
}

interface WrongAnswer<Topic> extends Answer<Topic> {
  /** What is wrong, in the words of whoever wrote the answer. */
  wrong: string;
  /** The known mistakes whose names and explanations are true of it, as a person has judged. */
  rightNames?: string[];
}

interface RightAnswer<Topic> extends Answer<Topic> {
  /** How it differs from what most people would write. */
  unusual: string;
}

export type HeldOut<Topic> = WrongAnswer<Topic> | RightAnswer<Topic>;
