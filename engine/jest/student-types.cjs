// The types of students' files, checked with TypeScript's own language service, which is kept: after the first file, only what has
// changed since is read again. Plain JavaScript, because jest loads it itself.
const { createHash } = require('node:crypto');
const { readdirSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { inlined } = require('./source-map.cjs');
const { STUDENT_GLOBALS } = require('./student-globals.cjs');

/** The library is the engine's, wherever the course is. */
const ENGINE = join(module.path, '../..');

/** TypeScript takes a while to load: that happens when a file is new. */
let loaded;
const typescript = () => (loaded ??= require('typescript'));

class StudentTypes {
  /**
   * @param root the course's folder
   * @param settings the name of the configuration there, or the compiler's options themselves
   */
  constructor(root, settings) {
    const ts = typescript();
    const { config, error } =
      typeof settings === 'string'
        ? ts.readConfigFile(join(root, settings), ts.sys.readFile)
        : { config: { compilerOptions: settings, files: [] } };
    if (error) throw new Error(ts.flattenDiagnosticMessageText(error.messageText, '\n'));
    this.root = root;
    this.options = {
      ...ts.parseJsonConfigFileContent(config, ts.sys, root).options,
      module: ts.ModuleKind.CommonJS,
    };
  }

  /** The compiler's report on a file, as it prints it; empty where there is nothing wrong. */
  reportOn(file) {
    this.quick ??= new Service(this.root, { ...this.options, types: [] }, STUDENT_GLOBALS);
    if (this.quick.errorsOf(file).length === 0) return '';
    this.whole ??= new Service(this.root, this.options);
    const ts = typescript();
    return ts.formatDiagnosticsWithColorAndContext(this.whole.errorsOf(file), {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => process.cwd(),
      getNewLine: () => ts.sys.newLine,
    });
  }
}

/** A language service for one file at a time, with everything that it imports. */
class Service {
  constructor(root, options, globals) {
    const ts = typescript();
    const declared = join(root, 'globals-of-a-student.d.ts'); // there is no such file
    const textOf = (name) => (globals !== undefined && name === declared ? globals : ts.sys.readFile(name));
    this.names = globals === undefined ? [] : [declared];
    const names = this.names;
    this.service = ts.createLanguageService({
      ...ts.sys,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getScriptFileNames: () => [...names, this.file],
      // What is installed doesn't change while a suite runs. What is edited does, a student's helpers as well.
      getScriptVersion: (name) =>
        /[\\/]node_modules[\\/]/.test(name)
          ? ''
          : createHash('sha256')
              .update(textOf(name) ?? '')
              .digest('hex'),
      getScriptSnapshot: (name) => {
        const text = textOf(name);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => root,
      getCompilationSettings: () => options,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
    });
  }

  errorsOf(file) {
    this.file = file;
    return [...this.service.getSemanticDiagnostics(file), ...this.service.getSyntacticDiagnostics(file)];
  }
}

/** The JavaScript of a file, with the map of its lines. */
function translate(source, file) {
  const ts = typescript();
  const { ScriptTarget, ModuleKind } = ts;
  const { outputText, sourceMapText } = ts.transpileModule(source, {
    fileName: file,
    compilerOptions: {
      target: ScriptTarget.ES2022,
      module: ModuleKind.CommonJS,
      esModuleInterop: true,
      sourceMap: true,
      inlineSources: true,
    },
  });
  return inlined(
    outputText.replace(/\n\/\/# sourceMappingURL=\S*\s*$/, '\n'),
    JSON.parse(sourceMapText),
    file,
  );
}

/**
 * Stands for a file and everything else of the course that its types may have to do with.
 *
 * @param settings the name of the configuration, or the compiler's options
 */
function stateOf(source, root, settings) {
  const hash = createHash('sha256').update(source);
  const folders = [
    ...['exercises', 'solutions'].map((folder) => [root, folder]),
    ...['lib', 'lib/kernel'].map((folder) => [ENGINE, folder]),
  ];
  const files = folders.flatMap(([at, folder]) =>
    namesIn(join(at, folder)).map((name) => [at, `${folder}/${name}`]),
  );
  const configurations = ['tsconfig.json', 'tsconfig.solutions.json', settings]
    .filter((name) => typeof name === 'string')
    .map((name) => [root, name]);
  for (const [at, other] of [...configurations, ...files]) {
    hash.update(`\0${other}\0`).update(readOrNothing(join(at, other)));
  }
  return hash.digest('hex');
}

/** None where there is no such folder: a course may be handed out without its solutions. */
function namesIn(folder) {
  try {
    return readdirSync(folder).filter((name) => name.endsWith('.ts'));
  } catch {
    return [];
  }
}

function readOrNothing(file) {
  try {
    return readFileSync(file);
  } catch {
    return ''; // removed meanwhile, or a link that leads nowhere
  }
}

module.exports = { StudentTypes, translate, stateOf };
