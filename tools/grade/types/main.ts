// The program that looks at the types of students' files: TypeScript's own language service on files that are not there, but come along.
// It is confined like a student's code, because it reads untrusted input; types can be made to unfold forever, and then it is ended
// from outside. One line of JSON in, one line out.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type TypeScript from 'typescript';
import { STUDENT_GLOBALS } from '../../../engine/jest/student-globals.cjs';

/** What is next to this program. */
export interface Surroundings {
  /** The course's files, and TypeScript's own, as text by path. */
  files: Record<string, string>;
  /** Node's declarations. They are long, so that they are read only where something is wrong without them. */
  ofNode: Record<string, string>;
  /** The path of TypeScript's own declaration of the language. */
  language: string;
  /** The texts of the configurations, each of which extends the one before. */
  configurations: string[];
}

/** A student's files, by path ("exercises/01-mean-squared-error.ts"), and which of them is asked about. */
export interface ToCheck {
  file: string;
  files: Record<string, string>;
}

const beside = createRequire(__filename);
const ts = beside('./typescript.cjs') as typeof TypeScript;

/** More than anybody mends at once. */
const MOST_ERRORS = 10;
const LONGEST_MESSAGE = 300;

const ROOT = '/course';

class Service {
  private readonly service: TypeScript.LanguageService;
  private readonly versions = new Map<string, number>();
  private own: Record<string, string> = {};
  private file = '';

  constructor(
    private readonly files: Record<string, string>,
    private readonly language: string,
    options: TypeScript.CompilerOptions,
    globals: string[],
  ) {
    const has = (path: string): boolean => this.textOf(path) !== undefined;
    const folders = new Set(Object.keys(files).flatMap(parentsOf));
    const hasFolder = (asked: string): boolean => {
      const path = asked.replace(/\/$/, ''); // as the folder of an import of '.' ends
      return (
        folders.has(path) || Object.keys(this.own).some((file) => `${ROOT}/${file}`.startsWith(`${path}/`))
      );
    };
    this.service = ts.createLanguageService({
      getScriptFileNames: () => [...globals, this.file],
      getScriptVersion: (path) => String(this.versions.get(path) ?? 0),
      getScriptSnapshot: (path) => {
        const text = this.textOf(path);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => ROOT,
      getCompilationSettings: () => options,
      getDefaultLibFileName: () => this.language,
      fileExists: has,
      readFile: (path) => this.textOf(path),
      directoryExists: hasFolder,
      getDirectories: () => [],
      useCaseSensitiveFileNames: () => true,
    });
  }

  /** "exercises/01-mean-squared-error.ts:16:12 - error TS2322: Type …", line by line. */
  reportOn({ file, files }: ToCheck): string {
    // All of them are read anew: what an import means depends on which files there are, also in a file that is the same as the last student's.
    const paths = [...new Set([...Object.keys(this.own), ...Object.keys(files)])];
    if (paths.some((path) => this.own[path] !== files[path])) {
      for (const path of paths) {
        const inside = `${ROOT}/${path}`;
        this.versions.set(inside, (this.versions.get(inside) ?? 0) + 1);
      }
    }
    this.own = files;
    this.file = `${ROOT}/${file}`;
    const found = [
      ...this.service.getSyntacticDiagnostics(this.file),
      ...this.service.getSemanticDiagnostics(this.file),
    ];
    return found.slice(0, MOST_ERRORS).flatMap(lineOf).join('\n');
  }

  private textOf(path: string): string | undefined {
    const own = path.startsWith(`${ROOT}/`) ? path.slice(ROOT.length + 1) : '';
    if (Object.hasOwn(this.own, own)) return this.own[own];
    return Object.hasOwn(this.files, path) ? this.files[path] : undefined;
  }
}

function lineOf({ file, start, code, messageText }: TypeScript.Diagnostic): string[] {
  if (file === undefined || start === undefined) return [];
  const { line, character } = file.getLineAndCharacterOfPosition(start);
  const message = ts.flattenDiagnosticMessageText(messageText, ' ').replace(/\s+/g, ' ');
  const path = file.fileName.slice(ROOT.length + 1);
  return [`${path}:${line + 1}:${character + 1} - error TS${code}: ${message.slice(0, LONGEST_MESSAGE)}`];
}

function optionsOf(texts: string[]): TypeScript.CompilerOptions {
  const settings = texts.map((text) => {
    const { config } = ts.parseConfigFileTextToJson('tsconfig.json', text) as {
      config: { compilerOptions: Record<string, unknown> };
    };
    return config.compilerOptions;
  });
  const { options } = ts.convertCompilerOptionsFromJson(Object.assign({}, ...settings), ROOT);
  const paths = Object.entries(options.paths ?? {}).map(([name, targets]): [string, string[]] => [
    name,
    targets.map((target) => join(ROOT, target)),
  ]);
  return { ...options, paths: Object.fromEntries(paths) };
}

/** "/a/b" and "/a" of "/a/b/c.ts". */
function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, i) => parts.slice(0, i + 1).join('/')).slice(1);
}

const { files, ofNode, language, configurations } = JSON.parse(
  readFileSync(beside.resolve('./surroundings.json'), 'utf8'),
) as Surroundings;
const globals = `${ROOT}/globals-of-a-student.d.ts`;
const options = optionsOf(configurations);
const quick = new Service({ ...files, [globals]: STUDENT_GLOBALS }, language, { ...options, types: [] }, [
  globals,
]);
let whole: Service | undefined;

process.stdout.write('ready\n');
createInterface(process.stdin).on('line', (line) => {
  const question = JSON.parse(line) as ToCheck;
  let report = quick.reportOn(question);
  if (report !== '') {
    whole ??= new Service({ ...files, ...ofNode }, language, options, []);
    report = whole.reportOn(question);
  }
  process.stdout.write(`${JSON.stringify(report)}\n`);
});
