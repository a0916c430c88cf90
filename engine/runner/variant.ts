// Runs the suite of a topic on one of its known answers, wrong or right, or on one that computes nothing, in this very process: they are
// the course's own code.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { startRun } from '../suite/printed';
import { lazily, lazyAnswers } from '../suite/lazy';
import type { Alternative } from '../suite/variants';
import { loadInPlace } from './in-place';
import { type RunOptions, runTests, type RunTest } from './runner';

export interface Variant {
  /** The course's folder. */
  course: string;
  topic: string;
  /** `lazy`: an answer of ../suite/lazy.ts. */
  kind: keyof typeof FOLDERS | 'lazy';
  id: string;
}

/** Where the answers of each kind are, in the course's folder. */
const FOLDERS = {
  mistakes: 'test/mistakes',
  alternatives: 'test/alternatives',
  heldOut: 'dev/proof/held-out',
};

/** What the variant does not replace is the solution's. */
export async function runOnVariant(
  { course, topic, kind, id }: Variant,
  options: Omit<RunOptions, 'modules'>,
): Promise<RunTest[]> {
  const load = createRequire(__filename);
  const pathOf = (folder: string, ending = ''): string =>
    load.resolve(join(course, folder, `${topic}${ending}.ts`));
  const [suite, solutionFile] = [pathOf('test', '.test'), pathOf('solutions')];

  // An answer may keep something from one call to the next: each run has answers of its own.
  const files = [solutionFile, pathOf('test/mistakes'), ...(kind === 'lazy' ? [] : [pathOf(FOLDERS[kind])])];
  for (const file of files) Reflect.deleteProperty(load.cache, file);
  const solution = load(solutionFile) as object;
  const catalogue = load(pathOf('test/mistakes')) as object;
  const answer =
    kind === 'lazy' ? lazyAnswer(solution, id) : knownAnswer(load, pathOf(FOLDERS[kind]), kind, id);
  const student = { ...solution, ...answer };

  startRun();
  return runTests(() => loadInPlace(load, suite, solutionFile, student), {
    ...options,
    modules: { student, solution, catalogue },
  });
}

function knownAnswer(load: NodeJS.Require, file: string, kind: string, id: string): object {
  const known = (load(file) as Record<string, Alternative<object>[]>)[kind];
  const variant = known.find((candidate) => candidate.id === id);
  if (variant === undefined) throw new Error(`${file} has no variant ${id}`);
  return variant.answer;
}

function lazyAnswer(solution: object, id: string): object {
  const answer = lazyAnswers(true).find((candidate) => candidate.id === id);
  if (answer === undefined) throw new Error(`there is no lazy answer ${id}`);
  return lazily(solution, answer);
}
