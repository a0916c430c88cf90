// Answers in which each call leaves something behind for the next: a sum that goes on, a list that gets longer. Their numbers depend on all
// calls before, so that no known mistake can look like them; but the same call gives more each time, by the same amount.
import type { Sight } from './sights';
import type { Mistake } from './variants';

/** The message about such an answer. */
export const KEEPS_ADDING: Mistake<Record<string, unknown>> = {
  id: 'keeps-adding',
  name: { en: 'what earlier calls left is counted again', ko: '앞선 호출의 값이 계속 더해진다' },
  explanation: {
    en: 'The same call gives more each time: something is kept outside of the function, and each call goes on where the last one ended. Begin anew inside the function: with a new sum, a new list, a new array.',
    ko: '같은 호출인데도 부를 때마다 값이 커집니다. 함수 밖에 둔 것이 남아 있어서 앞선 호출에 이어 계산하기 때문입니다. 합이든 목록이든 배열이든 함수 안에서 새로 시작하세요.',
  },
  answer: {},
};

/** The same, where what changes is no sum; or where chance decides. */
export const CHANGES_BY_ITSELF: Mistake<Record<string, unknown>> = {
  id: 'changes-by-itself',
  name: { en: 'the same calls give other answers each time', ko: '같은 호출인데 답이 매번 다르다' },
  explanation: {
    en: 'The same calls, with the same arguments, give another answer when they are repeated: something from outside takes part in it, such as a variable of the file that is kept from call to call, or Math.random. Begin anew inside the function or the object, and take chance only from `random`, where it is given.',
    ko: '같은 인수로 같은 호출을 되풀이했는데 답이 달라집니다. 호출 사이에 남아 있는 파일의 변수나 Math.random처럼 바깥의 것이 끼어듭니다. 함수나 객체 안에서 새로 시작하고, 무작위 수는 `random`이 주어졌을 때 거기에서만 얻으세요.',
  },
  answer: {},
};

export type Growth = 'same' | 'grows' | 'other';

/** Rounding of sums that have become large; numbers drawn at random are not as evenly spaced. */
const TOLERANCE = 1e-6;

/** What becomes of the same test, seen three times in a row. */
export function growthOf([first, second, third]: readonly Sight[][]): Growth {
  if (first.length !== second.length || second.length !== third.length) return 'other';
  if (first.some(([kind], i) => kind !== second[i][0] || kind !== third[i][0])) return 'other';
  return together(first.map(([, value], i) => growth(value, second[i][1], third[i][1])));
}

function growth(a: unknown, b: unknown, c: unknown): Growth {
  if (Object.is(a, b) && Object.is(b, c)) return 'same';
  if (typeof a === 'number' && typeof b === 'number' && typeof c === 'number') {
    return isEven(b - a, c - b) ? 'grows' : 'other';
  }
  if (!isObject(a) || !isObject(b) || !isObject(c)) return 'other';
  if (Array.isArray(a) && Array.isArray(b) && Array.isArray(c) && a.length !== b.length) {
    return b.length > a.length && b.length - a.length === c.length - b.length ? 'grows' : 'other';
  }
  const keys = Object.keys(a);
  if (keys.length !== Object.keys(b).length || keys.length !== Object.keys(c).length) return 'other';
  return together(keys.map((key) => growth(a[key], b[key], c[key])));
}

/** Whether two steps are the same, but for rounding. */
function isEven(step: number, next: number): boolean {
  return step !== 0 && Math.abs(next - step) <= TOLERANCE * Math.abs(step);
}

function together(parts: Growth[]): Growth {
  if (parts.includes('other')) return 'other';
  return parts.includes('grows') ? 'grows' : 'same';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
