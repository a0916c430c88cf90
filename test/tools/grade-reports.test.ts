// The reports on a small class, each as a whole.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeClassReports, writeStudentReports } from '../../tools/grade/reports';
import { grades } from '../../tools/grade/reports/csv';
import { feedback } from '../../tools/grade/reports/feedback';
import { gradescopeResults } from '../../tools/grade/reports/gradescope';
import { junit } from '../../tools/grade/reports/junit';
import { titleOf, WORDS } from '../../tools/grade/reports/words';
import type { GradedTest, TopicVerdict, Verdict } from '../../tools/grade/verdict';
import { temporaryFolder } from './support/folders';

const [first, second] = ['01-mean-squared-error', '02-cross-entropy-error'];

const words = { en: 'no half', ko: '절반이 없음' };
const explanation = { en: 'The half is missing.', ko: '절반이 빠졌습니다.' };

/** Tests of every kind: one that counts, one that does not count yet, two that fail, one that is not written, one that is skipped. */
const tests: GradedTest[] = [
  { block: 'f', sentence: 'returns one finite number', kind: 'example', status: 'passed', points: 1 },
  { block: 'f', sentence: 'is *small*', kind: 'law', status: 'passed', points: 0 },
  {
    block: 'f',
    sentence: 'is half the sum of the squared differences',
    kind: 'law',
    status: 'failed',
    points: 0,
    place: 'exercises/01-mean-squared-error.ts:17:10',
    finding: {
      inputs: [
        ['y', '[1]'],
        ['t', '[0]'],
      ],
      message: 'received 1, expected 0.5',
      seed: 7,
      diagnosis: { id: 'no-half', name: words, explanation },
    },
  },
  { block: 'f', sentence: 'is 0', kind: 'law', status: 'failed', points: 0 },
  { block: 'g', sentence: 'is 1', kind: 'law', status: 'unwritten', points: 0 },
  { block: 'g', sentence: 'is 2', kind: 'law', status: 'skipped', points: 0 },
];

function topicWith(topic: string, more: Partial<TopicVerdict>): TopicVerdict {
  return { topic, state: 'judged', points: 0, possible: 6, tests: [], seconds: 2, ...more };
}

function verdictWith(name: string, topics: TopicVerdict[], more: Partial<Verdict> = {}): Verdict {
  return { name, topics, notes: [], unconfined: false, ...more };
}

const alice = verdictWith('alice', [
  topicWith(first, { points: 1, tests }),
  topicWith(second, { points: 6, tests: Array.from({ length: 6 }, () => tests[0]) }),
]);
const bob = verdictWith(
  '=bob\n',
  [topicWith(first, { state: 'missing' }), topicWith(second, { state: 'unwritten' })],
  {
    notes: ['a *note*\nof two lines', 'another'],
    unconfined: true,
  },
);
const carol = verdictWith('carol', [
  topicWith(first, { state: 'unreadable', reason: 'line 3: no `x`\nat all' }),
  topicWith(second, { state: 'ungradable', reason: 'the grader failed' }),
]);
const nobody = verdictWith('dan', [
  topicWith(first, { state: 'unwritten', tests: tests.slice(4) }),
  topicWith(second, { state: 'missing' }),
]);

/** Lines as a text. */
const text = (...lines: string[]): string => lines.map((line) => `${line}\n`).join('');

describe('grades.csv', () => {
  test('has a row for each submission; an empty field is no zero', () => {
    expect(grades([alice, bob, carol]).split('\r\n')).toEqual([
      'Student,ID,SIS User ID,SIS Login ID,Section,01 The mean squared error,02 The cross-entropy error,Gradient Dojo,Notes',
      'alice,,,alice,,1,6,7,',
      "'=bob ,,,'=bob ,,0,0,0,unconfined: can be forged",
      'carol,,,carol,,0,,,not graded: the grader failed',
      '',
    ]);
    expect(grades([{ ...carol, unconfined: true }])).toContain(
      'not graded: the grader failed; unconfined: can be forged',
    );
  });

  test('of nobody is a header', () => {
    expect(grades([])).toBe('Student,ID,SIS User ID,SIS Login ID,Section,Gradient Dojo,Notes\r\n');
  });
});

describe('feedback.md', () => {
  test('says what fails first, what else, and what is not written', () => {
    expect(feedback(alice, 'en')).toBe(
      text(
        '# Feedback: alice',
        '',
        '**7 of 12 points.**',
        '',
        '| Topic | Points | State |',
        '|---|---|---|',
        '| 01 · The mean squared error | 1 of 6 |  |',
        '| 02 · The cross-entropy error | 6 of 6 | complete |',
        '',
        '## 01 · The mean squared error · 1 of 6',
        '',
        '✘ **`f` is half the sum of the squared differences**',
        '',
        '    for  y = [1]   t = [0]',
        '    your f returned 1, expected 0.5',
        '    at exercises/01-mean-squared-error.ts:17:10',
        '',
        'The half is missing.',
        '',
        'These do not hold either:',
        '',
        '- `f` is 0',
        '',
        'These hold, and count as soon as one law holds that an answer without any computation does not obey:',
        '',
        '- `f` is \\*small\\*',
        '',
        'Not written yet: `g`.',
      ),
    );
  });

  test('says it in Korean, too', () => {
    expect(feedback(alice, 'ko')).toBe(
      text(
        '# 피드백: alice',
        '',
        '**12점 만점에 7점.**',
        '',
        '| 주제 | 점수 | 상태 |',
        '|---|---|---|',
        '| 01 · 오차제곱합 | 1 / 6 |  |',
        '| 02 · 교차 엔트로피 오차 | 6 / 6 | 완료 |',
        '',
        '## 01 · 오차제곱합 · 1 / 6',
        '',
        '✘ **`f` 차이의 제곱을 모두 더한 것의 절반이다**',
        '',
        '    입력  y = [1]   t = [0]',
        '    f의 결과는 1, 기댓값은 0.5',
        '    위치 exercises/01-mean-squared-error.ts:17:10',
        '',
        '절반이 빠졌습니다.',
        '',
        '다음 법칙도 성립하지 않습니다.',
        '',
        '- `f` is 0',
        '',
        '다음은 성립합니다. 계산 없이는 만족할 수 없는 법칙이 하나라도 성립하면 점수가 됩니다.',
        '',
        '- `f` is \\*small\\*',
        '',
        '아직 작성하지 않았습니다: `g`',
      ),
    );
  });

  test('says what was handed in, and nothing more on what is missing or not begun', () => {
    expect(feedback(bob, 'en')).toBe(
      text(
        '# Feedback: \\=bob ',
        '',
        '**0 of 12 points.**',
        '',
        'The code ran unconfined (`--unsafe`): this result can be forged.',
        '',
        '| Topic | Points | State |',
        '|---|---|---|',
        '| 01 · The mean squared error | 0 of 6 | no file |',
        '| 02 · The cross-entropy error | 0 of 6 | not written yet |',
        '',
        '## About the files',
        '',
        '    a *note*',
        '    of two lines',
        '',
        '    another',
      ),
    );
  });

  test('says why something could not be judged, and that this costs no points', () => {
    expect(feedback(carol, 'en')).toBe(
      text(
        '# Feedback: carol',
        '',
        '**Not graded.** The grader failed on some topics; that is not your fault, and no points were taken.',
        '',
        '| Topic | Points | State |',
        '|---|---|---|',
        '| 01 · The mean squared error | 0 of 6 | cannot be run |',
        '| 02 · The cross-entropy error | – | not graded |',
        '',
        '## 01 · The mean squared error · 0 of 6',
        '',
        '    line 3: no `x`',
        '    at all',
        '',
        '## 02 · The cross-entropy error · –',
        '',
        '    the grader failed',
      ),
    );
  });

  test('says nothing of what there is none of', () => {
    const sections = (...some: GradedTest[]): string[] =>
      feedback(verdictWith('alice', [topicWith(first, { points: 1, tests: some })]), 'en')
        .split('\n')
        .slice(8);
    expect(sections(tests[0], tests[3])).toEqual([
      '## 01 · The mean squared error · 1 of 6',
      '',
      '✘ **`f` is 0**',
      '',
    ]);
    expect(sections(tests[0], tests[4])).toEqual([
      '## 01 · The mean squared error · 1 of 6',
      '',
      'Not written yet: `g`.',
      '',
    ]);
  });

  test('shows no more than twenty lines of a stranger, none of them empty or endless', () => {
    const message = ['', 'a'.repeat(600), ...Array.from({ length: 30 }, (_, i) => `line ${i}\n \n`)].join(
      '\n',
    );
    const failing: GradedTest = { ...tests[3], finding: { inputs: [], message, seed: 7 } };
    const told = feedback(verdictWith('alice', [topicWith(first, { tests: [failing] })]), 'en').split('\n');
    const shown = told.filter((line) => line.startsWith('    '));
    expect(shown).toHaveLength(20);
    expect(shown[0]).toBe(`    ${'a'.repeat(500)}…`);
    expect(shown.at(-1)).toBe('    line 18');
  });

  test('escapes all signs of a name, cut to three hundred characters', () => {
    const signs = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
    const [heading] = feedback(verdictWith(`a0Z ${signs}${'b'.repeat(300)}`, []), 'en').split('\n');
    const escaped = [...signs].map((sign) => `\\${sign}`).join('');
    expect(heading).toBe(`# Feedback: a0Z ${escaped}${'b'.repeat(300 - 4 - signs.length)}…`);
  });
});

describe('results.json', () => {
  const base = { output_format: 'text', visibility: 'visible' };
  const hidden = { stdout_visibility: 'hidden' };

  test('has a test for each test', () => {
    const name = '01 · The mean squared error';
    const { tests: told, ...rest } = gradescopeResults(alice, 'en');
    expect(rest).toEqual({
      ...base,
      ...hidden,
      score: 7,
      output: '',
      extra_data: {
        unconfined: false,
        topics: [
          { topic: first, state: 'judged', points: 1, possible: 6, reason: undefined },
          { topic: second, state: 'judged', points: 6, possible: 6, reason: undefined },
        ],
      },
    });
    expect(told).toHaveLength(12);
    expect(told?.slice(0, 6)).toEqual([
      {
        ...base,
        name: `${name}: f returns one finite number`,
        number: '01.1',
        score: 1,
        max_score: 1,
        status: 'passed',
        output: '',
      },
      {
        ...base,
        name: `${name}: f is *small*`,
        number: '01.2',
        score: 0,
        max_score: 1,
        status: 'passed',
        output: WORDS.en.unearned,
      },
      {
        ...base,
        name: `${name}: f is half the sum of the squared differences`,
        number: '01.3',
        score: 0,
        max_score: 1,
        status: 'failed',
        output: [
          'y = [1]',
          't = [0]',
          'received 1, expected 0.5',
          'at exercises/01-mean-squared-error.ts:17:10',
          'The half is missing.',
        ].join('\n'),
      },
      {
        ...base,
        name: `${name}: f is 0`,
        number: '01.4',
        score: 0,
        max_score: 1,
        status: 'failed',
        output: '',
      },
      {
        ...base,
        name: `${name}: g is 1`,
        number: '01.5',
        score: 0,
        max_score: 1,
        status: 'failed',
        output: 'not written yet',
      },
      {
        ...base,
        name: `${name}: g is 2`,
        number: '01.6',
        score: 0,
        max_score: 1,
        status: 'failed',
        output: '',
      },
    ]);
  });

  test('has one test for a topic without any', () => {
    const failed = { ...base, score: 0, max_score: 6, status: 'failed' };
    const { output, tests: told } = gradescopeResults(bob, 'en');
    expect(output).toBe(`${WORDS.en.unconfined}\na *note* of two lines\nanother`);
    expect(told).toEqual([
      {
        ...failed,
        name: '01 · The mean squared error',
        number: '01',
        output: 'There is no file for this topic.',
      },
      { ...failed, name: '02 · The cross-entropy error', number: '02', output: 'not written yet' },
    ]);
    const [unreadable] = gradescopeResults(verdictWith('carol', [carol.topics[0]]), 'ko').tests!;
    expect(unreadable).toMatchObject({ name: '01 · 오차제곱합', output: 'line 3: no `x`\nat all' });
  });

  test('has no score where something could not be graded', () => {
    expect(gradescopeResults({ ...carol, notes: ['a note'] }, 'en')).toEqual({
      ...base,
      ...hidden,
      output: `${WORDS.en.notGraded}\na note`,
      extra_data: {
        unconfined: false,
        topics: carol.topics.map(({ topic, state, points, possible, reason }) => ({
          topic,
          state,
          points,
          possible,
          reason,
        })),
      },
    });
  });

  test('has no more than twenty lines of a stranger, and no endless ones', () => {
    const message = [...Array.from({ length: 30 }, (_, i) => `line ${i}`)].join('\n');
    const failing: GradedTest = {
      ...tests[3],
      finding: { inputs: [['x', 'a'.repeat(600)]], message, seed: 7 },
    };
    const [{ output }] = gradescopeResults(
      verdictWith('alice', [topicWith(first, { tests: [failing] })]),
      'en',
    ).tests!;
    const shown = output.split('\n');
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([20, `x = ${'a'.repeat(496)}…`, 'line 18']);
    const notes = ['b'.repeat(2_001)];
    expect(gradescopeResults(verdictWith('alice', [], { notes }), 'en').output).toBe(`${'b'.repeat(2_000)}…`);
  });
});

describe('results.xml', () => {
  test('has a suite for each submission, and a case for each test', () => {
    const six = '    <testcase classname="02-cross-entropy-error" name="f returns one finite number"/>';
    expect(junit([alice])).toBe(
      text(
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<testsuites name="Gradient Dojo">',
        '  <testsuite name="alice" tests="12" failures="2" errors="0" skipped="2">',
        '    <testcase classname="01-mean-squared-error" name="f returns one finite number"/>',
        '    <testcase classname="01-mean-squared-error" name="f is *small*"/>',
        '    <testcase classname="01-mean-squared-error" name="f is half the sum of the squared differences">',
        '      <failure message="received 1, expected 0.5"/>',
        '    </testcase>',
        '    <testcase classname="01-mean-squared-error" name="f is 0">',
        '      <failure message=""/>',
        '    </testcase>',
        '    <testcase classname="01-mean-squared-error" name="g is 1">',
        '      <skipped message="unwritten"/>',
        '    </testcase>',
        '    <testcase classname="01-mean-squared-error" name="g is 2">',
        '      <skipped message="skipped"/>',
        '    </testcase>',
        ...Array.from({ length: 6 }, () => six),
        '  </testsuite>',
        '</testsuites>',
      ),
    );
  });

  test('has one case for a topic without tests', () => {
    const cases = (verdict: Verdict): string[] => junit([verdict]).split('\n').slice(2, -3);
    expect(cases(bob)).toEqual([
      '  <testsuite name="=bob " tests="2" failures="0" errors="0" skipped="2">',
      '    <testcase classname="01-mean-squared-error" name="01-mean-squared-error">',
      '      <skipped message="missing"/>',
      '    </testcase>',
      '    <testcase classname="02-cross-entropy-error" name="02-cross-entropy-error">',
      '      <skipped message="unwritten"/>',
      '    </testcase>',
    ]);
    expect(cases(carol)).toEqual([
      '  <testsuite name="carol" tests="2" failures="1" errors="1" skipped="0">',
      '    <testcase classname="01-mean-squared-error" name="01-mean-squared-error">',
      '      <failure message="unreadable line 3: no `x` at all"/>',
      '    </testcase>',
      '    <testcase classname="02-cross-entropy-error" name="02-cross-entropy-error">',
      '      <error message="ungradable the grader failed"/>',
      '    </testcase>',
    ]);
    expect(cases(verdictWith('eve', [topicWith(first, { state: 'judged' })]))).toEqual([
      '  <testsuite name="eve" tests="1" failures="0" errors="1" skipped="0">',
      '    <testcase classname="01-mean-squared-error" name="01-mean-squared-error">',
      '      <error message="judged"/>',
      '    </testcase>',
    ]);
  });

  test('cuts what a stranger says to five hundred characters', () => {
    const finding = { inputs: [], message: 'a'.repeat(501), seed: 7 };
    expect(junit([verdictWith('a', [topicWith(first, { tests: [{ ...tests[3], finding }] })])])).toContain(
      `"${'a'.repeat(500)}…"`,
    );
    expect(
      junit([verdictWith('a', [topicWith(first, { state: 'unreadable', reason: 'b'.repeat(500) })])]),
    ).toContain(`"unreadable ${'b'.repeat(489)}…"`);
  });
});

describe('the words', () => {
  test('are there in both languages', () => {
    for (const [language, letters] of [
      ['en', /^[^가-힣]*[a-zA-Z]{2}[^가-힣]*$/],
      ['ko', /[가-힣]/],
    ] as const) {
      const { states, total, of, unwrittenBlocks, ...plain } = WORDS[language];
      for (const word of Object.values(plain)) expect(word).toMatch(letters);
      expect(Object.entries(states).filter(([, said]) => !letters.test(said))).toEqual([['judged', '']]);
      for (const said of [total(3, 5), of(3, 5)]) {
        expect([said.includes('3'), said.includes('5')]).toEqual([true, true]);
      }
      expect(unwrittenBlocks(['f', 'g'])).toContain('f, g');
    }
    expect(titleOf(first, 'ko')).toBe('오차제곱합');
    expect(titleOf(first, 'en')).toBe('The mean squared error');
  });
});

describe('the files', () => {
  const out = temporaryFolder();

  test('lie where they are looked for', () => {
    writeClassReports(out, [alice, nobody], 'en');
    writeStudentReports(out, alice, 'en');
    expect(readdirSync(out).sort()).toEqual(['grades.csv', 'results.xml', 'submissions', 'summary.html']);
    const read = (...path: string[]): string => readFileSync(join(out, ...path), 'utf8');
    expect(read('grades.csv')).toBe(grades([alice, nobody]));
    expect(read('results.xml')).toBe(junit([alice, nobody]));
    expect(read('submissions', 'alice', 'feedback.md')).toBe(feedback(alice, 'en'));
    const results = read('submissions', 'alice', 'results.json');
    expect(results).toBe(`${JSON.stringify(gradescopeResults(alice, 'en'), null, 2)}\n`);
    expect(read('summary.html')).toMatch(/^<!doctype html>/);
  });

  test('of nobody are there, too', () => {
    writeClassReports(join(out, 'nobody'), [], 'en');
    expect(readdirSync(join(out, 'nobody', 'submissions'))).toEqual([]);
  });
});
