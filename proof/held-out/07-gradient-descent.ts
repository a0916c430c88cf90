import { numericalGradient } from '../../solutions/06-numerical-gradient';
import type { HeldOut } from './held-out';

type Topic = typeof import('../../solutions/07-gradient-descent');

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
];
