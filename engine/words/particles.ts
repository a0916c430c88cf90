// Korean particles. "을(를)" in a sentence is what is written while the word before it is unknown; once it is known, one of the two is left.

/** "W1을(를) 곱합니다" becomes "W1을 곱합니다", "x을(를)" becomes "x를". Any other text stays as it is. */
export function withParticles(text: string): string {
  return text.replace(PARTICLE, (particle: string, at: number) => {
    const word = wordBefore(text.slice(Math.max(0, at - LONGEST_WORD), at));
    return chosenBy(word === undefined ? undefined : endOf(word), particle) ?? particle;
  });
}

const PARTICLE = /을\(를\)|은\(는\)|이\(가\)|과\(와\)|와\(과\)|\(으\)로|\(이\)라|\(이\)어|\(이\)었/gu;

/** Characters before a particle that are looked at: whoever has written the text, it takes no time. */
const LONGEST_WORD = 60;

/** The word at the end, without what may close it: a quote, a bracket, a backtick. */
function wordBefore(text: string): string | undefined {
  return /[\p{L}\p{N}_.]+$/u.exec(text.replace(/[^\p{L}\p{N}\s_]+$/u, ''))?.[0];
}

/** How a word ends where it is read aloud: in a consonant, in ㄹ, or in a vowel. */
type End = 'consonant' | 'ㄹ' | 'vowel';

function chosenBy(end: End | undefined, particle: string): string | undefined {
  if (end === undefined) return undefined;
  if (particle === '(으)로') return end === 'consonant' ? '으로' : '로';
  const hasConsonant = end !== 'vowel';
  const forms: Record<string, [string, string]> = {
    '(이)라': ['이라', '라'],
    '(이)어': ['이어', '여'], // 이어야, 여야
    '(이)었': ['이었', '였'],
    '을(를)': ['을', '를'],
    '은(는)': ['은', '는'],
    '이(가)': ['이', '가'],
    '과(와)': ['과', '와'],
    '와(과)': ['과', '와'],
  };
  return forms[particle][hasConsonant ? 0 : 1];
}

function endOf(word: string): End | undefined {
  const last = word
    .replace(/[._]+$/, '')
    .at(-1)
    ?.toLowerCase();
  if (last === undefined) return undefined;
  if (/[가-힣]/.test(last)) {
    const final = (last.charCodeAt(0) - 0xac00) % 28;
    return final === 0 ? 'vowel' : final === 8 ? 'ㄹ' : 'consonant';
  }
  if (/[0-9]/.test(last)) return DIGITS[Number(last)];
  return /[a-z]/.test(last) ? endOfLatin(word) : undefined;
}

/** 영 일 이 삼 사 오 육 칠 팔 구; and 십, 백, 천, 만 end in a consonant, too. */
const DIGITS: End[] = [
  ...(['consonant', 'ㄹ', 'vowel', 'consonant', 'vowel'] as const),
  ...(['vowel', 'consonant', 'ㄹ', 'ㄹ', 'vowel'] as const),
];

/** As names of code are read: a single letter by its name (엘, 엠, 엔, 알), a word by its sound (dot 닷, sum 섬, label 라벨). */
function endOfLatin(word: string): End {
  const [, name = ''] = /([A-Za-z]+)[._]*$/.exec(word) ?? [];
  if (/l$/i.test(name) || /^r$/i.test(name)) return 'ㄹ';
  if (/(m|n|ng)$/i.test(name)) return 'consonant';
  return /ic$|^[a-z]?[^aeiou\W]?[aeiou][ptkc]$/.test(name) ? 'consonant' : 'vowel';
}
