// Topic 15 · Activation layers: the functions between a network's layers, as parts that know their own gradient.
import type { NDArray } from '#lib/ndarray';
import { sigmoid } from '#topics/08-activations';

/** A part of a network that works in both directions: forward and backward. */
export interface Layer {
  /** The output of the layer for `x`. Keeps whatever `backward` will need. */
  forward(x: NDArray): NDArray;

  /**
   * The backward pass: turns the slopes of the loss with respect to the last output of `forward` into the slopes with respect to its input.
   *
   * @param dout in the shape of the output of `forward`
   * @returns dx, in the shape of the input of `forward`
   * @throws Error if `forward` has not been called yet
   */
  backward(dout: NDArray): NDArray;
}

/**
 * Lets positive numbers through, and replaces all others with 0.
 *
 *     z  = max(0, x)
 *     dx = dout where x > 0, and 0 elsewhere
 */
export class Relu implements Layer {
  // what forward returned: positive exactly where x was
  private z?: NDArray;

  /** @param x of any shape */
  forward(x: NDArray): NDArray {
    this.z = x.map((value) => Math.max(0, value));
    return this.z;
  }

  /**
   * @param dout in the shape of the last `x`
   * @throws Error if `forward` has not been called yet
   */
  backward(dout: NDArray): NDArray {
    return dout.mul(kept(this.z).map((z) => Number(z > 0)));
  }
}

/**
 * Squeezes every number into (0, 1). Its slope needs no second exp: it follows from what `forward` returned.
 *
 *     z  = 1 / (1 + exp(−x))
 *     dx = dout ∘ (1 − z) ∘ z
 */
export class Sigmoid implements Layer {
  // what forward returned
  private z?: NDArray;

  /** @param x of any shape */
  forward(x: NDArray): NDArray {
    this.z = sigmoid(x);
    return this.z;
  }

  /**
   * @param dout in the shape of the last `x`
   * @throws Error if `forward` has not been called yet
   */
  backward(dout: NDArray): NDArray {
    return dout.mul(kept(this.z).map((z) => (1 - z) * z));
  }
}

/** What `forward` has kept. */
function kept(z: NDArray | undefined): NDArray {
  if (z === undefined) throw new Error('backward goes back through the last forward: call forward first');
  return z;
}
