// The student's code beside the solution: in columns where there is room, else below each other; never wider than the terminal.
import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import stringWidth from 'string-width';
import { besideLines } from '../../../tools/learn/beside';
import type { Style } from '../../../tools/shared/verdict';

const mine = `// my file
import { sub } from '#lib/x';
/** The error. */
export function error(y: number): number {
\tlet sum = 0; // 합을 구한다, a comment that is much too long for a column and has to go on in the next line
\tfor (let k = 0; k < y; k++) sum += k;\r
\treturn sum;
}
export class Net {
  W = [1];
  constructor() {
    this.W = [2];
  }
  loss(): number {
    return helper(1);
  }
}
function helper(a: number): number {
  return a;
}
`;
const solution = `import { sub } from '#lib/x';
/** The error. */
export function error(y: number): number {
  return sub(y);
}
export class Net {
  W = [1];
  constructor() {
    this.W = [3];
  }
  loss(): number {
    return 1;
  }
  more(): void {}
}
const half = 0.5;
`;

const style = (width: number, language: Style['language'] = 'en'): Style => ({
  width,
  language,
  colors: pc.createColors(false),
});

test('has both in columns where the terminal is wide', () => {
  const lines = besideLines(mine, solution, style(100));
  expect(lines[0]).toMatch(/^yours +│ the solution$/);
  expect(lines.find((line) => line.includes('this.W'))).toMatch(
    /^ {2}this\.W = \[2\]; +│ {3}this\.W = \[3\];$/,
  );
  expect(lines).toContain('Net.W: identical');
  expect(
    lines
      .filter((line) => line.includes('│'))
      .every((line) => line.indexOf('│') === lines[0].indexOf('│') || line.includes('합')),
  ).toBe(true);
});

test('has one below the other where it is narrow, or where columns are of no use', () => {
  for (const lines of [
    besideLines(mine, solution, style(60)),
    besideLines(mine, solution, style(120), false),
  ]) {
    expect(lines.join('\n')).not.toContain('│');
    expect(lines.indexOf('yours:')).toBeLessThan(lines.indexOf('the solution:'));
    expect(lines).toContain('  this.W = [2];');
  }
});

test.each([20, 60, 89, 90, 100, 201])('is at most as wide as a terminal of %i columns', (width) => {
  for (const line of besideLines(mine, solution, style(width)))
    expect(stringWidth(line)).toBeLessThanOrEqual(width);
});

test('shows what only one of them has, and no imports', () => {
  const text = besideLines(mine, solution, style(100)).join('\n');
  expect(text).toMatch(/function helper.*│ –/);
  expect(text).toMatch(/– +│ const half = 0\.5;/);
  expect(text).toMatch(/– +│ more\(\): void \{\}/);
  expect(text).not.toContain('import');
});

test('holds no tabs and nothing that steers the terminal, and is there in Korean', () => {
  const text = besideLines(`${mine}const red = '\u001b[31m';\n`, solution, style(100, 'ko')).join('\n');
  expect(text).not.toMatch(/[^\P{Cc}\n]/u);
  expect(text).toMatch(/^내 코드 +│ 해답$/m);
  expect(text).toContain('똑같습니다');
});
