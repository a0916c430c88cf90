// The code of the lessons is run: each line `expression; // → value` must give the value shown.
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { inspect } from 'node:util';
import ts from 'typescript';
import { NDArray } from '../../lib/ndarray';

/** A value that a lesson shows, and what the code gives. */
export interface ShownValue {
  line: number;
  expression: string;
  shown: string;
  /** What came instead; undefined when it is what the lesson shows. */
  found?: string;
}

/** Runs all code blocks of a lesson and compares each value that it shows. */
export function checkLesson(file: string): ShownValue[] {
  return codeBlocks(readFileSync(file, 'utf8')).flatMap(({ code, line }) => runBlock(file, code, line));
}

/** The blocks between ```ts and ```, with the line that each starts on. */
function codeBlocks(markdown: string): { code: string; line: number }[] {
  return [...markdown.matchAll(/^```ts\r?\n([\s\S]*?)^```/gm)].map((match) => ({
    code: match[1],
    line: markdown.slice(0, match.index).split('\n').length + 1,
  }));
}

function runBlock(file: string, code: string, firstLine: number): ShownValue[] {
  const values: ShownValue[] = [];
  const show = (value: () => unknown, expression: string, shown: string, line: number): void => {
    values.push({ line, expression, shown, found: compare(value, shown) });
  };
  try {
    run(file, instrumented(code, firstLine), show);
  } catch (error) {
    const found = error instanceof Error ? (error.stack ?? error.message) : String(error);
    values.push({ line: firstLine, expression: 'the code block', shown: 'no error', found });
  }
  return values;
}

/** Each line with a value becomes a call of `show`; `const a = …; // → value` shows `a`. */
function instrumented(code: string, firstLine: number): string {
  return code
    .split('\n')
    .map((text, i) => {
      const match = /(\S.*?);?\s*\/\/ → (.*)/.exec(text);
      if (match === null) return text;
      const [, statement, shown] = match;
      const name = /^(?:const|let) (\w+)/.exec(statement)?.[1];
      const before = name === undefined ? '' : `${statement};`;
      const expression = name ?? statement;
      return `${before} show(() => (${expression}), ${JSON.stringify(expression)}, ${JSON.stringify(shown)}, ${firstLine + i});`;
    })
    .join('\n');
}

/** Runs a block as a module that is beside its lesson, so that `#topics/…` and `#lib/…` mean what they mean elsewhere. */
function run(file: string, code: string, show: unknown): void {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
    },
  });
  const require = Module.createRequire(file);
  new Function('require', 'exports', 'show', outputText)(require, {}, show);
}

/** What came, if it is not what the lesson shows: numbers to the digits shown, everything else to the letter. */
function compare(value: () => unknown, shown: string): string | undefined {
  const message = /^throws (.*)/.exec(shown)?.[1];
  let found: unknown;
  try {
    found = value();
  } catch (error) {
    return message !== undefined && String(error).includes(message) ? undefined : `throws ${String(error)}`;
  }
  const plain: unknown = found instanceof NDArray ? found.toArray() : found;
  return agree(plain, valueOf(shown), shown) ? undefined : inspect(plain);
}

/** What a lesson shows: a value as it is written in code, or else words. */
function valueOf(shown: string): unknown {
  try {
    return new Function(`return (${shown});`)();
  } catch {
    return shown;
  }
}

/** Numbers agree when rounding to the digits shown makes them equal. */
function agree(found: unknown, shown: unknown, text: string): boolean {
  if (typeof found === 'number' && typeof shown === 'number') {
    return Object.is(found, shown) || Math.abs(found - shown) <= 0.5000001 * lastDigit(shown, text);
  }
  if (!isObject(found) || !isObject(shown)) return found === shown;
  const [left, right] = [Object.keys(found), Object.keys(shown)];
  return left.join() === right.join() && left.every((key) => agree(found[key], shown[key], text));
}

/** An array, too. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The worth of the last digit shown: 0.001 for 0.975, 1e-13 for 8.14e-11; 0 for whole numbers, which must be exact. */
function lastDigit(shown: number, text: string): number {
  const written = text.match(/-?\d+\.\d+(e[+-]?\d+)?/gi)?.find((number) => Number(number) === shown);
  if (written === undefined) return 0;
  const [digits, exponent] = written.toLowerCase().split('e');
  return 10 ** (Number(exponent ?? 0) - digits.split('.')[1].length);
}
