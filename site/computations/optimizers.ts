// Topic 18: how each optimizer walks down a long, narrow valley.
import { array } from '#lib/ndarray';
import { AdaGrad, Adam, Momentum, Sgd, type Optimizer } from '#topics/18-optimizers';
import type { Point } from './shared/surfaces';

export interface OptimizerSettings {
  /** Each learning rate is this many times what the lesson takes. */
  factor: number;
  steps: number;
  /** How many times as steep the valley is across as along: 100 in the lesson. */
  steepness: number;
}

const start: Point = [-7, 1];

/** Farther out than this, nothing is drawn. */
const OUT = 1e6;

export default function optimizers({ factor, steps, steepness }: OptimizerSettings) {
  const height = ([x, y]: Point): number => (x ** 2 + steepness * y ** 2) / 20;
  const slopes = ([x, y]: Point): Point => [x / 10, (steepness * y) / 10];
  const walks: [name: string, optimizer: Optimizer][] = [
    ['Sgd', new Sgd({ learningRate: 0.19 * factor })],
    ['Momentum', new Momentum({ learningRate: 0.1 * factor })],
    ['AdaGrad', new AdaGrad({ learningRate: 1.5 * factor })],
    ['Adam', new Adam({ learningRate: 0.3 * factor })],
  ];
  return walks.map(([name, optimizer]) => {
    const path = [start];
    let params = { w: array(start) };
    for (let step = 0; step < steps && height(path.at(-1)!) < OUT; step++) {
      params = { w: optimizer.update(params, { w: array(slopes(path.at(-1)!)) }).w };
      path.push([...params.w.data] as Point);
    }
    return { name, path, heights: path.map(height), end: height(path.at(-1)!) };
  });
}
