// npm run mutants: changes the code in every place, one place at a time (Stryker), and looks whether the tests notice: each topic's
// solution against its own suite only, each file of the engine, the library and the tools against its own tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { suiteProject } from '../../engine/jest/project';
import { type TopicName } from '../../engine/course/course';
import { COURSE, topicArgument } from '../../tools/shared/this-course';
import { fileTargets, FOLDERS, SHARE, type Target } from './mutation-targets';

/** A mutant that the tests did not notice, in words: where it stands, and what was put in place of what. */
interface Survivor {
  file: string;
  /** The line in which it begins, as it is without the change. */
  line: string;
  /** "a + b → a - b". */
  mutant: string;
}

/** A mutant that no test can notice, because it computes the same. */
interface Equivalent extends Survivor {
  reason: string;
}

interface Result {
  file: string;
  strict: boolean;
  killed: number;
  /** Noticed because the tests no longer came to an end. */
  endless: number;
  survivors: Survivor[];
}

/** As much of Stryker's report as is read here: see mutants-reporter.mjs. */
interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  status: 'Killed' | 'RuntimeError' | 'Timeout' | 'Survived' | 'NoCoverage';
  /** The beginning of what was said where the tests could not be run. */
  reason?: string;
  replacement: string;
  location: Record<'start' | 'end', { line: number; column: number }>;
}

const STRYKER = join(
  COURSE.root,
  'dev',
  'proof',
  'node_modules',
  '@stryker-mutator',
  'core',
  'bin',
  'stryker.js',
);
const EQUIVALENT = JSON.parse(
  readFileSync(join(COURSE.root, 'dev', 'proof', 'equivalent-mutants.json'), 'utf8'),
) as Equivalent[];

type Folder = (typeof FOLDERS)[number];

interface MutantsOptions extends Partial<Record<Folder, string[] | true>> {
  topics?: TopicName[];
  concurrency: number;
}

void runCommand(
  new Command('npm run mutants --')
    .description(
      'Tries the tests with changed code. Exits 0 when, in the solutions and in what the grader computes verdicts with, every change is ' +
        'noticed or listed as none, and elsewhere nine in ten are noticed.',
    )
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .option('--engine [names...]', 'only the engine, or these files of it')
    .option('--lib [names...]', 'only the library, or these files of it')
    .option('--tools [names...]', 'only the tools, or these files of them')
    .option('--concurrency <count>', 'how many changes are tried at a time', wholeNumber(1, 64), 1)
    .action(mutants),
);

async function mutants({ topics, concurrency, ...folders }: MutantsOptions): Promise<void> {
  if (!existsSync(STRYKER))
    throw new Error('the proofs are not installed: run `npm ci --prefix dev/proof` first');
  const everything = topics === undefined && Object.keys(folders).length === 0;
  const targets = [
    ...topicTargets(topics ?? (everything ? COURSE.topicNames() : [])),
    ...FOLDERS.flatMap((folder) => targetsIn(folder, folders[folder] ?? everything)),
  ];
  const results: Result[] = [];
  for (const target of targets) {
    const result = await tryOut(target, concurrency);
    results.push(result);
    console.log(lineOf(result));
    for (const survivor of unlisted(result)) console.log(`  ✘ ${survivor.line}\n      ${survivor.mutant}`);
  }
  for (const { file, line, mutant } of stale(results)) {
    console.log(
      `✘ ${file} has no such survivor any more: take it off the list\n      ${line}\n      ${mutant}`,
    );
  }
  const open = results.flatMap(unlisted).length;
  const [caught, all] = [
    sum(results.map(({ killed, endless }) => killed + endless)),
    sum(results.map(total)),
  ];
  console.log(`mutants: ${caught} of ${all} noticed, ${all - caught - open} equivalent, ${open} not noticed`);
  process.exitCode = results.every(isEnough) && stale(results).length === 0 ? 0 : 1;
}

function topicTargets(topics: TopicName[]): Target[] {
  return topics.map((topic) => ({
    file: `solutions/${topic}.ts`,
    tests: [`test/${topic}.test.ts`],
    strict: true,
  }));
}

/** The files of a folder that were asked for by name, or all, or none. */
function targetsIn(folder: Folder, asked: string[] | boolean): Target[] {
  if (asked === false) return [];
  const targets = fileTargets(COURSE.root).filter(({ file }) => file.startsWith(`${folder}/`));
  if (asked === true) return targets;
  return asked.map((name) => {
    const target = targets.find(({ file }) => file === `${folder}/${name}.ts`);
    if (target !== undefined) return target;
    const known = targets.map(({ file }) => file.slice(folder.length + 1, -'.ts'.length)).join(', ');
    throw new Error(`there is no file "${name}" to try in ${folder}/: name some of ${known}`);
  });
}

/** Whether a file's tests notice as many changes as they must. */
function isEnough(result: Result): boolean {
  const open = unlisted(result).length;
  return result.strict ? open === 0 : open <= (1 - SHARE) * total(result);
}

/** Runs Stryker on one file. */
async function tryOut({ file, tests, strict }: Target, concurrency: number): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-mutants-'));
  try {
    const [settings, report] = ['stryker.json', 'report.json'].map((name) => join(folder, name));
    writeFileSync(settings, JSON.stringify(settingsFor(file, tests, concurrency, report)));
    const output = await run([STRYKER, 'run', settings]);
    if (!existsSync(report)) throw new Error(`${file}: Stryker gave no report\n${output}`);
    return { ...resultOf(JSON.parse(readFileSync(report, 'utf8')) as Report, file), strict };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function settingsFor(file: string, tests: string[], concurrency: number, report: string): object {
  return {
    mutate: [file],
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner', join(COURSE.root, 'dev', 'proof', 'mutants-reporter.mjs')],
    coverageAnalysis: 'perTest',
    jest: { projectType: 'custom', config: jestConfig(tests), enableFindRelatedTests: false },
    concurrency,
    // A mutant is called endless when it takes this long beyond the usual; the room is for a busy machine.
    timeoutMS: 15_000,
    maxTestRunnerReuse: 100, // what jest leaves behind makes each run slower than the one before
    disableTypeChecks: false, // nothing is checked here, and the kernel's sources must stay as they are for the test of their hash
    ignorePatterns: ['/dev/bench', '/site', '/runs', '/.dojo', '/.github'],
    reporters: ['mutants'],
    jsonReporter: { fileName: report },
    tempDirName: '.dojo/mutants',
    allowConsoleColors: false,
    warnings: false,
  };
}

/** As students run the suites, without type errors: a mutant that the compiler rejects must be noticed by a test all the same. */
function jestConfig(tests: string[]): object {
  return {
    ...suiteProject(COURSE.root, 'solutions', 'solutions'),
    projects: [], // in place of those of the course, each of which would run the tests once more
    testRegex: tests.map((test) => `/${test.replaceAll('.', '\\.')}$`),
    // Of the copy that Stryker changes, which is where jest is started, and not of this folder.
    resolver: '<rootDir>/engine/jest/resolver.cjs',
    setupFilesAfterEnv: ['<rootDir>/engine/jest/setup.ts'],
    testEnvironment: './engine/jest/environment.cjs', // Stryker looks it up by itself
    transform: {
      '^.+\\.ts$': [
        'ts-jest',
        { tsconfig: 'tsconfig.solutions.json', isolatedModules: true, diagnostics: false },
      ],
    },
  };
}

/** Runs a program to its end; what it says is kept for the case that it fails. */
function run(args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: COURSE.root });
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    child.on('error', reject);
    child.on('close', () => resolve(output));
  });
}

/** Stryker chooses tests by an expression of all of their titles, and that can be too long. No test has run then. */
const NO_PATTERN = 'Invalid regular expression';

function resultOf({ files }: Report, file: string): Omit<Result, 'strict'> {
  const { source, mutants } = files[file] ?? { source: '', mutants: [] };
  if (mutants.length === 0) throw new Error(`${file}: Stryker found nothing to change`);
  const untested = mutants.find(({ reason }) => reason?.startsWith(NO_PATTERN));
  if (untested !== undefined)
    throw new Error(`${file}: its tests cannot be chosen: give the longest a shorter title`);
  const count = (status: Mutant['status']): number => mutants.filter((m) => m.status === status).length;
  const survived = mutants.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  return {
    file,
    killed: count('Killed') + count('RuntimeError'), // with the latter, the tests' own file cannot even be loaded
    endless: count('Timeout'),
    survivors: survived.map((mutant) => survivorOf(mutant, source.split(/\r?\n/), file)),
  };
}

function survivorOf(
  { replacement, location: { start, end } }: Mutant,
  lines: string[],
  file: string,
): Survivor {
  const whole = lines.slice(start.line - 1, end.line);
  whole[whole.length - 1] = whole[whole.length - 1].slice(0, end.column - 1);
  whole[0] = whole[0].slice(start.column - 1);
  const original = whole.map((line) => line.trim()).join(' ');
  const changed = replacement.replace(/\s+/g, ' ');
  return { file, line: lines[start.line - 1].trim(), mutant: `${original} → ${changed}` };
}

// ── the list of those that no test can notice ────────────────────────────────────────────────────────────────────

function isSame(a: Survivor, b: Survivor): boolean {
  return a.file === b.file && a.line === b.line && a.mutant === b.mutant;
}

function unlisted({ survivors }: Result): Survivor[] {
  return survivors.filter((survivor) => !EQUIVALENT.some((listed) => isSame(listed, survivor)));
}

/** What is on the list but did not survive, among the files that were tried. */
function stale(results: Result[]): Equivalent[] {
  return EQUIVALENT.filter((listed) =>
    results.some(
      ({ file, survivors }) =>
        file === listed.file && !survivors.some((survivor) => isSame(listed, survivor)),
    ),
  );
}

function lineOf(result: Result): string {
  const { file, killed, endless, survivors } = result;
  const open = unlisted(result).length;
  const parts = [
    `${killed} killed`,
    endless > 0 && `${endless} endless`,
    survivors.length > open && `${survivors.length - open} equivalent`,
    open > 0 && `${open} not noticed`,
  ];
  return `${isEnough(result) ? '✔' : '✘'} ${file}: ${total(result)} mutants, ${parts.filter(Boolean).join(', ')}`;
}

function total({ killed, endless, survivors }: Result): number {
  return killed + endless + survivors.length;
}

function sum(numbers: number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}
