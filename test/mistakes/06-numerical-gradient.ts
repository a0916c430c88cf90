// Wrong answers to topic 06 · the numerical gradient.
import { array, NDArray, zeros, zerosLike } from '#lib/ndarray';
import { partialDiff } from '../../solutions/06-numerical-gradient';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/06-numerical-gradient');
type PartialDiff = Topic['partialDiff'];
type Field = (x: NDArray) => number;

const h = 1e-4;

/** Steps below this (1e-7 is still above) are no better than h: what they gain is lost in rounding. */
const ROUNDING = 9e-8;

/** A mistake in the partial derivative is one in the gradient too, whether the student calls the one from the other or not. */
function inBoth(partialDiff: PartialDiff): Partial<Topic> {
  return { partialDiff, numericalGradient: gradientBy(partialDiff) };
}

function gradientBy(partialDiff: PartialDiff): Topic['numericalGradient'] {
  return (f, x) => {
    const gradient = zerosLike(x);
    for (let i = 0; i < x.size; i++) gradient.data[i] = partialDiff(f, x, i);
    return gradient;
  };
}

/** f with one element moved by `step`. */
function valueAfter(step: number, f: Field, x: NDArray, index: number): number {
  const original = x.data[index];
  x.data[index] = original + step;
  try {
    return f(x);
  } finally {
    x.data[index] = original;
  }
}

/** The central difference with a step of another size. */
const centralDiff =
  (h: number): PartialDiff =>
  (f, x, index) =>
    (valueAfter(h, f, x, index) - valueAfter(-h, f, x, index)) / (2 * h);

/** An array in the shape of `x`, zero everywhere but in one element. */
const alone = (x: NDArray, index: number): NDArray => x.map((value, i) => (i === index ? value : 0));

export const mistakes = inEachWay<Topic>([
  {
    id: 'forward-difference',
    name: { en: 'a forward difference', ko: '전방 차분' },
    explanation: {
      en: 'This is what you get when f is compared at x + h and at x itself. A central difference looks the same distance to both sides of x.',
      ko: 'x + h와 x에서의 값을 비교하면 이렇게 됩니다. 중앙 차분은 x의 양쪽을 같은 거리만큼 떨어져서 봅니다.',
    },
    answer: inBoth((f, x, index) => (valueAfter(h, f, x, index) - f(x)) / h),
  },
  {
    id: 'divided-by-h',
    name: { en: 'divided by h instead of 2h', ko: '2h 대신 h로 나눔' },
    explanation: {
      en: 'This is what you get when the difference is divided by h: every slope is twice as steep as it should be. The two points are 2h apart.',
      ko: '차이를 h로 나누면 이렇게 됩니다. 모든 기울기가 두 배가 됩니다. 두 점 사이의 거리는 2h입니다.',
    },
    answer: inBoth((f, x, index) => (valueAfter(h, f, x, index) - valueAfter(-h, f, x, index)) / h),
  },
  {
    id: 'multiplied-by-h',
    name: { en: '`/ 2 * h` multiplies by h', ko: '`/ 2 * h`는 h를 곱한다' },
    explanation: {
      en: 'This is what you get from `/ 2 * h`: JavaScript reads it from left to right, so it divides by 2 and then multiplies by h. Parentheses keep 2 · h together.',
      ko: '`/ 2 * h`라고 쓰면 이렇게 됩니다. 왼쪽부터 계산하므로 2로 나눈 뒤 h를 곱합니다. 괄호로 2 · h를 묶으세요.',
    },
    answer: inBoth((f, x, index) => ((valueAfter(h, f, x, index) - valueAfter(-h, f, x, index)) / 2) * h),
  },
  {
    id: 'sign-swapped',
    name: { en: 'below minus above', ko: '아래에서 위를 뺌' },
    explanation: {
      en: 'This is what you get when the value above is subtracted from the value below: every slope has the wrong sign, and uphill looks like downhill.',
      ko: '아래쪽 값에서 위쪽 값을 빼면 이렇게 됩니다. 부호가 뒤집혀 오르막이 내리막으로 보입니다.',
    },
    answer: inBoth((f, x, index) => (valueAfter(-h, f, x, index) - valueAfter(h, f, x, index)) / (2 * h)),
    together: [
      inBoth((f, x, index) => (valueAfter(-h, f, x, index) - valueAfter(h, f, x, index)) / h),
      inBoth((f, x, index) => (f(x) - valueAfter(h, f, x, index)) / h),
    ],
  },
  {
    id: 'step-smaller',
    name: { en: 'h is smaller than 1e-4', ko: 'h가 1e-4보다 작음' },
    explanation: {
      en: 'This is what you get when h is between 1e-7 and 1e-4. For smooth functions that is even more accurate, but the course uses 1e-4 everywhere, so that answers can be compared. Use h = 1e-4.',
      ko: 'h가 1e-7에서 1e-4 사이이면 이렇게 됩니다. 매끄러운 함수에서는 더 정확하기까지 하지만, 모든 답을 비교할 수 있도록 이 강의에서는 어디서나 1e-4를 씁니다. h = 1e-4를 쓰세요.',
    },
    answer: inBoth(centralDiff(1e-6)),
  },
  {
    id: 'step-too-small',
    name: { en: 'h is far too small', ko: 'h가 지나치게 작음' },
    explanation: {
      en: 'This is what you get when h is smaller than 1e-7: the two values of f then share most of their digits, and the smaller h gets, the more of the slope is rounding error. Use h = 1e-4.',
      ko: 'h가 1e-7보다 작으면 이렇게 됩니다. f의 두 값의 앞자리가 거의 같아져서 h가 작을수록 반올림 오차가 커집니다. h = 1e-4를 쓰세요.',
    },
    answer: inBoth(centralDiff(1e-9)),
  },
  {
    id: 'step-too-large',
    name: { en: 'h is larger than 1e-4', ko: 'h가 1e-4보다 큼' },
    explanation: {
      en: 'This is what you get when h is larger than 1e-4: the curve has time to bend in between.',
      ko: 'h가 1e-4보다 크면 이렇게 됩니다. 그 사이에서 곡선이 휘어 버립니다.',
    },
    answer: inBoth(centralDiff(1e-2)),
    also: [inBoth(centralDiff(1e-3))],
  },
  {
    id: 'not-restored',
    name: { en: 'the element is not put back', ko: '원소를 되돌려 놓지 않음' },
    explanation: {
      en: 'This is what you get when the element stays where its last step led: x has changed, and the next partial derivative is taken at a different point. Keep its value before you move it, and write it back at the end.',
      ko: '원소가 마지막으로 움직인 자리에 그대로 남으면 이렇게 됩니다. x가 바뀌고 다음 편미분은 다른 자리에서 구해집니다. 움직이기 전에 값을 기억했다가 마지막에 다시 쓰세요.',
    },
    answer: inBoth((f, x, index) => {
      const original = x.data[index];
      x.data[index] = original + h;
      const above = f(x);
      x.data[index] = original - h;
      const below = f(x);
      return (above - below) / (2 * h);
    }),
  },
  {
    id: 'restored-by-arithmetic',
    name: { en: 'the element is put back by arithmetic', ko: '원소를 덧셈으로 되돌림' },
    explanation: {
      en: 'This is what you get from `+= h`, `-= 2 * h`, `+= h`: each of them rounds, and the element ends up slightly off. Keep its value in a variable, and write that back.',
      ko: '`+= h`, `-= 2 * h`, `+= h`로 되돌리면 이렇게 됩니다. 매번 반올림되어 원소가 조금 어긋납니다. 값을 변수에 기억했다가 그대로 다시 쓰세요.',
    },
    answer: inBoth((f, x, index) => {
      x.data[index] += h;
      const above = f(x);
      x.data[index] -= 2 * h;
      const below = f(x);
      x.data[index] += h;
      return (above - below) / (2 * h);
    }),
  },
  {
    id: 'not-restored-after-an-error',
    name: { en: 'the element is not put back when f throws', ko: 'f가 오류를 던지면 되돌리지 않음' },
    explanation: {
      en: 'This is what you get when the line that puts the element back comes after the calls of f: when f throws, that line is never reached. A `finally` block runs in either case.',
      ko: '원소를 되돌리는 줄이 f를 부른 뒤에만 있으면 이렇게 됩니다. f가 오류를 던지면 그 줄은 실행되지 않습니다. `finally` 안의 코드는 언제나 실행됩니다.',
    },
    answer: inBoth((f, x, index) => {
      const original = x.data[index];
      x.data[index] = original + h;
      const above = f(x);
      x.data[index] = original - h;
      const below = f(x);
      x.data[index] = original;
      return (above - below) / (2 * h);
    }),
  },
  {
    id: 'a-copy-moved',
    name: { en: 'a copy is moved instead of x', ko: 'x 대신 복사본을 움직임' },
    explanation: {
      en: 'This is what you get when the element of a copy is moved: an f that reads x itself, as a network’s loss reads its weights, sees no change, and its slope is 0.',
      ko: '복사본의 원소를 움직이면 이렇게 됩니다. 신경망의 손실 함수가 자기 가중치를 보듯이 x를 직접 보는 f는 변화를 보지 못해 기울기가 0이 됩니다.',
    },
    answer: inBoth((f, x, index) => partialDiff(f, x.copy(), index)),
  },
  {
    id: 'all-moved-at-once',
    name: { en: 'all elements are moved at once', ko: '모든 원소를 한꺼번에 움직임' },
    explanation: {
      en: 'This is what you get from f(x.add(h)): it moves all elements at once, and the slope is the sum of all partial derivatives. Move one element, and leave the others.',
      ko: 'f(x.add(h))처럼 쓰면 이렇게 됩니다. 모든 원소가 한꺼번에 움직여서 모든 편미분의 합이 됩니다. 원소 하나만 움직이고 나머지는 그대로 두세요.',
    },
    answer: inBoth((f, x) => (f(x.add(h)) - f(x.sub(h))) / (2 * h)),
  },
  {
    id: 'others-set-to-0',
    name: { en: 'the other elements are taken as 0', ko: '다른 원소를 0으로 둠' },
    explanation: {
      en: 'This is what you get when f sees the moved element and 0 everywhere else. The other elements keep their values.',
      ko: '움직이는 원소만 남기고 나머지를 0으로 두면 이렇게 됩니다. 다른 원소는 지금의 값에 고정합니다.',
    },
    answer: inBoth((f, x, index) => partialDiff(f, alone(x, index), index)),
  },
  {
    id: 'always-the-first',
    name: { en: 'always the first element', ko: '언제나 첫 번째 원소' },
    explanation: {
      en: 'This is what you get when the first element is moved each time: move the one at `index`.',
      ko: '매번 첫 번째 원소를 움직이면 이렇게 됩니다. 움직일 원소는 `index`에 있습니다.',
    },
    answer: inBoth((f, x) => partialDiff(f, x, 0)),
  },
  {
    id: 'counted-from-1',
    name: { en: 'the elements are counted from 1', ko: '원소를 1부터 셈' },
    explanation: {
      en: 'This is what you get when the elements are counted from 1: the first one is `x.data[0]`.',
      ko: '원소를 1부터 세면 이렇게 됩니다. 첫 번째 원소는 `x.data[0]`입니다.',
    },
    answer: inBoth((f, x, index) => partialDiff(f, x, index - 1)),
  },
  {
    id: 'put-back-at-the-end',
    name: { en: 'the elements are put back only at the end', ko: '모두 끝난 뒤에야 되돌림' },
    explanation: {
      en: 'This is what you get when the elements are put back only after the last one: every partial derivative but the first is taken while earlier elements are still moved. Put each one back before the next one moves.',
      ko: '마지막 원소가 끝난 뒤에야 x를 되돌리면 이렇게 됩니다. 두 번째 원소부터는 앞의 원소들이 움직인 채로 편미분을 구하게 됩니다. 다음 원소를 움직이기 전에 하나씩 되돌리세요.',
    },
    answer: {
      numericalGradient(f, x) {
        const before = x.copy();
        const gradient = zerosLike(x);
        try {
          for (let i = 0; i < x.size; i++) {
            x.data[i] = before.data[i] + h;
            const above = f(x);
            x.data[i] = before.data[i] - h;
            gradient.data[i] = (above - f(x)) / (2 * h);
          }
          return gradient;
        } finally {
          x.data.set(before.data);
        }
      },
    },
  },
  {
    id: 'shape-lost',
    name: { en: 'a matrix comes back as a vector', ko: '행렬이 벡터로 돌아옴' },
    explanation: {
      en: 'This is what you get when the partial derivatives of a matrix are returned in one long row. The gradient has the shape of x: use `zerosLike(x)`.',
      ko: '행렬의 편미분을 한 줄로 돌려주면 이렇게 됩니다. 기울기의 형상은 x와 같습니다. `zerosLike(x)`를 쓰세요.',
    },
    answer: {
      numericalGradient(f, x) {
        const gradient = zeros([x.size]);
        return gradient.map((_, i) => partialDiff(f, x, i));
      },
    },
  },
  {
    id: 'rows-counted-as-elements',
    name: { en: 'as many elements as x has rows', ko: '행의 수만큼만 반복' },
    explanation: {
      en: 'This is what you get when the loop runs to `x.shape[0]`: of a matrix, that is the number of rows. The number of elements is `x.size`.',
      ko: '`x.shape[0]`까지만 반복하면 이렇게 됩니다. 행렬에서 그것은 행의 수입니다. 원소의 수는 `x.size`입니다.',
    },
    answer: {
      numericalGradient(f, x) {
        const gradient = zerosLike(x);
        for (let i = 0; i < x.shape[0]; i++) gradient.data[i] = partialDiff(f, x, i);
        return gradient;
      },
    },
  },
  {
    id: 'last-left-out',
    name: { en: 'the last element is left out', ko: '마지막 원소가 빠졌다' },
    explanation: {
      en: 'This is what you get when the loop ends one element early: the last element of the gradient stays 0.',
      ko: '반복이 하나 일찍 끝나면 이렇게 됩니다. 기울기의 마지막 자리가 0으로 남습니다.',
    },
    answer: {
      numericalGradient(f, x) {
        const gradient = zerosLike(x);
        for (let i = 0; i < x.size - 1; i++) gradient.data[i] = partialDiff(f, x, i);
        return gradient;
      },
    },
  },
  {
    id: 'first-left-out',
    name: { en: 'the first element is left out', ko: '첫 번째 원소가 빠졌다' },
    explanation: {
      en: 'This is what you get when the loop begins at 1: the first element of the gradient stays 0.',
      ko: '반복이 1에서 시작하면 이렇게 됩니다. 기울기의 첫 번째 자리가 0으로 남습니다.',
    },
    answer: {
      numericalGradient(f, x) {
        const gradient = zerosLike(x);
        for (let i = 1; i < x.size; i++) gradient.data[i] = partialDiff(f, x, i);
        return gradient;
      },
    },
  },
  {
    id: 'written-into-x',
    name: { en: 'the slopes are written into x', ko: '기울기를 x에 덮어씀' },
    explanation: {
      en: 'This is what you get when each slope is written into the element it belongs to: x is lost, and the next slope is taken at a different point. Write the slopes into a separate array.',
      ko: '기울기를 원소가 있던 자리에 쓰면 이렇게 됩니다. x가 사라지고 다음 기울기는 다른 자리에서 구해집니다. 새 배열에 쓰세요.',
    },
    answer: {
      numericalGradient(f, x) {
        for (let i = 0; i < x.size; i++) x.data[i] = partialDiff(f, x, i);
        return x;
      },
    },
  },
  {
    id: 'step-relative-to-x',
    name: { en: 'h grows with the element', ko: 'h가 원소에 따라 커짐' },
    explanation: {
      en: 'This is what you get when h depends on the element that moves, as 1e-4 · |x| does. There are good reasons for that, but the course uses h = 1e-4 everywhere, so that answers can be compared.',
      ko: '1e-4 · |x|처럼 움직이는 원소에 따라 h가 달라지면 이렇게 됩니다. 그렇게 할 이유도 있지만, 모든 답을 비교할 수 있도록 이 강의에서는 어디서나 h = 1e-4를 씁니다.',
    },
    answer: inBoth((f, x, index) => centralDiff(h * Math.abs(x.data[index]))(f, x, index)),
    also: [
      inBoth((f, x, index) => centralDiff(h * Math.max(1, Math.abs(x.data[index])))(f, x, index)),
      inBoth((f, x, index) => centralDiff(h * (1 + Math.abs(x.data[index])))(f, x, index)),
    ],
  },
  {
    id: 'forward-divided-by-2h',
    name: { en: 'a forward difference, divided by 2h', ko: '전방 차분을 2h로 나눔' },
    explanation: {
      en: 'This is what you get when f is compared at x + h and at x itself, but divided by 2h: every slope is half as steep. After + h, the element moves back by 2h, to x − h.',
      ko: 'x + h와 x에서의 값을 비교하고 2h로 나누면 이렇게 됩니다. 모든 기울기가 절반이 됩니다. + h 다음에는 2h만큼 돌아가서 x − h로 움직이세요.',
    },
    answer: inBoth((f, x, index) => (valueAfter(h, f, x, index) - f(x)) / (2 * h)),
  },
  {
    id: 'put-back-beside',
    name: { en: 'the value kept is not the original', ko: '보관한 값이 원래 값이 아님' },
    explanation: {
      en: 'This is what you get when the value is kept only after the element has moved: x + h is put back. Keep the original in a variable before anything moves.',
      ko: '원소를 움직인 뒤에야 값을 보관하면 이렇게 됩니다. 되돌리는 값이 x + h가 됩니다. 움직이기 전에 원래 값을 변수에 담으세요.',
    },
    answer: inBoth((f, x, index) => {
      x.data[index] += h;
      const kept = x.data[index];
      try {
        const above = f(x);
        x.data[index] = kept - 2 * h;
        return (above - f(x)) / (2 * h);
      } finally {
        x.data[index] = kept;
      }
    }),
  },
  {
    id: 'another-array-moved',
    name: { en: 'the new array is moved instead of x', ko: 'x 대신 새 배열을 움직임' },
    explanation: {
      en: 'This is what you get when `partialDiff` is passed the array for the slopes: f is then measured near 0, not near x. Pass x, and write the result into the other array.',
      ko: '`partialDiff`에 기울기를 담을 배열을 넘기면 이렇게 됩니다. x가 아니라 0 근처에서 f를 재게 됩니다. x를 넘기고, 돌려받은 값을 그 배열에 쓰세요.',
    },
    answer: {
      numericalGradient(f, x) {
        const gradient = zerosLike(x);
        for (let i = 0; i < x.size; i++) gradient.data[i] = partialDiff(f, gradient, i);
        return gradient;
      },
    },
  },
  {
    id: 'put-back-as-zero',
    name: { en: 'the element is 0 afterward', ko: '원소가 0이 된다' },
    explanation: {
      en: 'This is what you get when 0 is written into the element at the end: keep its value before you move it, and write that back.',
      ko: '마지막에 원소에 0을 쓰면 이렇게 됩니다. 옮기기 전에 원래 값을 보관했다가 그 값을 다시 쓰세요.',
    },
    answer: inBoth((f, x, index) => {
      const slope = partialDiff(f, x, index);
      x.data[index] = 0;
      return slope;
    }),
  },
  {
    id: 'values-added',
    name: { en: 'the values are added', ko: '값을 더했다' },
    explanation: {
      en: 'This is what you get when the lower value is added to the upper one: the slope comes from their difference.',
      ko: '아래쪽 값을 위쪽 값에 더하면 이 값이 나옵니다. 기울기는 두 값의 차이로 구합니다.',
    },
    answer: inBoth((f, x, index) => (valueAfter(h, f, x, index) + valueAfter(-h, f, x, index)) / (2 * h)),
  },
]);

type Differentiate = (topic: Topic, f: Field, x: NDArray) => unknown;

/** x₀ + 2·x₁ + 3·x₂ + … + x₀·x₁·x₂·…, whose slopes answer to every element. */
const tangled: Field = (x) => {
  let [sum, product] = [0, 1];
  x.data.forEach((value, i) => {
    sum += (i + 1) * value;
    product *= value;
  });
  return sum + product;
};

const vector = (): NDArray => array([0.1, 1 / 3, -0.7]);
const matrix = (): NDArray =>
  array([
    [2, -1, 0.1],
    [1 / 3, 4, 0.7],
  ]);

/** The places at which f was called, in words, each as it was received: "data[1] above". */
function stepsTaken(differentiate: Differentiate, topic: Topic, x: NDArray): string[] {
  const before = x.copy();
  const steps = new Set<string>();
  differentiate(
    topic,
    (received) => {
      const moves = [...received.data].map((value, i) => nameOfStep(i, value - before.data[i]));
      steps.add(moves.filter((move) => move !== '').join(', '));
      return tangled(received);
    },
    x,
  );
  return [...steps].sort();
}

function nameOfStep(place: number, step: number): string {
  if (Math.abs(step) < 1e-12) return '';
  const side = step > 0 ? 'above' : 'below';
  if (Math.abs(step) > 0.5) return `data[${place}] elsewhere`;
  if (Math.abs(Math.abs(step) - h) < 1e-10) return `data[${place}] ${side}`;
  if (Math.abs(step) > h) return `data[${place}] ${side}, too far`;
  return `data[${place}] ${side}, ${Math.abs(step) < ROUNDING ? 'lost in rounding' : 'near'}`;
}

/** What became of each element, in words: what rounding does to it depends on its value. */
function stateAfter(differentiate: Differentiate, topic: Topic, f: Field, x: NDArray): string[] {
  const before = x.copy();
  try {
    differentiate(topic, f, x);
  } catch {
    // that f threw is part of the probe
  }
  return [...x.data].map((value, i) => {
    if (Object.is(value, before.data[i])) return 'the same';
    return nameOfStep(i, value - before.data[i]) || 'nearly the same';
  });
}

/** A function that throws at its second call. */
function failing(): Field {
  let calls = 0;
  return (x) => {
    if (++calls === 2) throw new Error('f has no value here');
    return tangled(x);
  };
}

/** Slopes to two digits: what rounding adds to them depends on h. */
const rounded = (slopes: NDArray | number): NDArray | number =>
  typeof slopes === 'number' ? roundedNumber(slopes) : slopes.map(roundedNumber);
const roundedNumber = (slope: number): number => Number(slope.toPrecision(2));

/** The probes of a function that differentiates. */
function probesOf(differentiate: Differentiate): Probes<Topic>[string] {
  const slopes = (topic: Topic, f: Field, x: NDArray) =>
    rounded(differentiate(topic, f, x) as NDArray | number);
  const readingX = (topic: Topic, x: NDArray) => slopes(topic, () => tangled(x), x);
  return [
    (topic) => stepsTaken(differentiate, topic, vector()),
    (topic) => stepsTaken(differentiate, topic, matrix()),
    (topic) => stateAfter(differentiate, topic, tangled, vector()),
    (topic) => stateAfter(differentiate, topic, tangled, matrix()),
    (topic) => stateAfter(differentiate, topic, failing(), vector()),
    (topic) => stateAfter(differentiate, topic, failing(), matrix()),
    (topic) => slopes(topic, tangled, vector()),
    (topic) => slopes(topic, tangled, matrix()),
    (topic) => readingX(topic, vector()),
    (topic) => readingX(topic, matrix()),
  ];
}

export const probes: Probes<Topic> = {
  partialDiff: [
    ...probesOf(({ partialDiff }, f, x) => partialDiff(f, x, 0)),
    ...probesOf(({ partialDiff }, f, x) => partialDiff(f, x, 2)),
  ],
  numericalGradient: probesOf(({ numericalGradient }, f, x) => numericalGradient(f, x)),
};
