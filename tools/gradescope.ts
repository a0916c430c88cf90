// npm run grade:gradescope: packs the course as an autograder for Gradescope (docs/grading.md).
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { type Zippable, zipSync } from 'fflate';
import { runCommand } from './shared/arguments';
import { ROOT } from './shared/topics';

/** What the grader needs; setup.sh installs the packages. */
const NEEDED = [
  ...['engine', 'exercises', 'grading', 'lib', 'solutions', 'test', 'tools', 'docs/en', 'docs/ko'],
  ...['.npmrc', 'jest.config.ts', 'LICENSE', 'package.json', 'package-lock.json'],
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
    .option('--out <file>', 'the zip', 'runs/gradescope.zip')
    .action(pack),
);

function pack({ out }: { out: string }): void {
  const files: Zippable = {};
  const add = (path: string, name = path): void => {
    const mode = path.startsWith('grading/') ? PROGRAM : TEXT;
    files[name] = [readFileSync(join(ROOT, path)), { os: UNIX, attrs: mode << 16 }];
  };
  for (const path of NEEDED.flatMap(filesAt)) add(path);
  for (const name of AT_THE_TOP) add(`grading/${name}`, name);
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zipSync(files));
  console.log(`${out} holds ${Object.keys(files).length} files. Upload it to Gradescope as the autograder.`);
}

/** The files of a folder, by path; or the file itself. */
function filesAt(path: string): string[] {
  if (statSync(join(ROOT, path)).isFile()) return [path];
  return readdirSync(join(ROOT, path)).flatMap((name) => filesAt(`${path}/${name}`));
}
