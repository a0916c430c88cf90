/** @jest-config-loader ts-node */
/** @jest-config-loader-options {"transpileOnly": true} */
import type { Config } from 'jest';

type ProjectConfig = Exclude<NonNullable<Config['projects']>[number], string>;

/** A project whose `#topics/*` are the files of one tree. */
function project(name: string, tree: 'exercises' | 'solutions', testMatch: string): ProjectConfig {
  const ofSolutions = tree === 'solutions';
  return {
    displayName: name,
    testMatch: [`<rootDir>/${testMatch}`],
    roots: ['<rootDir>/test', `<rootDir>/${tree}`], // watch mode sees edits in these alone
    resolver: '<rootDir>/engine/jest/resolver.cjs',
    testEnvironment: '<rootDir>/engine/jest/environment.cjs',
    testEnvironmentOptions: {
      customExportConditions: [...(ofSolutions ? ['solutions'] : []), 'node', 'node-addons'],
    },
    // Looked up in the global object of a suite, these would take longer than much of what is done with them.
    sandboxInjectedGlobals: ['Array', 'Float32Array', 'Float64Array', 'Math', 'Number', 'Object', 'Symbol'],
    setupFilesAfterEnv: ['<rootDir>/engine/jest/setup.ts'],
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
    project('exercises', 'exercises', 'test/[0-9]*.test.ts'), // the student's answers
    project('solutions', 'solutions', 'test/[0-9]*.test.ts'), // the course's answers
    project('project', 'solutions', 'test/{engine,lib,tools}/**/*.test.ts'), // the library and the commands
    {
      displayName: 'site', // the pages in a browser; needs what `npm ci --prefix site` installs
      testMatch: ['<rootDir>/site/test/**/*.test.ts'],
      roots: ['<rootDir>/site/test'],
      transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'site/tsconfig.json' }] },
    },
  ],
};

export default config;
