// Topic 02: the cross-entropy error beside the squared error, and how steep each of them is.
import { meanSquaredError } from '#topics/01-mean-squared-error';
import { crossEntropyError } from '#topics/02-cross-entropy-error';
import { numericalDiff } from '#topics/05-numerical-differentiation';
import { range } from './shared/numbers';
import { prediction, target, type LossCurves, type PredictionSettings } from './shared/prediction';

export default function twoLosses({ ofTrue, ofRest }: PredictionSettings): LossCurves {
  const losses = [meanSquaredError, crossEntropyError];
  const curves = losses.map((loss) => (p: number) => loss(prediction(p, ofRest), target));
  const slopes = curves.map((curve) => (p: number) => numericalDiff(goingOn(curve), p));
  // More closely where the cross-entropy error is steep, and not at 0, where it is steeper than any chart.
  const places = [...range(0.002, 0.05, 49), ...range(0.055, 1, 190)];
  return {
    y: prediction(ofTrue, ofRest).toArray() as number[],
    places,
    curves: curves.map((curve) => places.map(curve)),
    here: curves.map((curve) => curve(ofTrue)),
    slopes: slopes.map((slope) => places.map(slope)),
    slopesHere: slopes.map((slope) => slope(ofTrue)),
  };
}

/** There are no probabilities below 0 or above 1: there the curve goes on as steep as it arrives, so that it has a slope at its ends. */
function goingOn(curve: (p: number) => number): (p: number) => number {
  return (p) => {
    const end = Math.min(1, Math.max(0, p));
    return p === end ? curve(p) : 2 * curve(end) - curve(2 * end - p);
  };
}
