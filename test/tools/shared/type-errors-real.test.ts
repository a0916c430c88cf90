// What students really write, through the real compiler: which sentence helps.
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { ROOT } from '../support/course';
import { typeErrorsOf, type TypeError } from '../../../tools/shared/type-errors';

const HEAD = `import { type NDArray } from '#lib/ndarray';
export function f(y: NDArray, t: NDArray, g: (x: NDArray) => number): `;

/** What is written, by what it is; after {@link HEAD}. */
const WRITTEN = {
  'a number in place of a function': '(u: number) => number {\n  return 2 * g(y);\n}',
  'a half-written line': 'number {\n  const d = y - t;\n  return d.sum() *\n}',
  'a line that ends in a dot': 'number {\n  const d = y.\n  return 0.5;\n}',
  'a bracket that is missing': 'number {\n  return (y.sum() + 1;\n}',
  'the value of a function that is asked for': 'number {\n  return h(g(y), y);\n}',
  'an argument of another kind': 'number {\n  return y.sum("0") as number;\n}',
  'an async function that promises a number':
    'number {\n  return a();\n}\nasync function a() {\n  return 1;\n}',
  'an async function with the type of another':
    'number {\n  return 1;\n}\nexport async function b(): number {\n  return 1;\n}',
  'await in a function': 'number {\n  return await g(y);\n}',
  'await outside of functions': 'number {\n  return 1;\n}\nawait Promise.resolve(1);',
  'a method of a promise': 'number {\n  return a().sum();\n}\nasync function a() {\n  return 1;\n}',
  'an array in place of a number': 'number {\n  return y.sub(t).square();\n}',
  'a number in place of an array': 'NDArray {\n  return y.sub(t).sum();\n}',
  'a function in place of its value': 'number {\n  return () => 1;\n}',
  'a callback without return': 'number {\n  return h(() => {}, y);\n}',
  'no return': 'number {\n  y.sub(t);\n}',
  'a method that arrays do not have': 'NDArray {\n  return y.power(2);\n}',
  'a method of a number': 'number {\n  return y.sum().exp();\n}',
  'a method that a class lacks': 'number {\n  return new Net().loss();\n}\nclass Net {}',
  'minus between arrays': 'NDArray {\n  return y - t;\n}',
  'a comparison of an array and a text': 'boolean {\n  return "a" < 2;\n}',
  'a file that is not there': "number {\n  return q();\n}\nimport { q } from './my-helpers';",
  'a helper that is named as a topic is':
    "number {\n  return half;\n}\nimport { half } from '#topics/own-helper';",
  'a constant that changes': 'number {\n  const s = 0;\n  s += 1;\n  return s;\n}',
  'a field without value': 'number {\n  return 1;\n}\nclass Net {\n  W: NDArray;\n}',
} as const;

const MORE = '\nfunction h(f: (x: NDArray) => number, x: NDArray): number {\n  return f(x);\n}\n';

type What = keyof typeof WRITTEN;

/** The compiler's report on all of them, as jest would show it. */
const reports = compile();

function compile(): Map<string, string> {
  const { config } = ts.readConfigFile(`${ROOT}/tsconfig.student.json`, ts.sys.readFile);
  const { options: own } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const options = { ...own, module: ts.ModuleKind.CommonJS }; // as ts-jest has it
  const files = new Map(
    Object.entries(WRITTEN).map(([what, text], i) => [
      resolve(ROOT, `exercises/written-${i}.ts`),
      { what, text: `${HEAD}${text}${MORE}` },
    ]),
  );
  files.set(resolve(ROOT, 'exercises/own-helper.ts'), {
    what: 'own-helper',
    text: 'export const half = 0.5;',
  });
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (file) => files.get(resolve(file))?.text ?? readFile(file);
  host.fileExists = (file) => files.has(resolve(file)) || fileExists(file);
  const program = ts.createProgram([...files.keys()], options, host);
  return new Map(
    [...files].map(([file, { what }]) => {
      const source = program.getSourceFile(file);
      // As ts-jest lists them: the types first.
      const found = [...program.getSemanticDiagnostics(source), ...program.getSyntacticDiagnostics(source)];
      return [
        what,
        ts
          .formatDiagnostics(found, { ...host, getCurrentDirectory: () => ROOT })
          .replace(/^(.*\.ts)\((\d+),(\d+)\): error/gm, '$1:$2:$3 - error'),
      ];
    }),
  );
}

function errorsOf(what: What, language: 'en' | 'ko' = 'en'): TypeError[] {
  const here = `${ROOT.replaceAll('\\', '/')}/`;
  return typeErrorsOf(reports.get(what)!.replaceAll(here, ''), language, ROOT);
}

const signs = /^\+ - \* \//;
const array = /lib\/ndarray\.ts/;
const async = /Take out `async`/;
const unread = /unfinished line/;

test.each<[What, RegExp, line: number]>([
  ['a number in place of a function', /return `\(…\) => …`/, 3],
  ['a half-written line', unread, 5],
  ['a line that ends in a dot', unread, 4],
  ['a bracket that is missing', unread, 3],
  ['the value of a function that is asked for', /Pass a function, `\(\) => …`/, 3],
  ['an argument of another kind', /signature/, 3],
  ['an async function that promises a number', async, 3],
  ['an async function with the type of another', async, 5],
  ['await in a function', async, 3],
  ['await outside of functions', async, 5],
  ['a method of a promise', async, 3],
  ['an array in place of a number', /a number is asked for/, 3],
  ['a number in place of an array', /an NDArray is asked for/, 3],
  ['a function in place of its value', /call it/, 3],
  ['a callback without return', /`return` missing/, 3],
  ['no return', /`return` missing/, 2],
  ['a method that arrays do not have', array, 3],
  ['a method of a number', /This is a number/, 3],
  ['a method that a class lacks', /^Net has nothing of this name/, 3],
  ['minus between arrays', signs, 3],
  ['a comparison of an array and a text', /^< works on two values of the same type/, 3],
  ['a file that is not there', /'\.\/its-name'/, 5],
  ['a constant that changes', /`let`/, 4],
  ['a field without value', /constructor/, 6],
])('%s is told at its line, with what helps', (what, help, line) => {
  const [first] = errorsOf(what);
  expect(first?.help).toMatch(help);
  expect(first.place.split(':').slice(1, 2)).toEqual([String(line)]);
  const [inKorean] = errorsOf(what, 'ko');
  expect(inKorean.help).toMatch(/[가-힣].*[.?…]$/);
  expect(inKorean.message).toMatch(/^(?!컴파일러의 말).*[가-힣]/);
});

test('a helper beside the exercises may be named as a topic is', () => {
  expect(errorsOf('a helper that is named as a topic is')).toEqual([]);
});

describe('where a line cannot be read', () => {
  test('only that is told, and nothing of the types that follow from it', () => {
    expect(reports.get('a half-written line')).toContain('TS2362');
    expect(errorsOf('a half-written line').map(({ help }) => help)).not.toContainEqual(
      expect.stringMatching(signs),
    );
  });
});
