// Right answers to topic 19 · initial weights, written differently.
import { array, type NDArray } from '#lib/ndarray';
import { sigmoid } from '../../solutions/08-activations';
import { Relu, Sigmoid, type Layer } from '../../solutions/15-activation-layers';
import type { LayeredNet } from '../../solutions/17-layered-network';
import type { Alternative } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/19-first-weights');

/** √(E[z²] − E[z]²), which rounding may take below 0. */
function deviationBySquares(z: NDArray): number {
  return Math.sqrt(Math.max(0, z.square().mean() - z.mean() ** 2));
}

export const alternatives: Alternative<Topic>[] = [
  {
    id: 'other-roots',
    answer: {
      xavierStd: (inputs) => Math.sqrt(1 / inputs),
      heStd: (inputs) => Math.SQRT2 / Math.sqrt(inputs),
    },
  },
  {
    id: 'powers',
    answer: {
      xavierStd: (inputs) => inputs ** -0.5,
      heStd: (inputs) => (inputs / 2) ** -0.5,
    },
  },
  {
    id: 'one-by-the-other',
    answer: {
      xavierStd: (inputs) => Math.sqrt(2 / inputs) / Math.sqrt(2),
      heStd: (inputs) => Math.sqrt(2) * (1 / Math.sqrt(inputs)),
    },
  },
  {
    id: 'every-second-layer',
    answer: {
      activationSpread(net, x) {
        const outputs: NDArray[] = [];
        net.layers().reduce((z, layer) => {
          const next = layer.forward(z);
          outputs.push(next);
          return next;
        }, x);
        return outputs.filter((_, i) => i % 2 === 1).map(deviationBySquares);
      },
    },
  },
  {
    id: 'by-the-class-of-the-layer',
    answer: {
      activationSpread(net, x) {
        const spreadsFrom = ([layer, ...others]: Layer[], z: NDArray): number[] => {
          if (layer === undefined) return [];
          const next = layer.forward(z);
          const isHidden = layer instanceof Relu || layer instanceof Sigmoid;
          return [...(isHidden ? [deviationBySquares(next)] : []), ...spreadsFrom(others, next)];
        };
        return spreadsFrom(net.layers(), x);
      },
    },
  },
  {
    id: 'from-the-parameters',
    answer: {
      activationSpread({ params, activation }: LayeredNet, x) {
        const spreads: number[] = [];
        for (let l = 1, z = x; `W${l + 1}` in params; l++) {
          const a = z.dot(params[`W${l}`]).add(params[`b${l}`]);
          z = activation === 'sigmoid' ? sigmoid(a) : a.map((value) => (value > 0 ? value : 0));
          const [average, count] = [z.sum() / z.size, z.size];
          let squares = 0;
          for (const value of z.data) squares += (value - average) * (value - average);
          spreads.push((squares / count) ** 0.5);
        }
        return spreads;
      },
    },
  },
  {
    id: 'shifted-by-the-first-number',
    answer: {
      activationSpread(net, x) {
        let z = x;
        return net.layers().flatMap((layer, i) => {
          z = layer.forward(z);
          if (i % 2 === 0) return [];
          const values = [...z.data];
          const shifted = array(values).sub(values[0]);
          return [Math.sqrt(Math.max(0, shifted.square().mean() - shifted.mean() ** 2))];
        });
      },
    },
  },
];
