// Every command line that a page or a help text prints: those that are short and safe are run as they are written, and of the
// others the script, its options, its topics and its files are there.
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import jestConfig from '../../jest.config';
import { COURSE, ROOT, topicNames } from './support/course';
import { copyCourse, type CourseCopy } from './support/course-copy';
import { allSaid, runShell } from './support/processes';

const PAGES = [
  ...readdirSync(ROOT).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** What is printed as a command: a code span, or a line of a code block. `…` and `<…>` are placeholders for what the reader types. */
function commandsIn(text: string): string[] {
  const lines = text.split('\n').filter((line) => !line.includes('`'));
  const spans = [...text.matchAll(/`([^`\n]+)`/g)].map(([, span]) => span);
  return [...lines, ...spans]
    .flatMap((line) => line.replace(/\s+#\s.*/, '').split('&&'))
    .map((line) => line.trim())
    .filter((line) =>
      /^(npm (start|test|cit|ci|run|install)|npx|node|docker (run|build))(?![\w:])/.test(line),
    )
    .filter((line) => !/[.:]$/.test(line) && !/^npm (start|test|run) [a-z]+ [a-z]+ [a-z]+/.test(line)); // a sentence that begins so
}

const scripts = (folder = '.'): Record<string, string> =>
  (
    JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as {
      scripts?: Record<string, string>;
    }
  ).scripts ?? {};

/** The commands of the launcher, by the script that starts each. */
const launched = new Map(
  Object.entries(scripts()).flatMap(([name, script]) => {
    const [, command] = /^node tools\/launch\.mjs ([\w-]+)/.exec(script) ?? [];
    return command === undefined ? [] : [[name, command] as const];
  }),
);

function run(command: string, folder: string): { status: number | null; out: string } {
  const ended = runShell(command, { cwd: folder });
  return { status: ended.status, out: allSaid(ended) };
}

const helpTexts = new Map<string, string>();
/** What `--help` says, with the options that it has. */
function helpOf(command: string): string {
  if (!helpTexts.has(command))
    helpTexts.set(command, run(`node tools/launch.mjs ${command} --help`, ROOT).out);
  return helpTexts.get(command)!;
}

const printed = new Map<string, string>(); // by the page that prints it first
for (const page of PAGES) {
  for (const command of commandsIn(readFileSync(join(ROOT, page), 'utf8'))) {
    if (!printed.has(command)) printed.set(command, page);
  }
}

/** What is wrong with a command line; undefined when all that it names is there. */
function flawOf(line: string): string | undefined {
  const [program, ...words] = line.split(/\s+/);
  if (program === 'docker')
    return existsSync(join(ROOT, 'Dockerfile')) ? undefined : 'there is no Dockerfile';
  if (program === 'npx' || program === 'node') return flawOfProgram(program, words);
  const prefix = words.indexOf('--prefix');
  const folder = prefix < 0 ? '.' : words[prefix + 1];
  if (!existsSync(join(ROOT, folder, 'package.json'))) return `there is no ${folder}/package.json`;
  if (['ci', 'cit', 'install'].includes(words[0])) return undefined;
  const [script, ...rest] = words[0] === 'run' ? words.slice(1) : words;
  const text = scripts(folder)[script] as string | undefined;
  if (text === undefined) return `there is no script ${script}`;
  return flawOfArguments(script, text, rest);
}

function flawOfProgram(program: string, words: string[]): string | undefined {
  if (program === 'node') {
    const file = words.find((word) => /\.[mc]?[jt]s$/.test(word));
    return file === undefined || existsSync(join(ROOT, file)) ? undefined : `there is no ${file}`;
  }
  if (words[0] !== 'jest') return `${words[0]} is not known to be installed`;
  const names = jestConfig.projects!.map((project) => typeof project === 'object' && project.displayName);
  const from = words.indexOf('--selectProjects') + 1;
  return words.slice(from).find((word) => /^[a-z]/.test(word) && from > 0 && !names.includes(word));
}

/** Topics are topics, and options are ones that the command has, behind `--`, which npm asks for. */
function flawOfArguments(script: string, text: string, words: string[]): string | undefined {
  const dashes = words.indexOf('--');
  const options = words.filter((word) => /^--\w/.test(word));
  if (options.length > 0 && words.indexOf(options[0]) < dashes) return `${options[0]} is written before --`;
  if (options.length > 0 && dashes < 0) return `npm keeps ${options[0]} for itself: write -- before it`;
  const command = launched.get(script);
  const [, source] = /(\S+\.ts)$/.exec(text) ?? [];
  const known =
    command === undefined ? readFileSync(join(ROOT, source ?? 'package.json'), 'utf8') : helpOf(command);
  const isKnown = (option: string): boolean =>
    known.includes(option) || new RegExp(`['"]?${option.slice(2)}['"]?[:,]`).test(known);
  const unknown = options.find((option) => !isKnown(option));
  if (unknown !== undefined) return `${script} has no option ${unknown}`;
  if (!['check', 'hint', 'reset'].includes(script)) return undefined;
  const topics = words.filter((word) => /^\d/.test(word) && Number(word) < 100);
  try {
    topics.forEach((words) => COURSE.findTopic(words));
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a command that a page prints', () => {
  test('is found on the pages', () => {
    expect([...printed.keys()]).toEqual(
      expect.arrayContaining(['npm start', 'npm run check 02', 'npm run grade -- submissions --out results']),
    );
  });

  test.each([...printed])('%s, in %s, is there with all that it names', (command) => {
    expect(flawOf(command)).toBeUndefined();
  });

  test('has its place in README.ko.md as in README.md', () => {
    const [english, korean] = ['README.md', 'README.ko.md'].map((page) =>
      commandsIn(readFileSync(join(ROOT, page), 'utf8')).map((line) =>
        line.replace(/( --)? --lang ko\b/, ''),
      ),
    );
    expect(new Set(korean)).toEqual(new Set(english));
  });
});

describe('a help text', () => {
  test.each([...launched.entries()])('of npm run %s prints commands that are there', (_script, command) => {
    const help = helpOf(command);
    expect(help).toContain('Usage:');
    const examples = [...help.matchAll(/^Example: (.*)$/gm)].map(([, line]) => line);
    expect(examples.map(flawOf)).toEqual(examples.map(() => undefined));
  });
});

describe('run as it is written', () => {
  let course: CourseCopy;
  beforeAll(() => {
    course = copyCourse();
    const exercise = join(course.folder, 'exercises/02-cross-entropy-error.ts');
    copyFileSync(join(ROOT, 'solutions/02-cross-entropy-error.ts'), exercise);
  });
  afterAll(() => course.remove());

  // What only the real work prints, and how it ends.
  test.each<[string, number, RegExp]>([
    ['npm run check 02', 0, /all \d+ laws hold/],
    ['npm run check 02 -- --seed 1234', 0, /all \d+ laws hold/],
    ['npm run list', 0, /02 · .*finished/],
    ['npm run hint 02', 0, /Hint 1 of \d/],
    ['npm start', 0, /02 · .*finished/],
    ['npm run train -- --help', 0, /--learning-rate/],
    ['npm run reset 02', 0, /kept in \.dojo[\\/]kept[\\/]02-/],
  ])('%s ends with %i and says %s', (command, status, said) => {
    const isPrinted = printed.has(command) || helpOf('check').includes(command);
    expect([command, isPrinted]).toEqual([command, true]);
    const ended = run(command, course.folder);
    expect(ended.out).toMatch(said);
    expect(ended.status).toBe(status);
  });

  test('npm run check, without a topic, judges all of them', () => {
    const { status, out } = run('npm run check', course.folder);
    expect(out.match(/^\d\d · .*laws hold$/gm)).toHaveLength(topicNames().length);
    expect(status).toBe(1);
  });

  test('a check that runs no law doesn’t exit with 0', () => {
    const suite = join(course.folder, 'test/02-cross-entropy-error.test.ts');
    writeFileSync(suite, "import { describe } from '@jest/globals';\ndescribe('nothing', () => {});\n");
    expect(run('npm run check 02', course.folder).status).toBe(1);
    rmSync(suite);
    expect(run('npm run check 02', course.folder).status).toBe(1);
  });
});
