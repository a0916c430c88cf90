// Topic 15: what two activation layers make of a number, and what of a slope comes back through one of them, or through several in a row.
import { array, zeros, type NDArray } from '#lib/ndarray';
import { Relu, Sigmoid, type Layer } from '#topics/15-activation-layers';
import { range } from './shared/numbers';

export interface ActivationLayerSettings {
  x: number;
  dout: number;
  depth: number;
}

const inputs = range(-6, 6, 121);

export default function activationLayers({ x, dout, depth }: ActivationLayerSettings) {
  return {
    inputs,
    layers: [Relu, Sigmoid].map((New) => {
      const along = passed(New, 1, array(inputs), zeros([inputs.length]).add(dout));
      const here = passed(New, 1, array([x]), array([dout]));
      return {
        z: [...along.z.data],
        dx: [...along.dx.data],
        here: { z: here.z.at(0), dx: here.dx.at(0) },
        throughAll: passed(New, depth, array([x]), array([dout])).dx.at(0),
      };
    }),
  };
}

/** What passes so many layers of a kind, one behind another: forward, and back. */
function passed(New: new () => Layer, depth: number, x: NDArray, dout: NDArray): { z: NDArray; dx: NDArray } {
  const layers = Array.from({ length: depth }, () => new New());
  const z = layers.reduce((value, layer) => layer.forward(value), x);
  return { z, dx: layers.reduceRight((slopes, layer) => layer.backward(slopes), dout) };
}
