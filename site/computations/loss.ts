// Topic 01: the squared error of a prediction, and of all others with the same shares.
import { meanSquaredError } from '#topics/01-mean-squared-error';
import { range } from './shared/numbers';
import { prediction, target, type LossCurves, type PredictionSettings } from './shared/prediction';

export default function loss({ ofTrue, ofRest }: PredictionSettings): LossCurves {
  const at = (p: number): number => meanSquaredError(prediction(p, ofRest), target);
  const places = range(0, 1, 201);
  return {
    y: prediction(ofTrue, ofRest).toArray() as number[],
    places,
    curves: [places.map(at)],
    here: [at(ofTrue)],
  };
}
