// What the compiler says of students' files, in a process of its own that is confined.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { Caretaker } from '../../../../tools/grade/sandbox/caretaker';
import { asWritten } from '../../../../engine/words/phrase';
import { TypeChecker } from '../../../../tools/grade/types/type-checker';
import { TYPES_DID_NOT_END } from '../../../../tools/shared/limits';
import { temporaryFolder } from '../../support/folders';
import { COURSE } from '../../support/course';
import { confinementHere } from '../../support/grader';

const [first, eighth] = ['01-mean-squared-error', '08-activations'];
const folder = temporaryFolder();
const caretaker = new Caretaker(folder);
const checker = new TypeChecker(COURSE, confinementHere().kind, join(folder, 'types'), caretaker);
afterAll(() => {
  checker.close();
  caretaker.dismiss();
});

if (process.platform === 'win32') {
  test.skip('the grader needs pipes that block, which Windows has not', () => {});
} else {
  test('type errors are found with their places, in each file by itself', async () => {
    const solved = readFileSync(COURSE.solution(eighth), 'utf8');
    const wrong = [
      "import type { NDArray } from '#lib/ndarray';",
      'export function meanSquaredError(y: NDArray, t: NDArray): number {',
      '  return y - t;',
      '}',
    ].join('\n');
    const { [first]: report, [eighth]: nothing } = await checker.reportsOn({
      [first]: wrong,
      [eighth]: solved,
    });
    expect(nothing).toBe('');
    expect(report).toMatch(/^exercises\/01-mean-squared-error\.ts:3:10 - error TS2362: /);
  });

  test('helpers, other topics by any name, Node and console are known', async () => {
    const text = [
      "import { readFileSync, writeFileSync } from 'node:fs';",
      "import { sigmoid } from '#topics/08-activations';",
      "import { softmax } from './08-activations';",
      "import { half } from './helpers';",
      "import { double } from './helpers.ts';",
      "import { third } from './util/third';",
      "import { fifth } from './fractions';",
      "import weights from './weights.json';",
      "import type { Share } from './types';",
      "import { sixth } from '.';",
      "import { seventh } from './fractions/';",
      'const share: Share = weights[0] * third(1) * fifth(1) * sixth * seventh;',
      'console.log(share);',
      'console.log(half(1), double(1), sigmoid, softmax, readFileSync, process.version);',
    ].join('\n');
    const helpers = {
      'helpers.ts':
        'export const half = (x: number): number => x / 2;\nexport const double = (x: number): number => 2 * x;',
      'util/third.ts':
        "import { over } from '../over';\nexport const third = (x: number): number => over(x, 3);",
      'over.ts': 'export const over = (a: number, b: number): number => a / b;',
      'index.ts': 'export const sixth = 1 / 6;',
      'fractions/index.ts':
        'export const seventh = 1 / 7;\nexport const fifth = (x: number): number => x / 5;',
      'weights.json': '[0.5]',
      'types.d.ts': 'export type Share = number;',
    };
    expect(await checker.reportsOn({ [first]: text }, { [first]: helpers })).toEqual({ [first]: '' });
    const other = { ...helpers, 'helpers.ts': 'export const half = (x: string): string => x;' };
    const { [first]: report } = await checker.reportsOn({ [first]: text }, { [first]: other });
    expect(report).toMatch(/TS2305|TS2724/); // no `double`
    expect(report).toMatch(/TS2345/); // half of a number
  });

  test.each([
    ['what another student had beside the same file is forgotten', true],
    ['what another had not is found', false],
  ])('a file is checked by itself: %s', async (_, helpersFirst) => {
    const use = `import { half } from './helpers';\nhalf(${helpersFirst ? 1 : 2});`;
    const helpers = { 'helpers.ts': 'export const half = (x: number): number => x;' };
    const beside = helpersFirst ? [helpers, {}] : [{}, helpers];
    const reports = [];
    for (const files of beside) {
      reports.push((await checker.reportsOn({ [first]: use }, { [first]: files }))[first]);
    }
    const [withHelpers, without] = helpersFirst ? reports : reports.reverse();
    expect(withHelpers).toBe('');
    expect(without).toContain('TS2307');
  });

  test('a file that takes too much of a processor is told so, and the next one of its author is not looked at', async () => {
    const others = new TypeChecker(COURSE, confinementHere().kind, join(folder, 'no-time'), caretaker, 0);
    const text =
      "import { readFileSync, writeFileSync } from 'node:fs';\nconst y: string = readFileSync('');";
    try {
      expect(await others.reportsOn({ [first]: text, [eighth]: text })).toEqual({
        [first]: asWritten(TYPES_DID_NOT_END),
      });
    } finally {
      others.close();
    }
  });

  test('files that take too much in all: the next one is told so, and those after it are not looked at', async () => {
    const kind = confinementHere().kind;
    const others = new TypeChecker(COURSE, kind, join(folder, 'little-time'), caretaker, 10_000, 0);
    try {
      expect(await others.reportsOn({ [first]: '', [eighth]: '', '09-simple-net': '' })).toEqual({
        [first]: '',
        [eighth]: asWritten(TYPES_DID_NOT_END),
      });
    } finally {
      others.close();
    }
  });

  test('where there is no room for its files, nothing is said, and it can be closed', async () => {
    const file = join(folder, 'a file');
    writeFileSync(file, '');
    const others = new TypeChecker(COURSE, confinementHere().kind, join(file, 'types'), caretaker);
    expect(await others.reportsOn({ [first]: 'const y: number = "";' })).toEqual({});
    others.close();
  });

  test('where the compiler ends, nothing is said, and the next file is looked at', async () => {
    const question = checker.reportsOn({ [first]: 'const y: number = "";', [eighth]: '' });
    await new Promise(setImmediate); // it has been asked
    checker.close();
    expect(await question).toEqual({});
    expect(await checker.reportsOn({ [first]: 'const z: number = "";' })).toEqual({
      [first]: expect.stringContaining('TS2322'),
    });
  });
}
