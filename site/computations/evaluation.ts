// Topic 13: what a trained network takes for what, on the test images.
import { confusionMatrix, mostConfused } from '#topics/13-evaluation';
import { fetchDigits, type DigitImages } from '../pictures/training/digits';
import { netFrom, type GivenNetwork } from './shared/network';

export interface EvaluationSettings {
  network: GivenNetwork;
  /** Where the images are fetched from. */
  digits: string;
}

const MISTAKES_SHOWN = 24;

let test: DigitImages | undefined;

export async function prepare({ digits }: EvaluationSettings): Promise<void> {
  test ??= await fetchDigits(digits, 't10k');
}

export default function evaluation({ network }: EvaluationSettings) {
  const { x, labels } = test!;
  const net = netFrom(network);
  const y = net.predict(x);
  const predicted = y.argmax(1);
  const chances = y.max(1).data;
  const wrong = labels.map((_, n) => n).filter((n) => predicted[n] !== labels[n]);
  const surest = wrong.sort((a, b) => chances[b] - chances[a]).slice(0, MISTAKES_SHOWN);
  return {
    matrix: confusionMatrix(net, x, labels).toArray() as number[][],
    pairs: mostConfused(net, x, labels, 5),
    mistakes: surest.map((n) => ({
      image: Float32Array.from(x.take([n]).data),
      actual: labels[n],
      predicted: predicted[n],
    })),
  };
}
