// The images that a network gets wrong, for the report.
import { expect, test } from '@jest/globals';
import { array } from '#lib/ndarray';
import type { TwoLayerNet } from '#topics/10-two-layer-net';
import { wrongAnswers } from '../../../../tools/train/report/wrong-answers';

test('wrong answers are listed with the probability that was given to them, the surest first', () => {
  const y = array([
    [0.1, 0.6, 0.3], // taken for 1
    [0.7, 0.2, 0.1], // taken for 0, rightly
    [0.1, 0.1, 0.8], // taken for 2
    [0.9, 0.1, 0], // taken for 0
  ]);
  const x = array([[1], [2], [3], [4]]);
  const net = {
    predict: (images) => (images === x ? y : images),
  } satisfies Partial<TwoLayerNet> as TwoLayerNet;
  expect(wrongAnswers(net, { x, t: y, labels: [2, 0, 1, 2] })).toEqual([
    { index: 3, actual: 2, predicted: 0, probability: 0.9 },
    { index: 2, actual: 1, predicted: 2, probability: 0.8 },
    { index: 0, actual: 2, predicted: 1, probability: 0.6 },
  ]);
});
