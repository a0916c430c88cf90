// What the compiler says of students' files: shown beside the verdict, and never part of it. One confined process looks at one file after
// another, while the suites run elsewhere; where a file's types keep it too long, it is ended, and that is the report.
import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  chmodSync,
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { buildSync } from 'esbuild';
import type { Course, TopicName } from '#engine/course/course';
import { ENGINE_ROOT } from '#engine/course/link';
import { asWritten } from '#engine/words/phrase';
import { TYPES_DID_NOT_END } from '../../shared/limits';
import type { Caretaker } from '../sandbox/caretaker';
import { Confinement, type ConfinementKind, STATUS_FD, withInputs } from '../sandbox/confinement';
import { endTree, processorTimeOf } from '../sandbox/process-tree.cjs';
import { closedDoors, type Files, type Helpers, permissions } from '../judge/judge';
import { atTheEnd } from '../sandbox/temporary';
import type { Surroundings, ToCheck } from './main';

/** What was said of each topic; empty where nothing is wrong. */
export type TypeReports = Record<TopicName, string>;

/** The report on a file whose types are more than the compiler can take. */
const HELD_UP = asWritten(TYPES_DID_NOT_END);

/**
 * Milliseconds on a processor for one file; an honest one takes a few tenths of a second, and a few seconds where it is the first that needs the
 * types of Node.
 */
const TIME_LIMIT = 10_000;

/** Of so many files of a submission each may take its whole time; what is left after that is not looked at. */
const SLOW_FILES = 3;

/** Milliseconds on the clock: for a process that sleeps, and until it is ready. A busy machine needs some patience. */
const LONGEST_SILENCE = 120_000;

/** So often it is looked at how much time a file has taken, in milliseconds. */
const PERIOD = 250;

/** The language service keeps something of each file. */
const FILES_OF_A_PROCESS = 1_000;

/** Characters of a report. */
const LONGEST_REPORT = 4_000;

const fromHere = createRequire(__filename);

/** What was said of a file, and how many milliseconds on a processor that took. */
interface Said {
  report: string;
  spent: number;
}

export class TypeChecker {
  private readonly known = new Map<string, Promise<Said | undefined>>();
  private process: Process | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param folder for what the process needs, below one that the caretaker removes
   * @param limit milliseconds on a processor for one file
   * @param limitInAll the same for all files of a submission
   */
  constructor(
    private readonly course: Course,
    private readonly kind: ConfinementKind,
    private readonly folder: string,
    private readonly caretaker: Caretaker,
    private readonly limit = TIME_LIMIT,
    private readonly limitInAll = SLOW_FILES * limit,
  ) {}

  /** Looks at the files, each with the solutions instead of all other topics. It never fails: what is not known is left out. */
  async reportsOn(files: Files, helpers: Helpers = {}): Promise<TypeReports> {
    const reports: TypeReports = {};
    if (this.course.root !== ENGINE_ROOT) return reports; // what such a course imports is found in another way
    let spent = 0;
    for (const [topic, text] of Object.entries(files)) {
      if (spent > this.limitInAll) {
        reports[topic] = HELD_UP;
        break;
      }
      const question: ToCheck = {
        file: `exercises/${topic}.ts`,
        files: {
          ...Object.fromEntries(
            Object.entries(helpers[topic] ?? {}).map(([name, helper]) => [`exercises/${name}`, helper]),
          ),
          [`exercises/${topic}.ts`]: text,
        },
      };
      const said = await this.answerTo(onOneLine(question));
      if (said === undefined) break;
      reports[topic] = said.report;
      spent += said.spent;
      if (said.report === HELD_UP) break; // who has held it up once is not waited for again
    }
    return reports;
  }

  /** Ends the process, and removes what it needed. */
  close(): void {
    this.process?.close();
  }

  private answerTo(question: string): Promise<Said | undefined> {
    const key = createHash('sha256').update(question).digest('hex'); // a class of long files would fill the memory
    let answer = this.known.get(key);
    if (answer === undefined) {
      answer = this.last.then(() => this.ask(question));
      this.last = answer;
      this.known.set(key, answer);
    }
    return answer;
  }

  private async ask(question: string): Promise<Said | undefined> {
    try {
      if (this.process === undefined || this.process.asked >= FILES_OF_A_PROCESS || this.process.hasEnded) {
        this.process?.close();
        this.process = new Process(this.course, this.kind, this.folder, this.caretaker);
      }
      const { report, spent } = await this.process.ask(question, this.limit);
      return { report: report.slice(0, LONGEST_REPORT), spent };
    } catch (error) {
      if (!(error instanceof TooMuch)) return undefined;
      // The files before it may have filled the memory: a process that has seen no other decides.
      return this.process!.asked > 1 ? this.ask(question) : { report: HELD_UP, spent: this.limit };
    }
  }
}

/** The confined process. */
class Process {
  private readonly child: ChildProcess;
  private readonly lines: Interface;
  asked = 0;
  hasEnded = false;

  constructor(
    course: Course,
    kind: ConfinementKind,
    private readonly folder: string,
    caretaker: Caretaker,
  ) {
    const at = (name: string): string => join(folder, name);
    mkdirSync(at('confined'), { recursive: true, mode: 0o711 });
    if (kind === 'user') for (const path of [dirname(folder), folder]) chmodSync(path, 0o711);
    const files = Object.fromEntries(
      ['types.cjs', 'typescript.cjs', 'surroundings.json'].map((name) => [`/${name}`, at(name)]),
    );
    writeFileSync(at('types.cjs'), bundleOfProgram());
    copyFileSync(fromHere.resolve('typescript'), at('typescript.cjs'));
    writeFileSync(at('surroundings.json'), JSON.stringify(surroundings(course)));
    const command = new Confinement(kind, at('confined')).commandFor('types', {
      executable: process.execPath,
      args: [
        '--single-threaded-gc', // the judges need the other processors
        '--max-old-space-size=700',
        ...closedDoors(),
        ...permissions(kind, ...Object.values(files)),
        at('types.cjs'),
      ],
      files,
      limits: { memory: 2 ** 31, cpu: 3_600 },
    });
    const stdio: ('pipe' | 'ignore' | number)[] = ['pipe', 'pipe', 'ignore', 'ignore', 'ignore']; // without a gap
    stdio[STATUS_FD] = openSync('/dev/null', 'w');
    this.child = withInputs(command, stdio, () =>
      spawn(command.command, command.args, { stdio, env: {}, cwd: '/' }),
    );
    closeSync(stdio[STATUS_FD]);
    caretaker.watch(this.child);
    this.lines = createInterface(this.child.stdout!);
    for (const event of ['exit', 'error']) this.child.on(event, () => (this.hasEnded = true));
    this.child.stdin!.on('error', () => {}); // it has ended: its exit says so
  }

  readonly close = atTheEnd(() => {
    const child = this.child as ChildProcess | undefined; // none where there was no room for its files
    if (!this.hasEnded && child?.pid !== undefined) endTree(child.pid);
    child?.kill('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  });

  /**
   * @param limit milliseconds on a processor
   * @throws TooMuch where the file is at fault
   */
  async ask(question: string, limit: number): Promise<Said> {
    if (this.asked++ === 0) await this.nextLine(Infinity);
    const before = this.processorTime();
    const line = this.nextLine(limit);
    this.child.stdin!.write(`${question}\n`);
    return { report: String(JSON.parse(await line)), spent: this.processorTime() - before };
  }

  private processorTime(): number {
    return processorTimeOf(this.child.pid ?? 0);
  }

  /** What the process says next. When it takes too long, it is ended. */
  private nextLine(limit: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const done = (settle: () => void): void => {
        clearInterval(watchdog);
        this.lines.off('line', answered);
        this.child.off('exit', ended).off('error', failed);
        settle();
      };
      const answered = (line: string): void => done(() => resolve(line));
      const failed = (): void => done(() => reject(new Error('the compiler ended')));
      const ended = (status: number | null, signal: NodeJS.Signals | null): void => {
        // Whoever kills it from outside, such as a system without memory, says nothing about the file. Out of its own memory it ends in another way.
        const wasKilled = signal === 'SIGKILL' || status === 128 + constants.signals.SIGKILL;
        done(() => reject(wasKilled || limit === Infinity ? new Error('the compiler ended') : new TooMuch()));
      };
      const giveUp = (error: Error): void => {
        this.close();
        this.hasEnded = true;
        done(() => reject(error));
      };
      const before = this.processorTime();
      let periods = 0;
      const watchdog = setInterval(() => {
        if (this.processorTime() - before >= limit) giveUp(new TooMuch());
        else if (++periods * PERIOD >= LONGEST_SILENCE) giveUp(new Error('the compiler says nothing'));
      }, PERIOD);
      this.lines.once('line', answered);
      this.child.once('exit', ended).once('error', failed);
    });
  }
}

/** As JSON, without the separators of lines at which newer versions of Node end a line, too. */
function onOneLine(question: ToCheck): string {
  return JSON.stringify(question).replace(/[\u2028\u2029]/g, (sign) =>
    sign === '\u2028' ? '\\u2028' : '\\u2029',
  );
}

/** The types of a file take more time, memory or stack than there is. */
class TooMuch extends Error {}

/** The course as a student's file sees it, where each topic is the solution. */
function surroundings(course: Course): Surroundings {
  const files: Record<string, string> = {};
  const put = (path: string, from: string): void =>
    void (files[`/course/${path}`] = readFileSync(from, 'utf8'));
  put('package.json', join(course.root, 'package.json'));
  for (const topic of course.topicNames()) {
    for (const room of ['solutions', 'exercises']) put(`${room}/${topic}.ts`, course.solution(topic));
  }
  for (const name of readdirSync(join(course.root, 'lib'), { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.ts') && !name.includes('node_modules'))
      put(`lib/${name}`, join(course.root, 'lib', name));
  }
  const home = dirname(fromHere.resolve('typescript'));
  for (const name of readdirSync(home)) {
    if (/^lib\.(es|decorators).*\.d\.ts$/.test(name))
      files[`/typescript/${name}`] = readFileSync(join(home, name), 'utf8');
  }
  const ofNode: Record<string, string> = {};
  for (const name of ['@types/node', 'undici-types']) {
    const folder = dirname(fromHere.resolve(`${name}/package.json`));
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!/\.d\.ts$|^package\.json$/.test(file)) continue;
      ofNode[`/course/node_modules/${name}/${file}`] = readFileSync(join(folder, file), 'utf8');
    }
  }
  const configurations = ['tsconfig.json', 'tsconfig.solutions.json', 'tsconfig.student.json'].map((name) =>
    readFileSync(join(course.root, name), 'utf8'),
  );
  return { files, ofNode, language: '/typescript/lib.es2023.d.ts', configurations };
}

function bundleOfProgram(): string {
  const { outputFiles } = buildSync({
    absWorkingDir: __dirname, // an entry by its whole path would be read as a pattern
    entryPoints: ['./main.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  });
  return outputFiles[0].text;
}
