// Topic 08: the sigmoid with its slope, and softmax of three scores at a temperature.
import { array } from '#lib/ndarray';
import { sigmoid, sigmoidGrad, softmax } from '#topics/08-activations';
import { range } from './shared/numbers';

export interface ActivationSettings {
  a: number;
  scores: number[];
  temperature: number;
}

const inputs = range(-8, 8, 161);

export default function activations({ a, scores, temperature }: ActivationSettings) {
  const functions = [sigmoid, sigmoidGrad];
  return {
    inputs,
    curves: functions.map((f) => [...f(array(inputs)).data]),
    here: functions.map((f) => f(array([a])).at(0)),
    y: [...softmax(array(scores).div(temperature)).data],
  };
}
