// Topic 11: the way back through a small network, beside its numerical gradient.
import { sigmoidGrad } from '#topics/08-activations';
import { backpropGradient } from '#topics/11-backpropagation';
import { forward, plain, type SmallNetLook, type SmallNetSettings } from './shared/small-net';

export default function wayBack(settings: SmallNetSettings): SmallNetLook {
  const { net, x, t, a1, y, shown } = forward(settings);
  const dy = y.sub(t);
  const dz1 = dy.dot(net.params.W2.T);
  const da1 = sigmoidGrad(a1).mul(dz1);
  const gradient = plain(backpropGradient(net, x, t));
  return {
    ...shown,
    back: {
      dy: [...dy.data],
      dz1: [...dz1.data],
      da1: [...da1.data],
      gradient,
      difference: largestDifference(gradient, shown.numerical),
    },
  };
}

function largestDifference<Values extends object>(a: Values, b: Values): number {
  const numbers = (values: Values): number[] => Object.values(values).flat(2) as number[];
  const [ofA, ofB] = [numbers(a), numbers(b)];
  return Math.max(...ofA.map((value, i) => Math.abs(value - ofB[i])));
}
