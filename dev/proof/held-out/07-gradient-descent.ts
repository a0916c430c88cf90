import type { NDArray } from '../../../lib/ndarray';
import { numericalGradient, partialDiff } from '../../../solutions/06-numerical-gradient';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../../solutions/07-gradient-descent');

export const heldOut: HeldOut<Topic>[] = [
  {
    id: 'pushed-before-the-step',
    trial: 1,
    wrong: 'each point is pushed before the step: the start twice, the end never',
    rightNames: ['kept-before-the-step'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let i = 0; i < steps; i++) {
          path.push(x);
          x = x.sub(numericalGradient(f, x).mul(learningRate));
        }
        return { x, path };
      },
    },
  },
  {
    id: 'gradient-at-the-start',
    trial: 1,
    wrong: 'the gradient is computed once, before the loop',
    rightNames: ['gradient-of-the-start'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        const step = numericalGradient(f, x).mul(learningRate);
        while (path.length <= steps) {
          x = x.sub(step);
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'stops-when-it-gets-worse',
    trial: 1,
    wrong: 'ends the walk when a step leads uphill',
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let i = 0; i < steps; i++) {
          const next = x.sub(numericalGradient(f, x).mul(learningRate));
          if (f(next) > f(x)) break;
          x = next;
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'one-step-too-many',
    trial: 1,
    wrong: 'i <= steps',
    rightNames: ['one-step-too-many'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let i = 0; i <= steps; i++) {
          x = x.sub(numericalGradient(f, x).mul(learningRate));
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'uphill',
    trial: 2,
    wrong: 'adds the gradient',
    rightNames: ['uphill'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let i = 0; i < steps; i++) path.push((x = x.add(numericalGradient(f, x).mul(learningRate))));
        return { x, path };
      },
    },
  },
  {
    id: 'each-step-from-the-start',
    trial: 2,
    wrong: 'each step begins at initialX again',
    rightNames: ['each-step-subtracted-from-the-start'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let i = 0; i < steps; i++) {
          x = initialX.sub(numericalGradient(f, x).mul(learningRate));
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'rate-shared-by-the-steps',
    trial: 2,
    wrong: 'the learning rate is divided by the number of steps',
    rightNames: ['rate-shared-by-the-steps'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let i = 0; i < steps; i++) {
          x = x.sub(numericalGradient(f, x).mul(learningRate / steps));
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'one-array-for-the-whole-path',
    trial: 2,
    wrong: 'the path holds the same array again and again',
    rightNames: ['path-of-one-array'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        const x = initialX.copy();
        const path = [x];
        for (let i = 0; i < steps; i++) {
          const gradient = numericalGradient(f, x);
          for (let k = 0; k < x.size; k++) x.data[k] -= learningRate * gradient.data[k];
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'rate-that-fades',
    trial: 3,
    wrong: 'divides the learning rate by the number of the step, so that later steps are shorter',
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let step = 1; step <= steps; step++) {
          x = x.sub(numericalGradient(f, x).mul(learningRate / step));
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'lowest-point-of-the-path',
    trial: 3,
    wrong: 'returns as x the lowest point of the path, not the one where the last step ended',
    rightNames: ['lowest-point-returned'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let step = 0; step < steps; step++) {
          x = x.sub(numericalGradient(f, x).mul(learningRate));
          path.push(x);
        }
        const lowest = path.reduce((best, point) => (f(point) < f(best) ? point : best));
        return { x: lowest, path };
      },
    },
  },
  {
    id: 'ends-when-it-goes-up',
    trial: 3,
    wrong: 'ends the walk before a step that would not lead lower, instead of making all steps',
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let step = 0; step < steps; step++) {
          const next = x.sub(numericalGradient(f, x).mul(learningRate));
          if (f(next) >= f(x)) break;
          x = next;
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'one-variable-after-the-other',
    trial: 3,
    wrong: 'moves one element before it takes the slope along the next, so that a step mixes several points',
    rightNames: ['one-element-after-the-other'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        const x = initialX.copy();
        const path = [x.copy()];
        for (let step = 0; step < steps; step++) {
          for (let i = 0; i < x.size; i++) x.data[i] -= learningRate * partialDiff(f, x, i);
          path.push(x.copy());
        }
        return { x, path };
      },
    },
  },
  {
    id: 'start-is-moved',
    trial: 4,
    wrong: 'x is initialX itself, and is changed in place',
    rightNames: ['start-changed'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        const path = [initialX.copy()];
        for (let step = 0; step < steps; step++) {
          const g = numericalGradient(f, initialX);
          for (let i = 0; i < initialX.size; i++) initialX.data[i] -= learningRate * g.data[i];
          path.push(initialX.copy());
        }
        return { x: initialX, path };
      },
    },
  },
  {
    id: 'start-left-out-of-the-path',
    trial: 4,
    wrong: 'the path holds only the points after the steps',
    rightNames: ['path-without-start'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path: NDArray[] = [];
        for (let step = 0; step < steps; step++) {
          x = x.sub(numericalGradient(f, x).mul(learningRate));
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'neither-rate-nor-start',
    trial: 4,
    wrong: 'two mistakes: the learning rate is not used, and the start is not in the path',
    rightNames: ['path-without-start'],
    answer: {
      gradientDescent: (f, initialX, { steps }) => {
        let x = initialX.copy();
        const path: NDArray[] = [];
        for (let step = 0; step < steps; step++) path.push((x = x.sub(numericalGradient(f, x))));
        return { x, path };
      },
    },
  },
  {
    id: 'steps-of-equal-length',
    trial: 4,
    wrong: 'the gradient is divided by its length',
    rightNames: ['steps-of-equal-length'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let step = 0; step < steps; step++) {
          const g = numericalGradient(f, x);
          const length = Math.sqrt(g.square().sum());
          x = x.sub(g.mul(learningRate / (length || 1)));
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'only-the-first-number-walks',
    trial: 4,
    wrong: 'only x.data[0] is moved',
    rightNames: ['only-one-element-moves'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        const path = [initialX.copy()];
        for (let step = 0; step < steps; step++) {
          const x = path[step].copy();
          x.data[0] -= learningRate * numericalGradient(f, path[step]).data[0];
          path.push(x);
        }
        return { x: path[steps], path };
      },
    },
  },
  {
    id: 'stops-at-small-slopes',
    trial: 4,
    wrong: 'ends early where the gradient is nearly 0: the path is too short',
    rightNames: ['stops-where-it-is-flat'],
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let step = 0; step < steps; step++) {
          const g = numericalGradient(f, x);
          if (g.map(Math.abs).max() < 1e-3) break;
          x = x.sub(g.mul(learningRate));
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'recursive-walk',
    trial: 4,
    unusual: 'calls itself for the rest of the steps',
    answer: {
      gradientDescent: function walk(f, initialX, { learningRate, steps }): { x: NDArray; path: NDArray[] } {
        const x = initialX.copy();
        if (steps === 0) return { x, path: [x] };
        const next = numericalGradient(f, x.copy()).mul(-learningRate).add(x);
        const rest = walk(f, next, { learningRate, steps: steps - 1 });
        return { x: rest.x, path: [x, ...rest.path] };
      },
    },
  },
  {
    id: 'rate-over-the-step-number',
    trial: 5,
    wrong: 'the rate is divided by the number of the step',
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let step = 1; step <= steps; step++)
          path.push((x = x.sub(numericalGradient(f, x).mul(learningRate / step))));
        return { x, path };
      },
    },
  },
  {
    id: 'sign-of-the-slope-only',
    trial: 5,
    wrong: 'a step of the length learningRate along each element, by the sign of its slope',
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) => {
        let x = initialX.copy();
        const path = [x];
        for (let step = 0; step < steps; step++)
          path.push((x = x.sub(numericalGradient(f, x).map(Math.sign).mul(learningRate))));
        return { x, path };
      },
    },
  },
];
