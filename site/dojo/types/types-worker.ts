// Looks at the types of the reader's file with TypeScript's own language service, which is kept: after the first time, only what has changed
// is read again. It runs nothing.
import type * as TypeScript from 'typescript';
import globals from '../../../engine/jest/student-globals.cjs?raw';
import { byName } from '../by-name';
import type { Found, TypesAnswer, TypesJob } from './messages';

const library = import.meta.glob<string>(
  ['../../../lib/*.ts', '../../../lib/kernel/*.ts'], // which of them a course has is in its course.json
  { query: '?raw', import: 'default', eager: true },
);
const solutions = import.meta.glob<string>('#course/solutions/[0-9]*.ts', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const language = import.meta.glob<string>(
  [
    '../../../node_modules/typescript/lib/lib.es5.d.ts',
    '../../../node_modules/typescript/lib/lib.es20{15,16,17,18,19,20,21,22,23}*.d.ts',
    '../../../node_modules/typescript/lib/lib.decorators*.d.ts',
    '!**/*.full.d.ts',
  ],
  { query: '?raw', import: 'default', eager: true },
);

/** Everything but the reader's files, by its path in a folder that there is none of. */
const COURSE = new Map([
  ...Object.entries(library).map(([path, text]): [string, string] => [path.replace('../../..', ''), text]),
  ...Object.entries(byName(solutions)).map(([name, text]): [string, string] => [
    `/solutions/${name}.ts`,
    text!,
  ]),
  ...Object.entries(language).map(([path, text]): [string, string] => [
    `/language/${path.replace(/.*\//, '')}`,
    text,
  ]),
  ['/globals.d.ts', /STUDENT_GLOBALS = `([^`]+)`/.exec(globals)![1]],
]);

let current = new Map<string, string>();
const versions = new Map<string, number>();
let service: TypeScript.LanguageService | undefined;

self.onmessage = ({ data }: MessageEvent<TypesJob>) => void answer(data);

async function answer({ id, typescript, path, files }: TypesJob): Promise<void> {
  try {
    const { default: ts } = (await import(/* @vite-ignore */ typescript)) as { default: typeof TypeScript };
    take(files);
    service ??= serviceOf(ts);
    send({ id, found: errorsIn(ts, service, `/${path}`) });
  } catch (error) {
    send({ id, failed: String(error) });
  }
}

function send(message: TypesAnswer): void {
  self.postMessage(message);
}

function take(files: Record<string, string>): void {
  const next = new Map(Object.entries(files).map(([path, text]) => [`/${path}`, text]));
  for (const [path, text] of next) {
    if (current.get(path) !== text) versions.set(path, (versions.get(path) ?? 0) + 1);
  }
  current = next;
}

const textOf = (path: string): string | undefined => current.get(path) ?? COURSE.get(path);

function serviceOf(ts: typeof TypeScript): TypeScript.LanguageService {
  const options: TypeScript.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts'],
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    allowImportingTsExtensions: true,
    strict: true,
    noImplicitOverride: true,
    noFallthroughCasesInSwitch: true,
    skipLibCheck: true,
    noEmit: true,
    types: [],
    paths: { '#lib/*': ['/lib/*'], '#topics/*': ['/solutions/*'] },
  };
  return ts.createLanguageService({
    getScriptFileNames: () => [...current.keys(), '/globals.d.ts'],
    getScriptVersion: (path) => String(versions.get(path) ?? 0),
    getScriptSnapshot: (path) => {
      const text = textOf(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => '/',
    getCompilationSettings: () => options,
    getDefaultLibFileName: () => '/language/lib.es2023.d.ts',
    fileExists: (path) => textOf(path) !== undefined,
    readFile: textOf,
    directoryExists: (path) =>
      ['/', '/exercises', '/lib', '/lib/kernel', '/solutions', '/language'].includes(path),
    getDirectories: () => [],
    useCaseSensitiveFileNames: () => true,
  });
}

function errorsIn(ts: typeof TypeScript, service: TypeScript.LanguageService, path: string): Found[] {
  const all = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
  return all.map(({ code, messageText, start = 0, length = 1, file }) => {
    const { line, character } = file?.getLineAndCharacterOfPosition(start) ?? { line: 0, character: 0 };
    const [message] = ts.flattenDiagnosticMessageText(messageText, '\n').split('\n');
    return {
      code: String(code),
      message,
      line: line + 1,
      column: character + 1,
      from: start,
      to: start + length,
    };
  });
}
