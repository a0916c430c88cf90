// Topic 19 · Initial weights: how large they must be, so that signals neither die out nor explode on their way through a deep network.
import type { NDArray } from '#lib/ndarray';
import { Affine } from '#topics/16-affine-and-loss-layers';
import type { LayeredNet } from '#topics/17-layered-network';

/**
 * The standard deviation of a layer's initial weights in front of a sigmoid, so that its sums are as spread out as its inputs.
 *
 *     std = 1 / √inputs
 *
 * Xavier Glorot and Yoshua Bengio, "Understanding the difficulty of training deep feedforward neural networks" (2010), in the form that
 * depends only on the inputs.
 *
 * @param inputs how many numbers come into each unit
 */
export function xavierStd(inputs: number): number {
  return 1 / Math.sqrt(inputs);
}

/**
 * The same in front of a ReLU, which sets half of the sums to 0, so the weights must be √2 times as large.
 *
 *     std = √(2 / inputs)
 *
 * Kaiming He, Xiangyu Zhang, Shaoqing Ren and Jian Sun, "Delving Deep into Rectifiers" (2015).
 *
 * @param inputs how many numbers come into each unit
 */
export function heStd(inputs: number): number {
  return Math.sqrt(2 / inputs);
}

/**
 * How spread out the activations of each hidden layer are: the standard deviation of all numbers (N × H) in its output for the batch.
 *
 *     √(mean of (z − mean of z)²)
 *
 * @param net its layers are used; its parameters are not changed
 * @param x (N, D)
 * @returns one number for each hidden layer, from the input on
 */
export function activationSpread(net: LayeredNet, x: NDArray): number[] {
  const spreads: number[] = [];
  let z = x;
  for (const layer of net.layers()) {
    z = layer.forward(z);
    if (!(layer instanceof Affine)) spreads.push(standardDeviation(z));
  }
  return spreads;
}

function standardDeviation(z: NDArray): number {
  return Math.sqrt(z.sub(z.mean()).square().mean());
}
