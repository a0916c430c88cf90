// Wrong answers that the suites and the known mistakes were not written for: see docs/log/held-out.md.
import type { Alternative } from '../../../engine/suite/variants';

export interface HeldOut<Topic> extends Alternative<Topic> {
  /** In which trial it was tried first. */
  trial: 1 | 2 | 3;
  /** What is wrong, in the words of whoever wrote the answer. */
  wrong: string;
  /** The known mistakes whose names and explanations are true of it, as a person has judged. */
  rightNames?: string[];
}
