// Topic 18 · Optimizers: four ways to turn gradients into steps. Three of them remember earlier gradients.
import { zerosLike } from '#lib/ndarray';
import { todo } from '#lib/todo';
import type { Params } from '#topics/17-layered-network';

/**
 * Turns gradients into steps. It keeps what it remembers from step to step in its fields, as numbers and as arrays by name, so
 * that a training run can be saved and continued.
 */
export interface Optimizer {
  /** Whoever trains may change it between two steps. */
  learningRate: number;

  /**
   * Makes one step.
   *
   * @param params the parameters before the step, whatever their names and shapes
   * @param grads the gradient with respect to each of them
   * @returns the parameters after the step, as new arrays; `params` and `grads` are not changed
   */
  update(params: Params, grads: Params): Params;
}

/** The settings of {@link Sgd}. */
export interface SgdOptions {
  /** 0.01 by default. */
  learningRate?: number;
}

/**
 * Stochastic gradient descent: a step against the gradient, as in topic 12.
 *
 *     W ← W − learningRate · g
 *
 * Herbert Robbins and Sutton Monro, "A Stochastic Approximation Method" (1951).
 */
export class Sgd implements Optimizer {
  learningRate: number;

  constructor({ learningRate = 0.01 }: SgdOptions = {}) {
    todo('Sgd');
  }

  update(params: Params, grads: Params): Params {
    return todo('Sgd.update');
  }
}

/** The settings of {@link Momentum}. */
export interface MomentumOptions {
  /** 0.01 by default. */
  learningRate?: number;
  /** The share of the velocity, from 0 to 1, that is left after each step; 0.9 by default. */
  momentum?: number;
}

/**
 * Momentum: the gradient changes a velocity, and the velocity moves the parameter, like a ball that rolls through a valley. The
 * velocity v is 0 before the first step.
 *
 *     v ← momentum · v − learningRate · g
 *     W ← W + v
 *
 * Boris Polyak, "Some methods of speeding up the convergence of iteration methods" (1964).
 */
export class Momentum implements Optimizer {
  learningRate: number;
  momentum: number;
  /** v, by the name of its parameter. */
  velocity: Params = {};

  constructor({ learningRate = 0.01, momentum = 0.9 }: MomentumOptions = {}) {
    todo('Momentum');
  }

  update(params: Params, grads: Params): Params {
    return todo('Momentum.update');
  }
}

/** The settings of {@link AdaGrad}. */
export interface AdaGradOptions {
  /** 0.01 by default. */
  learningRate?: number;
}

/**
 * AdaGrad: a learning rate for each weight, which shrinks as its gradients add up. The sum of squares h is 0 before the
 * first step. The square, the root and the division are elementwise; 1e-8 prevents a division by 0.
 *
 *     h ← h + g²
 *     W ← W − learningRate · g / (√h + 1e-8)
 *
 * John Duchi, Elad Hazan and Yoram Singer, "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization" (2011).
 */
export class AdaGrad implements Optimizer {
  learningRate: number;
  /** h, by the name of its parameter. */
  sumOfSquares: Params = {};

  constructor({ learningRate = 0.01 }: AdaGradOptions = {}) {
    todo('AdaGrad');
  }

  update(params: Params, grads: Params): Params {
    return todo('AdaGrad.update');
  }
}

/** The settings of {@link Adam}. */
export interface AdamOptions {
  /** 0.001 by default. */
  learningRate?: number;
  /** How much of the mean of the gradients is left after each step; 0.9 by default. */
  beta1?: number;
  /** How much of the mean of their squares is left after each step; 0.999 by default. */
  beta2?: number;
}

/**
 * Adam: the mean of the recent gradients m, divided by the root of the mean of their squares v, so that each step is about as long as the
 * learning rate. Both means are 0 before the first step, and so are too small at first: at step k (1 is the first), dividing by
 * 1 − beta1ᵏ and 1 − beta2ᵏ corrects them. All operations are elementwise.
 *
 *     m ← beta1 · m + (1 − beta1) · g
 *     v ← beta2 · v + (1 − beta2) · g²
 *     W ← W − learningRate · m̂ / (√v̂ + 1e-8)      m̂ = m / (1 − beta1ᵏ)      v̂ = v / (1 − beta2ᵏ)
 *
 * Diederik Kingma and Jimmy Ba, "Adam: A Method for Stochastic Optimization" (2014), algorithm 1.
 */
export class Adam implements Optimizer {
  learningRate: number;
  beta1: number;
  beta2: number;
  /** k: how many steps have been taken. */
  steps = 0;
  /** m, by the name of its parameter. */
  m: Params = {};
  /** v, by the name of its parameter. */
  v: Params = {};

  constructor({ learningRate = 0.001, beta1 = 0.9, beta2 = 0.999 }: AdamOptions = {}) {
    todo('Adam');
  }

  update(params: Params, grads: Params): Params {
    return todo('Adam.update');
  }
}
