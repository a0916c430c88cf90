// A student's TypeScript as JavaScript, and the way back from a stack.
import childProcess from 'node:child_process';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { Confinement } from '../../../../tools/grade/sandbox/confinement';
import { stackReader, SyntaxProblem, Translator } from '../../../../tools/grade/sandbox/translate';
import { temporaryFolder } from '../../support/folders';

const confinement = new Confinement('none', temporaryFolder());
const translator = new Translator(confinement);
afterEach(() => void jest.restoreAllMocks());

/** What the translated file exports. */
function exportsOf(text: string): Record<string, unknown> {
  const { code } = translator.translate(text);
  const module: { exports: Record<string, unknown> } = { exports: {} };
  new Function('module', 'exports', code)(module, module.exports);
  return module.exports;
}

// The grader does not run on Windows.
const onUnix = process.platform === 'win32' ? describe.skip : describe;

onUnix('a file', () => {
  test('is translated to a module without types, and without its own text', () => {
    const text = 'export const double = (x: number): number => 2 * x;\nexport class A { b?: number }\n';
    const { double, A } = exportsOf(text) as { double(x: number): number; A: new () => object };
    expect(double(2)).toBe(4);
    expect(Object.keys(new A())).toEqual(['b']); // as the standard has it, and the course's own compiler
    const { code, map } = translator.translate(text);
    expect(code).not.toMatch(/number|sourceMappingURL/);
    expect([map.version, map.sourcesContent]).toEqual([3, undefined]);
  });

  test('cannot be translated where the translator cannot be started, which is no fault of the file', () => {
    const command = { command: '/no/such/program', args: [], saysStatus: false, inputs: {} };
    const broken = new Translator({ commandFor: () => command } as unknown as Confinement);
    expect(() => broken.translate('export const a = 1;')).toThrow(/ENOENT/);
  });

  test('is translated once', () => {
    const spawnSync = jest.spyOn(childProcess, 'spawnSync');
    for (let i = 0; i < 2; i++) {
      translator.translate('export const a = 1;');
      expect(() => translator.translate('export const = 1;')).toThrow(SyntaxProblem);
    }
    expect(spawnSync).toHaveBeenCalledTimes(2);
  });

  test('that is no TypeScript is reported as such, with its line', () => {
    expect(() => translator.translate('export const a = 1;\n\nconst = 2;\n')).toThrow(
      new SyntaxProblem('line 3: Expected identifier but found "="'),
    );
    expect(() => translator.translate(`${'\n'.repeat(122)}const = 2;\n`)).toThrow(/^line 123: /);
  });

  test('that holds an endless name is told in three hundred characters', () => {
    const said = (() => {
      try {
        return translator.translate(`const a = 1; const ${'a'.repeat(1000)} ${'b'.repeat(1000)};`);
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(said).toMatch(/^line 1: .{292}$/);
  });

  test('that is nested too deeply is refused in words', () => {
    expect(() => translator.translate(`${'('.repeat(200_000)}`)).toThrow(SyntaxProblem);
  });

  test('may be empty', () => {
    expect(exportsOf('')).toEqual({});
  });
});

onUnix('what the translator does', () => {
  const ends = (result: object): void => {
    jest
      .spyOn(childProcess, 'spawnSync')
      .mockReturnValueOnce({ status: 1, stdout: '', stderr: '', ...result } as never);
  };

  test('is confined under its own name, with a limit of memory and of processor time', () => {
    const commandFor = jest.spyOn(confinement, 'commandFor');
    new Translator(confinement);
    expect(commandFor).toHaveBeenCalledWith(
      'translator',
      expect.objectContaining({ files: {}, limits: { memory: 2 ** 30, cpu: 5 } }),
    );
  });

  test('has a limit of time and of output', () => {
    const spawnSync = jest.spyOn(childProcess, 'spawnSync');
    translator.translate('export const confined = 1;');
    expect(spawnSync.mock.calls[0][2]).toMatchObject({
      input: 'export const confined = 1;',
      env: {},
      cwd: '/',
      stdio: ['pipe', 'pipe', 'pipe', 'ignore', 'ignore', expect.any(Number)], // a gap would shift the last
      encoding: 'utf8',
      timeout: 300_000,
      killSignal: 'SIGKILL',
      maxBuffer: 4 * 1024 * 1024,
    });
  });

  test("when it is killed, is the file's fault", () => {
    ends({ status: null });
    expect(() => translator.translate('export const killed = 1;')).toThrow(
      new SyntaxProblem('the file cannot be translated: it is too large, or nested too deeply'),
    );
  });

  test("when it does not run at all, is the grader's fault", () => {
    for (let i = 0; i < 2; i++) ends({ status: 1, stderr: 'bwrap: No space left on device' });
    expect(() => translator.translate('export const unlucky = 1;')).toThrow(/No space left on device/);
    expect(exportsOf('export const unlucky = 1;')).toEqual({ unlucky: 1 }); // it is not remembered as the file's
  });

  test.each(['EAGAIN', 'EMFILE', 'ENOMEM', 'EACCES', 'ETIMEDOUT'])(
    "when it can't be started, or has no processor, is the grader's fault: %s",
    (code) => {
      const error = Object.assign(new Error(`spawn ${code}`), { code });
      ends({ status: null, error });
      expect(() => translator.translate(`export const a = '${code}';`)).toThrow(error);
    },
  );

  test("when a file takes too much of it, is the file's fault", () => {
    ends({ status: null, error: Object.assign(new Error('spawn ENOBUFS'), { code: 'ENOBUFS' }) });
    expect(() => translator.translate('export const long = 1;')).toThrow(SyntaxProblem);
  });

  test('when it says nothing of a line, is told without one', () => {
    ends({ stderr: '✘ [ERROR] Something else\n' });
    expect(() => translator.translate('export const odd = 1;')).toThrow(new SyntaxProblem('Something else'));
    ends({ stderr: '✘ [ERROR]' });
    expect(() => translator.translate('export const odder = 1;')).toThrow(new SyntaxProblem('no TypeScript'));
  });

  test("when it is not there, is the grader's fault", () => {
    const error = Object.assign(new Error('spawn ENOENT'), { code: 'ENOENT' });
    ends({ status: null, error });
    expect(() => translator.translate('export const missing = 1;')).toThrow(error);
  });
});

onUnix('a stack', () => {
  const file = 'exercises/01-a.ts';
  const text = [
    'interface Long {',
    '  a: number;',
    '}',
    'export function fails(x: Long): never {',
    '  throw new Error(`${x}`);',
    '}',
    'export const method = { of: (x: Long): never => fails(x) };',
  ].join('\n');

  /** Where the code of a line of the translation stands: "12:8". */
  function placeOf(words: string): string {
    const lines = translator.translate(text).code.split('\n');
    const line = lines.findIndex((candidate) => candidate.includes(words));
    return `${line + 1}:${lines[line].indexOf(words) + 1}`;
  }
  const frames = (...lines: string[]): string[] =>
    stackReader([[file, translator.translate(text)]])(['Error: no', ...lines].join('\n'));

  test('has its places in the TypeScript', () => {
    const place = placeOf('new Error');
    expect(
      frames(
        `    at fails (${file}:${place})`,
        `    at Object.of [as both] (${file}:${place})`,
        `    at ${file}:${place}`,
      ),
    ).toEqual([
      `    at fails (${file}:5:9)`,
      `    at Object.of (${file}:5:9)`,
      `    at <anonymous> (${file}:5:9)`,
    ]);
    expect(frames(`    at fails (${file}:${placeOf('x}`')})`)).toEqual([`    at fails (${file}:5:22)`]);
    expect(frames(`    at new $a.b_1 (${file}:${placeOf('fails(x)')})`)).toEqual([
      `    at new $a.b_1 (${file}:4:17)`,
    ]);
  });

  test('keeps only the lines of the file', () => {
    const place = placeOf('new Error');
    expect(
      frames(
        `    at f (lib/ndarray.ts:${place})`,
        `    at ${file}`,
        `    at f (${file}:${place}) and more`,
        `    at f (${file}:1:1)`, // what the translator has added
        '    at f (native)',
      ),
    ).toEqual([]);
    expect(frames(`    at f (${file}:9999:1)`).length).toBeLessThanOrEqual(1);
  });

  test('of a long file is read from a map that is made once', () => {
    const { code, map } = translator.translate(text);
    const maps = jest.fn(() => map);
    const translation = Object.defineProperty({ code, map }, 'map', { get: maps });
    const read = stackReader([[file, translation]]);
    for (let i = 0; i < 3; i++) read(`Error: no\n    at f (${file}:${5 + i}:1)`);
    expect(maps).toHaveBeenCalledTimes(1);
  });

  test('keeps ten lines, and reads no endless ones', () => {
    const line = `    at f (${file}:${placeOf('new Error')})`;
    expect(frames(...Array.from({ length: 20 }, () => line))).toHaveLength(10);
    expect(frames(`    at ${'f'.repeat(500)} (${file}:${placeOf('new Error')})`)).toEqual([]);
    expect(frames('x'.repeat(20_000), line)).toEqual([]);
  });
});
