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
