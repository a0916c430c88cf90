/** @jest-config-loader ts-node */
/** @jest-config-loader-options {"transpileOnly": true} */
import { availableParallelism } from 'node:os';
import type { Config } from 'jest';
import { suiteProject } from './engine/jest/project';

/** The last folder called test is the course's own, whatever folders it lies in. */
const testsEnding = (ending: string): string =>
  `[\\\\/]test[\\\\/](dev|engine|lib|tools)[\\\\/](?:(?![\\\\/]test[\\\\/]).)*${ending}$`;

const config: Config = {
  testTimeout: 600_000, // no test measures speed: on a busy machine each may take its time, and what hangs is still ended
  maxWorkers: availableParallelism() + 2, // many tests wait for commands that they have started: others work meanwhile
  testSequencer: '<rootDir>/test/support/sequencer.cjs',
  projects: [
    suiteProject(__dirname, 'exercises', 'exercises'), // the student's answers
    suiteProject(__dirname, 'solutions', 'solutions'), // the course's answers
    suiteProject(__dirname, 'project', 'solutions', testsEnding('(?<!\\.long)\\.test\\.ts')), // the library and the commands
    suiteProject(__dirname, 'long', 'solutions', testsEnding('\\.long\\.test\\.ts')), // commands in many situations, each night
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
