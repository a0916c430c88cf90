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
  ['값(이)라, x(이)라', '값이라, x라'],
  ['값(이)어야', '값이어야'],
  ['값은(는), x은(는)', '값은, x는'],
  ['값과(와), x과(와)', '값과, x와'],
  ['값와(과), x와(과)', '값과, x와'],
  ['값이(가), x이(가)', '값이, x가'],
  ['"값")»을(를)', '"값")»을'],
  ['W_1._을(를)', 'W_1._을'],
  ['a.b._을(를), 1.를 3.을(를)', 'a.b._를, 1.를 3.을'],
  ['0을(를) 1을(를) 2을(를) 3을(를) 4을(를)', '0을 1을 2를 3을 4를'],
  ['5을(를) 6을(를) 7을(를) 8을(를) 9을(를)', '5를 6을 7을 8을 9를'],
  ['label(으)로, l(으)로, R(으)로, layer(으)로, r2(으)로', 'label로, l로, R로, layer로, r2로'],
  ['all을(를), later을(를), rate을(를)', 'all을, later를, rate를'],
  ['m(으)로, n(으)로, training(으)로, mnist(으)로', 'm으로, n으로, training으로, mnist로'],
  ['generic을(를), ices을(를)', 'generic을, ices를'],
  ['top을(를), set을(를), op을(를)', 'top을, set을, op을'],
  ['step을(를), topic을(를), loop을(를), reset을(를)', 'step을, topic을, loop를, reset를'],
  ['tops을(를), act을(를), epoch을(를), data을(를)', 'tops를, act를, epoch를, data를'],
  ['3_을(를)', '3_을'],
])('%s is read as %s', (written, read) => expect(withParticles(written)).toBe(read));

test('stay as they are where nothing can be read aloud, and other parentheses do', () => {
  for (const text of [
    '을(를)',
    '…을(를)',
    '값 을(를)',
    '_을(를)',
    '漢을(를)',
    '기울기(경사)를 f(x)로',
    'returns (a)',
  ])
    expect(withParticles(text)).toBe(text);
});
