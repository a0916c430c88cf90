// npm run grade:gradescope: packs the course as an autograder for Gradescope (docs/grading.md).
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { Command } from 'commander';
import { type Zippable, zipSync } from 'fflate';
import { numberOf } from '../engine/course/course';
import { ENGINE_ROOT } from '../engine/course/link';
import { ASSIGNMENT, readAssignment } from './grade/assignment';
import { SYSTEMS_OWN } from './grade/intake/listing';
import { GRADER_PHRASES, say, speakIn } from './grade/spoken';
import { courseOf, courseOption, pathArgument, runCommand, topicList } from './shared/cli';
import { languageOf } from './shared/language';
import { languageAsked } from './shared/spoken';

/** What the grader needs of the engine; setup.sh installs the packages. */
const OF_THE_ENGINE = [
  ...['engine', 'grading', 'lib', 'tools'],
  ...['.npmrc', 'jest.config.ts', 'LICENSE', 'package.json', 'package-lock.json'],
  ...['tsconfig.json', 'tsconfig.solutions.json', 'tsconfig.student.json'],
];

/** What it needs of a course, where the course has it. */
const OF_THE_COURSE = ['course.json', 'exercises', 'solutions', 'test', 'package.json', 'tsconfig.json'];

/** Where another course than the engine's own goes in the zip; grading/grade-one looks for it there. */
const OTHER_COURSE = 'course/';

/** Where Gradescope looks for them: at the top. */
const AT_THE_TOP = ['setup.sh', 'run_autograder'];

const UNIX = 3;
const PROGRAM = 0o100755;
const TEXT = 0o100644;

void runCommand(
  new Command('npm run grade:gradescope --')
    .description('Packs the course as an autograder for Gradescope: upload the zip there.')
    .addOption(courseOption())
    .option('--out <file>', 'the zip', pathArgument, 'runs/gradescope.zip')
    .option(
      '--topics <topics>',
      `the topics to grade, such as 01-05 or 1,3,7; by default those of ${ASSIGNMENT}, or all`,
    )
    .option('--lang <language>', 'the language of the feedback; by default, the course’s first')
    .action(pack),
  GRADER_PHRASES,
);

interface PackOptions {
  course?: string;
  out: string;
  topics?: string;
  lang?: string;
}

function pack({ out, ...wanted }: PackOptions): void {
  speakIn(languageAsked(process.argv.slice(2)));
  const course = courseOf(wanted);
  const assignment = readAssignment(course);
  const topics = wanted.topics === undefined ? assignment.topics : topicList(course, wanted.topics);
  const lang = wanted.lang === undefined ? assignment.lang : languageOf(course, wanted.lang);
  const files: Zippable = {};
  const add = (root: string, path: string, name = path): void => {
    const mode = path.startsWith('grading/') ? PROGRAM : TEXT;
    files[name] = [readFileSync(join(root, path)), { os: UNIX, attrs: mode << 16 }];
  };
  for (const path of OF_THE_ENGINE.flatMap((part) => filesAt(ENGINE_ROOT, part))) add(ENGINE_ROOT, path);
  for (const name of AT_THE_TOP) add(ENGINE_ROOT, `grading/${name}`, name);
  const folder = realpathSync(course.root) === realpathSync(ENGINE_ROOT) ? '' : OTHER_COURSE;
  const lessons = course.languages.map((language) => `docs/${language}`);
  for (const path of [...OF_THE_COURSE, ...lessons].flatMap((part) => filesAt(course.root, part)))
    add(course.root, path, `${folder}${path}`);
  // Gradescope starts the grader without options: what is set goes along as a file.
  const set = JSON.stringify({ topics: topics?.map(numberOf).join(','), lang });
  files[`${folder}${ASSIGNMENT}`] = [Buffer.from(`${set}\n`), { os: UNIX, attrs: TEXT << 16 }];
  mkdirSync(dirname(out), { recursive: true });
  writeFileSync(out, zipSync(files));
  console.log(
    say(`${out} holds ${Object.keys(files).length} files. Upload it to Gradescope as the autograder.`),
  );
  if (topics !== undefined) console.log(say(`It grades ${topics.map(numberOf).join(', ')}.`));
}

/** The files of a folder that are the course's, by path; or the file itself; none where nothing is there. */
function filesAt(root: string, path: string): string[] {
  if (!existsSync(join(root, path))) return [];
  if (statSync(join(root, path)).isFile()) return [path];
  return readdirSync(join(root, path))
    .filter((name) => !SYSTEMS_OWN.test(name))
    .flatMap((name) => filesAt(root, `${path}/${name}`));
}
