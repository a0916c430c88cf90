// Topic 10 · The two-layer network: an input, a hidden layer of sigmoids, an output layer with softmax.
import { randn, zeros, type NDArray } from '#lib/ndarray';
import type { Random } from '#lib/random';
import { todo } from '#lib/todo';
import { crossEntropyError } from '#topics/02-cross-entropy-error';
import { numericalGradient } from '#topics/06-numerical-gradient';
import { sigmoid, softmax } from '#topics/08-activations';

/** What the network learns; with D inputs, H hidden units and C classes. A gradient has the same four names and shapes. */
export interface Params {
  W1: NDArray; // (D, H)
  b1: NDArray; // (H)
  W2: NDArray; // (H, C)
  b2: NDArray; // (C)
}

/** The sizes of the layers, and where the initial weights come from. */
export interface TwoLayerNetOptions {
  inputSize: number; // D
  hiddenSize: number; // H
  outputSize: number; // C
  /** The standard deviation of the initial weights; 0.01 by default. */
  weightInitStd?: number;
  random: Random;
}

/** Two layers: a1 = x·W1 + b1, z1 = sigmoid(a1), a2 = z1·W2 + b2, y = softmax(a2). */
export class TwoLayerNet {
  params: Params;

  /** Weights are normally distributed with `weightInitStd`; biases are zero. */
  constructor({ inputSize, hiddenSize, outputSize, weightInitStd = 0.01, random }: TwoLayerNetOptions) {
    todo('TwoLayerNet');
  }

  /**
   * The probability of each class for each sample.
   *
   * @param x (N, D)
   * @returns (N, C), each row with sum 1
   */
  predict(x: NDArray): NDArray {
    return todo('TwoLayerNet.predict');
  }

  /**
   * The cross-entropy error of the predictions, the mean over the batch.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   */
  loss(x: NDArray, t: NDArray): number {
    return todo('TwoLayerNet.loss');
  }

  /**
   * The share of samples, from 0 to 1, whose most probable class is the true one.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   */
  accuracy(x: NDArray, t: NDArray): number {
    return todo('TwoLayerNet.accuracy');
  }

  /**
   * The gradient with respect to each parameter, by the numerical gradient: slow, and hard to get wrong. `params` are
   * restored afterward.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   * @returns four arrays in the shapes of `params`
   */
  numericalGradient(x: NDArray, t: NDArray): Params {
    return todo('TwoLayerNet.numericalGradient');
  }
}
