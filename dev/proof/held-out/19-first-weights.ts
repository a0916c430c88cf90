import type { NDArray } from '../../../lib/ndarray';
import { Affine } from '../../../solutions/16-affine-and-loss-layers';
import type { LayeredNet } from '../../../solutions/17-layered-network';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/19-first-weights');

const std = (z: NDArray): number => Math.sqrt(z.sub(z.mean()).square().mean());

/** What each layer gives for the batch. */
function outputs(net: LayeredNet, x: NDArray): { z: NDArray; isAffine: boolean }[] {
  let z = x;
  return net.layers().map((layer) => ({ z: (z = layer.forward(z)), isAffine: layer instanceof Affine }));
}

/** The spread of each activation, by another measure. */
function measuring(measure: (z: NDArray) => number): Partial<Topic> {
  return {
    activationSpread: (net, x) =>
      outputs(net, x)
        .filter(({ isAffine }) => !isAffine)
        .map(({ z }) => measure(z)),
  };
}

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'xavier-without-the-root',
    trial: 4,
    wrong: '1 / inputs',
    rightNames: ['xavier-variance'],
    answer: { xavierStd: (inputs) => 1 / inputs },
  },
  {
    id: 'xavier-not-divided',
    trial: 4,
    wrong: '√inputs',
    rightNames: ['xavier-upside-down'],
    answer: { xavierStd: (inputs) => Math.sqrt(inputs) },
  },
  {
    id: 'root-of-two-over-the-inputs',
    trial: 4,
    wrong: '√2 / inputs',
    rightNames: ['he-root-of-two-only'],
    answer: { heStd: (inputs) => Math.sqrt(2) / inputs },
  },
  {
    id: 'two-over-the-root',
    trial: 4,
    wrong: '2 / √inputs',
    rightNames: ['he-two-outside'],
    answer: { heStd: (inputs) => 2 / Math.sqrt(inputs) },
  },
  {
    id: 'half-of-the-inputs-kept',
    trial: 4,
    wrong: '√(1 / (2 · inputs))',
    rightNames: ['he-two-below'],
    answer: { heStd: (inputs) => Math.sqrt(1 / (2 * inputs)) },
  },
  {
    id: 'variance',
    trial: 4,
    wrong: 'no root',
    rightNames: ['variance'],
    answer: measuring((z) => z.sub(z.mean()).square().mean()),
  },
  {
    id: 'one-less-in-the-mean',
    trial: 4,
    wrong: 'divides by the count minus 1',
    rightNames: ['one-fewer-in-the-denominator'],
    answer: measuring((z) => Math.sqrt(z.sub(z.mean()).square().sum() / (z.size - 1))),
  },
  {
    id: 'mean-not-subtracted',
    trial: 4,
    wrong: '√(mean of z²)',
    rightNames: ['root-mean-square'],
    answer: measuring((z) => Math.sqrt(z.square().mean())),
  },
  {
    id: 'spread-of-each-unit-averaged',
    trial: 4,
    wrong: 'the deviation of each unit, and the mean of these',
    rightNames: ['spread-of-each-unit'],
    answer: measuring((z) => z.sub(z.mean(0)).square().mean(0).map(Math.sqrt).mean()),
  },
  {
    id: 'mean-absolute-deviation',
    trial: 4,
    wrong: 'the mean of |z − mean|',
    rightNames: ['mean-distance'],
    answer: measuring((z) => z.sub(z.mean()).map(Math.abs).mean()),
  },
  {
    id: 'spread-of-every-layer',
    trial: 4,
    wrong: 'affine layers are measured, too',
    rightNames: ['spread-of-all-layers'],
    answer: { activationSpread: (net, x) => outputs(net, x).map(({ z }) => std(z)) },
  },
  {
    id: 'sums-in-place-of-activations',
    trial: 4,
    wrong: 'two mistakes: the affine layers are measured, and the variance is taken',
    rightNames: ['spread-before-the-activation'],
    answer: {
      activationSpread: (net, x) =>
        outputs(net, x)
          .filter(({ isAffine }) => isAffine)
          .slice(0, -1)
          .map(({ z }) => std(z) ** 2),
    },
  },
  {
    id: 'only-the-last-hidden-layer',
    trial: 4,
    wrong: 'the first hidden layer is missing from the list',
    rightNames: ['first-layer-missing'],
    answer: {
      activationSpread: (net, x) =>
        outputs(net, x)
          .filter(({ isAffine }) => !isAffine)
          .slice(1)
          .map(({ z }) => std(z)),
    },
  },
  {
    id: 'powers-and-layers-by-twos',
    trial: 4,
    unusual:
      'powers for the roots; every second layer, and the mean of the squares minus the square of the mean shifted by the first number',
    answer: {
      xavierStd: (inputs) => inputs ** -0.5,
      heStd: (inputs) => Math.SQRT2 / Math.sqrt(inputs),
      activationSpread: (net, x) => {
        const all = outputs(net, x);
        return all
          .filter((_, i) => i % 2 === 1)
          .map(({ z }) => {
            const shifted = z.sub(z.data[0]);
            return Math.sqrt(Math.max(0, shifted.square().mean() - shifted.mean() ** 2));
          });
      },
    },
  },
  {
    id: 'spread-of-the-first-sample-subtracted',
    trial: 5,
    wrong: 'the largest number is subtracted in place of the mean',
    answer: measuring((z) => Math.sqrt(z.sub(z.max()).square().mean())),
  },
];
