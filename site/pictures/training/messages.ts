// What the page and the training worker say to each other.
import type { PlainTrouble } from '../../computing/trouble';

export interface TrainingSettings {
  learningRate: number;
  batchSize: number;
  hiddenSize: number;
}

export type Order =
  { type: 'start'; settings: TrainingSettings; digits: string } | { type: 'pause' } | { type: 'continue' };

export interface EpochReport {
  epoch: number;
  trainAccuracy: number;
  testAccuracy: number;
}

/** An array as it crosses over: numbers with their shape. */
export interface PlainArray {
  data: Float32Array;
  shape: number[];
}

/** The parameters of a two-layer network. */
export type PlainParams = Record<'W1' | 'b1' | 'W2' | 'b2', PlainArray>;

export type News =
  /** All code has come, and is loaded; what follows are the images. */
  | { type: 'begun' }
  | { type: 'loaded' }
  | { type: 'losses'; losses: number[] }
  | { type: 'epoch'; report: EpochReport }
  | { type: 'params'; params: PlainParams }
  | { type: 'failed'; trouble: PlainTrouble };
