// What npm run mutants changes, and the tests that must notice.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Target {
  /** From the course's folder on. */
  file: string;
  tests: string[];
  /** Each change must be noticed, or be on the list of those that change nothing. Elsewhere, nine in ten must. */
  strict: boolean;
}

/** How many changes a file's tests must notice at least where it is not strict. */
export const SHARE = 0.9;

export const FOLDERS = ['engine', 'lib', 'tools'] as const;

/** The grader's values and verdicts: what passes between judge and student, and what becomes of it. */
const STRICT = [
  ...['frames', 'marshaller', 'random-prefetch', 'rpc-peer', 'wire'].map((name) => `rpc/${name}`),
  'sandbox/seccomp',
  'score/verdict',
].map((name) => `tools/grade/${name}`);

/**
 * Files that are tested by other tests than their own, by name and without endings. All others have a test of the same name in the same
 * folder of test/, or tests in other processes only, where no coverage is seen.
 */
const OTHER_TESTS: Record<string, string[]> = {
  'engine/course/phrases': ['engine/course/phrases', 'engine/course/translations'],
  'engine/course/settings': ['engine/course/course'],
  'engine/suite/caught': ['engine/suite/names'],
  'engine/suite/copies': ['engine/suite/copies', 'engine/suite/law'],
  'engine/suite/diagnosis': ['engine/suite/diagnosis', 'engine/suite/names'],
  'engine/suite/law': ['engine/suite/law', 'engine/suite/names'],
  'engine/suite/plain-data': ['engine/suite/plain-data', 'engine/suite/sights', 'tools/grade/rpc/marshaller'],
  'engine/suite/under-test': ['engine/suite/under-test', 'engine/suite/law', 'engine/suite/names'],
  'lib/kernel/deferred': ['lib/deferred'],
  'lib/kernel/map': ['lib/map'],
  'lib/kernel/plain': ['lib/kernel/kernel', 'lib/ndarray', 'lib/kernel/storage'],
  'lib/ndarray': ['lib/ndarray', 'lib/kernel/storage'],
  'tools/grade/intake/gradescope': ['tools/grade/intake/submissions'],
  'tools/grade/intake/listing': ['tools/grade/intake/intake'],
  'tools/grade/intake/roster': ['tools/grade/intake/submissions'],
  'tools/grade/intake/text': ['tools/grade/intake/intake', 'tools/grade/intake/submissions'],
  'tools/grade/intake/zip': ['tools/grade/intake/intake'],
  'tools/grade/reports/index': ['tools/grade/reports/reports', 'tools/golden'],
  'tools/grade/reports/classroom': ['tools/grade/reports/reports', 'tools/golden'],
  'tools/grade/reports/csv': ['tools/grade/reports/reports', 'tools/golden'],
  'tools/grade/reports/feedback': ['tools/grade/reports/reports', 'tools/golden'],
  'tools/grade/reports/gradescope': ['tools/grade/reports/reports', 'tools/golden'],
  'tools/grade/reports/junit': ['tools/grade/reports/reports', 'tools/golden'],
  'tools/grade/reports/summary': ['tools/grade/reports/summary', 'tools/golden'],
  'tools/grade/reports/words': ['tools/grade/reports/reports', 'tools/golden'],
  'tools/shared/sanitize': ['tools/grade/intake/intake', 'tools/grade/reports/reports'],
  'tools/grade/score/state': ['tools/grade/class', 'tools/merge'],
  'tools/grade/rpc/wire': ['tools/grade/rpc/wire', 'tools/grade/rpc/marshaller'],
  'tools/learn/hints': ['tools/learn/hints', 'tools/golden'],
  'tools/shared/atomic-write': ['tools/shared/atomic-write', 'tools/shared/progress'],
  'tools/shared/limits': ['tools/shared/judge'],
  'tools/shared/start-reporter': ['tools/shared/suites'],
  'tools/shared/verdict': ['tools/shared/verdict', 'tools/shared/in-words', 'tools/golden'],
  'tools/train/loop/chores': ['tools/train/loop/companion'],
  'tools/train/loop/companion': ['tools/train/loop/companion', 'tools/train/measuring'],
  'tools/train/report/comparison-report': ['tools/golden', 'tools/train/cli/compare'],
  'tools/train/loop/evaluate': ['tools/train/measuring'],
  'tools/train/cli/explain': ['tools/train/ends'],
  'tools/train/loop/messages': ['tools/train/measuring'],
  'tools/train/report/plot': ['tools/train/report/plot', 'tools/golden'],
  'tools/train/run/user-error': ['tools/train/ends'],
  'tools/train/report/report': ['tools/train/report/report', 'tools/golden'],
  'tools/train/loop/ring': ['tools/train/loop/companion'],
  'tools/train/run/run-folder': ['tools/train/folder'],
  'tools/train/cli/signals': ['tools/train/ends'],
  'tools/train/report/svg': ['tools/golden'],
  'tools/verify/changes': ['tools/quick'],
  'tools/verify/run': ['tools/golden'],
  'tools/verify/table': ['tools/verify/table', 'tools/verify/checks', 'tools/golden'],
  'tools/verify/translations': ['tools/verify/pairs'],
  'tools/verify/twins': ['tools/verify/pairs'],
};

/** Whose own tests start other processes, or are run by another command: no coverage is seen there. */
const ELSEWHERE = ['tools/grade/sandbox/caretaker', 'tools/grade/sandbox/confined-process'];

/** Each file of the engine, the library and the tools whose tests call its functions in the same process. */
export function fileTargets(root: string): Target[] {
  return FOLDERS.flatMap((folder) => sourcesIn(root, folder)).flatMap((name) => {
    const own = existsSync(join(root, `test/${name}.test.ts`)) && !/^tools\/[^/]+$/.test(name) ? [name] : [];
    const tests = OTHER_TESTS[name] ?? own;
    if (tests.length === 0 || ELSEWHERE.includes(name)) return [];
    return {
      file: `${name}.ts`,
      tests: tests.map((test) => `test/${test}.test.ts`),
      strict: STRICT.includes(name),
    };
  });
}

/** Files that the tables above name. */
export const NAMED = [...STRICT, ...Object.keys(OTHER_TESTS), ...ELSEWHERE];

/** The names of the sources in a folder and those in it, from the root on and without their ending. */
function sourcesIn(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return entry.name === 'node_modules' ? [] : sourcesIn(root, path);
      return /(?<!\.d|\.wasm)\.ts$/.test(entry.name) ? [path.slice(0, -'.ts'.length)] : [];
    })
    .sort();
}
