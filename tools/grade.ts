// npm run grade -- <folder> --out <folder>: judges a class of untrusted submissions, and writes the reports (docs/grading.md).
import { existsSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command, InvalidArgumentError, Option } from 'commander';
import { numberOf, type Course, type Language } from '#engine/course/course';
import { ASSIGNMENT, readAssignment } from './grade/assignment';
import { type ClassResult, gradeClass, type GradingProgress } from './grade/class';
import { type ConfinementKind, whyUnavailable } from './grade/sandbox/confinement';
import {
  type ClassFolder,
  holdsSeveral,
  isGradescopeExport,
  matched,
  readRoster,
  type Submission,
  submissionsIn,
} from './grade/intake';
import { listed, sayAbout } from './grade/console';
import { sanitize } from './shared/sanitize';
import { GRADER_PHRASES, say, speakIn } from './grade/spoken';
import { shownName, totalOf, type Verdict } from './grade/score/verdict';
import {
  courseOf,
  courseOption,
  LARGEST_SEED,
  pathArgument,
  runCommand,
  topicList,
  wholeNumber,
} from './shared/cli';
import { languageOf } from './shared/language';
import { languageAsked } from './shared/spoken';

interface Options {
  course?: string;
  out: string;
  lang?: Language;
  seed?: number;
  jobs?: number;
  topics?: string;
  roster?: string;
  regrade?: boolean;
  failBelow?: number;
  single?: boolean;
  confinement: ConfinementKind;
  unsafe?: boolean;
}

/** Exit statuses; 1 says that grading could not begin, and 130 and more that a signal ended it. */
const [ALL_GRADED, NOT_ALL_GRADED, BELOW] = [0, 2, 3];

void runCommand(
  new Command('npm run grade --')
    .description(
      'Grades the submissions in a folder: one folder or .zip for each, or the bulk download of a learning platform. ' +
        'Exits with 0 when all of them could be graded.',
    )
    .argument('<folder>', 'the folder with the submissions', pathArgument)
    .requiredOption('--out <folder>', 'where the reports go; an interrupted run resumes there', pathArgument)
    .addOption(courseOption())
    .option(
      '--topics <topics>',
      `the topics to grade, such as 01-05 or 1,3,7; by default those of ${ASSIGNMENT}, or all`,
    )
    .option('--roster <file>', 'a table of the students (.csv), for names and logins', pathArgument)
    .option('--lang <language>', 'the language of the reports; by default, the course’s first')
    .option('--seed <number>', 'use the same random inputs as an earlier run', wholeNumber(0, LARGEST_SEED))
    .option('--regrade', 'grade again what an earlier version of the course graded')
    .option(
      '--fail-below <share>',
      `exit with status ${BELOW} if a student has a smaller share of the points: 0.6 or 60%`,
      share,
    )
    .option(
      '--jobs <number>',
      'how many submissions to grade at once; by default, one per processor',
      wholeNumber(1),
    )
    .option('--single', 'the folder or .zip is itself one submission')
    .addOption(
      new Option('--confinement <kind>', 'the sandbox for the students’ code')
        .choices(['bubblewrap', 'user'])
        .default('bubblewrap'),
    )
    .option('--unsafe', 'run the students’ code without a sandbox; such results are marked')
    .addHelpText('after', '\nExample: npm run grade -- submissions --out results')
    .action(grade),
  GRADER_PHRASES,
).then(() => process.exit()); // whatever is still at work when the command has failed

async function grade(folder: string, options: Options): Promise<void> {
  speakIn(languageAsked(process.argv.slice(2)));
  const { out, seed, jobs, regrade, single, confinement, unsafe } = options;
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`);
  if (!statSync(folder).isDirectory() && !(single && isZip(folder)))
    throw new Error(
      `${folder} is a file: unpack it and give its folder${isZip(folder) ? ', or add --single if it is one submission' : ''}`,
    );
  if (isInside(out, folder) || isInside(folder, out))
    throw new Error('--out must be outside the submissions');
  if (process.platform === 'win32') {
    throw new Error(
      'the grader needs pipes that Windows does not have: use the container image (docs/grading.md)',
    );
  }
  const course = courseOf(options);
  const assignment = readAssignment(course);
  const topics = options.topics === undefined ? assignment.topics : topicList(course, options.topics);
  const language = languageOf(course, options.lang ?? assignment.lang ?? course.mainLanguage);
  if (options.lang === undefined && assignment.lang !== undefined) speakIn(assignment.lang);
  const roster = options.roster === undefined ? undefined : readRoster(options.roster);
  const kind = unsafe ? 'none' : confinement;
  refuseUnconfined(kind);

  const { submissions: found, ignored, typedIn } = single ? oneSubmission(folder) : classIn(course, folder);
  if (found.length === 0) throw new Error(nothingIn(course, folder, ignored));
  if (ignored.length > 0) console.error(say(`skipped (neither a folder nor a .zip): ${listed(ignored)}`));
  if (typedIn.length > 0)
    console.error(say(`not read, because it was typed into Moodle’s page: the text of ${listed(typedIn)}`));
  const { submissions, unknown, missing } = roster
    ? matched(found, roster)
    : { submissions: found, unknown: [], missing: [] };
  sayDoubles(submissions);
  if (unknown.length > 0) console.error(say(`not in the roster: ${listed(unknown)}`));
  if (missing.length > 0)
    console.error(
      say(
        `in the roster, but without a submission: ${listed(missing.map(({ login, name }) => name ?? login ?? '?'))}`,
      ),
    );

  if (topics !== undefined)
    console.error(
      say(`Graded: ${topics.map(numberOf).join(', ')}${options.topics ? '' : ` (${ASSIGNMENT})`}.`),
    );
  const result = await gradeClass(
    course,
    submissions,
    { out: resolve(out), confinement: kind, language, seed, jobs, topics, regrade, single },
    progress(),
  );
  report(course, result, { ...options, single });
}

function share(text: string): number {
  const [, number, percent] = /^(\d+(?:\.\d+)?|\.\d+)(%?)$/.exec(text.trim()) ?? [];
  const value = Number(number) / (percent === '%' ? 100 : 1);
  if (number === undefined || value > 1)
    throw new InvalidArgumentError(
      'It must be a share of the points, from 0 to 1, or a percentage: 0.6 or 60%.',
    );
  return value;
}

function isZip(path: string): boolean {
  return statSync(path).isFile() && /\.zip$/i.test(path);
}

function oneSubmission(path: string): ClassFolder {
  const name = basename(resolve(path)).normalize('NFC');
  const [kind, bare] = isZip(path)
    ? (['zip', name.replace(/\.zip$/i, '')] as const)
    : (['folder', name] as const);
  return { submissions: [{ name: bare, path, kind, student: { login: bare } }], ignored: [], typedIn: [] };
}

/** The submissions in a folder, also where one more folder is around all of them. */
function classIn(course: Course, folder: string | Buffer): ClassFolder {
  const found = submissionsIn(folder, course.topicNames());
  const [only, ...others] = found.submissions;
  if (only === undefined) return found;
  if (others.length > 0) {
    if (found.submissions.every((one) => holdsSeveral(one, course.topicNames())))
      console.error(
        say(
          `each of these holds one exercise several times: ${listed(found.submissions.map(({ name }) => name))}. If they are classes, grade one folder at a time`,
        ),
      );
    return found;
  }
  if (!holdsSeveral(only, course.topicNames()) && !isGradescopeExport(only.path)) return found;
  const name = sanitize(only.name);
  if (only.kind !== 'folder')
    throw new Error(`${name} holds several submissions: unpack it, and give the folder that they are in`);
  console.error(
    say(`taken as the submissions: what is in the folder ${name} (if it is one submission: --single)`),
  );
  return classIn(course, only.path);
}

function nothingIn(course: Course, folder: string, ignored: string[]): string {
  const isOne = ignored.some((name) => course.topicNames().some((topic) => name.startsWith(topic)));
  return `there are no submissions in ${folder}: ${isOne ? 'it seems to be one submission, so add --single' : 'one folder or .zip for each'}`;
}

function sayDoubles(submissions: Submission[]): void {
  const groups = new Set(
    submissions.flatMap(({ name, doubles = [] }) =>
      doubles.length > 0
        ? [
            [name, ...doubles]
              .sort()
              .map((one) => sanitize(one))
              .join(', '),
          ]
        : [],
    ),
  );
  for (const group of groups)
    console.error(
      say(
        `apparently from one student: ${group}. Each is graded, but none of them is in canvas.csv and moodle.csv.`,
      ),
    );
}

function refuseUnconfined(kind: ConfinementKind): void {
  const obstacle = whyUnavailable(kind);
  if (obstacle === undefined) return;
  throw new Error(
    `there is no sandbox here for the students’ code (${obstacle}). On Linux: apt-get install bubblewrap. Elsewhere: use the ` +
      'container image (docs/grading.md). If you trust every student: --unsafe.',
  );
}

function progress(): GradingProgress {
  const bar = new SingleBar({
    format: say('{bar} {value}/{total} · {eta_formatted} left · {name}'),
    etaBuffer: 30,
    clearOnComplete: true,
  });
  return {
    learn: () =>
      console.error(say('Calibrating the test suites (once per course version, about a minute) …')),
    begin: (total, known) => bar.start(total, known, { name: '' }),
    step: (name) => bar.increment(1, { name: sanitize(name, 40) }),
    end: () => bar.stop(),
    say: (sentence) => console.error(sanitize(say(sentence), 2_000)),
  };
}

function report(
  course: Course,
  { verdicts, judged, seed, earlier }: ClassResult,
  { out, failBelow, single }: Options,
): void {
  const ungraded = verdicts.filter((verdict) => totalOf(verdict) === undefined);
  console.log(
    say(
      `${verdicts.length === 1 ? '1 submission' : `${verdicts.length} submissions`}, ${judged} graded in this run. Seed ${seed}.`,
    ),
  );
  if (earlier > 0)
    console.log(
      say(
        `${earlier} of them were graded by an earlier version of the course and keep their results (--regrade grades them again).`,
      ),
    );
  sayAbout(course, verdicts, { tables: !single });
  const below = failBelow === undefined ? [] : verdicts.filter((verdict) => isBelow(verdict, failBelow));
  if (below.length > 0)
    console.log(
      say(`below ${Math.round(1000 * failBelow!) / 10} % of the points: ${listed(below.map(shownName))}`),
    );
  console.log(
    say(
      `Class overview: ${join(out, 'summary.html')}; also written: grades.csv, canvas.csv, moodle.csv, results.xml and submissions/.`,
    ),
  );
  process.exitCode = ungraded.length > 0 ? NOT_ALL_GRADED : below.length > 0 ? BELOW : ALL_GRADED;
}

function isBelow(verdict: Verdict, failBelow: number): boolean {
  const total = totalOf(verdict);
  return total !== undefined && total.points < failBelow * total.possible;
}

/** Also by way of a link. */
function isInside(inner: string, outer: string): boolean {
  const way = relative(realPlace(outer), realPlace(inner));
  return way === '' || !(way === '..' || way.startsWith('../') || way.startsWith('..\\'));
}

/** Where a path leads, links followed, as far as it is there. */
function realPlace(path: string): string {
  const whole = resolve(path);
  if (existsSync(whole)) return realpathSync(whole);
  return dirname(whole) === whole ? whole : join(realPlace(dirname(whole)), basename(whole));
}
