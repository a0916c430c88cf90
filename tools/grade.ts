// npm run grade -- <folder> --out <folder>: judges a class of untrusted submissions, and writes the reports (docs/grading.md).
import { existsSync, statSync } from 'node:fs';
import { basename, relative, resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { Command, Option } from 'commander';
import type { Language } from '#engine/suite/variants';
import { type ClassResult, gradeClass, type Progress } from './grade/class';
import { type ConfinementKind, obstacleTo } from './grade/confinement';
import { plain, submissionsIn } from './grade/intake';
import { totalOf } from './grade/verdict';
import { runCommand, wholeNumber } from './shared/arguments';

interface Options {
  out: string;
  lang: Language;
  seed?: number;
  jobs?: number;
  single?: boolean;
  confinement: ConfinementKind;
  unsafe?: boolean;
}

void runCommand(
  new Command('npm run grade --')
    .description(
      'Judges the submissions in a folder: one folder or .zip for each. Exits 0 when all of them could be graded.',
    )
    .argument('<folder>', 'the folder that holds the submissions')
    .requiredOption('--out <folder>', 'where the reports go; a run that was cut short goes on there')
    .addOption(new Option('--lang <language>', 'of the reports').choices(['en', 'ko']).default('en'))
    .option('--seed <number>', 'draw the inputs of the laws as in an earlier run', wholeNumber())
    .option(
      '--jobs <number>',
      'how many to judge at once; as many as there are processors unless given',
      wholeNumber(1),
    )
    .option('--single', 'the folder is itself one submission')
    .addOption(
      new Option('--confinement <kind>', 'how the students’ code is confined')
        .choices(['bubblewrap', 'user'])
        .default('bubblewrap'),
    )
    .option('--unsafe', 'run the students’ code unconfined; such results are marked')
    .addHelpText('after', '\nExample: npm run grade -- handed-in --out graded')
    .action(grade),
);

async function grade(
  folder: string,
  { out, lang, seed, jobs, single, confinement, unsafe }: Options,
): Promise<void> {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) throw new Error(`there is no folder ${folder}`);
  if (isInside(out, folder) || isInside(folder, out))
    throw new Error('--out must lie outside of the submissions');
  if (process.platform === 'win32') {
    throw new Error(
      'the grader needs pipes that Windows does not have: use the container image (docs/grading.md)',
    );
  }
  const kind = unsafe ? 'none' : confinement;
  refuseUnconfined(kind);

  const { submissions, ignored } = single
    ? {
        submissions: [{ name: basename(resolve(folder)), path: folder, kind: 'folder' as const }],
        ignored: [],
      }
    : submissionsIn(folder);
  if (submissions.length === 0)
    throw new Error(`there are no submissions in ${folder}: one folder or .zip for each`);
  for (const name of ignored) console.error(`not looked at: ${plain(name)} (neither a folder nor a .zip)`);

  const result = await gradeClass(
    submissions,
    { out: resolve(out), confinement: kind, language: lang, seed, jobs },
    progress(),
  );
  report(result, out);
}

function refuseUnconfined(kind: ConfinementKind): void {
  const obstacle = obstacleTo(kind);
  if (obstacle === undefined) return;
  throw new Error(
    `students’ code cannot be confined here (${obstacle}). On Linux: apt-get install bubblewrap. Elsewhere: use the ` +
      'container image (docs/grading.md). If you trust every student: --unsafe.',
  );
}

function progress(): Progress {
  const bar = new SingleBar({
    format: '{bar} {value}/{total} · {eta_formatted} left · {name}',
    etaBuffer: 30,
    clearOnComplete: true,
  });
  return {
    learn: () => console.error('Learning the suites (once for each version of the course, about a minute) …'),
    begin: (total, known) => bar.start(total, known, { name: '' }),
    step: (name) => bar.increment(1, { name: plain(name, 40) }),
    end: () => bar.stop(),
  };
}

function report({ verdicts, judged, seed }: ClassResult, out: string): void {
  const ungraded = verdicts.filter((verdict) => totalOf(verdict) === undefined);
  console.log(`${verdicts.length} submissions, ${judged} of them judged now. Seed ${seed}.`);
  for (const { name } of ungraded) console.log(`could not be graded (the grader’s fault): ${plain(name)}`);
  console.log(`${out}/summary.html shows the class; grades.csv, results.xml and submissions/ lie beside it.`);
  process.exitCode = ungraded.length === 0 ? 0 : 2;
}

function isInside(inner: string, outer: string): boolean {
  const way = relative(resolve(outer), resolve(inner));
  return way === '' || !way.startsWith('..');
}
