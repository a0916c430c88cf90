// Topic 17 · The layered network: as many layers as you like, each of which finds its own gradient.
import { randn, zeros, type NDArray } from '#lib/ndarray';
import type { Random } from '#lib/random';
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
    const sizes = [inputSize, ...hiddenSizes, outputSize];
    this.params = {};
    this.activation = activation;
    for (let l = 1; l < sizes.length; l++) {
      const [inputs, outputs] = [sizes[l - 1], sizes[l]];
      const std = typeof weightInitStd === 'number' ? weightInitStd : weightInitStd(inputs);
      this.params[`W${l}`] = randn([inputs, outputs], random).mul(std);
      this.params[`b${l}`] = zeros([outputs]);
    }
  }

  /**
   * The layers from the input to the scores, made from `params` as they are now: Affine, activation, …, Affine.
   *
   * @returns one Affine for each pair of W and b, and an activation between any two of them
   */
  layers(): Layer[] {
    const depth = Object.keys(this.params).length / 2;
    const layers: Layer[] = [];
    for (let l = 1; l <= depth; l++) {
      layers.push(new Affine(this.params[`W${l}`], this.params[`b${l}`]));
      if (l < depth) layers.push(this.activation === 'relu' ? new Relu() : new Sigmoid());
    }
    return layers;
  }

  /**
   * The probability of each class for each sample.
   *
   * @param x (N, D)
   * @returns (N, C), each row with sum 1
   */
  predict(x: NDArray): NDArray {
    return softmax(through(this.layers(), x));
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
   * The gradient of the loss with respect to each parameter: once forward through all layers, once back. `params` are read, not changed.
   *
   * @param x (N, D)
   * @param t one-hot (N, C)
   * @returns arrays with the names and shapes of `params`
   */
  gradient(x: NDArray, t: NDArray): Params {
    const layers = this.layers();
    const end = new SoftmaxWithLoss();

    // forward
    end.forward(through(layers, x), t);

    // backward
    layers.reduceRight((dout, layer) => layer.backward(dout), end.backward());
    const affine = layers.filter((layer) => layer instanceof Affine);
    return Object.fromEntries(
      affine.flatMap(({ dW, db }, i) => [
        [`W${i + 1}`, dW],
        [`b${i + 1}`, db],
      ]),
    );
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
  const gradient = net.gradient(x, t);
  const shares = Object.entries(net.params).map(([name, param]) => {
    const numerical = numericalGradient(() => net.loss(x, t), param);
    return [name, relativeDifference(gradient[name], numerical)];
  });
  return Object.fromEntries(shares) as Record<string, number>;
}

function through(layers: Layer[], x: NDArray): NDArray {
  return layers.reduce((z, layer) => layer.forward(z), x);
}

function relativeDifference(a: NDArray, b: NDArray): number {
  const largest = (values: NDArray): number => values.map(Math.abs).max();
  const difference = largest(a.sub(b));
  return difference === 0 ? 0 : difference / Math.max(largest(a), largest(b));
}
