// Topic 16 · Affine and loss layers: the part of a network that holds weights, and the one at its end.
import { oneHot, type NDArray } from '#lib/ndarray';
import { crossEntropyError } from '#topics/02-cross-entropy-error';
import { softmax } from '#topics/08-activations';
import type { Layer } from '#topics/15-activation-layers';

/**
 * Weights and biases, with D inputs and H outputs.
 *
 *     out = x·W + b
 *     dx  = dout·Wᵀ        dW = xᵀ·dout        db = Σₙ doutₙ
 */
export class Affine implements Layer {
  // what forward was given
  private x?: NDArray;

  W: NDArray; // (D, H)
  b: NDArray; // (H)

  /** The slopes of the loss with respect to `W` and `b`: each call of `backward` replaces them. */
  dW!: NDArray; // (D, H)
  db!: NDArray; // (H)

  /**
   * @param W (D, H)
   * @param b (H)
   */
  constructor(W: NDArray, b: NDArray) {
    this.W = W;
    this.b = b;
  }

  /**
   * @param x (N, D)
   * @returns (N, H)
   */
  forward(x: NDArray): NDArray {
    this.x = x;
    return x.dot(this.W).add(this.b);
  }

  /**
   * Stores the slopes with respect to `W` and `b` in `dW` and `db`.
   *
   * @param dout (N, H)
   * @returns dx (N, D)
   * @throws Error if `forward` has not been called yet
   */
  backward(dout: NDArray): NDArray {
    if (this.x === undefined)
      throw new Error('Affine.backward goes back through the last forward: call forward first');
    this.dW = this.x.T.dot(dout);
    this.db = dout.sum(0);
    return dout.dot(this.W.T);
  }
}

/**
 * The end of a classification network: softmax, and the cross-entropy error, the mean over the batch. Together they have a slope that is
 * simpler than each by itself.
 *
 *     y    = softmax(a)
 *     loss = −(1/N) Σₙ Σₖ tₙₖ log(yₙₖ + 1e-7)
 *     da   = dout · (y − t) / N
 */
export class SoftmaxWithLoss {
  // of the last forward, both (N, C)
  private last?: { y: NDArray; t: NDArray };

  /**
   * @param a the scores (N, C)
   * @param t the targets: one-hot (N, C), or labels (N) from 0 to C − 1
   * @returns the loss, one number
   */
  forward(a: NDArray, t: NDArray | number[]): number {
    const y = softmax(a); // (N, C)
    const oneHotT = Array.isArray(t) ? oneHot(t, a.shape[1], a.dtype) : t; // (N, C)
    this.last = { y, t: oneHotT };
    return crossEntropyError(y, oneHotT);
  }

  /**
   * The slopes with respect to the scores. The 1e-7 inside the logarithm is left out.
   *
   * @param dout the slope with respect to the loss: 1, unless the loss goes into another formula
   * @returns da (N, C)
   * @throws Error if `forward` has not been called yet
   */
  backward(dout = 1): NDArray {
    if (this.last === undefined)
      throw new Error('SoftmaxWithLoss.backward goes back through the last forward: call forward first');
    const { y, t } = this.last;
    return y.sub(t).mul(dout / y.shape[0]);
  }
}
