// Wrong answers to topic 05 · numerical differentiation.
import { numericalDiff } from '../../solutions/05-numerical-differentiation';
import { inEachWay, type Probes } from '#engine/suite/variants';

type Topic = typeof import('../../solutions/05-numerical-differentiation');
type Curve = (x: number) => number;

/** The central difference with a step of another size. */
const centralDiff =
  (h: number) =>
  (f: Curve, x: number): number =>
    (f(x + h) - f(x - h)) / (2 * h);

const h = 1e-4;

/** Steps below this (1e-7 is still above) are no better than h: what they gain is lost in rounding. */
const ROUNDING = 9e-8;

export const mistakes = inEachWay<Topic>([
  {
    id: 'forward-difference',
    name: { en: 'a forward difference', ko: '전방 차분' },
    explanation: {
      en: 'This is what you get when f is compared at x + h and at x itself. A central difference looks the same distance to both sides of x.',
      ko: 'x + h와 x에서의 값을 비교하면 이렇게 됩니다. 중앙 차분은 x의 양쪽을 같은 거리만큼 떨어져서 봅니다.',
    },
    answer: { numericalDiff: (f, x) => (f(x + h) - f(x)) / h },
  },
  {
    id: 'backward-difference',
    name: { en: 'a backward difference', ko: '후방 차분' },
    explanation: {
      en: 'This is what you get when f is compared at x itself and at x − h. A central difference looks the same distance to both sides of x.',
      ko: 'x와 x − h에서의 값을 비교하면 이렇게 됩니다. 중앙 차분은 x의 양쪽을 같은 거리만큼 떨어져서 봅니다.',
    },
    answer: { numericalDiff: (f, x) => (f(x) - f(x - h)) / h },
  },
  {
    id: 'forward-divided-by-2h',
    name: { en: 'a forward difference, divided by 2h', ko: '전방 차분을 2h로 나눔' },
    explanation: {
      en: 'This is what you get when f is compared at x + h and at x, but the difference is divided by 2h: from x − h to x + h there are two steps, from x to x + h only one.',
      ko: 'x + h와 x에서의 값을 비교하고 2h로 나누면 이렇게 됩니다. x − h에서 x + h까지는 두 걸음이지만 x에서는 한 걸음입니다.',
    },
    answer: { numericalDiff: (f, x) => (f(x + h) - f(x)) / (2 * h) },
  },
  {
    id: 'divided-by-h',
    name: { en: 'divided by h instead of 2h', ko: '2h 대신 h로 나눔' },
    explanation: {
      en: 'This is what you get when the difference is divided by h: every slope is twice as steep as it should be. How far apart are x − h and x + h?',
      ko: '차이를 h로 나누면 이렇게 됩니다. 모든 기울기가 두 배가 됩니다. x − h와 x + h는 얼마나 떨어져 있을까요?',
    },
    answer: { numericalDiff: (f, x) => (f(x + h) - f(x - h)) / h },
  },
  {
    id: 'multiplied-by-h',
    name: { en: '`/ 2 * h` multiplies by h', ko: '`/ 2 * h`는 h를 곱한다' },
    explanation: {
      en: 'This is what you get from `/ 2 * h`: JavaScript reads it from left to right, so it divides by 2 and then multiplies by h. Parentheses keep 2 · h together.',
      ko: '`/ 2 * h`라고 쓰면 이렇게 됩니다. 왼쪽부터 계산하므로 2로 나눈 뒤 h를 곱합니다. 괄호로 2 · h를 묶으세요.',
    },
    answer: { numericalDiff: (f, x) => ((f(x + h) - f(x - h)) / 2) * h },
  },
  {
    id: 'only-the-last-divided',
    name: { en: 'only f(x − h) is divided', ko: 'f(x − h)만 나눔' },
    explanation: {
      en: 'This is what you get when the difference has no parentheses: JavaScript divides before it subtracts, so only f(x − h) is divided.',
      ko: '차이를 괄호로 묶지 않으면 이렇게 됩니다. 나눗셈이 뺄셈보다 먼저이므로 f(x − h)만 나누어집니다.',
    },
    answer: { numericalDiff: (f, x) => f(x + h) - f(x - h) / (2 * h) },
  },
  {
    id: 'not-divided',
    name: { en: 'the difference is not divided', ko: '차이를 나누지 않음' },
    explanation: {
      en: 'This is what you get when the division is missing: the change of f tells you the slope only after you divide it by how far x moved.',
      ko: '나눗셈이 빠지면 이렇게 됩니다. f가 변한 양을 x가 움직인 거리로 나누어야 기울기가 됩니다.',
    },
    answer: { numericalDiff: (f, x) => f(x + h) - f(x - h) },
  },
  {
    id: 'sign-swapped',
    name: { en: 'below minus above', ko: '아래에서 위를 뺌' },
    explanation: {
      en: 'This is what you get when f(x + h) is subtracted from f(x − h): every slope has the wrong sign, and uphill looks like downhill.',
      ko: 'f(x − h)에서 f(x + h)를 빼면 이렇게 됩니다. 부호가 뒤집혀 오르막이 내리막으로 보입니다.',
    },
    answer: { numericalDiff: (f, x) => (f(x - h) - f(x + h)) / (2 * h) },
    together: [
      { numericalDiff: (f, x) => (f(x - h) - f(x + h)) / h },
      { numericalDiff: (f, x) => (f(x) - f(x + h)) / h },
    ],
  },
  {
    id: 'step-lost-in-rounding',
    name: { en: 'h is lost in rounding', ko: 'h가 반올림으로 사라짐' },
    explanation: {
      en: 'This is what you get when h is so small that x + h rounds to x: a number holds about sixteen digits, and 1e-50 is lost behind the last one. Use h = 1e-4.',
      ko: 'h가 너무 작아서 x + h가 다시 x가 되면 이렇게 됩니다. 수는 약 16자리만 담으므로 1e-50은 사라집니다. h = 1e-4를 쓰세요.',
    },
    answer: { numericalDiff: centralDiff(1e-50) },
  },
  {
    id: 'step-smaller',
    name: { en: 'h is smaller than 1e-4', ko: 'h가 1e-4보다 작음' },
    explanation: {
      en: 'This is what you get when h is between 1e-7 and 1e-4. For smooth functions that is even more accurate, but the course uses 1e-4 everywhere, so that answers can be compared. Use h = 1e-4.',
      ko: 'h가 1e-7에서 1e-4 사이이면 이렇게 됩니다. 매끄러운 함수에서는 더 정확하기까지 하지만, 모든 답을 비교할 수 있도록 이 강의에서는 어디서나 1e-4를 씁니다. h = 1e-4를 쓰세요.',
    },
    answer: { numericalDiff: centralDiff(1e-6) },
  },
  {
    id: 'step-too-small',
    name: { en: 'h is far too small', ko: 'h가 지나치게 작음' },
    explanation: {
      en: 'This is what you get when h is smaller than 1e-7: f(x + h) and f(x − h) then share most of their digits, and the smaller h gets, the more of the slope is rounding error. Use h = 1e-4.',
      ko: 'h가 1e-7보다 작으면 이렇게 됩니다. f(x + h)와 f(x − h)의 앞자리가 거의 같아져서 h가 작을수록 반올림 오차가 커집니다. h = 1e-4를 쓰세요.',
    },
    answer: { numericalDiff: centralDiff(1e-10) },
  },
  {
    id: 'step-too-large',
    name: { en: 'h is larger than 1e-4', ko: 'h가 1e-4보다 큼' },
    explanation: {
      en: 'This is what you get when h is larger than 1e-4: the curve has time to bend between x − h and x + h.',
      ko: 'h가 1e-4보다 크면 이렇게 됩니다. x − h와 x + h 사이에서 곡선이 휘어 버립니다.',
    },
    answer: { numericalDiff: centralDiff(1e-2) },
    also: [{ numericalDiff: centralDiff(1e-3) }],
  },
  {
    id: 'h-added-to-the-value',
    name: { en: 'h is added to f(x), not to x', ko: 'x가 아니라 f(x)에 h를 더함' },
    explanation: {
      en: 'This is what you get when h is added to the value, f(x) + h, so that every function has slope 1. The step belongs inside the parentheses of f.',
      ko: '함수값에 h를 더해 f(x) + h로 쓰면 이렇게 됩니다. 모든 함수의 기울기가 1이 됩니다. h는 f의 괄호 안에서 더하세요.',
    },
    answer: { numericalDiff: (f, x) => (f(x) + h - (f(x) - h)) / (2 * h) },
  },
  {
    id: 'line-through-the-origin',
    name: { en: 'the line passes through the origin', ko: '원점을 지나는 직선' },
    explanation: {
      en: 'This is what you get from slope · u without f(x): the line has the right slope, but it passes through 0 and not through the point of the curve.',
      ko: 'slope · u만 계산하면 이렇게 됩니다. 기울기는 맞지만 곡선 위의 점이 아니라 원점을 지납니다.',
    },
    answer: {
      tangentLine(f, x) {
        const slope = numericalDiff(f, x);
        return (u) => slope * u;
      },
    },
  },
  {
    id: 'distance-from-0',
    name: { en: 'the distance is counted from 0, not from x', ko: '거리를 x가 아니라 0에서 잼' },
    explanation: {
      en: 'This is what you get from f(x) + slope · u: the line rises from the point of contact, so multiply the slope by the distance from x to u.',
      ko: 'f(x) + slope · u로 계산하면 이렇게 됩니다. 기울기는 접점에서부터 재므로 u가 x에서 떨어진 거리를 곱하세요.',
    },
    answer: {
      tangentLine(f, x) {
        const [slope, value] = [numericalDiff(f, x), f(x)];
        return (u) => value + slope * u;
      },
    },
  },
  {
    id: 'value-missing',
    name: { en: 'f(x) is missing', ko: 'f(x)가 빠졌다' },
    explanation: {
      en: 'This is what you get from slope · (u − x) without f(x): at x, the line is at 0 instead of f(x).',
      ko: 'slope · (u − x)만 계산하면 이렇게 됩니다. 이 직선은 x에서 0이지만 f(x)여야 합니다.',
    },
    answer: {
      tangentLine(f, x) {
        const slope = numericalDiff(f, x);
        return (u) => slope * (u - x);
      },
    },
  },
  {
    id: 'distance-back-to-front',
    name: { en: 'x − u instead of u − x', ko: 'u − x 대신 x − u' },
    explanation: {
      en: 'This is what you get when the distance from x to u is taken as x − u: the line touches the curve, but leans to the other side.',
      ko: 'x에서 u까지의 거리를 x − u로 계산하면 이렇게 됩니다. 직선이 곡선에 닿지만 반대쪽으로 기웁니다.',
    },
    answer: {
      tangentLine(f, x) {
        const [slope, value] = [numericalDiff(f, x), f(x)];
        return (u) => value + slope * (x - u);
      },
    },
  },
  {
    id: 'slope-at-u',
    name: { en: 'the slope is taken at u', ko: '기울기를 u에서 구함' },
    explanation: {
      en: 'This is what you get when the slope is computed at u, anew on each call: the result is not a straight line. A tangent has one slope, the one at x.',
      ko: '기울기를 u에서 매번 다시 구하면 이렇게 됩니다. 그러면 직선이 아닙니다. 접선의 기울기는 x에서의 기울기 하나입니다.',
    },
    answer: { tangentLine: (f, x) => (u) => f(x) + numericalDiff(f, u) * (u - x) },
  },
  {
    id: 'value-at-u',
    name: { en: 'the value is taken at u', ko: '함수값을 u에서 구함' },
    explanation: {
      en: 'This is what you get from f(u) + slope · (u − x): the line starts at the point of contact, so its value there is f(x).',
      ko: 'f(u) + slope · (u − x)로 계산하면 이렇게 됩니다. 직선은 접점에서 시작하므로 그 값은 f(x)입니다.',
    },
    answer: {
      tangentLine(f, x) {
        const slope = numericalDiff(f, x);
        return (u) => f(u) + slope * (u - x);
      },
    },
  },
  {
    id: 'intercept-subtracted',
    name: { en: 'the intercept is subtracted', ko: '절편을 뺌' },
    explanation: {
      en: 'This is what you get when the intercept f(x) − slope · x is subtracted at the end. It is the height of the line at 0: add it.',
      ko: '절편 f(x) − slope · x를 마지막에 빼면 이렇게 됩니다. 절편은 0에서의 직선의 높이이므로 더하세요.',
    },
    answer: {
      tangentLine(f, x) {
        const slope = numericalDiff(f, x);
        const intercept = f(x) - slope * x;
        return (u) => slope * u - intercept;
      },
    },
  },
  {
    id: 'line-is-level',
    name: { en: 'the line is level', ko: '수평한 직선' },
    explanation: {
      en: 'This is what you get when the line keeps the value f(x) everywhere: the slope is not used.',
      ko: '어디서나 f(x)를 돌려주면 이렇게 됩니다. 기울기가 들어가지 않았습니다.',
    },
    answer: {
      tangentLine(f, x) {
        const value = f(x);
        return () => value;
      },
    },
  },
  {
    id: 'step-relative-to-x',
    name: { en: 'h grows with x', ko: 'h가 x에 따라 커짐' },
    explanation: {
      en: 'This is what you get when h depends on x, as 1e-4 · |x| does. There are good reasons for that, but the course uses h = 1e-4 everywhere, so that answers can be compared.',
      ko: '1e-4 · |x|처럼 h가 x에 따라 달라지면 이렇게 됩니다. 그렇게 할 이유도 있지만, 모든 답을 비교할 수 있도록 이 강의에서는 어디서나 h = 1e-4를 씁니다.',
    },
    answer: { numericalDiff: (f, x) => centralDiff(1e-4 * Math.abs(x))(f, x) },
    also: [
      { numericalDiff: (f, x) => centralDiff(1e-4 * Math.max(1, Math.abs(x)))(f, x) },
      { numericalDiff: (f, x) => centralDiff(1e-4 * (1 + Math.abs(x)))(f, x) },
    ],
  },
  {
    id: 'values-added',
    name: { en: 'the values are added', ko: '값을 더했다' },
    explanation: {
      en: 'This is what you get when f(x − h) is added to f(x + h): the slope comes from their difference.',
      ko: 'f(x + h)에 f(x − h)를 더하면 이 값이 나옵니다. 기울기는 두 값의 차이로 구합니다.',
    },
    answer: { numericalDiff: (f, x) => (f(x + h) + f(x - h)) / (2 * h) },
  },
  {
    id: 'x-subtracted-at-the-end',
    name: { en: 'slope · u − x instead of slope · (u − x)', ko: '기울기 · (u − x)가 아니라 기울기 · u − x' },
    explanation: {
      en: 'This is what you get when the parentheses around u − x are missing: then only u is multiplied by the slope.',
      ko: 'u − x를 묶는 괄호가 빠지면 이 값이 나옵니다. 그러면 u에만 기울기를 곱합니다.',
    },
    answer: { tangentLine: (f, x) => (u) => f(x) + numericalDiff(f, x) * u - x },
  },
  {
    id: 'multiplied-after-the-sum',
    name: { en: '(f(x) + slope) · (u − x)', ko: '(f(x) + 기울기) · (u − x)' },
    explanation: {
      en: 'This is what you get when the value is added to the slope first, and both are multiplied by the distance: only the slope is.',
      ko: '값을 먼저 기울기에 더하고 둘 다에 거리를 곱하면 이 값이 나옵니다. 거리는 기울기에만 곱합니다.',
    },
    answer: { tangentLine: (f, x) => (u) => (f(x) + numericalDiff(f, x)) * (u - x) },
  },
]);

/** Where `f` is called, seen from `x`, in words: any step that is too small looks like any other. */
function stepsTaken({ numericalDiff }: Topic, f: Curve, x: number): string[] {
  const steps = new Set<string>();
  numericalDiff((u) => {
    steps.add(nameOfStep(u - x));
    return f(u);
  }, x);
  return [...steps].sort();
}

function nameOfStep(step: number): string {
  if (step === 0) return 'none';
  const side = step > 0 ? 'above' : 'below';
  if (Math.abs(Math.abs(step) - h) < 1e-10) return side;
  if (Math.abs(step) > h) return `${side}, too large`;
  return `${side}, ${Math.abs(step) < ROUNDING ? 'lost in rounding' : 'smaller'}`;
}

/** A slope to two digits: what rounding adds to it depends on h. */
const slopeOf = ({ numericalDiff }: Topic, f: Curve, x: number): number =>
  Number(numericalDiff(f, x).toPrecision(2));

/** Three points of a tangent. */
function pointsOfTangent({ tangentLine }: Topic, f: Curve, x: number): number[] {
  const line = tangentLine(f, x);
  return [line(-1), line(2), line(4)];
}

export const probes: Probes<Topic> = {
  numericalDiff: [
    (topic) => stepsTaken(topic, (u) => u ** 2, 3),
    (topic) => stepsTaken(topic, Math.sin, -2),
    (topic) => slopeOf(topic, (u) => 3 * u + 2, 1),
    (topic) => slopeOf(topic, (u) => 4 - 0.5 * u, 4),
    (topic) => slopeOf(topic, Math.abs, 0),
  ],
  tangentLine: [
    (topic) => pointsOfTangent(topic, (u) => u ** 2, 3),
    (topic) => pointsOfTangent(topic, (u) => 1 + u ** 3 / 10, 1),
    (topic) => pointsOfTangent(topic, (u) => 5 - 2 * u, 2),
    // Where numericalDiff is wrong, it explains the tangent: with these, no mistake of the line is named.
    (topic) => slopeOf(topic, (u) => u ** 2, 3),
    (topic) => slopeOf(topic, (u) => 1 + u ** 3 / 10, 1),
    (topic) => slopeOf(topic, (u) => 5 - 2 * u, 2),
  ],
};
