// npm run mutants: changes the code in every place, one place at a time (Stryker), and looks whether the tests notice: each topic's
// solution against its own suite only, each file of the library and of the tools against its own tests.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { runCommand, wholeNumber } from '../../tools/shared/cli';
import { suiteProject } from '../../engine/jest/project';
import { type TopicName } from '../../engine/course/course';
import { COURSE, topicArgument } from '../../tools/shared/this-course';

/** What is changed, and the tests that must notice. */
interface Target {
  file: string;
  tests: string[];
}

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
  killed: number;
  /** Noticed because the tests no longer came to an end. */
  endless: number;
  survivors: Survivor[];
}

/** As much of Stryker's report as is read here. */
interface Report {
  files: Record<string, { source: string; mutants: Mutant[] }>;
}

interface Mutant {
  status: 'Killed' | 'RuntimeError' | 'Timeout' | 'Survived' | 'NoCoverage';
  replacement: string;
  location: Record<'start' | 'end', { line: number; column: number }>;
}

/** Files of the library with the tests that are about them; the others are tried through these. */
const LIBRARY: Record<string, string[]> = {
  'file-error': ['file-error'],
  'kernel/kernel': ['kernel/kernel'],
  'kernel/operations': ['kernel/operations'],
  'kernel/plain': ['kernel/kernel', 'ndarray', 'kernel/storage'],
  'kernel/storage': ['kernel/storage'],
  mnist: ['mnist'],
  ndarray: ['ndarray', 'kernel/storage'],
  npz: ['npz'],
  random: ['random'],
  todo: ['todo'],
};

/** Files of the tools whose tests call their functions in the same process, where Stryker can see what they cover. */
const TOOLS: Record<string, string[]> = {
  'grade/judge-cache': ['grade/judge-cache'],
  'grade/class': ['grade/class'],
  'grade/random-prefetch': ['grade/random-prefetch'],
  'grade/frames': ['grade/frames'],
  'grade/intake/intake': ['grade/intake/intake'],
  'grade/intake/listing': ['grade/intake/intake'],
  'grade/intake/roster': ['grade/intake/submissions'],
  'grade/intake/submissions': ['grade/intake/submissions'],
  'grade/intake/text': ['grade/intake/intake', 'grade/intake/submissions'],
  'grade/intake/zip': ['grade/intake/intake'],
  'grade/sanitize': ['grade/intake/intake', 'grade/reports/reports'],
  'grade/state': ['grade/class', 'merge'],
  'grade/rpc-peer': ['grade/rpc-peer'],
  'grade/pool': ['grade/pool'],
  'grade/reports': ['grade/reports/reports'],
  'grade/reports/classroom': ['grade/reports/reports'],
  'grade/reports/csv': ['grade/reports/reports'],
  'grade/reports/feedback': ['grade/reports/reports'],
  'grade/reports/gradescope': ['grade/reports/reports'],
  'grade/reports/junit': ['grade/reports/reports'],
  'grade/reports/summary': ['grade/reports/summary'],
  'grade/reports/words': ['grade/reports/reports'],
  'grade/seccomp': ['grade/seccomp'],
  'grade/translate': ['grade/translate'],
  'grade/marshaller': ['grade/marshaller'],
  'grade/wire': ['grade/marshaller'],
  'grade/verdict': ['grade/verdict'],
  'learn/hints': ['learn/hints', 'shared/in-words'],
  'learn/loop': ['learn/loop'],
  'learn/terminal': ['learn/terminal'],
  'shared/cli': ['shared/cli'],
  'shared/html': ['shared/html'],
  'shared/judge': ['shared/judge'],
  'shared/limits': ['shared/judge'],
  'shared/progress': ['shared/progress'],
  'shared/start-reporter': ['shared/suites'],
  'shared/suites': ['shared/suites'],
  'shared/messages': ['shared/messages'],
  'shared/type-errors': ['shared/type-errors'],
  'shared/verdict': ['shared/verdict', 'shared/in-words'],
  'shared/atomic-write': ['shared/progress'],
  'train/checkpoint': ['train/checkpoint'],
  'train/chores': ['train/companion'],
  'train/companion': ['train/companion', 'train/measuring'],
  'train/display': ['train/display'],
  'train/explain': ['train/ends'],
  'train/evaluate': ['train/measuring'],
  'train/messages': ['train/measuring'],
  'train/options': ['train/options'],
  'train/plot': ['train/plot'],
  'train/problem': ['train/ends'],
  'train/preflight': ['train/preflight'],
  'train/report': ['train/report'],
  'train/ring': ['train/companion'],
  'train/run-folder': ['train/folder'],
  'train/settings': ['train/settings'],
  'train/signals': ['train/ends'],
  'train/checkpoint-schema': ['train/checkpoint-schema'],
  'train/svg': ['train-html'],
  'train/wrong-answers': ['train/wrong-answers'],
  'verify/checks': ['verify/checks'],
  'verify/lessons': ['verify/lessons'],
  'verify/table': ['verify/checks'],
  'verify/translations': ['verify/pairs'],
  'verify/twins': ['verify/pairs'],
};

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

interface MutantsOptions {
  topics?: TopicName[];
  lib?: string[] | true;
  tools?: string[] | true;
  concurrency: number;
}

void runCommand(
  new Command('npm run mutants --')
    .description(
      'Tries the tests with changed code. Exits 0 when every change is noticed, or listed as none.',
    )
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .option('--lib [names...]', 'only the library, or these files of it')
    .option('--tools [names...]', 'only the tools, or these files of them')
    .option('--concurrency <count>', 'how many changes are tried at a time', wholeNumber(1, 64), 1)
    .action(mutants),
);

async function mutants({ topics, lib, tools, concurrency }: MutantsOptions): Promise<void> {
  if (!existsSync(STRYKER))
    throw new Error('the proofs are not installed: run `npm ci --prefix dev/proof` first');
  const everything = topics === undefined && lib === undefined && tools === undefined;
  const targets = [
    ...topicTargets(topics ?? (everything ? COURSE.topicNames() : [])),
    ...fileTargets('lib', LIBRARY, lib ?? everything),
    ...fileTargets('tools', TOOLS, tools ?? everything),
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
  process.exitCode = open === 0 && stale(results).length === 0 ? 0 : 1;
}

function topicTargets(topics: TopicName[]): Target[] {
  return topics.map((topic) => ({ file: `solutions/${topic}.ts`, tests: [`test/${topic}.test.ts`] }));
}

/** The files of a folder that were asked for by name, or all that are listed, or none. */
function fileTargets(folder: string, listed: Record<string, string[]>, asked: string[] | boolean): Target[] {
  const names = asked === true ? Object.keys(listed) : asked || [];
  const unknown = names.find((name) => !(name in listed));
  if (unknown !== undefined) {
    const known = Object.keys(listed).join(', ');
    throw new Error(`there is no file "${unknown}" to try in ${folder}/: name some of ${known}`);
  }
  return names.map((name) => ({
    file: `${folder}/${name}.ts`,
    tests: listed[name].map((test) => `test/${folder}/${test}.test.ts`),
  }));
}

/** Runs Stryker on one file. */
async function tryOut({ file, tests }: Target, concurrency: number): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-mutants-'));
  try {
    const [settings, report] = ['stryker.json', 'report.json'].map((name) => join(folder, name));
    writeFileSync(settings, JSON.stringify(settingsFor(file, tests, concurrency, report)));
    const output = await run([STRYKER, 'run', settings]);
    if (!existsSync(report)) throw new Error(`${file}: Stryker gave no report\n${output}`);
    return resultOf(JSON.parse(readFileSync(report, 'utf8')) as Report, file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function settingsFor(file: string, tests: string[], concurrency: number, report: string): object {
  return {
    mutate: [file],
    testRunner: 'jest',
    plugins: ['@stryker-mutator/jest-runner'],
    coverageAnalysis: 'perTest',
    jest: { projectType: 'custom', config: jestConfig(tests), enableFindRelatedTests: false },
    concurrency,
    // A mutant is called endless when it takes this long beyond the usual; the room is for a busy machine.
    timeoutMS: 15_000,
    maxTestRunnerReuse: 100, // what jest leaves behind makes each run slower than the one before
    disableTypeChecks: false, // nothing is checked here, and the kernel's sources must stay as they are for the test of their hash
    ignorePatterns: ['/dev/bench', '/site', '/runs', '/.dojo', '/.github'],
    reporters: ['json'],
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

function resultOf({ files }: Report, file: string): Result {
  const { source, mutants } = files[file] ?? { source: '', mutants: [] };
  if (mutants.length === 0) throw new Error(`${file}: Stryker found nothing to change`);
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
  return `${open === 0 ? '✔' : '✘'} ${file}: ${total(result)} mutants, ${parts.filter(Boolean).join(', ')}`;
}

function total({ killed, endless, survivors }: Result): number {
  return killed + endless + survivors.length;
}

function sum(numbers: number[]): number {
  return numbers.reduce((whole, number) => whole + number, 0);
}
