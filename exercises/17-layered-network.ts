// Topic 17 · The layered network: as many layers as you like, each of which finds its own gradient.
import { randn, zeros, type NDArray } from '#lib/ndarray';
import type { Random } from '#lib/random';
import { todo } from '#lib/todo';
import { crossEntropyError } from '#topics/02-cross-entropy-error';
import { numericalGradient } from '#topics/06-numerical-gradient';
import { softmax } from '#topics/08-activations';
import { Relu, Sigmoid, type Layer } from '#topics/15-activation-layers';
import { Affine, SoftmaxWithLoss } from '#topics/16-affine-and-loss-layers';

/** What a network learns: W1, b1, W2, b2, …, as many of them as it has affine layers. A gradient has the same names and shapes. */
export type Params = Record<string, NDArray>;

/** What comes between two affine layers. */
export type ActivationName = 'relu' | 'sigmoid';

/** The sizes of the layers, and where the initial weights come from. */
export interface LayeredNetOptions {
  inputSize: number; // D
  /** The units of each hidden layer, from the input on. With none, the network is a single affine layer. */
  hiddenSizes: number[];
  outputSize: number; // C
  /** After each affine layer except the last; 'relu' by default. */
  activation?: ActivationName;
  /** The standard deviation of the initial weights, or a function of a layer's number of inputs; 0.01 by default. */
  weightInitStd?: number | ((inputs: number) => number);
  random: Random;
}

/** Affine, activation, Affine, activation, …, Affine; then softmax. */
export class LayeredNet {
  params: Params;
  activation: ActivationName;

  /** Weights are normally distributed with `weightInitStd`; biases are zero. */
  constructor({
    inputSize,
    hiddenSizes,
    outputSize,
    activation = 'relu',
    weightInitStd = 0.01,
    random,
  }: LayeredNetOptions) {
    todo('LayeredNet');
  }

  /**
   * The layers from the input to the scores, made from `params` as they are now: Affine, activation, …, Affine.
   *
   * @returns one Affine for each pair of W and b, and an activation between any two of them
   */
  layers(): Layer[] {
    return todo('LayeredNet.layers');
  }

  /**
   * The probability of each class for each sample.
   *
   * @param x (N, D)
   * @returns (N, C), each row with sum 1
   */
  predict(x: NDArray): NDArray {
    return todo('LayeredNet.predict');
  }

  /**
   * The cross-entropy error of the predictions, the mean over the batch.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   */
  loss(x: NDArray, t: NDArray): number {
    return todo('LayeredNet.loss');
  }

  /**
   * The share of samples, from 0 to 1, whose most probable class is the true one.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   */
  accuracy(x: NDArray, t: NDArray): number {
    return todo('LayeredNet.accuracy');
  }

  /**
   * The gradient of the loss with respect to each parameter: once forward through all layers, once back. `params` are read, not changed.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   * @returns arrays with the names and shapes of `params`
   */
  gradient(x: NDArray, t: NDArray): Params {
    return todo('LayeredNet.gradient');
  }
}

/** What `gradientCheck` needs: a network, or anything else with these members. */
export interface Checkable {
  params: Params;
  loss(x: NDArray, t: NDArray): number;
  gradient(x: NDArray, t: NDArray): Params;
}

/**
 * How far the network's gradient is from the numerical one, for each parameter: the largest difference, as a share of the
 * largest slope.
 *
 *     max |gradient − numerical| / max(max |gradient|, max |numerical|)
 *
 * It is about 1e-6 where the gradient is right, and anything up to 2 where it is wrong. Where all slopes of both are 0, it is 0.
 *
 * @param net its `params` are restored afterward
 * @param x (N, D)
 * @param t one-hot (N, C)
 * @returns one number for each name in `net.params`
 */
export function gradientCheck(net: Checkable, x: NDArray, t: NDArray): Record<string, number> {
  return todo('gradientCheck');
}
