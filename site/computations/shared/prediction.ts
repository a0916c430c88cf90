// A prediction for three classes, of which the first is the true one.
import { array, type NDArray } from '#lib/ndarray';

export interface PredictionSettings {
  /** The probability of the true class. */
  ofTrue: number;
  /** Of the rest, the share that goes to the second class. */
  ofRest: number;
}

/** What the figures of both lessons show, for one loss or for two. */
export interface LossCurves {
  y: number[];
  /** Where the curves are known: probabilities of the true class. */
  places: number[];
  curves: number[][];
  /** Of each loss, at the present prediction. */
  here: number[];
  /** How steep each curve is. */
  slopes?: number[][];
  slopesHere?: number[];
}

export const target = array([1, 0, 0]);

export function prediction(ofTrue: number, ofRest: number): NDArray {
  return array([ofTrue, (1 - ofTrue) * ofRest, (1 - ofTrue) * (1 - ofRest)]);
}
