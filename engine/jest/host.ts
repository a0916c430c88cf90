// jest as the host of suites.
import { basename, dirname, join, resolve, sep } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import type { JudgedTopic, MistakeCatalogue, SuiteHost, TestKind, TopicModule } from '../suite/host';

/** Marks the body of a gate for the test environment, which skips what depends on it. */
const GATE = Symbol.for('gradient-dojo.gate');

/** Marks the body of a law for the grader. */
const LAW = Symbol.for('gradient-dojo.law');

const MARKS: Partial<Record<TestKind, symbol>> = { gate: GATE, law: LAW };

const ENGINE = resolve(__dirname, '..') + sep;

export function jestHost(): SuiteHost {
  return {
    block: (name, body) => describe(name, body),
    test(sentence, kind, body) {
      const mark = MARKS[kind];
      test(sentence, mark === undefined ? body : Object.assign(body, { [mark]: true }));
    },
    seed: () => jest.getSeed(),
    seedsPerRun: () => Number(process.env.SEEDS_PER_RUN ?? 1), // set by `npm run soak`
    topic: judgedTopic,
    isOwnFrame: (frame) => /node_modules|node:internal/.test(frame) || frame.includes(ENGINE),
    expect: (received) => expect(received) as unknown as Record<string, unknown>,
  };
}

/** The topic of the suite that runs, by the folders beside it. */
function judgedTopic(): JudgedTopic {
  const suite = expect.getState().testPath ?? '';
  const name = basename(suite, '.test.ts');
  const tests = dirname(suite);
  return {
    student: load<TopicModule>(`#topics/${name}`),
    solution: load<TopicModule>(join(tests, '../solutions', name)),
    catalogue: load<MistakeCatalogue>(join(tests, 'mistakes', name)),
  };
}

function load<Module>(path: string): Module | undefined {
  try {
    return require(path) as Module;
  } catch {
    return undefined; // a file that can't be loaded is reported by its own test
  }
}
