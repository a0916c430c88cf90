// Topic 11 · Backpropagation: the same gradient as the numerical one, in two passes through the network.
import type { NDArray } from '#lib/ndarray';
import { todo } from '#lib/todo';
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
  return todo('backpropGradient');
}
