// Topic 12 · Training: mini-batch, gradient, step, and again; with the accuracies once per epoch.
import type { NDArray } from '#lib/ndarray';
import type { Random } from '#lib/random';
import { todo } from '#lib/todo';
import { miniBatch } from '#topics/03-mini-batch';
import type { Params, TwoLayerNet } from '#topics/10-two-layer-net';
import { backpropGradient } from '#topics/11-backpropagation';

/** Samples to learn from, and samples that the network never learns from: images (N, D), one-hot targets (N, C). */
export interface TrainingData {
  xTrain: NDArray;
  tTrain: NDArray;
  xTest: NDArray;
  tTest: NDArray;
}

/** How well the network does on all of the data after `iteration` iterations. */
export interface EpochReport {
  iteration: number;
  trainAccuracy: number;
  testAccuracy: number;
}

/** The settings of a training run. */
export interface TrainingOptions {
  iterations: number;
  batchSize: number;
  learningRate: number;
  random: Random;
  /** Called with each epoch's report as soon as it is made. */
  onEpoch?: (report: EpochReport) => void;
}

/** The record of a training run: a loss for each iteration, a report for each epoch. */
export interface History {
  losses: number[];
  epochs: EpochReport[];
}

/**
 * One step of stochastic gradient descent: each parameter moves against its gradient.
 *
 *     W ← W − learningRate · ∂loss/∂W
 *
 * @returns the new parameters; `params` and `grads` are not changed
 */
export function sgdStep(params: Params, grads: Params, learningRate: number): Params {
  return todo('sgdStep');
}

/**
 * Trains `net` (its `params` become the trained ones) on random mini-batches. Each iteration draws a batch, takes its
 * gradient by backpropagation, takes one step, and records the loss of that batch after the step.
 *
 * An epoch is ⌊N / batchSize⌋ iterations, and at least one. At the start of each epoch, including the first, the accuracies on
 * all training and all test samples are recorded.
 *
 * @returns the losses and the epochs' reports, in order
 */
export function train(
  net: TwoLayerNet,
  { xTrain, tTrain, xTest, tTest }: TrainingData,
  { iterations, batchSize, learningRate, random, onEpoch }: TrainingOptions,
): History {
  return todo('train');
}
