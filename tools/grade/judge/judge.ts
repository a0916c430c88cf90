// Judges a submission: all suites, unchanged, each at the other end of a line from the student's file.
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { buildSync } from 'esbuild';
import type { Course, TopicName } from '#engine/course/course';
import type { RunTest } from '#engine/runner/runner';
import type { TestOutcome } from '#engine/runner/outcome';
import { shortened as shortenedProblem } from '#engine/suite/problem';
import { outcomeOf } from '../../shared/suites';
import { Confinement, type ConfinementKind } from '../sandbox/confinement';
import { Fifos } from '../sandbox/fifos';
import { LONGEST_FRAME } from '../rpc/frames';
import { judgedTests } from './judged-suite';
import type { TestKind } from '#engine/suite/host';
import { GuestChannel, WALL_CLOCK_FACTOR, type TimeLimits } from './guest-channel';
import {
  AS_JAVASCRIPT,
  sizeInMessage,
  stackReader,
  SyntaxProblem,
  type TranslatedFile,
  Translator,
} from '../sandbox/translate';
import { Watchdog } from '../sandbox/watchdog';

const requireModule = createRequire(__filename);

/** What is the same for all submissions of a run. */
export interface GradingOptions {
  confinement: ConfinementKind;
  /** Draws the inputs of the laws: the same for all students, so that luck plays no part. */
  seed: number;
  time: TimeLimits;
  /** Bytes that the student's code may use, beyond what Node itself takes. */
  memory: number;
}

export const DEFAULT_LIMITS: Pick<GradingOptions, 'time' | 'memory'> = {
  time: { call: 2_000, topic: 10_000 },
  memory: 400 * 2 ** 20,
};

/** A submission's files, as text by topic. */
export type Files = Record<TopicName, string>;

/** Of each topic, the student's other files that it imports, as text by their path in exercises/ ("util/half.ts"). */
export type Helpers = Record<TopicName, Record<string, string>>;

/** How the suites run for files that are no submission. */
export interface How {
  /** Another one than that of the class. */
  seed?: number;
  /** Only which laws are broken at once is asked for: few inputs, no smaller counterexamples, no names of mistakes, and more time. */
  brief?: boolean;
}

/** What was found out about one topic of a submission. */
export interface JudgedTopic {
  topic: TopicName;
  tests: JudgedTest[];
  /** Why no test could be run, in words for the student. */
  crash?: string;
  /** The file says itself that it is not written yet. */
  unwritten?: boolean;
  /** The process of the student's code ended before its time; another time it might not. */
  crashed?: boolean;
  /** Why the grader came to no result: that is no statement about the file. */
  failure?: string;
  seconds: number;
}

/** Another file of the student's, as JavaScript, as imports name it: by its path in exercises/, without the ending of TypeScript. */
interface Helper {
  path: string;
  file: string;
  code: string;
  translation?: TranslatedFile;
}

export type JudgedTest = TestOutcome & { kind: TestKind };

/** One for a process: suites run one after another, and a global variable says who is judged. */
export class SubmissionJudge {
  private readonly solutions: Record<TopicName, string>;
  private readonly translator: Translator;
  private readonly guest;
  private readonly fifos: Fifos;
  private readonly watchdog: Watchdog;

  /**
   * @param folder for what the confined processes need; it is the judge's own
   * @param onTopic called when the suite of a topic begins
   */
  constructor(
    private readonly course: Course,
    private readonly rules: GradingOptions,
    folder: string,
    private readonly onTopic: (topic: TopicName) => void = () => {},
  ) {
    this.watchdog = new Watchdog();
    const confinement = new Confinement(rules.confinement, folder);
    this.fifos = new Fifos(folder);
    this.translator = new Translator(confinement);
    this.solutions = translatedSolutions(course);
    const program = join(folder, 'guest.cjs');
    writeFileSync(program, guestBundle(course.settings.library));
    const { flags, data } = leanNode();
    this.guest = confinement.commandFor('guest', {
      executable: process.execPath,
      args: [
        ...flags,
        '--max-old-space-size=256',
        ...closedDoors(),
        ...permissions(rules.confinement, program),
        program,
      ],
      files: { '/guest.cjs': program },
      limits: { memory: rules.memory + data, cpu: Math.ceil(rules.time.topic / 1000) + 3 },
    });
  }

  /** Judges the files; each by itself, with the solutions of the topics before it, and the student's helpers. */
  async judge(files: Files, helpers: Helpers = {}, how: How = {}): Promise<JudgedTopic[]> {
    const findings: JudgedTopic[] = [];
    for (const [topic, text] of Object.entries(files)) {
      this.onTopic(topic); // from here on it has its time, which translating takes as well
      const began = performance.now();
      const finding = await this.findingOn(topic, text, helpers[topic] ?? {}, how);
      findings.push({ ...finding, seconds: (performance.now() - began) / 1000 });
    }
    return findings.sort((a, b) => a.topic.localeCompare(b.topic));
  }

  private async findingOn(
    topic: TopicName,
    text: string,
    helpers: Helpers[TopicName],
    how: How,
  ): Promise<Omit<JudgedTopic, 'seconds'>> {
    let translation: TranslatedFile;
    try {
      translation = this.translator.translate(text);
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      return { topic, tests: [], crash: error.message };
    }
    const imported = this.helpers(helpers);
    for (let attempt = 1; ; attempt++) {
      const line = this.lineTo(topic, translation, imported, how);
      const tests = await this.testsOf(topic, line, how);
      // The system kills, too, when it has no memory left; that it does so twice is not to be expected.
      if (!line.wasKilled || attempt === 2) return findingOf(this.course, topic, line, tests);
    }
  }

  /** All that can cross beside a topic's file and the earlier solutions; each of the others fails only where it is imported. */
  private helpers(helpers: Helpers[TopicName]): Helper[] {
    let room = LONGEST_FRAME / 2;
    const programs = Object.entries(helpers).filter(([name]) => !name.endsWith('.d.ts'));
    return programs.map(([name, text]) => {
      const helper = this.helper(name, text);
      room -= sizeInMessage(helper.code);
      if (room >= 0) return helper;
      const { path, file } = helper;
      const why = `${file}: the files that the topic imports are too large together`;
      return { path, file, code: `throw new RangeError(${JSON.stringify(why)})` };
    });
  }

  /** A helper that is no TypeScript fails where it is imported. */
  private helper(name: string, text: string): Helper {
    const file = `exercises/${name}`;
    const path = name.replace(/\.ts$/, '');
    try {
      if (name.endsWith('.json')) return { path, file, code: moduleOf(text) };
      const translation = this.translator.translate(text);
      return { path, file, translation, code: translation.code };
    } catch (error) {
      if (!(error instanceof SyntaxProblem)) throw error;
      return { path, file, code: `throw new SyntaxError(${JSON.stringify(`${file}, ${error.message}`)})` };
    }
  }

  private lineTo(
    topic: TopicName,
    translation: TranslatedFile,
    helpers: Helper[],
    { brief }: How,
  ): GuestChannel {
    const earlier = Object.entries(this.solutions).filter(([name]) => name < topic);
    const translated: [string, TranslatedFile][] = [
      [`exercises/${topic}.ts`, translation],
      ...helpers.flatMap(({ path, translation: how }): [string, TranslatedFile][] =>
        how === undefined ? [] : [[`exercises/${path}.ts`, how]],
      ),
    ];
    const topicUnderTest = {
      topic,
      sources: {
        ...Object.fromEntries(helpers.map(({ path, code }) => [path, code])),
        ...Object.fromEntries(earlier),
        [topic]: translation.code,
      },
      classes: this.course.settings.classes,
      framesOf: stackReader(translated),
    };
    const { call, topic: inAll } = this.rules.time;
    const time = brief
      ? { call: WALL_CLOCK_FACTOR * call, topic: WALL_CLOCK_FACTOR * inAll }
      : this.rules.time; // these can't be an attack
    return new GuestChannel(topicUnderTest, this.guest, this.fifos, this.watchdog, time);
  }

  /** None when the student's file cannot be loaded. */
  private async testsOf(topic: TopicName, line: GuestChannel, how: How): Promise<RunTest[]> {
    try {
      const tests = await judgedTests(this.course, topic, line, { seed: this.rules.seed, ...how });
      if (line.failure !== undefined) throw line.failure;
      return tests;
    } catch (error) {
      if (line.failure !== undefined) throw line.failure;
      if (line.loadFailure !== undefined) return [];
      throw new Error(`the suite of ${topic} could not be run: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }
}

/** @throws SyntaxProblem */
function moduleOf(json: string): string {
  try {
    JSON.parse(json);
    return `module.exports = JSON.parse(${JSON.stringify(json)})`;
  } catch (error) {
    throw new SyntaxProblem((error as Error).message);
  }
}

function findingOf(
  course: Course,
  topic: TopicName,
  line: GuestChannel,
  tests: RunTest[],
): Omit<JudgedTopic, 'seconds'> {
  const crashed = line.terminations > 0;
  if (line.loadFailure !== undefined) {
    const { message, stack, unwritten } = line.loadFailure;
    const [, place] = /\((exercises\/[^)]*)\)/.exec(stack) ?? [];
    const reason = place ? `${message} (${place})` : message;
    return { topic, tests: [], crash: reason.slice(0, LONGEST_MESSAGE), unwritten, crashed };
  }
  const judged = tests.map((test) => ({ ...shortened(outcomeOf(course, test)), kind: test.kind }));
  return { topic, tests: judged, crashed };
}

/** As many characters of a message as a person will read. More would make reports too large to open. */
const LONGEST_MESSAGE = 5_000;

function shortened(test: TestOutcome): TestOutcome {
  const { finding } = test;
  if (finding === undefined) return test;
  return { ...test, finding: { ...finding, problem: shortenedProblem(finding.problem, LONGEST_MESSAGE) } };
}

/** Node's own ways to native code, as far as this version has them. `node:ffi`, which is open by default, would call any system function. */
export function closedDoors(): string[] {
  const doors = ['--no-addons', '--no-experimental-ffi', '--no-experimental-sqlite'];
  return doors.filter((flag) => process.allowedNodeEnvironmentFlags.has(flag));
}

/** Where no namespace hides the rest of the machine, Node's own permissions shut at least the doors that it has. */
export function permissions(kind: ConfinementKind, ...readable: string[]): string[] {
  if (kind === 'bubblewrap') return [];
  const flag = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  return [flag, '--allow-worker', ...readable.map((path) => `--allow-fs-read=${path}`)];
}

/**
 * Options of V8 for a process that lives for a second or two, the thriftiest first. With them it compiles what is hot later, and only that, and
 * in its one thread: most of what it would optimize is over before that pays off, and judges use all processors anyway. Each version of
 * Node knows others.
 */
const LEAN_FLAGS = [['--single-threaded', '--interrupt-budget=1000000'], ['--single-threaded'], []];

/**
 * The options that this Node takes, and how many bytes count as its data while it does nothing. Since version 24 half a gigabyte of them are
 * addresses that are kept free for code, and hardly any memory. 0 where there is no such count, and no limit either.
 */
function leanNode(): { flags: string[]; data: number } {
  const print = "process.stdout.write(require('node:fs').readFileSync('/proc/self/status'))";
  for (const flags of LEAN_FLAGS) {
    const { status, stdout } = spawnSync(process.execPath, [...flags, '-e', print], { encoding: 'utf8' });
    if (status === BAD_OPTION) continue;
    const [, kilobytes = '0'] = /^VmData:\s+(\d+) kB$/m.exec(stdout) ?? [];
    return { flags, data: 1024 * Number(kilobytes) };
  }
  return { flags: [], data: 0 };
}

/** How Node ends when it doesn't know an option. */
const BAD_OPTION = 9;

/** The course's own answers as JavaScript. They are trusted, and so one run of the translator, unconfined, does for all of them. */
function translatedSolutions(course: Course): Record<TopicName, string> {
  const { outputFiles } = buildSync({
    entryPoints: course.topicNames().map((topic) => ({ in: course.solution(topic), out: topic })),
    outdir: course.root,
    write: false,
    ...AS_JAVASCRIPT,
  });
  return Object.fromEntries(outputFiles.map(({ path, text }) => [basename(path, '.js'), text]));
}

/** The program that runs confined, with the library inside of it: one file, so that the process needs to see no other. */
function guestBundle(library: string[]): string {
  const imports = library.map((name, i) => `import * as module${i} from '#lib/${name}';`);
  const modules = library.map((name, i) => `${JSON.stringify(name)}: module${i}`);
  const { outputFiles } = buildSync({
    stdin: {
      contents: [
        "import { answerJudge } from '../sandbox/guest';",
        ...imports,
        `answerJudge({ ${modules.join(', ')} }, ${JSON.stringify(constantsOf(library))});`,
      ].join('\n'),
      resolveDir: __dirname,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  });
  return outputFiles[0].text;
}

/** The constants of the other modules of lib/, by module: what is a number or a text there needs no files. */
function constantsOf(library: string[]): Record<string, Record<string, unknown>> {
  const folder = join(__dirname, '../../../lib');
  const others = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !library.includes(file.replace(/\.ts$/, '')))
    .map((file) => file.replace(/\.ts$/, ''));
  return Object.fromEntries(
    others.map((name) => {
      const exports = requireModule(join(folder, name)) as Record<string, unknown>;
      const constants = Object.entries(exports).filter(
        ([, value]) => typeof value === 'number' || typeof value === 'string',
      );
      return [name, Object.fromEntries(constants)];
    }),
  );
}
