// Topic 11 · Backpropagation: the same gradient as the numerical one, in two passes through the network.
import type { NDArray } from '#lib/ndarray';
import { sigmoid, sigmoidGrad, softmax } from '#topics/08-activations';
import type { Params, TwoLayerNet } from '#topics/10-two-layer-net';

/**
 * The gradient of the network's loss with respect to each parameter, from the output back to the input.
 *
 *     dy  = (y − t) / N
 *     dW2 = z1ᵀ·dy           db2 = Σₙ dy
 *     da1 = sigmoid′(a1) ∘ dy·W2ᵀ
 *     dW1 = xᵀ·da1           db1 = Σₙ da1
 *
 * @param net its `params` are read, not changed
 * @param x (N, D)
 * @param t one-hot (N, C)
 * @returns four arrays in the shapes of `net.params`
 */
export function backpropGradient(net: TwoLayerNet, x: NDArray, t: NDArray): Params {
  const { W1, b1, W2, b2 } = net.params;
  const batchSize = x.shape[0];

  // forward
  const a1 = x.dot(W1).add(b1); // (N, H)
  const z1 = sigmoid(a1); // (N, H)
  const a2 = z1.dot(W2).add(b2); // (N, C)
  const y = softmax(a2); // (N, C)

  // backward
  const dy = y.sub(t).div(batchSize); // (N, C)
  const dz1 = dy.dot(W2.T); // (N, H)
  const da1 = sigmoidGrad(a1).mul(dz1); // (N, H)
  return {
    W1: x.T.dot(da1), // (D, H)
    b1: da1.sum(0), // (H)
    W2: z1.T.dot(dy), // (H, C)
    b2: dy.sum(0), // (C)
  };
}
