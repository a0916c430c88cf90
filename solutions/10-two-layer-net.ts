// Topic 10 · The two-layer network: an input, a hidden layer of sigmoids, an output layer with softmax.
import { randn, zeros, type NDArray } from '#lib/ndarray';
import type { Random } from '#lib/random';
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
    this.params = {
      W1: randn([inputSize, hiddenSize], random).mul(weightInitStd),
      b1: zeros([hiddenSize]),
      W2: randn([hiddenSize, outputSize], random).mul(weightInitStd),
      b2: zeros([outputSize]),
    };
  }

  /**
   * The probability of each class for each sample.
   *
   * @param x (N, D)
   * @returns (N, C), each row with sum 1
   */
  predict(x: NDArray): NDArray {
    const { W1, b1, W2, b2 } = this.params;
    const a1 = x.dot(W1).add(b1); // (N, H)
    const z1 = sigmoid(a1); // (N, H)
    const a2 = z1.dot(W2).add(b2); // (N, C)
    return softmax(a2); // (N, C)
  }

  /**
   * The cross-entropy error of the predictions, the mean over the batch.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   */
  loss(x: NDArray, t: NDArray): number {
    return crossEntropyError(this.predict(x), t);
  }

  /**
   * The share of samples, from 0 to 1, whose most probable class is the true one.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   */
  accuracy(x: NDArray, t: NDArray): number {
    const predicted = this.predict(x).argmax(1);
    const actual = t.argmax(1);
    return predicted.filter((label, n) => label === actual[n]).length / x.shape[0];
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
    const { W1, b1, W2, b2 } = this.params;
    const loss = (): number => this.loss(x, t);
    return {
      W1: numericalGradient(loss, W1),
      b1: numericalGradient(loss, b1),
      W2: numericalGradient(loss, W2),
      b2: numericalGradient(loss, b2),
    };
  }
}
