// npm run new: writes the files of a topic, or of a course in a folder of its own. Nothing that is there is overwritten.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { numberOf, openCourse, type Course } from '../engine/course/course';
import { ENGINE_ROOT, linkEngine } from '../engine/course/link';
import { filesOfCourse, filesOfTopic, type NewFiles } from './new/files';
import { runCommand, wholeNumber } from './shared/cli';

interface NewOptions {
  course?: string;
}

void runCommand(
  new Command('npm run new --')
    .description(
      'Writes the files of a small working topic, for you to change piece by piece. With --course and a folder that is ' +
        'empty or missing, writes a course with one topic there.',
    )
    .argument('[number]', 'the number of the topic', wholeNumber(1, 99))
    .argument('[name]', 'its name: lower-case words with hyphens', topicSlug)
    .option('--course <folder>', 'the course; by default, this one')
    .addHelpText(
      'after',
      '\nExamples: npm run new -- 20 dropout\n          npm run new -- --course ../my-course',
    )
    .action(write),
);

function topicSlug(text: string): string {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(text)) {
    throw new InvalidArgumentError('It must be lower-case words with hyphens, such as gradient-descent.');
  }
  return text;
}

function write(number: number | undefined, slug: string | undefined, options: NewOptions): void {
  const folder = resolve(
    process.env.INIT_CWD ?? '.',
    options.course ?? (existsSync('course.json') ? process.cwd() : ENGINE_ROOT),
  );
  if (!existsSync(join(folder, 'course.json')))
    return writeCourse(folder, number ?? 1, slug ?? 'first-topic');
  const course = openCourse(folder);
  if (number === undefined || slug === undefined) {
    throw new Error(
      `give the number and the name of the topic, such as: npm run new -- ${nextNumber(course)} momentum`,
    );
  }
  writeTopic(course, number, slug);
}

function writeCourse(folder: string, number: number, slug: string): void {
  if (existsSync(folder) && readdirSync(folder).some((name) => !name.startsWith('.git'))) {
    throw new Error(`${folder} is not empty and has no course.json: give an empty or a new folder`);
  }
  writeFiles(folder, filesOfCourse(folder, relative(folder, ENGINE_ROOT)));
  linkEngine(folder);
  writeTopic(openCourse(folder), number, slug);
}

function writeTopic(course: Course, number: number, slug: string): void {
  const taken = course.topicNames().find((topic) => Number(numberOf(topic)) === number);
  if (taken !== undefined) {
    throw new Error(`topic ${taken} exists already: the next free number is ${nextNumber(course)}`);
  }
  writeFiles(course.root, filesOfTopic(course, { number, slug }));
}

function nextNumber(course: Course): number {
  return Math.max(0, ...course.topicNames().map((topic) => Number(numberOf(topic)))) + 1;
}

/** Writes all files, or none: what is there already is found first. */
function writeFiles(folder: string, files: NewFiles): void {
  const there = Object.keys(files).filter((path) => existsSync(join(folder, path)));
  if (there.length > 0)
    throw new Error(`nothing was written, because these files exist already: ${there.join(', ')}`);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text, { flag: 'wx' });
    console.log(`wrote ${relative(process.env.INIT_CWD ?? '.', join(folder, path))}`);
  }
}
