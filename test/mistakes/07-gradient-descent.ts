// Wrong answers to topic 07 · gradient descent.
import { array, NDArray } from '#lib/ndarray';
import { numericalGradient, partialDiff } from '../../solutions/06-numerical-gradient';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/07-gradient-descent');
type Descent = Topic['gradientDescent'];
type Field = (x: NDArray) => number;

/** The right walk, but for what one step makes of `x`. */
function walkBy(
  next: (f: Field, x: NDArray, learningRate: number, step: number, initialX: NDArray) => NDArray,
): Descent {
  return (f, initialX, { learningRate, steps }) => {
    let x = initialX.copy();
    const path = [x];
    for (let step = 0; step < steps; step++) {
      x = next(f, x, learningRate, step, initialX);
      path.push(x);
    }
    return { x, path };
  };
}

/** A walk whose steps follow a velocity instead of the gradient. */
function walkWithMomentum(next: (velocity: NDArray, gradient: NDArray) => NDArray): Descent {
  return (f, initialX, options) => {
    let velocity = initialX.mul(0);
    return walkBy((f, x, learningRate) => {
      velocity = next(velocity, numericalGradient(f, x));
      return x.sub(velocity.mul(learningRate));
    })(f, initialX, options);
  };
}

const stepFrom = (f: Field, x: NDArray, learningRate: number): NDArray =>
  x.sub(numericalGradient(f, x).mul(learningRate));

/** How long an arrow is. */
const lengthOf = (arrow: NDArray): number => Math.sqrt(arrow.square().sum());

/** A walk whose path begins after its first step. */
function withoutStart(walk: Descent): Partial<Topic> {
  return {
    gradientDescent(f, initialX, options) {
      const { x, path } = walk(f, initialX, options);
      return { x, path: path.slice(1) };
    },
  };
}

/** A walk that ends early. */
function stoppingWhere(isFlat: (gradient: NDArray) => boolean): Partial<Topic> {
  return {
    gradientDescent(f, initialX, { learningRate, steps }) {
      let x = initialX.copy();
      const path = [x];
      for (let step = 0; step < steps; step++) {
        const gradient = numericalGradient(f, x);
        if (isFlat(gradient)) break;
        x = x.sub(gradient.mul(learningRate));
        path.push(x);
      }
      return { x, path };
    },
  };
}

export const mistakes = inEachWay<Topic>([
  {
    id: 'uphill',
    name: { en: 'the steps go uphill', ko: '오르막으로 감' },
    explanation: {
      en: 'This is what you get when the gradient is added. It points uphill: subtract it.',
      ko: '기울기를 더하면 이렇게 됩니다. 기울기는 오르막을 가리키므로 빼야 합니다.',
    },
    answer: { gradientDescent: walkBy((f, x, rate) => x.add(numericalGradient(f, x).mul(rate))) },
    together: [{ gradientDescent: walkBy((f, x) => x.add(numericalGradient(f, x))) }],
  },
  {
    id: 'rate-missing',
    name: { en: 'the learning rate is missing', ko: '학습률이 빠졌다' },
    explanation: {
      en: 'This is what you get when the whole gradient is subtracted: multiply it by the learning rate first.',
      ko: '기울기를 그대로 빼면 이렇게 됩니다. 먼저 학습률을 곱하세요.',
    },
    answer: { gradientDescent: walkBy((f, x) => stepFrom(f, x, 1)) },
  },
  {
    id: 'steps-of-equal-length',
    name: { en: 'a step as long as the learning rate', ko: '걸음의 길이가 학습률' },
    explanation: {
      en: 'This is what you get when every step has the learning rate as its length. A step is learning rate times gradient: long where it is steep, short near the bottom.',
      ko: '걸음의 길이를 학습률로 맞추면 이렇게 됩니다. 가파르면 길게, 바닥 가까이에서는 짧게 움직입니다. 걸음은 학습률 곱하기 기울기입니다.',
    },
    answer: {
      gradientDescent: walkBy((f, x, rate) => {
        const gradient = numericalGradient(f, x);
        return x.sub(gradient.mul(rate / (lengthOf(gradient) || 1)));
      }),
    },
  },
  {
    id: 'rate-shrinks',
    name: { en: 'the learning rate changes on the way', ko: '학습률이 도중에 바뀜' },
    explanation: {
      en: 'This is what you get when the learning rate becomes smaller from step to step. Here it stays the same throughout: near the bottom, the gradient itself becomes small.',
      ko: '걸음마다 학습률을 줄이면 이렇게 됩니다. 여기서는 학습률이 끝까지 같습니다. 바닥 가까이에서는 기울기 자체가 작아집니다.',
    },
    answer: { gradientDescent: walkBy((f, x, rate, step) => stepFrom(f, x, rate * 0.9 ** step)) },
    also: [0.5, 0.95, 0.99]
      .map((share) => (step: number) => share ** step)
      .concat(
        (step) => 1 / (step + 1),
        (step) => 1 / Math.sqrt(step + 1),
      )
      .map((left) => ({
        gradientDescent: walkBy((f, x, rate, step) => stepFrom(f, x, rate * left(step))),
      })),
  },
  {
    id: 'gradient-of-the-start',
    name: { en: 'the gradient is computed once', ko: '기울기를 한 번만 구함' },
    explanation: {
      en: 'This is what you get when every step uses the gradient at the start: the walk is a straight line. Compute the gradient again at each point.',
      ko: '모든 걸음에 출발점의 기울기를 쓰면 이렇게 됩니다. 그러면 직선으로만 갑니다. 지금 서 있는 곳에서 기울기를 다시 구하세요.',
    },
    answer: {
      gradientDescent: walkBy((f, x, rate, _, initialX) => x.sub(numericalGradient(f, initialX).mul(rate))),
    },
  },
  {
    id: 'every-step-from-the-start',
    name: { en: 'every step begins at the start', ko: '모든 걸음이 출발점에서 시작' },
    explanation: {
      en: 'This is what you get when every step is made from initialX: the first step is repeated again and again. Each one begins where the last one ended.',
      ko: '모든 걸음을 initialX에서 시작하면 이렇게 됩니다. 첫걸음만 되풀이합니다. 각 걸음은 앞의 걸음이 끝난 곳에서 시작합니다.',
    },
    answer: { gradientDescent: walkBy((f, _, rate, __, initialX) => stepFrom(f, initialX, rate)) },
  },
  {
    id: 'each-step-subtracted-from-the-start',
    name: { en: 'each step is subtracted from the start', ko: '걸음마다 출발점에서 뺌' },
    explanation: {
      en: 'This is what you get when the gradient is computed at x, but subtracted from initialX: each step begins where the last one ended, at x.',
      ko: '기울기는 x에서 구하고 initialX에서 빼면 이렇게 됩니다. 걸음은 앞 걸음이 끝난 x에서 시작합니다.',
    },
    answer: {
      gradientDescent: walkBy((f, x, rate, _, initialX) => initialX.sub(numericalGradient(f, x).mul(rate))),
    },
  },
  {
    id: 'rate-shared-by-the-steps',
    name: { en: 'the learning rate is shared by the steps', ko: '학습률을 걸음 수로 나눔' },
    explanation: {
      en: 'This is what you get when the learning rate is divided by the number of steps: each step takes the whole rate.',
      ko: '학습률을 걸음 수로 나누면 이렇게 됩니다. 걸음마다 학습률을 그대로 씁니다.',
    },
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) =>
        walkBy(stepFrom)(f, initialX, { learningRate: learningRate / steps, steps }),
    },
  },
  {
    id: 'one-element-after-the-other',
    name: { en: 'the elements move one after the other', ko: '원소를 하나씩 차례로 움직임' },
    explanation: {
      en: 'This is what you get when an element is moved before the slope along the next one is known: that slope is then measured at a different point. Compute the whole gradient first, then move all elements.',
      ko: '다음 원소의 기울기를 구하기 전에 앞의 원소를 먼저 움직이면 이렇게 됩니다. 그 기울기는 다른 자리의 것입니다. 기울기를 모두 구한 다음에 모든 원소를 움직이세요.',
    },
    answer: {
      gradientDescent: walkBy((f, x, rate) => {
        const next = x.copy();
        for (let i = 0; i < next.size; i++) next.data[i] -= rate * partialDiff(f, next, i);
        return next;
      }),
    },
  },
  {
    id: 'start-changed',
    name: { en: 'initialX is changed', ko: 'initialX가 바뀜' },
    explanation: {
      en: 'This is what you get when the walk moves initialX itself: the caller’s starting point is then the end of the walk. Start with a copy.',
      ko: 'initialX 자체를 움직이면 이렇게 됩니다. 호출한 쪽의 출발점이 도착점으로 바뀌어 버립니다. 복사본에서 시작하세요.',
    },
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const path = [initialX.copy()];
        for (let step = 0; step < steps; step++) {
          initialX.data.set(stepFrom(f, initialX, learningRate).data);
          path.push(initialX.copy());
        }
        return { x: initialX, path };
      },
    },
  },
  {
    id: 'path-of-one-array',
    name: { en: 'the path holds one array again and again', ko: '경로에 같은 배열만 들어 있음' },
    explanation: {
      en: 'This is what you get when the same array is pushed at each step and then changed: all points of the path show where it ended. Push a copy, or make a new array at each step.',
      ko: '같은 배열을 매번 넣고 그 배열을 바꾸면 이렇게 됩니다. 경로의 모든 점이 도착점이 됩니다. 복사본을 넣거나 걸음마다 새 배열을 만드세요.',
    },
    answer: {
      gradientDescent(f, initialX, { learningRate, steps }) {
        const x = initialX.copy();
        const path = [x];
        for (let step = 0; step < steps; step++) {
          x.data.set(stepFrom(f, x, learningRate).data);
          path.push(x);
        }
        return { x, path };
      },
    },
  },
  {
    id: 'path-without-start',
    name: { en: 'the path lacks its start', ko: '경로에 출발점이 없음' },
    explanation: {
      en: 'This is what you get when points are recorded only after each step: the path begins at initialX itself.',
      ko: '걸음을 옮긴 뒤에만 점을 기록하면 이렇게 됩니다. 경로는 initialX에서 시작합니다.',
    },
    answer: {
      gradientDescent(f, initialX, options) {
        const { x, path } = walkBy(stepFrom)(f, initialX, options);
        return { x, path: path.slice(1) };
      },
    },
    together: [
      withoutStart(walkBy((f, x) => x.sub(numericalGradient(f, x)))),
      withoutStart(walkBy((f, x, learningRate) => x.add(numericalGradient(f, x).mul(learningRate)))),
    ],
  },
  {
    id: 'path-without-end',
    name: { en: 'the path lacks its end', ko: '경로에 도착점이 없음' },
    explanation: {
      en: 'This is what you get when points are recorded before each step and the last one is missing: the path ends at x.',
      ko: '걸음을 옮기기 전에만 점을 기록하고 마지막 점을 빠뜨리면 이렇게 됩니다. 경로는 x에서 끝납니다.',
    },
    answer: {
      gradientDescent(f, initialX, options) {
        const { x, path } = walkBy(stepFrom)(f, initialX, options);
        return { x, path: path.slice(0, -1) };
      },
    },
  },
  {
    id: 'one-step-too-many',
    name: { en: 'one step too many', ko: '한 걸음 더 감' },
    explanation: {
      en: 'This is what you get when the loop runs up to and including `steps`. Counted from 0, the last step is steps − 1.',
      ko: '`steps`까지 포함해서 반복하면 이렇게 됩니다. 0부터 세면 마지막 걸음은 steps − 1입니다.',
    },
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) =>
        walkBy(stepFrom)(f, initialX, { learningRate, steps: steps + 1 }),
    },
  },
  {
    id: 'one-step-too-few',
    name: { en: 'one step too few', ko: '한 걸음 덜 감' },
    explanation: {
      en: 'This is what you get when the loop runs from 1 to steps − 1, or counts the start as a step.',
      ko: '1부터 steps − 1까지 반복하거나 출발점을 한 걸음으로 세면 이렇게 됩니다.',
    },
    answer: {
      gradientDescent: (f, initialX, { learningRate, steps }) =>
        walkBy(stepFrom)(f, initialX, { learningRate, steps: steps - 1 }),
    },
  },
  {
    id: 'stops-where-it-is-flat',
    name: { en: 'it stops where it is flat', ko: '평평하면 멈춤' },
    explanation: {
      en: 'This is what you get when the loop stops as soon as the gradient is nearly 0. Always take all the steps, so that the path has steps + 1 points.',
      ko: '기울기가 거의 0일 때 반복을 끝내면 이렇게 됩니다. 경로의 점이 언제나 steps + 1개가 되도록 정해진 걸음 수만큼 걷습니다.',
    },
    answer: stoppingWhere((gradient) => lengthOf(gradient) < 1e-6),
    also: [
      stoppingWhere((gradient) => lengthOf(gradient) < 1e-3),
      stoppingWhere((gradient) => gradient.map(Math.abs).max() < 1e-3),
      stoppingWhere((gradient) => gradient.map(Math.abs).max() < 1e-4),
    ],
  },
  {
    id: 'start-returned',
    name: { en: 'x is the start', ko: 'x가 출발점' },
    explanation: {
      en: 'This is what you get when the points of the walk go into the path, but x stays where it began: x is the last of them.',
      ko: '경로에는 점을 넣지만 x는 출발점에 그대로 두면 이렇게 됩니다. x는 경로의 마지막 점입니다.',
    },
    answer: {
      gradientDescent: (f, initialX, options) => ({
        x: initialX.copy(),
        path: walkBy(stepFrom)(f, initialX, options).path,
      }),
    },
  },
  {
    id: 'lowest-point-returned',
    name: { en: 'x is the lowest point', ko: 'x가 가장 낮은 점' },
    explanation: {
      en: 'This is what you get when x is the point of the path where f is smallest: x is the last of them, even if the walk has climbed.',
      ko: '경로에서 f가 가장 작은 점을 x로 돌려주면 이렇게 됩니다. 오르막으로 갔더라도 x는 경로의 마지막 점입니다.',
    },
    answer: {
      gradientDescent: (f, initialX, options) => {
        const { path } = walkBy(stepFrom)(f, initialX, options);
        return { x: path.reduce((lowest, point) => (f(point) < f(lowest) ? point : lowest)).copy(), path };
      },
    },
  },
  {
    id: 'step-dropped',
    name: { en: 'x is never reassigned', ko: 'x에 새 값을 넣지 않음' },
    explanation: {
      en: 'This is what you get when the result of x.sub(…) is not kept: it returns a new array and does not change x, so the walk stays where it began. Write `x = x.sub(…)`.',
      ko: 'x.sub(…)의 결과를 받지 않으면 이렇게 됩니다. sub는 새 배열을 돌려주고 x는 그대로 두므로, 출발점에 머무릅니다. `x = x.sub(…)`라고 쓰세요.',
    },
    answer: { gradientDescent: walkBy((_, x) => x.copy()) },
  },
  {
    id: 'rate-times-all',
    name: { en: 'x is multiplied by the learning rate, too', ko: 'x에도 학습률을 곱함' },
    explanation: {
      en: 'This is what you get with x.sub(gradient).mul(learningRate): it scales x as well. Only the gradient is multiplied by the learning rate: `x.sub(gradient.mul(learningRate))`.',
      ko: 'x.sub(gradient).mul(learningRate)로 쓰면 이렇게 됩니다. x까지 줄어듭니다. 학습률은 기울기에만 곱합니다: `x.sub(gradient.mul(learningRate))`.',
    },
    answer: { gradientDescent: walkBy((f, x, rate) => x.sub(numericalGradient(f, x)).mul(rate)) },
  },
  {
    id: 'rate-squared',
    name: { en: 'multiplied by the learning rate twice', ko: '학습률을 두 번 곱함' },
    explanation: {
      en: 'This is what you get when the gradient is multiplied by the learning rate twice: with a rate of 0.1, each step is ten times too short.',
      ko: '기울기에 학습률을 두 번 곱하면 이렇게 됩니다. 학습률이 0.1이면 걸음이 모두 열 배 짧아집니다.',
    },
    answer: { gradientDescent: walkBy((f, x, rate) => stepFrom(f, x, rate ** 2)) },
  },
  {
    id: 'momentum',
    name: { en: 'a step remembers the ones before it', ko: '앞의 걸음을 기억함' },
    explanation: {
      en: 'This is what you get with momentum: each step also continues in the direction of the steps before it. It is a good method, but not this one: here a step is learning rate times gradient, and nothing else.',
      ko: '모멘텀을 쓰면 이렇게 됩니다. 걸음마다 앞의 걸음의 방향으로도 움직입니다. 좋은 방법이지만 여기서 만들 것은 아닙니다. 여기서 걸음은 학습률 곱하기 기울기뿐입니다.',
    },
    answer: { gradientDescent: walkWithMomentum((velocity, gradient) => velocity.mul(0.9).add(gradient)) },
    also: [
      { gradientDescent: walkWithMomentum((velocity, gradient) => velocity.add(gradient)) },
      { gradientDescent: walkWithMomentum((velocity, gradient) => velocity.mul(0.9).add(gradient.mul(0.1))) },
    ],
  },
  {
    id: 'kept-before-the-step',
    name: { en: 'each point is kept before the step', ko: '걷기 전의 점을 경로에 넣음' },
    explanation: {
      en: 'This is what you get when x goes into the path before the step and not after it: the start is in it twice, and the last point is missing.',
      ko: '걸은 뒤가 아니라 걷기 전에 x를 경로에 넣으면 이렇게 됩니다. 출발점이 두 번 들어가고 마지막 점이 빠집니다.',
    },
    answer: {
      gradientDescent(f, initialX, options) {
        const { x, path } = walkBy(stepFrom)(f, initialX, options);
        return { x, path: options.steps === 0 ? path : [initialX.copy(), ...path.slice(0, -1)] };
      },
    },
  },
  {
    id: 'only-one-element-moves',
    name: { en: 'only one element moves', ko: '원소 하나만 움직인다' },
    explanation: {
      en: 'This is what you get when the step is taken along one element only, the first or the last: every element moves, each by its own slope.',
      ko: '첫 원소나 마지막 원소 하나만 따라 걸으면 이렇게 됩니다. 모든 원소가 자기 기울기만큼 움직여야 합니다.',
    },
    answer: {
      gradientDescent: walkBy((f, x, learningRate) =>
        stepFrom(f, x, learningRate).map((value, i) => (i === 0 ? value : x.data[i])),
      ),
    },
    also: [
      {
        gradientDescent: walkBy((f, x, learningRate) =>
          stepFrom(f, x, learningRate).map((value, i) => (i === x.size - 1 ? value : x.data[i])),
        ),
      },
    ],
  },
]);

const bowl: Field = (x) => x.square().sum();

/** x₀² + x₁² + … + x₀·x₁ + x₁·x₂ + …: the slope along each element answers to its neighbors. */
const tangled: Field = (x) => {
  let sum = 0;
  x.data.forEach((value, i) => (sum += value * (value + (x.data[i + 1] ?? 0))));
  return sum;
};

const vector = (): NDArray => array([-3, 4]);
const matrix = (): NDArray =>
  array([
    [1, -2],
    [0.5, 3],
  ]);

/** Where the start is after the walk. */
function startAfter({ gradientDescent }: Topic, initialX: NDArray): NDArray {
  gradientDescent(bowl, initialX, { learningRate: 0.1, steps: 2 });
  return initialX;
}

/** The walk, to six digits: a gradient that is computed in another order differs behind them. */
function walk({ gradientDescent }: Topic, f: Field, initialX: NDArray, learningRate: number, steps: number) {
  const { x, path } = gradientDescent(f, initialX, { learningRate, steps });
  return [x, ...path].map((point) => [...point.data].map((value) => Math.round(value * 1e6) / 1e6));
}

export const probes: Probes<Topic> = {
  gradientDescent: [
    (topic) => walk(topic, bowl, vector(), 0.1, 3),
    (topic) => walk(topic, bowl, vector(), 0.25, 4),
    (topic) => walk(topic, tangled, vector(), 0.1, 2),
    (topic) => walk(topic, tangled, matrix(), 0.2, 3),
    (topic) => walk(topic, bowl, array([0, 0]), 0.1, 3),
    (topic) => walk(topic, bowl, vector(), 1.2, 2), // it climbs
    (topic) => walk(topic, bowl, matrix(), 1.4, 3),
    (topic) => walk(topic, (x) => bowl(x.sub(2)), array([2]), 0.2, 2),
    (topic) => startAfter(topic, vector()),
    (topic) => startAfter(topic, matrix()),
  ],
};
