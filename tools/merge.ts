// npm run grade:merge -- <folders> --out <folder>: makes the reports of one class of what several graders have found out (docs/grading.md).
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { Command } from 'commander';
import { listed, sayAbout } from './grade/console';
import { matched, readRoster } from './grade/intake';
import { folded } from './grade/intake/text';
import { sanitize } from './shared/sanitize';
import { GRADER_PHRASES, say, speakIn } from './grade/spoken';
import { writeClassReports, writeStudentReports } from './grade/reports';
import { Reporting } from './grade/reports/words';
import { claim } from './grade/score/claim';
import { holdsVerdicts, type Kept, type Run, State } from './grade/score/state';
import { totalOf, type Verdict } from './grade/score/verdict';
import { courseOf, courseOption, pathArgument, pathArguments, runCommand } from './shared/cli';
import { languageOf } from './shared/language';
import { languageAsked } from './shared/spoken';

interface Options {
  course?: string;
  out: string;
  lang?: string;
  roster?: string;
}

/** What one grader has left. */
interface Part {
  folder: string;
  run: Run;
  kept: Kept[];
}

void runCommand(
  new Command('npm run grade:merge --')
    .description(
      'Combines the results of several graders, such as one container for each submission, into the reports of one class. ' +
        'Exits with 2 when a submission could not be graded.',
    )
    .argument('<folders...>', 'folders with results, or folders that contain such folders', pathArguments)
    .requiredOption('--out <folder>', 'where the reports of the class go', pathArgument)
    .option('--roster <file>', 'a table of the students (.csv), for names and logins', pathArgument)
    .addOption(courseOption())
    .option('--lang <language>', 'the language of the reports; by default, the course’s first')
    .addHelpText('after', '\nExample: npm run grade:merge -- results --out class')
    .action(merge),
  GRADER_PHRASES,
);

function merge(folders: string[], { out, lang, roster, ...options }: Options): void {
  speakIn(languageAsked(process.argv.slice(2)));
  const course = courseOf(options);
  const reporting = new Reporting(course, languageOf(course, lang ?? course.mainLanguage));
  const places = [...new Set(folders.flatMap(placesIn))];
  if (places.some((place) => resolve(place) === resolve(out)))
    throw new Error('--out is one of the folders to combine');
  const parts = places.filter(holdsVerdicts).map(readPart);
  if (parts.length === 0)
    throw new Error(`there are no results in ${folders.join(', ')}: no .grade/ was found`);
  refuseDifferent(parts);

  const kept = parts.flatMap((part) => part.kept);
  refuseDoubles(parts);
  const [example] = kept;
  if (example === undefined)
    throw new Error(`no submission in ${folders.join(', ')} has been graded yet: run the graders again`);
  const empty = places.filter((place) => !holdsVerdicts(place)).map(nameOf);
  const unfinished = [...parts.flatMap(withoutVerdict), ...empty];
  const all = [...kept, ...unfinished.map((name) => withoutResult(name, example))];
  const named = roster === undefined ? all : withRoster(all, roster);
  named.sort((a, b) => (a.verdict.name < b.verdict.name ? -1 : 1));

  claim(out);
  const state = new State(out);
  const [{ run }] = parts;
  state.writeRun({
    ...run,
    versions: Object.assign({}, ...parts.map((part) => part.run.versions)) as Run['versions'],
    single: false,
    submissions: named.map(({ verdict }) => verdict.name),
  });
  for (const one of named) {
    state.writeVerdict(one);
    writeStudentReports(out, one.verdict, reporting);
  }
  const verdicts = named.map(({ verdict }) => verdict);
  writeClassReports(out, verdicts, reporting);
  state.keepOnly(verdicts.map(({ name }) => name));
  console.log(say(`${verdicts.length} submissions of ${parts.length} graders. Seed ${run.seed}.`));
  sayAbout(course, verdicts);
  console.log(say(`Class overview: ${join(out, 'summary.html')}`));
  process.exitCode = verdicts.every((verdict) => totalOf(verdict) !== undefined) ? 0 : 2;
}

/** The folder itself, or the folders in it. */
function placesIn(folder: string): string[] {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`there is no folder ${folder}`);
  if (holdsVerdicts(folder)) return [folder];
  const inner = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return inner
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isDirectory()) // also by a link
    .sort();
}

function readPart(folder: string): Part {
  const state = new State(folder);
  const run = state.readRun() as Run | undefined;
  if (run?.versions === undefined || run.topics === undefined)
    throw new Error(
      `${folder}/.grade/run.json cannot be read, or comes from an older grader: grade it again`,
    );
  const kept = state.readVerdicts().filter((one) => isOf(one, run));
  // A grader of one submission knows it by the name that it had in its container.
  return {
    folder,
    run,
    kept: run.single ? kept.map((one) => renamed(one, nameOf(folder))) : kept,
  };
}

/** A grader that was ended has left what an earlier run had found: for other topics, with another seed, or on what is not handed in any more. */
function isOf({ verdict, seed }: Kept, run: Run): boolean {
  return (
    verdict.topics.length === run.topics.length &&
    verdict.topics.every(({ topic }, i) => topic === run.topics[i]) &&
    (seed === undefined || seed === run.seed) &&
    (run.submissions === undefined || run.submissions.includes(verdict.name))
  );
}

function renamed({ verdict, ...kept }: Kept, name: string): Kept {
  return { ...kept, verdict: { ...verdict, name, student: { ...verdict.student, login: name } } };
}

/** Only what was judged alike belongs in one table. */
function refuseDifferent(parts: Part[]): void {
  const [first] = parts;
  const aspects: [string, (part: Part) => string][] = [
    ['seed', ({ run }) => String(run.seed)],
    ['topics', ({ run }) => run.topics.map((topic) => topic.slice(0, 2)).join(',')],
    ['confinement', ({ run }) => (run.confinement === 'none' ? 'none' : 'confined')],
  ];
  const refuse = (what: string, other: Part, of: (part: Part) => string): never => {
    throw new Error(
      `the results differ in ${what}: ${first.folder} has ${of(first)}, and ${other.folder} has ${of(other)}. Give all graders the same.`,
    );
  };
  for (const [what, of] of aspects) {
    const other = parts.find((part) => of(part) !== of(first));
    if (other !== undefined) refuse(what, other, of);
  }
  const files = filesOf(first);
  const other = parts.find((part) =>
    [...filesOf(part)].some(([file, hashes]) => files.has(file) && files.get(file) !== hashes),
  );
  if (other !== undefined) refuse('version of the course', other, (part) => versionsOf(part).join('+'));
}

/** The versions of the course that have judged a part. */
function versionsOf({ run, kept }: Part): string[] {
  const ofTopics = kept.flatMap(({ judged }) => Object.values(judged).map(({ version }) => version));
  return [...new Set([run.version, ...ofTopics])].sort();
}

/** Which states of each file of the course have judged a part: versions of the same course differ where other topics were graded with them. */
function filesOf(part: Part): Map<string, string> {
  const states = new Map<string, string[]>();
  for (const name of versionsOf(part)) {
    const version = Object.entries(part.run.versions[name] ?? {});
    for (const [file, hash] of version) states.set(file, [...(states.get(file) ?? []), hash]);
  }
  return new Map([...states].map(([file, hashes]) => [file, [...new Set(hashes)].sort().join('+')]));
}

function refuseDoubles(parts: Part[]): void {
  const seen = new Map<string, string>();
  for (const { folder, kept } of parts) {
    for (const { verdict } of kept) {
      const other = seen.get(folded(verdict.name));
      if (other !== undefined)
        throw new Error(`${sanitize(verdict.name)} is in ${other} and in ${folder}: leave one out`);
      seen.set(folded(verdict.name), folder);
    }
  }
}

function nameOf(folder: string): string {
  return basename(resolve(folder)).normalize('NFC');
}

/** The submissions that a grader had begun with, and was ended before. */
function withoutVerdict({ folder, run, kept }: Part): string[] {
  if (run.single) return kept.length === 0 ? [nameOf(folder)] : [];
  const graded = new Set(kept.map(({ verdict }) => verdict.name));
  return (run.submissions ?? []).filter((name) => !graded.has(name));
}

/** Where a grader has left nothing, its submission is not graded; that is no zero, and no reason to be silent. */
function withoutResult(name: string, { verdict }: Kept): Kept {
  const topics = verdict.topics.map(({ topic, possible }) => ({
    ...{ topic, possible, points: 0, tests: [], seconds: 0 },
    ...{ state: 'ungradable' as const, reason: 'its grader produced no result' },
  }));
  return { verdict: { name, student: { login: name }, topics, notes: [], unconfined: false }, judged: {} };
}

function withRoster(kept: Kept[], path: string): Kept[] {
  const submissions = kept.map(({ verdict }) => ({ ...verdict, path: '', kind: 'folder' as const }));
  const { submissions: found, unknown, missing } = matched(submissions, readRoster(path));
  if (unknown.length > 0) console.error(say(`not in the roster: ${listed(unknown)}`));
  if (missing.length > 0)
    console.error(
      say(
        `in the roster, but without a submission: ${listed(missing.map(({ login, name }) => name ?? login ?? '?'))}`,
      ),
    );
  return kept.map((one, i): Kept => {
    const { student, doubles } = found[i];
    return { ...one, verdict: { ...one.verdict, student, doubles } satisfies Verdict };
  });
}
