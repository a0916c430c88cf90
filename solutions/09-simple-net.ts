// Topic 09 · A small network, and the gradient of its loss with respect to its weights.
import { randn, type NDArray } from '#lib/ndarray';
import type { Random } from '#lib/random';
import { crossEntropyError } from '#topics/02-cross-entropy-error';
import { numericalGradient } from '#topics/06-numerical-gradient';
import { softmax } from '#topics/08-activations';

/** One layer: two inputs, three classes, and only a weight matrix between them. */
export class SimpleNet {
  /** The weights (2×3), normally distributed at first. */
  W: NDArray;

  constructor(random: Random) {
    this.W = randn([2, 3], random);
  }

  /**
   * The scores, before softmax: x·W.
   *
   * @param x (2) for one sample, (N, 2) for a batch
   * @returns (3) or (N, 3)
   */
  predict(x: NDArray): NDArray {
    return x.dot(this.W);
  }

  /**
   * The cross-entropy error of softmax(x·W) against the one-hot target `t`.
   *
   * @param x (2) or (N, 2)
   * @param t (3) or (N, 3)
   */
  loss(x: NDArray, t: NDArray): number {
    const y = softmax(this.predict(x));
    return crossEntropyError(y, t);
  }

  /**
   * The gradient of the loss with respect to `W`, ∂loss/∂W, by the numerical gradient. `W` is restored afterward.
   *
   * @param x (2) or (N, 2)
   * @param t (3) or (N, 3)
   * @returns (2×3)
   */
  gradient(x: NDArray, t: NDArray): NDArray {
    return numericalGradient(() => this.loss(x, t), this.W);
  }
}
