// Topic 14: what each loss tells a network that is wrong, over how sure it is.
import { array, type NDArray } from '#lib/ndarray';
import { softmax } from '#topics/08-activations';
import { outputDelta, type LossName } from '#topics/14-choosing-a-loss';
import { range } from './shared/numbers';

const names: LossName[] = ['squaredErrorOfSoftmax', 'crossEntropyOfSoftmax'];
const t = array([0, 0, 1]);
const places = range(-4, 12, 161);

const scores = (wrong: number): NDArray => array([wrong, 0, 0]);

export interface ChoiceSettings {
  /** Of the wrong class. */
  score: number;
  /** How many steps of learning are looked at, of so many that are made. */
  steps: number;
  mostSteps: number;
}

export default function choosingALoss({ score, steps, mostSteps }: ChoiceSettings) {
  const slope = (name: LossName, wrong: number): number => outputDelta(name, scores(wrong), t).at(0);
  const ways = names.map((name) => learn(name, score, mostSteps));
  return {
    wrong: softmax(scores(score)).at(0),
    places,
    slopes: names.map((name) => places.map((wrong) => slope(name, wrong))),
    slopesHere: names.map((name) => slope(name, score)),
    ways,
    reached: ways.map((chances) => chances[steps]),
  };
}

/** The probability of the true class before the first step and after each. */
function learn(name: LossName, score: number, mostSteps: number): number[] {
  let a = scores(score);
  const chances = [softmax(a).at(2)];
  for (let step = 0; step < mostSteps; step++) {
    a = a.sub(outputDelta(name, a, t));
    chances.push(softmax(a).at(2));
  }
  return chances;
}
