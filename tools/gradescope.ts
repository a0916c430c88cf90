// npm run grade:gradescope: packs the course as an autograder for Gradescope (docs/grading.md).
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, Option } from 'commander';
import { type Zippable, zipSync } from 'fflate';
import { ASSIGNMENT, type Assignment, readAssignment } from './grade/assignment';
import { pathArgument, runCommand, topicList } from './shared/arguments';
import { numberOf, ROOT } from './shared/topics';

/** What the grader needs; setup.sh installs the packages. */
const NEEDED = [
  ...['engine', 'exercises', 'grading', 'lib', 'solutions', 'test', 'tools', 'docs/en', 'docs/ko'],
  ...['.npmrc', 'course.json', 'jest.config.ts', 'LICENSE', 'package.json', 'package-lock.json'],
  ...['tsconfig.json', 'tsconfig.solutions.json', 'tsconfig.student.json'],
];

/** Where Gradescope looks for them: at the top. */
const AT_THE_TOP = ['setup.sh', 'run_autograder'];

const UNIX = 3;
const PROGRAM = 0o100755;
const TEXT = 0o100644;

void runCommand(
  new Command('npm run grade:gradescope --')
    .description('Packs the course as an autograder for Gradescope: upload the zip there.')
    .option('--out <file>', 'the zip', pathArgument, 'runs/gradescope.zip')
    .addOption(
      new Option(
        '--topics <topics>',
        `which are graded, such as 01-05 or 1,3,7; those of ${ASSIGNMENT}, or all, unless given`,
      ).argParser(topicList),
    )
    .addOption(new Option('--lang <language>', 'of the feedback').choices(['en', 'ko']))
    .action(pack),
);

function pack({ out, ...wanted }: { out: string } & Assignment): void {
  const { topics, lang } = { ...readAssignment(), ...wanted };
  const files: Zippable = {};
  const add = (path: string, name = path): void => {
    const mode = path.startsWith('grading/') ? PROGRAM : TEXT;
    files[name] = [readFileSync(join(ROOT, path)), { os: UNIX, attrs: mode << 16 }];
  };
  for (const path of NEEDED.flatMap(filesAt)) add(path);
  for (const name of AT_THE_TOP) add(`grading/${name}`, name);
  // Gradescope starts the grader without options: what is set goes along as a file.
  const assignment = JSON.stringify({ topics: topics?.map(numberOf).join(','), lang });
  files[ASSIGNMENT] = [Buffer.from(`${assignment}\n`), { os: UNIX, attrs: TEXT << 16 }];
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zipSync(files));
  console.log(`${out} holds ${Object.keys(files).length} files. Upload it to Gradescope as the autograder.`);
  if (topics !== undefined) console.log(`It grades ${topics.map(numberOf).join(', ')}.`);
}

/** The files of a folder, by path; or the file itself. */
function filesAt(path: string): string[] {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path)).flatMap((name) => filesAt(`${path}/${name}`));
}
