// What the page and the worker that computes for its figures say to each other.
import type { OwnCode } from './own-topics';
import type { PlainTrouble } from './trouble';

/** What the reader has written, if the topics are to be the reader's. Comes before everything else. */
export interface OwnCodeMessage {
  code: OwnCode;
}

export interface ComputationJob {
  id: number;
  /** A file in computations/, without its ending. */
  name: string;
  settings: unknown;
}

export type ComputationAnswer =
  /** All that the computation needs has been loaded: from now on its time counts. */
  | { type: 'started'; id: number }
  | { type: 'done'; id: number; result: unknown }
  | { type: 'failed'; id: number; trouble: PlainTrouble };
