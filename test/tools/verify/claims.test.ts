// Each number that a lesson has measured rests on a claim, and each claim is said, in all languages, as it is measured.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { measurements, type MeasuredFigures } from '../../../dev/claims/measurements';
import { pageOf, claimVerdict, written, type ClaimResults } from '../../../dev/claims/page';
import {
  claimProblems,
  claimsOf,
  filesWithSentences,
  otherClaimProblems,
  readClaims,
  sentenceProblems,
  unclaimedNumbers,
  type Claim,
  type Claims,
  type Exact,
} from '../../../tools/verify/claims';
import { COURSE, ROOT } from '../support/course';
import { temporaryFolder } from '../support/folders';

const own = claimsOf(COURSE)!;
const LANGUAGES = ['en', 'ko'] as const;
const LESSONS = COURSE.topicNames().flatMap((topic) =>
  LANGUAGES.map((language) => ({ topic, language, file: `docs/${language}/${topic}.md` })),
);
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const claim: Claim = {
  id: 'reads',
  claim: 'The network reads 0.93.',
  how: 'seed 1',
  figures: { accuracy: [0.92, 0.94], 'of 100': [92, 94] },
  settings: ['0.5'],
  sentences: { 'docs/en/a.md': ['at a rate of 0.5, it reads 0.93 of the test images'] },
};

/** A list with this claim and nothing else. */
function listWith(changes: Partial<Claim> = {}, exact: Partial<Exact> = {}): Claims {
  const en = {
    realData: ['MNIST', 'test images'],
    names: ['topics? \\d\\d'],
    units: ['times', 'points', 'of 100'],
    before: [],
    numberWords: { five: 5, twelve: 12 },
  };
  const ko = { ...en, units: ['배'], before: ['100개 중'], numberWords: { 열두: 12 } };
  return {
    claims: [{ ...claim, ...changes }],
    exact: { languages: { en, ko }, given: ['1', '60,000', '100'], exact: {}, sentences: [], ...exact },
  };
}

/** Where nothing rests on the claim. */
const NONE = listWith({ sentences: {} });

describe("the course's own list", () => {
  test.each(LESSONS)('$file says only what is in it', ({ topic, language }) => {
    expect(claimProblems(COURSE, topic, language, own)).toEqual([]);
  });

  test('holds what the README, the comments and the reports say', () => {
    expect(filesWithSentences(own)).toEqual(
      expect.arrayContaining([
        'README.md',
        'README.ko.md',
        'tools/train/mnist-trainer.ts',
        'tools/train/run/options.ts',
        'tools/train/report/report.ts',
      ]),
    );
    expect(otherClaimProblems(COURSE, own)).toEqual([]);
  });

  test('has a measurement for each claim, and no other', () => {
    expect(own.claims.map(({ id }) => id).sort()).toEqual(Object.keys(measurements).sort());
  });

  test('was measured, holds, and is what the page shows', () => {
    const results = JSON.parse(textOf('dev/claims/last-run.json')) as ClaimResults;
    const failed = own.claims.filter((one) => !claimVerdict(one, results[one.id]?.figures ?? {}).holds);
    expect(failed.map(({ id }) => id)).toEqual([]);
    expect(textOf('docs/claims.md')).toBe(pageOf(own.claims, results));
  });

  const planted = {
    en: ['On MNIST, that reads 0.8321 of the test images.', 'So it reads 0.8321.', 'It reads 83% of them.'],
    ko: ['MNIST에서는 시험 이미지의 0.8321을 읽습니다.', '그래서 0.8321을 읽습니다.', '83%를 읽습니다.'],
  };
  test.each(LESSONS)('a number that is planted in $file is found', ({ topic, language, file }) => {
    const lesson = textOf(file);
    const line = lesson.split('\n').length + 1;
    for (const sentence of planted[language]) {
      const markdown = `${lesson}\n${sentence}\n`;
      const found = unclaimedNumbers(own, { file, language, markdown, exact: own.exact.exact[topic] });
      expect(found).toEqual([expect.stringMatching(new RegExp(`^${file}:${line}: (0\\.8321|83%) `))]);
    }
  });

  test('a number of a claim that is taken out of the list is found', () => {
    const missed = LESSONS.flatMap(({ topic, language, file }) =>
      own.claims
        .filter(({ sentences }) => (sentences[file] ?? []).some((sentence) => /\d\.\d|\d°/.test(sentence)))
        .filter(({ id }) => {
          const without = { ...own, claims: own.claims.filter((one) => one.id !== id) };
          const prose = { file, language, markdown: textOf(file), exact: own.exact.exact[topic] };
          return unclaimedNumbers(without, prose).length === 0;
        })
        .map(({ id }) => `${id} in ${file}`),
    );
    expect(missed).toEqual([]);
  });
});

describe('a number in a lesson', () => {
  const found = (markdown: string, list = NONE, language = 'en', exact: string[] = []): string[] =>
    unclaimedNumbers(list, { file: 'docs/en/a.md', language, markdown, exact }).map(
      (problem) => /: (.*?) may be measured/.exec(problem)![1],
    );

  test('counts where its paragraph speaks of real data, whatever it is', () => {
    expect(found('On MNIST it reads 0.94,\nor 95%, at 73°, in 1,234 steps or 17')).toEqual([
      '0.94',
      '95%',
      '73°',
      '1,234',
      '17',
    ]);
  });

  test('counts elsewhere where it has a fraction or a unit, also in words', () => {
    expect(found('It reads 0.93, or 1 of 100, in 1,234 steps or 17, five points more')).toEqual([
      '0.93',
      '1',
      '1,234',
      'five',
    ]);
    expect(found('Twelve\ntimes as often, and twelve orders')).toEqual(['twelve']);
    expect(found('100개 중 93개, 열두 배, 17개', NONE, 'ko')).toEqual(['93', '열두']);
    expect(found('It has 0.5 and five points', NONE, 'en', ['0.5'])).toEqual(['five']);
    expect(found('On MNIST it has 0.5', NONE, 'en', ['0.5'])).toEqual(['0.5']);
  });

  test('is none where it is a name, given, code, a formula, an address or the title', () => {
    expect(
      found(
        '# MNIST 42\n\nMNIST, topic 12: 1 of 60,000, `0.7`, $0.8$, [here](test-12.md) and <b x="13">\n\n$$MNIST 14$$\n\n```\nMNIST 15\n```',
      ),
    ).toEqual([]);
  });

  test('is proved by the code of its own section, and of no other', () => {
    const code = '```ts\nf(); // → 0.93\n```';
    expect(found(`## One\n\n${code}\n\nOn MNIST 0.93.\n`)).toEqual([]);
    expect(found(`## One\n\n${code}\n\n## Two\n\nOn MNIST 0.93.\n`)).toEqual(['0.93']);
  });

  test('is covered by the sentence of a claim, however its lines are broken', () => {
    const text = 'With more, at a\nrate of 0.5, it reads 0.93 of\nthe test images.';
    expect(found(text)).toEqual(['0.5', '0.93']);
    expect(found(text, listWith())).toEqual([]);
  });

  test('is covered by a sentence that needs no measurement', () => {
    const sentences = [{ why: 'a setting', sentences: { 'docs/en/a.md': ['a rate of 0.5'] } }];
    const list = listWith({ sentences: {} }, { sentences });
    expect(found('MNIST at a rate of 0.5 reads 0.93', list)).toEqual(['0.93']);
  });
});

describe('a sentence of a claim', () => {
  const problems = (text: string, changes: Partial<Claim> = {}): string[] =>
    sentenceProblems(listWith(changes), 'docs/en/a.md', text);
  const [sentence] = claim.sentences['docs/en/a.md'];

  test('must be there, also over the lines of a comment', () => {
    expect(problems(sentence)).toEqual([]);
    expect(problems('// at a rate of 0.5, it\n// reads 0.93 of the test images')).toEqual([]);
    expect(problems(sentence.replace('0.93', '0.94'))).toEqual([
      expect.stringMatching(/^docs\/en\/a\.md: ".*" is not there, but .*\(reads\)$/),
    ]);
  });

  test('must say what the range allows', () => {
    expect(problems(sentence, { figures: { accuracy: [0.95, 0.97] } })).toEqual([
      expect.stringMatching(/says 0\.93, which no range of the claim reads allows/),
    ]);
    expect(problems(sentence, { settings: [] })).toEqual([expect.stringContaining('says 0.5')]);
    const words = { sentences: { 'docs/en/a.md': ['twelve times'] } };
    expect(problems('twelve times', words)).toEqual([expect.stringContaining('says twelve')]);
    expect(problems('twelve times', { ...words, figures: { times: [11, 13] } })).toEqual([]);
  });

  test('must be said in all languages, with the same fractions', () => {
    const topic = COURSE.topicNames()[0];
    const [en, ko] = LANGUAGES.map((language) => `docs/${language}/${topic}.md`);
    const translated = (sentences: Claim['sentences']): string[] =>
      claimProblems(COURSE, topic, 'ko', listWith({ sentences })).filter(
        (one) => !/is not there|may be measured/.test(one),
      );
    expect(translated({ [en]: ['0.93'], [ko]: ['0.93'] })).toEqual([]);
    expect(translated({ [en]: ['0.93'], [ko]: ['0.925'] })).toEqual([
      expect.stringContaining('says 0.925 of the claim reads'),
    ]);
    expect(translated({ [en]: ['0.93'] })).toEqual([expect.stringContaining(`${ko} has no sentence`)]);
    expect(translated({ [ko]: ['0.93'] })).toEqual([expect.stringContaining(`${en} has no sentence`)]);
  });
});

describe('a list that is wrong is refused:', () => {
  const folder = temporaryFolder();
  const write = (name: string, value: unknown): void =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(value));
  test.each<[string, unknown[], object, RegExp]>([
    ['two claims of one name', [claim, claim], {}, /two claims are called reads/],
    ['a range upside down', [{ ...claim, figures: { x: [2, 1] } }], {}, /min is above max/],
    ['no figures', [{ ...claim, figures: {} }], {}, /a claim has figures/],
    ['no sentences', [{ ...claim, sentences: {} }], {}, /no sentence rests on/],
    ['a file without sentences', [{ ...claim, sentences: { a: [] } }], {}, /sentences/],
    ['a word too many', [claim], { more: 1 }, /more/],
  ])('%s', (_, claims, more, sentence) => {
    write('claims', claims);
    write('exact', { ...NONE.exact, ...more });
    expect(() => readClaims(folder)).toThrow(sentence);
  });
});

describe('the verdict', () => {
  test.each<[string, MeasuredFigures, boolean]>([
    ['all in their ranges', { accuracy: [0.92, 0.94], 'of 100': 93 }, true],
    ['one of several outside', { accuracy: [0.92, 0.9401], 'of 100': 93 }, false],
    ['one missing', { accuracy: 0.93 }, false],
    ['one that this Node does not have', { accuracy: 0.93, 'of 100': null }, true],
    ['one too many', { accuracy: 0.93, 'of 100': 93, more: 1 }, false],
    ['none measured', { accuracy: [], 'of 100': 93 }, false],
    ['not a number', { accuracy: NaN, 'of 100': 93 }, false],
  ])('%s', (_, figures, holds) => {
    expect(claimVerdict(claim, figures).holds).toBe(holds);
  });

  test('is on the page, with what was measured', () => {
    const results = {
      reads: { figures: { accuracy: 0.931234, 'of 100': 99 }, node: 'v24.1.0', date: '2026-11-29' },
    };
    const page = pageOf([claim, { ...claim, id: 'other', claim: 'Other.' }], results);
    expect(page).toContain('accuracy: 0.9312 (true from 0.92 to 0.94)<br>of 100: 99 (true from 92 to 94) ✘');
    expect(page).toContain('**does not hold**');
    expect(page).toContain('Other. | not measured yet | – | seed 1 |');
    expect(page).toContain('2026-11-29 (Node 24.1.0)');
  });

  test('has as many digits as count', () => {
    expect([0.9312345, 3216.55, 1e-7, 67, NaN].map(written)).toEqual([
      '0.9312',
      '3,217',
      '1e-7',
      '67',
      'NaN',
    ]);
  });
});
