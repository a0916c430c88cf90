// What a file imports, and what of it the grader has. That `npm run check` and the grader judge alike, however an import is named, is tried in
// imports.long.test.ts.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import ts from 'typescript';
import { meantBy, topicAt } from '../../../engine/jest/topics.cjs';
import { filesOf, graderNotes, importsOf } from '../../../tools/shared/grader-notes';
import { libraryFingerprints } from '../../../tools/shared/library';
import { COURSE, courseIn, ROOT, topicNames } from '../support/course';
import { temporaryFolder } from '../support/folders';

test.each([
  ['#topics/02-a', 'exercises/05-b.ts', 'exercises/02-a', '02-a'],
  ['./02-a', 'exercises/05-b.ts', 'exercises/02-a', '02-a'],
  ['../solutions/02-a.ts', 'exercises/05-b.ts', 'solutions/02-a', '02-a'],
  ['../02-a', 'exercises/mine/b.ts', 'exercises/02-a', '02-a'],
  ['./02-a', 'exercises/mine/b.ts', 'exercises/mine/02-a', undefined],
  ['./', 'exercises/05-b.ts', 'exercises/index', undefined],
  ['..', 'exercises/mine/b.ts', 'exercises/index', undefined],
  ['./mine/', 'exercises/05-b.ts', 'exercises/mine/index', undefined],
  ['./helpers.js', 'exercises/05-b.ts', 'exercises/helpers', undefined],
  ['../lib/ndarray', 'exercises/05-b.ts', 'lib/ndarray', undefined],
  ['../../exercises/02-a', 'exercises/05-b.ts', '../exercises/02-a', undefined],
  ['fast-check', 'exercises/05-b.ts', undefined, undefined],
  ['.hidden', 'exercises/05-b.ts', undefined, undefined],
])('%s in %s means %s', (request, importer, path, topic) => {
  expect(meantBy(request, importer)).toBe(path);
  expect(topicAt(meantBy(request, importer))).toBe(topic);
});

describe('what a file imports', () => {
  test('is found in each way of writing it, but not its types', () => {
    const text = [
      "import a from 'a';",
      "import { b, type B } from './b';import * as c from '../c'",
      "import 'd';",
      "import type { E } from 'e';",
      "export { f } from 'f';",
      'import {\n  g,\n} from "g";',
      "const h = require('h'), i = await import('i');",
      "// import 'j';",
      "/* import 'k' */",
      "const text = \"import 'l';\"; // 'm'",
    ].join('\n');
    expect(importsOf(text)).toEqual(['a', './b', '../c', 'd', 'f', 'g', 'h', 'i']);
  });

  test('of the exercises and the solutions is all there in the grader', () => {
    for (const topic of topicNames()) {
      const requests = ['exercises', 'solutions'].flatMap((room) =>
        importsOf(readFileSync(join(ROOT, room, `${topic}.ts`), 'utf8')),
      );
      expect(requests).toContain('#lib/todo');
      expect(graderNotes(COURSE, topic, 'en')).toEqual([]);
    }
  });
});

test('the fingerprints of lib/ are those of its files: `npm run fingerprint:lib` writes them after an edit', () => {
  expect(JSON.parse(readFileSync(join(ROOT, 'lib/fingerprints.json'), 'utf8'))).toEqual(
    libraryFingerprints(),
  );
});

describe('a topic takes along', () => {
  const course = courseIn(temporaryFolder());
  const [topic, later] = topicNames();
  const files: Record<string, string> = {
    [`${topic}.ts`]: [
      "import { half } from './util/half';",
      "import { third } from './thirds';",
      "import weights from './weights.json';",
      "import { fifth } from './10-fifths.js';",
    ].join('\n'),
    'util/half.ts': "export { quarter } from '../quarter';",
    'quarter.ts': '',
    'thirds/index.ts': "import '../util/half';",
    'weights.json': '[]',
    '10-fifths.ts': '',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(course.root, 'exercises', name)), { recursive: true });
    writeFileSync(join(course.root, 'exercises', name), text);
  }

  test('what it imports below exercises/: in a folder, by a folder’s name, as data, called as topics are', () => {
    const taken = filesOf(course, topic).map((file) => relative(join(course.root, 'exercises'), file));
    expect(taken.map((file) => file.replaceAll('\\', '/')).sort()).toEqual(Object.keys(files).sort());
    expect(graderNotes(course, topic, 'en')).toEqual([]);
  });

  test.each([
    ['a file in JavaScript', './plain', 'plain.js', /'\.\/plain'.*only \.ts and \.json/],
    ['a file outside exercises/', '../mine/half', '../mine/half.ts', /'\.\.\/mine\/half'.*into exercises\//],
    ['a later topic', `./${later}`, `${later}.ts`, /only the topics before it/],
  ])('not %s', (_, request, file, note) => {
    mkdirSync(dirname(join(course.root, 'exercises', file)), { recursive: true });
    writeFileSync(join(course.root, 'exercises', file), '');
    mkdirSync(dirname(course.suite(later)), { recursive: true });
    writeFileSync(course.suite(later), '');
    writeFileSync(course.exercise(topic), `import '${request}';`);
    expect(filesOf(course, topic)).toEqual([course.exercise(topic)]);
    expect(graderNotes(course, topic, 'en')).toEqual([expect.stringMatching(note)]);
  });
});

describe('a folder in the place', () => {
  const course = courseIn(temporaryFolder());
  const [topic] = topicNames();
  mkdirSync(join(course.root, 'exercises/helper.ts'), { recursive: true });

  test('of a helper is no file that a topic takes along, and imports nothing', () => {
    writeFileSync(course.exercise(topic), "import { double } from './helper';");
    expect(filesOf(course, topic)).toEqual([course.exercise(topic)]);
    expect(graderNotes(course, topic, 'en')).toEqual([expect.stringContaining("not have './helper'")]);
  });

  test('of an exercise imports nothing', () => {
    rmSync(course.exercise(topic));
    mkdirSync(course.exercise(topic));
    expect(filesOf(course, topic)).toEqual([course.exercise(topic)]);
    expect(graderNotes(course, topic, 'en')).toEqual([]);
  });
});

describe('the editor', () => {
  const settings = JSON.parse(readFileSync(join(ROOT, '.vscode/settings.json'), 'utf8')) as Record<
    string,
    string
  >;

  test('offers #topics/… first, by the course’s own settings', () => {
    const text = 'const batches = epochBatches;\nexport { batches };\n';
    const file = join(ROOT, 'exercises/12-training.ts');
    const config = ts.getParsedCommandLineOfConfigFile(
      join(ROOT, 'tsconfig.json'),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: () => undefined,
      },
    )!;
    const service = ts.createLanguageService({
      ...ts.sys,
      getCompilationSettings: () => config.options,
      getScriptFileNames: () => config.fileNames.filter((name) => /\/(exercises|solutions|lib)\//.test(name)),
      getScriptVersion: () => '1',
      getScriptSnapshot: (name) => {
        const content = name === file.replaceAll('\\', '/') ? text : ts.sys.readFile(name);
        return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
      },
      getCurrentDirectory: () => ROOT,
      useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
      getDefaultLibFileName: (options) => ts.getDefaultLibFilePath(options),
    });
    const at = text.indexOf('epochBatches');
    const fixes = service.getCodeFixesAtPosition(
      file,
      at,
      at + 'epochBatches'.length,
      [2304],
      {},
      {
        importModuleSpecifierPreference: settings[
          'js/ts.preferences.importModuleSpecifier'
        ] as 'non-relative',
      },
    );
    const offers = fixes.filter(({ fixName }) => fixName === 'import').map(({ description }) => description);
    expect(offers[0]).toContain('#topics/04-fair-batches');
    expect(settings['typescript.preferences.importModuleSpecifier']).toBe('non-relative'); // older editors
  });
});
