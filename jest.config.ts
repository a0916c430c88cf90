/** @jest-config-loader ts-node */
/** @jest-config-loader-options {"transpileOnly": true} */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from 'jest';

type ProjectConfig = Exclude<NonNullable<Config['projects']>[number], string>;

// The last folder called test is the course's own, whatever folders it lies in.
const SUITES = '[\\\\/]test[\\\\/]\\d[^\\\\/]*\\.test\\.ts$';
const TESTS = '[\\\\/]test[\\\\/](engine|lib|tools)[\\\\/](?:(?![\\\\/]test[\\\\/]).)*\\.test\\.ts$';

function isThere(folder: string): boolean {
  return existsSync(join(__dirname, folder));
}

/** A project whose `#topics/*` are the files of one tree. */
function project(name: string, tree: 'exercises' | 'solutions', tests: string): ProjectConfig {
  const ofSolutions = tree === 'solutions';
  return {
    displayName: name,
    id: `gradient-dojo-${name}`, // by which translations are kept: a copy of the course uses them, too
    // Below the roots, by a regular expression: in a glob, jest would take brackets in the name of a folder above for a pattern.
    testRegex: [tests],
    testPathIgnorePatterns: [], // there is nothing to ignore below the roots, and the course may lie below a node_modules
    // Watch mode sees edits in these alone. A course may be handed out without its solutions.
    roots: ['test', tree].filter(isThere).map((folder) => `<rootDir>/${folder}`),
    resolver: '<rootDir>/engine/jest/resolver.cjs',
    testEnvironment: '<rootDir>/engine/jest/environment.cjs',
    testEnvironmentOptions: {
      customExportConditions: [...(ofSolutions ? ['solutions'] : []), 'node', 'node-addons'],
    },
    // Looked up in the global object of a suite, these would take longer than much of what is done with them.
    sandboxInjectedGlobals: ['Array', 'Float32Array', 'Float64Array', 'Math', 'Number', 'Object', 'Symbol'],
    setupFilesAfterEnv: ['<rootDir>/engine/jest/setup.ts'],
    transformIgnorePatterns: [], // packages hold no TypeScript, and the course may lie below a node_modules
    transform: {
      '^.+\\.ts$': [
        '<rootDir>/engine/jest/transform.cjs',
        { tsconfig: ofSolutions ? 'tsconfig.student.json' : 'tsconfig.json' },
      ],
    },
  };
}

const config: Config = {
  maxWorkers: '100%', // jest's own choice is one less, which on two processors leaves one of them idle
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  projects: [
    project('exercises', 'exercises', SUITES), // the student's answers
    project('solutions', 'solutions', SUITES), // the course's answers
    project('project', 'solutions', TESTS), // the library and the commands
    {
      displayName: 'site', // the pages in a browser; needs what `npm ci --prefix site` installs
      testRegex: ['[\\\\/][^\\\\/]+\\.test\\.ts$'],
      testPathIgnorePatterns: [],
      roots: ['<rootDir>/site/test'],
      transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'site/tsconfig.json' }] },
    },
  ],
};

export default config;
