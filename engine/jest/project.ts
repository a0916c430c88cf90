// The jest project in which the suites of a course run. What belongs to the engine is named by its whole path, because the course may lie
// in another folder.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Config } from 'jest';

export type ProjectConfig = Exclude<NonNullable<Config['projects']>[number], string>;

const ENGINE = resolve(__dirname, '../..');

/** The last folder called test is the course's own, whatever folders it is in; a course in test/fixtures/ is another one. */
const SUITES = '(?<![\\\\/]test[\\\\/]fixtures[\\\\/][^\\\\/]+)[\\\\/]test[\\\\/]\\d[^\\\\/]*\\.test\\.ts$';

/** @param root the course's folder, which is to be the project's rootDir */
export function suiteProject(
  root: string,
  name: string,
  tree: 'exercises' | 'solutions',
  tests = SUITES,
): ProjectConfig {
  const ofSolutions = tree === 'solutions';
  return {
    displayName: name,
    id: `gradient-dojo-${name}`, // by which translations are kept: a copy of the course uses them, too
    // Below the roots, by a regular expression: in a glob, jest would take brackets in the name of a folder above for a pattern.
    testRegex: [tests],
    testPathIgnorePatterns: [], // there is nothing to ignore below the roots, and the course may lie below a node_modules
    // Watch mode sees edits only in these. A course may be handed out without its solutions.
    roots: ['test', tree]
      .filter((folder) => existsSync(join(root, folder)))
      .map((folder) => `<rootDir>/${folder}`),
    resolver: join(ENGINE, 'engine/jest/resolver.cjs'),
    testEnvironment: join(ENGINE, 'engine/jest/environment.cjs'),
    testEnvironmentOptions: {
      customExportConditions: [...(ofSolutions ? ['solutions'] : []), 'node', 'node-addons'],
    },
    // Looked up in the global object of a suite, these would take longer than much of what is done with them.
    sandboxInjectedGlobals: ['Array', 'Float32Array', 'Float64Array', 'Math', 'Number', 'Object', 'Symbol'],
    setupFilesAfterEnv: [join(ENGINE, 'engine/jest/setup.ts')],
    transformIgnorePatterns: [], // packages hold no TypeScript, and the course may lie below a node_modules
    transform: {
      '^.+\\.ts$': [
        join(ENGINE, 'engine/jest/transform.cjs'),
        { tsconfig: studentsConfig(root, ofSolutions) },
      ],
    },
  };
}

/** With which settings of the compiler a student's file is checked: the course's own, or the engine's with the course's topics. */
function studentsConfig(root: string, ofSolutions: boolean): string | object {
  const own = ofSolutions ? 'tsconfig.student.json' : 'tsconfig.json';
  if (existsSync(join(root, own))) return own;
  const topics = [...(ofSolutions ? ['solutions'] : []), 'exercises'];
  return {
    ...{ target: 'ES2022', lib: ['ES2023'], module: 'preserve', moduleResolution: 'bundler' },
    ...{ esModuleInterop: true, strict: true, noImplicitOverride: true, noFallthroughCasesInSwitch: true },
    ...{ skipLibCheck: true, noEmit: true },
    types: ['node'],
    typeRoots: [join(ENGINE, 'node_modules/@types')],
    paths: {
      '#topics/*': topics.map((tree) => join(root, tree, '*')),
      '#lib/*': [join(ENGINE, 'lib/*')],
      '#engine/*': [join(ENGINE, 'engine/*')],
    },
  };
}
