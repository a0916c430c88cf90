// What a person sees of a suite's outcome: what must hold of it. Whole verdicts are among the golden files (test/golden/check-en, check-ko).
import type { Finding } from '#engine/suite/law';
import type { Problem } from '#engine/suite/problem';
import { describe, expect, test } from '@jest/globals';
import { type SuiteOutcome, type TestOutcome, holds } from '#engine/runner/outcome';
import { indented, item, verdictLines, type Style } from '../../../tools/shared/verdict';
import { COURSE } from '../support/course';
import { colors, seen } from '../support/ansi';

const topic = '01-mean-squared-error';
const english: Style = { colors, language: 'en', width: 80 };
const korean: Style = { ...english, language: 'ko' };

const passed: TestOutcome = {
  block: 'meanSquaredError',
  sentence: 'returns one finite number',
  status: 'passed',
};

/** A law that fails for a finding. */
function failed(sentence: string, finding: Partial<Finding> = {}, place?: string): TestOutcome {
  const problem = { kind: 'differs', received: '2', expected: '1' } as const;
  const whole = { inputs: [], problem, seed: 7, ...finding };
  return { block: 'meanSquaredError', sentence, status: 'failed', finding: whole, place };
}

function unwritten(block: string, place?: string): TestOutcome {
  return { block, sentence: 'returns one finite number', status: 'unwritten', place };
}

function outcomeOf(...tests: TestOutcome[]): SuiteOutcome {
  return { topic, seed: 7, tests };
}

const show = (outcome: SuiteOutcome, style = english): string[] => seen(verdictLines(COURSE, outcome, style));

describe('a suite', () => {
  test('holds when all its tests passed', () => {
    expect(holds(outcomeOf(passed, passed))).toBe(true);
    expect(holds(outcomeOf(passed, failed('is 1')))).toBe(false);
    expect(holds(outcomeOf(passed, unwritten('f')))).toBe(false);
    expect(holds({ ...outcomeOf(passed), crash: 'no' })).toBe(false);
  });

  test('that holds is one green line, as wide as the terminal but no wider than 80', () => {
    const line =
      '<bold>01 · The mean squared error</>' + ' '.repeat(80 - 27 - 15) + '<green>all 2 laws hold</>';
    expect(show(outcomeOf(passed, passed))).toEqual([line]);
    expect(show(outcomeOf(passed, passed), { ...english, width: 200 })).toEqual([line]);
    expect(show(outcomeOf(passed, passed), { ...english, width: 50 })).toEqual([
      line.replace(/ {9,}/, ' '.repeat(8)),
    ]);
  });

  test('keeps two spaces before its score, also in Korean; the score goes below where there is no room for them', () => {
    expect(show(outcomeOf(passed), { ...english, width: 45 })).toEqual([
      '<bold>01 · The mean squared error</>   <green>all 1 laws hold</>',
    ]);
    expect(show(outcomeOf(passed), { ...english, width: 43 })).toEqual([
      '<bold>01 · The mean squared error</>',
      '<green>all 1 laws hold</>',
    ]);
    expect(show(outcomeOf(passed), { ...english, width: 20 })).toEqual([
      '<bold>01 · The mean</>',
      '<bold>squared error</>',
      '<green>all 1 laws hold</>',
    ]);
    expect(show(outcomeOf(passed), { ...korean, width: 40 })).toEqual([
      '<bold>01 · 오차제곱합</>  <green>법칙 1개가 모두 성립</>'.replace('  ', ' '.repeat(40 - 15 - 20)),
    ]);
  });
});

describe('a law that fails', () => {
  const law = 'is half the sum of the squared differences';
  const head = '<bold>01 · The mean squared error</>' + ' '.repeat(80 - 27 - 16) + '1 of 2 laws hold';
  const inputs: [string, string][] = [
    ['y', '[1, 2]'],
    ['t', '[0, 2]'],
  ];

  test('shows what the code printed on these inputs, and how much more there was', () => {
    const printed = { lines: ['y is [1]', 'and on'], more: 1 };
    const lines = show(outcomeOf(passed, failed(law, { printed })));
    const from = lines.indexOf('      it printed:');
    expect(lines.slice(from, from + 4)).toEqual([
      '      it printed:',
      '      <cyan>  y is [1]</>',
      '      <cyan>  and on</>',
      '      <dim>… and 1 more line</>',
    ]);
  });

  test.each([80, 60, 40, 30])('can be repeated by a command on one line of %i columns', (width) => {
    const outcome = { ...outcomeOf(failed(law)), seed: -2147483648 };
    const command = 'npm run check 01 -- --seed -2147483648';
    expect(show(outcome, { ...english, width }).filter((line) => line.includes(command))).toHaveLength(1);
  });

  test('of a suite that was cut short says nothing of how many laws hold', () => {
    expect(show({ ...outcomeOf(failed(law)), cutShort: true }).join()).not.toContain('laws hold');
  });

  test('is shown without what is not known', () => {
    expect(show(outcomeOf(passed, failed(law)))).toEqual([
      head,
      '',
      '  <red>✘</> <bold>meanSquaredError is half the sum of the squared differences</>',
      '      your meanSquaredError returned 2, expected 1',
      '      <dim>→ docs/en/01-mean-squared-error.md · replay: npm run check 01 -- --seed 7</>',
    ]);
  });

  test('has its inputs on lines of their own where they do not fit on one', () => {
    const wide = 6 + 'for  y = [1, 2]   t = [0, 2]'.length;
    const linesOf = (width: number): string[] =>
      show(outcomeOf(failed(law, { inputs })), { ...english, width }).filter((line) => /for| = /.test(line));
    expect(linesOf(wide)).toEqual(['      for  y = [1, 2]   t = [0, 2]']);
    expect(linesOf(wide - 1)).toEqual(['      for', '        y = [1, 2]', '        t = [0, 2]']);
  });

  test('is followed by the names of the others, and by what is not written yet', () => {
    const tests = [
      failed(law),
      failed('is 0 when the prediction equals the target'),
      unwritten('f', 'exercises/f.ts:3:12'),
      unwritten('g'),
    ];
    expect(show(outcomeOf(...tests)).slice(5)).toEqual([
      '',
      '  <red>✘</> meanSquaredError is 0 when the prediction equals the target',
      '',
      '  <cyan>○</> f is not written yet <dim>→ exercises/f.ts:3</>',
      '  <cyan>○</> g is not written yet <dim>→ exercises/01-mean-squared-error.ts</>',
    ]);
  });

  test('tells of an unwritten constructor once, not once for each method that needs it', () => {
    const place = 'exercises/f.ts:3:12';
    const tests = [
      unwritten('Net', place),
      unwritten('Net.loss', place),
      unwritten('g', 'exercises/f.ts:9:12'),
    ];
    expect(show(outcomeOf(...tests)).slice(2)).toEqual([
      '  <cyan>○</> Net is not written yet <dim>→ exercises/f.ts:3</>',
      '  <cyan>○</> g is not written yet <dim>→ exercises/f.ts:9</>',
    ]);
  });

  test('that nobody has translated yet is said in English', () => {
    expect(show(outcomeOf(failed('is new')), korean)[2]).toBe('  <red>✘</> <bold>meanSquaredError is new</>');
  });
});

describe('a problem', () => {
  const saying = (problem: Problem, style = english): string[] =>
    show(outcomeOf(failed('is 1', { problem })), { ...style, width: 100 }).slice(3, -1);

  test('becomes a sentence', () => {
    const compared: Problem = { kind: 'compared', check: 'toBe', received: '2', expected: '1' };
    expect(saying(compared)).toEqual(['      it is 2, expected 1']);
    expect(saying(compared, korean)).toEqual(['      결과는 2, 기대한 값은 1']);
    expect(saying({ kind: 'did not throw' })).toEqual([
      '      your meanSquaredError returned, but an error was expected',
    ]);
    expect(saying({ kind: 'differs', subject: 'the sum', received: '3', expected: '1' })).toEqual([
      '      the sum: received 3, expected 1',
    ]);
    expect(saying({ kind: 'differs', received: '[\n1]', expected: '[\n2]' })).toEqual([
      '      your meanSquaredError returned [',
      '      1], expected [',
      '      2]',
    ]);
  });

  test('that is an error of the student’s own stays as it is, whatever it says', () => {
    for (const message of ['x.map is not a function', 'the sum of row 3', '{name} is 1'])
      expect(saying({ kind: 'threw', message }, korean)).toEqual([`      ${message}`]);
  });
});

describe('a file that crashes', () => {
  const crash = (text: string, style = english): string[] => show({ ...outcomeOf(), crash: text }, style);
  const place = 'exercises/01-mean-squared-error.ts:16:12';

  test('is shown with what it says, and without a score', () => {
    expect(crash('\n  Error: no\n\n    at f\n')).toEqual([
      '<bold>01 · The mean squared error</>',
      '',
      '  <red>✘</> <bold>the file cannot be run</>',
      '      Error: no',
      '          at f',
    ]);
    expect(crash('no', korean)[2]).toBe('  <red>✘</> <bold>파일을 실행할 수 없습니다</>');
  });

  test('for its types is shown with its first three errors, their places, and what helps', () => {
    const error = (code: number): string => `${place} - error TS${code}: Wrong ${code}.`;
    expect(crash([9999, 2355, 9998, 9997].map(error).join('\n'))).toEqual([
      '<bold>01 · The mean squared error</>',
      '',
      '  <red>✘</> <bold>Wrong 9999.</>',
      `      at ${place}`,
      '  <red>✘</> <bold>Wrong 2355.</>',
      `      at ${place}`,
      '      <yellow>The function must return a value: is a `return` missing?</>',
      '  <red>✘</> <bold>Wrong 9998.</>',
      `      at ${place}`,
    ]);
  });
});

describe('a long line', () => {
  const narrow = { ...english, width: 30 };

  test('with a mark goes on under its text', () => {
    expect(item('✘', 'a line of more than twenty-six letters and signs', narrow)).toEqual([
      '  ✘ a line of more than',
      '    twenty-six letters and',
      '    signs',
    ]);
  });

  test('is never cut to less than twenty columns', () => {
    expect(item('✘', 'more than twenty letters', { ...english, width: 10 })).toEqual([
      '  ✘ more than twenty',
      '    letters',
    ]);
  });

  test('without a mark loses no indentation, and goes on flush left', () => {
    expect(indented('    const a = some.thing(more);\n  \n\nend', narrow)).toEqual([
      '          const a =',
      '      some.thing(more);',
      '      end',
    ]);
  });
});
