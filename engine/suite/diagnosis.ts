// Which mistake was made: the one that answers like the student on every probe, where there is exactly one. Otherwise no guess.
import { basename, dirname, join } from 'node:path';
import { expect } from '@jest/globals';
import { NDArray } from '#lib/ndarray';
import { fieldsOf } from './plain-data';
import type { Mistake, Probes, Text } from './variants';

/** A named mistake, in words for the student. */
export interface Diagnosis {
  id: string;
  name: Text;
  explanation: Text;
}

type Topic = Record<string, unknown>;
type Probe = (topic: Topic) => unknown;

/** Two answers are told apart by more than another order of summation can change. */
const TOLERANCE = 1e-9;

/**
 * Names the mistake that was made in a block of the tested topic: in a function, or in a class (`SimpleNet.loss`).
 *
 * A mistake is recognized by the probes on which it differs from the solution, at least two of them: the student's answer must
 * agree with it on all of these, and they must be most of those that the student gets wrong. If several mistakes fit, the
 * one that explains most is named, and none if that is not one alone.
 */
export function diagnose(blockName: string): Diagnosis | undefined {
  if (!known.has(blockName)) known.set(blockName, compareWithMistakes(blockName));
  return known.get(blockName);
}

/** The diagnoses of this suite's blocks: each is worked out once, however many of its tests fail. */
const known = new Map<string, Diagnosis | undefined>();

function compareWithMistakes(blockName: string): Diagnosis | undefined {
  const suite = expect.getState().testPath ?? '';
  const topicName = basename(suite, '.test.ts');
  const tests = dirname(suite);
  const catalogue = load<{ mistakes: Mistake<Topic>[]; probes: Probes<Topic> }>(
    join(tests, 'mistakes', topicName),
  );
  const student = load<Topic>(`#topics/${topicName}`);
  const solution = load<Topic>(join(tests, '../solutions', topicName));
  const probes = catalogue?.probes[blockName];
  if (!catalogue || !student || !solution || !probes) return undefined;

  const [exportName] = blockName.split('.');
  const right = observe(solution, probes);
  const seen = observe(student, probes);
  const isWrong = (values: unknown[]): number[] =>
    probes.map((_, i) => i).filter((i) => !alike(values[i], right[i]));
  const wrong = isWrong(seen);

  const fitting = catalogue.mistakes
    .filter(({ answer }) => Object.hasOwn(answer, exportName))
    .map((mistake) => {
      const values = observe({ ...solution, ...mistake.answer }, probes);
      const explained = isWrong(values);
      const fits = explained.every((i) => alike(seen[i], values[i]));
      return { mistake, explains: fits ? explained.length : 0 };
    })
    .filter(({ explains }) => explains >= 2 && 2 * explains > wrong.length);

  const most = Math.max(...fitting.map(({ explains }) => explains));
  const [best, ...others] = fitting.filter(({ explains }) => explains === most);
  if (best === undefined || others.length > 0) return undefined;
  const { id, name, explanation } = best.mistake;
  return { id, name, explanation };
}

function load<Module>(path: string): Module | undefined {
  try {
    return require(path) as Module;
  } catch {
    return undefined; // a file that cannot be loaded is reported by its own test
  }
}

/** What can be seen of a topic through each probe. That it throws is seen; what it says is not compared. */
function observe(topic: Topic, probes: Probe[]): unknown[] {
  return probes.map((probe) => {
    try {
      return plain(probe(topic));
    } catch {
      return 'throws';
    }
  });
}

/** Arrays and objects as plain data, whatever class they are of. */
function plain(value: unknown, withGetters = true): unknown {
  if (value instanceof NDArray) return { shape: [...value.shape], data: [...value.data] };
  if (Array.isArray(value)) return value.map((element) => plain(element, withGetters));
  if (typeof value === 'function') return 'a function';
  if (typeof value === 'object' && value !== null) {
    const fields = fieldsOf(value, withGetters);
    return Object.fromEntries(
      fields.map(([key, field, fromClass]) => [key, plain(field, withGetters && !fromClass)]),
    );
  }
  return value;
}

/** The same values; an object may hold more than is looked at, such as the fields of a class of the student's own. */
function alike(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return Object.is(a, b) || Math.abs(a - b) <= TOLERANCE * (1 + Math.abs(b));
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    if (Array.isArray(a) !== Array.isArray(b)) return false;
    if (Array.isArray(a) && Array.isArray(b) && a.length !== b.length) return false;
    return Object.entries(b).every(([key, value]) => alike(a[key as keyof typeof a], value));
  }
  return a === b;
}
