// Korean particles after names, numbers and paths.
import { expect, test } from '@jest/globals';
import { withParticles } from '../../../engine/words/particles';

test.each([
  ['미분을(를)', '미분을'],
  ['기울기을(를)', '기울기를'],
  ['법칙 3이(가)', '법칙 3이'],
  ['x[1]은(는) 0(으)로 바뀝니다', 'x[1]은 0으로 바뀝니다'],
  ['0, 10, 100과(와)', '0, 10, 100과'],
  ['2(으)로, 1(으)로, 3(으)로', '2로, 1로, 3으로'],
  ['서울(으)로, 값(으)로', '서울로, 값으로'],
  ['W1을(를) W2와(과)', 'W1을 W2와'],
  ['`x`을(를)', '`x`를'],
  [
    'topic을(를), softmax을(를), sum을(를), dot을(를), label은(는), NaN이(가)',
    'topic을, softmax를, sum을, dot을, label은, NaN이',
  ],
  ['exercises/02-cross-entropy-error.ts이(가)', 'exercises/02-cross-entropy-error.ts가'],
  ['"03"(이)라는', '"03"이라는'],
  ['(2×3)을(를)', '(2×3)을'],
  ['3(이)었는데 2(이)어야 합니다', '3이었는데 2여야 합니다'],
  ['[1, 2](이)었는데', '[1, 2]였는데'],
])('%s is read as %s', (written, read) => expect(withParticles(written)).toBe(read));

test('stay as they are where nothing can be read aloud, and other parentheses do', () => {
  for (const text of ['을(를)', '…을(를)', '기울기(경사)를 f(x)로', 'returns (a)'])
    expect(withParticles(text)).toBe(text);
});
