// A student's TypeScript as JavaScript. The translator reads untrusted input, so it is confined like a student's code, and one
// process translates one file.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, openSync } from 'node:fs';
import { createRequire, SourceMap, type SourceMapPayload } from 'node:module';
import { type Command, type Confinement, STATUS_FD, withInputs } from './confinement';
import { LONGEST_FRAME } from '../rpc/frames';

/** A file as JavaScript, and the way back. */
export interface TranslatedFile {
  code: string;
  map: SourceMapPayload;
}

/** The file is no TypeScript: what is wrong with it, and where. */
export class SyntaxProblem extends Error {}

/** Milliseconds on the clock, on a machine that is very busy: its time on a processor has a limit of its own, of a few seconds. */
const TIME_LIMIT = 300_000;

/** Bytes of a file as JavaScript, as a message has it: it must cross in one, with all that is beside it. */
const LONGEST_CODE = LONGEST_FRAME / 4;

/** How many bytes of a message a file takes. */
export function sizeInMessage(code: string): number {
  return Buffer.byteLength(JSON.stringify(code));
}

/** Why Node could not run the translator to its end: for the length of what it says. Anything else is no file's fault, time on the clock included. */
const DUE_TO_THE_FILE = ['ENOBUFS'];

/** What TypeScript becomes, whoever has written it. */
export const AS_JAVASCRIPT = {
  format: 'cjs',
  platform: 'node',
  target: 'es2022',
  tsconfigRaw: '{"compilerOptions":{"target":"es2022","useDefineForClassFields":true}}',
  logLevel: 'error',
} as const;

const OPTIONS = [
  '--loader=ts',
  `--format=${AS_JAVASCRIPT.format}`,
  `--platform=${AS_JAVASCRIPT.platform}`,
  `--target=${AS_JAVASCRIPT.target}`,
  '--sourcemap=inline',
  '--sources-content=false',
  `--tsconfig-raw=${AS_JAVASCRIPT.tsconfigRaw}`,
  `--log-level=${AS_JAVASCRIPT.logLevel}`,
  '--color=false',
];

export class Translator {
  private readonly known = new Map<string, TranslatedFile | SyntaxProblem>();
  private readonly command: Command;

  constructor(confinement: Confinement) {
    this.command = confinement.commandFor('translator', {
      executable: createRequire(__filename).resolve(
        `@esbuild/${process.platform}-${process.arch}/bin/esbuild`,
      ),
      args: OPTIONS,
      files: {},
      limits: { memory: 2 ** 30, cpu: 5 },
    });
  }

  /** @throws SyntaxProblem */
  translate(text: string): TranslatedFile {
    const key = createHash('sha256').update(text).digest('hex');
    let translation = this.known.get(key);
    if (translation === undefined) {
      translation = this.run(text);
      this.known.set(key, translation);
    }
    if (translation instanceof SyntaxProblem) throw translation;
    return translation;
  }

  private run(text: string): TranslatedFile | SyntaxProblem {
    const { command, args } = this.command;
    const stdio: ('pipe' | 'ignore' | number)[] = ['pipe', 'pipe', 'pipe', 'ignore', 'ignore']; // without a gap
    stdio[STATUS_FD] = openSync('/dev/null', 'w');
    const { stdout, stderr, status, error } = withInputs(this.command, stdio, () =>
      spawnSync(command, args, {
        input: text,
        stdio,
        env: {},
        cwd: '/',
        encoding: 'utf8',
        timeout: TIME_LIMIT,
        killSignal: 'SIGKILL',
        maxBuffer: LONGEST_FRAME,
      }),
    );
    closeSync(stdio[STATUS_FD]);

    if (status === 0) {
      const translation = translationOf(stdout);
      return sizeInMessage(translation.code) <= LONGEST_CODE ? translation : new SyntaxProblem(TOO_LARGE);
    }
    const code = (error as NodeJS.ErrnoException | undefined)?.code;
    if (code !== undefined && !DUE_TO_THE_FILE.includes(code)) throw error; // where it could not be started, it has said nothing
    if (stderr.includes('[ERROR]')) {
      const asTypeScript = text.replace(TYPESCRIPTS_OWN_SPACES, ' ');
      return asTypeScript === text ? new SyntaxProblem(problemOf(stderr)) : this.run(asTypeScript);
    }
    if (text === HARMLESS)
      throw new Error(`the translator does not run: ${whatHappened(error, status, stderr)}`);
    this.run(HARMLESS); // throws if the translator is at fault
    return new SyntaxProblem(TOO_LARGE);
  }
}

/** Spaces for TypeScript, and so at home, but not in JavaScript: they come along when code is copied from a page or a chat. */
const TYPESCRIPTS_OWN_SPACES = /[\u0085\u200b]/g;

const TOO_LARGE = 'the file cannot be translated: it is too large, or nested too deeply';

/** What any translator can translate. */
const HARMLESS = 'export const harmless: number = 1;';

function whatHappened(error: Error | undefined, status: number | null, stderr: string): string {
  return error?.message ?? `it ended with status ${status}: ${stderr.slice(0, 500)}`;
}

/** As V8 writes it, at the beginning of a line: whatever else a file calls its stack is not searched for one. */
const FRAME = /^\s*at (?:([\w.$<> ]+) )?(?:\[as .*\] )?\(?[^()]*:(\d+):(\d+)\)?$/;

/**
 * Reads stacks: the lines that are in these files, by their places in the TypeScript. What that takes of a long file is a tenth of a second,
 * and a law may meet a thousand stacks, so it is made once.
 */
export function stackReader(
  files: [file: string, translation: TranslatedFile][],
): (stack: string) => string[] {
  const maps = new Map<string, SourceMap>();
  const mapOf = (file: string, translation: TranslatedFile): SourceMap => {
    const made = maps.get(file) ?? new SourceMap(translation.map);
    maps.set(file, made);
    return made;
  };
  const placesOf = (frame: string): string[] =>
    files.flatMap(([file, translation]) => {
      if (!frame.includes(file)) return [];
      const [, name = '', line, column] = FRAME.exec(frame) ?? [];
      if (line === undefined) return [];
      const entry = mapOf(file, translation).findEntry(Number(line) - 1, Number(column) - 1);
      if (!('originalLine' in entry)) return [];
      const place = `${file}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
      return [`    at ${name || '<anonymous>'} (${place})`];
    });
  return (stack) => {
    const frames = stack
      .slice(0, 20_000)
      .split('\n')
      .filter((line) => /^\s*at /.test(line));
    return frames
      .slice(0, 100)
      .flatMap((frame) => placesOf(frame.slice(0, 500)))
      .slice(0, 10);
  };
}

function translationOf(output: string): TranslatedFile {
  const marker = '//# sourceMappingURL=data:application/json;base64,';
  const at = output.lastIndexOf(marker);
  const map = Buffer.from(output.slice(at + marker.length), 'base64').toString();
  return { code: output.slice(0, at), map: JSON.parse(map) as SourceMapPayload };
}

/** "line 3: Expected ";" but found "x"". */
function problemOf(stderr: string): string {
  const [, message = 'no TypeScript'] = /\[ERROR\] (.*)/.exec(stderr) ?? [];
  const [, line] = /<stdin>:(\d+):/.exec(stderr) ?? [];
  return (line === undefined ? message : `line ${line}: ${message}`).slice(0, 300);
}
