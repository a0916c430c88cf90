// However a student names what is imported, `npm run check` and the grader judge alike; what the grader will not have is said by `check`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ROOT } from '../support/course';
import { copyCourse, type CourseCopy } from '../support/course-copy';
import { judgeIn } from '../support/judging';
import { allSaid, runLaunched } from '../support/processes';

jest.setTimeout(900_000);

const TOPIC = '05-numerical-differentiation';
const EARLIER = '02-cross-entropy-error';

let course: CourseCopy;
beforeAll(() => {
  course = copyCourse();
});
afterAll(() => course.remove());

const exercise = (): string => join(course.folder, 'exercises', `${TOPIC}.ts`);
const solution = (): string => readFileSync(join(ROOT, 'solutions', `${TOPIC}.ts`), 'utf8');

/** A right answer that calls an earlier topic, which is still a stub in exercises/, as it is loaded. */
function importing(from: string): string {
  return [
    `import { crossEntropyError } from '${from}';`,
    "import { array } from '#lib/ndarray';",
    solution(),
    'crossEntropyError(array([0.5, 0.5]), array([1, 0]));',
  ].join('\n');
}

function check(answer: string): { status: number | null; out: string } {
  writeFileSync(exercise(), answer);
  const ended = runLaunched(['check', TOPIC.slice(0, 2)], { cwd: course.folder });
  return { status: ended.status, out: allSaid(ended) };
}

const WAYS = [
  `#topics/${EARLIER}`,
  `./${EARLIER}`,
  `./${EARLIER}.js`,
  `../exercises/${EARLIER}`,
  `../solutions/${EARLIER}`,
  `../solutions/${EARLIER}.js`,
];

const sandboxed = process.platform === 'win32' ? describe.skip : describe;

describe('an earlier topic', () => {
  test.each(WAYS)('imported as %s is the solution for npm run check', (way) => {
    const { status, out } = check(importing(way));
    expect(out).toMatch(/all \d+ laws hold/);
    expect(status).toBe(0);
  });

  (process.platform === 'win32' ? test.skip : test)(
    'is the solution for the grader, too, in each of these ways',
    () => {
      const answers = judgeIn(
        course.folder,
        WAYS.map((way) => ({ files: { [TOPIC]: importing(way) } })),
      );
      for (const answer of answers) {
        expect(answer[TOPIC].crash).toBeUndefined();
        expect(answer[TOPIC].passed).toBe(answer[TOPIC].all);
        expect(answer[TOPIC].all).toBeGreaterThan(5);
      }
    },
  );
});

sandboxed('in the grader', () => {
  const judged = (text: string, helpers?: Record<string, string>) =>
    judgeIn(course.folder, [{ files: { [TOPIC]: text }, helpers }])[0][TOPIC];
  const using = (from: string): string => `import { half } from '${from}';\n${solution()}\nhalf(1);`;
  const helper = 'export function half(x: number): number { return x / 2; }';

  test('helpers beside the exercise are there, also one that imports another', () => {
    const helpers = {
      'helpers.ts': "export { half } from './tools/halves';",
      'tools/halves.ts': `import { array } from '#lib/ndarray';\narray([1]);\n${helper}`,
    };
    for (const from of ['./helpers', './helpers.js', '#topics/helpers', '../exercises/helpers']) {
      const { passed, all, crash } = judged(using(from), helpers);
      expect([from, crash, passed]).toEqual([from, undefined, all]);
    }
  });

  test('a helper that is no TypeScript is a problem of those that import it', () => {
    const helpers = { 'helpers.ts': 'export function half( {' };
    expect(judged(using('./helpers'), helpers).crash).toMatch(/helpers\.ts/);
    expect(judged(solution(), helpers).crash).toBeUndefined();
  });

  test('a helper cannot take the place of a topic or of the library', () => {
    const helpers = {
      [`${EARLIER}.ts`]: "throw new Error('mine');",
      [`${TOPIC}.ts`]: "throw new Error('mine');",
      'ndarray.ts': "throw new Error('mine');",
    };
    const { passed, all, crash } = judged(importing(`./${EARLIER}`), helpers);
    expect([crash, passed]).toEqual([undefined, all]);
  });

  test('the library’s other names are there, and say why they cannot be called', () => {
    const idle = `import { loadMnist } from '#lib/mnist';\n${solution()}\nexport const load = () => loadMnist();`;
    expect(judged(idle).crash).toBeUndefined();
    const { crash } = judged(`${idle}\nload();`);
    expect(crash).toMatch(/loadMnist.*grader/);
    expect(crash).toContain(`exercises/${TOPIC}.ts`);
  });

  test('a later topic is not there, and neither is a package', () => {
    expect(judged("import '#topics/06-numerical-gradient';").crash).toMatch(/06-numerical-gradient/);
    expect(judged("import 'fast-check';").crash).toContain('fast-check');
  });
});

describe('npm run check says what the grader will not have', () => {
  const notes = (answer: string): string => {
    const { status, out } = check(answer);
    expect(out).toMatch(/all \d+ laws hold/); // it is a note, no failure
    expect(status).toBe(0);
    return out;
  };

  test('of nothing in a usual answer, nor of a helper beside it', () => {
    expect(notes(solution())).not.toMatch(/grader/i);
    writeFileSync(join(course.folder, 'exercises/helpers.ts'), 'export const half = (x: number) => x / 2;\n');
    expect(notes(`import { half } from './helpers';\n${solution()}\nhalf(1);`)).not.toMatch(/grader/i);
    mkdirSync(join(course.folder, 'exercises/util'), { recursive: true });
    writeFileSync(join(course.folder, 'exercises/util/index.ts'), "export { half } from '../helpers';\n");
    writeFileSync(join(course.folder, 'exercises/util/weights.json'), '[1]\n');
    const lines = [
      "import { half } from './util';",
      "import weights from './util/weights.json';",
      solution(),
    ];
    expect(notes([...lines, 'half(weights[0]);'].join('\n'))).not.toMatch(/grader/i);
  });

  test('a helper elsewhere, a later topic, a part of lib/ that needs files, a package', () => {
    mkdirSync(join(course.folder, 'mine'), { recursive: true });
    writeFileSync(join(course.folder, 'mine/helpers.ts'), 'export const half = (x: number) => x / 2;\n');
    const lines = [
      "import { half } from '../mine/helpers';",
      "import { numericalGradient } from '#topics/06-numerical-gradient';",
      "import { loadMnist } from '#lib/mnist';",
      "import fc from 'fast-check';",
      solution(),
      'void [half, numericalGradient, loadMnist, fc];',
    ];
    const said = notes(lines.join('\n'));
    for (const what of ['../mine/helpers', '#topics/06-numerical-gradient', '#lib/mnist', 'fast-check']) {
      expect(said).toContain(what);
    }
  });

  test('an edited library', () => {
    const file = join(course.folder, 'lib/ndarray.ts');
    const original = readFileSync(file, 'utf8');
    writeFileSync(file, `${original}// mine\n`);
    expect(notes(solution())).toContain('lib/ndarray.ts');
    writeFileSync(file, original.replaceAll('\n', '\r\n')); // as git writes it on Windows
    expect(notes(solution())).not.toContain('lib/ndarray.ts');
    writeFileSync(file, original);
  });
});
