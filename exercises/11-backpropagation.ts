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
  // A plan, from the output back to the input. The checks come in the same order. For what is still missing, return zeros
  // for now, such as zerosLike(W1), from '#lib/ndarray'.
  //
  // Forward, as in predict of topic 10, with a name for each line: a1 (N, H), z1 (N, H), a2 (N, C), y (N, C).
  // Backward:
  //   1. dy (N, C): the slopes with respect to the scores. In the lesson's example they are (−½, ½).
  //   2. b2 (C): add up the rows of dy.
  //   3. W2 (H, C): from z1 and dy.
  //   4. dz1 (N, H): from dy and W2.
  //   5. da1 (N, H): through the sigmoid, whose slope is taken at a1.
  //   6. b1 (H) and W1 (D, H): like b2 and W2, from da1 and x.
  return todo('backpropGradient');
}
