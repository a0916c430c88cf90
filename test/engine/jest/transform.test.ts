// What jest does to a TypeScript file of the course, whose types tsc has checked. What it says of a student's types: check.test.ts.
import { join } from 'node:path';
import { expect, jest, test } from '@jest/globals';
import { ROOT } from '../../tools/support/course';

interface Transformer {
  process(source: string, file: string, options: object): { code: string };
  getCacheKey(source: string, file: string, options: object): string;
}

const { createTransformer } = jest.requireActual<{ createTransformer(options: object): Transformer }>(
  '../../../engine/jest/transform.cjs',
);
const transformer = createTransformer({ tsconfig: 'tsconfig.student.json' });
const config = { rootDir: ROOT, cwd: ROOT, testMatch: [], testRegex: [], globals: {} };
const options = { config, cacheFS: new Map(), instrument: false, supportsStaticESM: false };

const COURSES = join(ROOT, 'solutions/01-mean-squared-error.ts');
const WRONG_TYPE = "export const half: number = 'no';\n";
const NO_SYNTAX = 'export const half = ;\n';

const translate = (source: string, file: string): string => transformer.process(source, file, options).code;

test('a wrong type in a file of the course is translated', () => {
  expect(translate(WRONG_TYPE, COURSES)).toMatch(/exports\.half = 'no';/);
});

test('a file of the course that cannot be read is refused', () => {
  expect(() => translate(NO_SYNTAX, COURSES)).toThrow(/TS1109/);
});

test('what is mocked is mocked before it is imported, and lines keep their places', () => {
  const source = "import { jest } from '@jest/globals';\nimport a from './a';\njest.mock('./a');\nvoid a;\n";
  const code = translate(source, join(ROOT, 'test/tools/x.test.ts'));
  expect(code.indexOf('.mock(')).toBeLessThan(code.indexOf('require("./a")'));
  const [, map] = /sourceMappingURL=data:[^,]*,(\S+)/.exec(code)!;
  const { sources } = JSON.parse(Buffer.from(map, 'base64').toString()) as { sources: string[] };
  expect(sources).toEqual([expect.stringContaining('x.test.ts')]);
});

test('a cached translation is found again only for the same file', () => {
  const keyOf = (source: string, file: string, more = {}): string =>
    transformer.getCacheKey(source, file, { ...options, ...more });
  const key = keyOf(WRONG_TYPE, COURSES);
  expect(keyOf(WRONG_TYPE, COURSES)).toBe(key);
  expect(keyOf(NO_SYNTAX, COURSES)).not.toBe(key);
  expect(keyOf(WRONG_TYPE, `${COURSES}x`)).not.toBe(key);
  expect(keyOf(WRONG_TYPE, COURSES, { instrument: true })).not.toBe(key);
});
