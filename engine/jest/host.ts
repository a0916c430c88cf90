// Jest, as what runs a suite.
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import type { Host, TestKind } from '../suite/host';

/** On a test's body: read by the test environment (environment.cjs). */
const MARKS: Record<TestKind, symbol> = {
  gate: Symbol.for('gradient-dojo.gate'),
  example: Symbol.for('gradient-dojo.example'),
  law: Symbol.for('gradient-dojo.law'),
};

export const jestHost: Host = {
  block: (name, body) => describe(name, body),
  test: (sentence, kind, body) =>
    test(
      sentence,
      Object.assign(() => body(), { [MARKS[kind]]: true }),
    ),
  afterAll,
  seed: () => jest.getSeed(),
  expect: expect as unknown as Host['expect'],
  topicModules() {
    const suite = expect.getState().testPath ?? '';
    const tests = dirname(suite);
    const topic = basename(suite, '.test.ts');
    return {
      catalogue: load(join(tests, 'mistakes', topic)),
      student: load(`#topics/${topic}`),
      solution: load(join(tests, '../solutions', topic)),
    };
  },
};

function load(path: string): object | undefined {
  try {
    return require(path) as object;
  } catch {
    return undefined; // a file that cannot be loaded is reported by its own test
  }
}
