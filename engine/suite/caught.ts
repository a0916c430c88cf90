// Answers that change what belongs to others: the arrays that they are passed, or what an earlier call has returned. The law that catches
// such a call shows by itself what is wrong, whatever the numbers are and whatever else is wrong.
import type { Problem } from './problem';
import type { Mistake } from './variants';

type CaughtMistake = Pick<Mistake<object>, 'id' | 'name' | 'explanation'>;

/** The mistake behind a problem of this kind, where that is always the same. */
export const NAME_OF_PROBLEM: Partial<Record<Problem['kind'], CaughtMistake>> = {
  changed: {
    id: 'changes-what-it-is-given',
    name: { en: 'what it is given is changed', ko: '받은 값을 바꾼다' },
    explanation: {
      en: 'The call changes something that it was given, or that it reads, and whoever owns it still needs it as it was. Write into a new array, or into a copy: `x.copy()`. Operations such as `sub` and `map` always return a new one.',
      ko: '호출이 받거나 읽은 값을 바꿉니다. 그 값은 다른 곳에서 원래대로 다시 써야 합니다. 새 배열이나 사본 `x.copy()`에 쓰세요. `sub`, `map` 같은 연산은 언제나 새 배열을 돌려줍니다.',
    },
  },
  'not kept': {
    id: 'changes-an-earlier-result',
    name: { en: 'the next call changes the last result', ko: '다음 호출이 앞선 결과를 바꾼다' },
    explanation: {
      en: 'What one call returned is changed by the next one: both return the same array, list or object, or parts of the same. Make a new one in each call.',
      ko: '한 번 돌려준 결과가 다음 호출에서 바뀝니다. 두 호출이 같은 배열이나 목록, 객체 또는 그 일부를 돌려주기 때문입니다. 호출할 때마다 새로 만드세요.',
    },
  },
  shared: {
    id: 'returns-what-it-is-given',
    name: { en: 'the result is no copy', ko: '결과가 사본이 아니다' },
    explanation: {
      en: 'The result shares its numbers with what the call was given: whoever writes into the one changes the other. Return a new array, or a copy: `x.copy()`.',
      ko: '결과가 받은 값과 같은 수를 함께 씁니다. 한쪽에 쓰면 다른 쪽도 바뀝니다. 새 배열이나 사본 `x.copy()`를 돌려주세요.',
    },
  },
};
