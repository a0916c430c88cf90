// Topic 16: two samples on their way through an affine layer and the loss layer, and the slopes that come back.
import { array, type NDArray } from '#lib/ndarray';
import { Affine, SoftmaxWithLoss } from '#topics/16-affine-and-loss-layers';
import { range } from './shared/numbers';

export interface AffineSettings {
  /** The first number of the first sample. */
  x: number;
  /** The weight from it to the first score. */
  weight: number;
  bias: number;
  /** The true class of the first sample. */
  target: number;
}

const weights = range(-2, 2, 41);

export default function affineAndLossLayers(settings: AffineSettings) {
  const { x, layer, end, a, loss } = forward(settings);
  const da = end.backward();
  const dx = layer.backward(da);
  const { W, b, dW, db } = layer;
  return {
    loss,
    slope: dW.at(0, 0),
    losses: weights.map((weight) => ({ weight, loss: forward({ ...settings, weight }).loss })),
    there: shown({ x, W, b, a }),
    back: shown({ dx, dW, db, da }),
  };
}

function forward({ x: first, weight, bias, target }: AffineSettings) {
  const x = array([
    [first, 1],
    [-0.5, 2],
  ]);
  const layer = new Affine(
    array([
      [weight, -0.5],
      [0.3, 0.8],
    ]),
    array([bias, 0.1]),
  );
  const end = new SoftmaxWithLoss();
  const a = layer.forward(x);
  return { x, layer, end, a, loss: end.forward(a, [target, 1]) };
}

function shown(arrays: Record<string, NDArray>): { name: string; numbers: number[] | number[][] }[] {
  return Object.entries(arrays).map(([name, numbers]) => ({ name, numbers: numbers.toArray() }));
}
