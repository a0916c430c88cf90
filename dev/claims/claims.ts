// npm run claims: measures what the course says about learning, on the real MNIST. claims.json lists the claims with the sentences that
// rest on them; measurements.ts has for each how it is measured. The result is docs/claims.md.
import '../../tools/train/loop/v8-flags';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { Command } from 'commander';
import pc from 'picocolors';
import { loadMnist } from '#lib/mnist';
import { runCommand } from '../../tools/shared/cli';
import { COURSE } from '../../tools/shared/this-course';
import {
  type Claim,
  type Claims,
  filesWithSentences,
  readClaims,
  sentenceProblems,
} from '../../tools/verify/claims';
import { measurements, type MeasuredFigures } from './measurements';
import { pageOf, claimVerdict, type ClaimResults } from './page';
import { TrainingRuns } from './training-runs';

const FOLDER = join(COURSE.root, 'dev/claims');
const PAGE = join(COURSE.root, 'docs/claims.md');
/** The figures of the last run, from which the page is made. */
const RESULTS = join(FOLDER, 'last-run.json');

interface Options {
  list?: boolean;
  keep?: boolean;
  page?: boolean;
}

void runCommand(
  new Command('npm run claims --')
    .description(
      'Measures what the course says about learning, on MNIST. All of it takes about half an hour on an idle machine, and then docs/claims.md is written anew. Exits 0 when all holds.',
    )
    .argument('[ids...]', 'only these claims')
    .option('--list', 'list the claims, and measure nothing')
    .option('--keep', 'put the figures into docs/claims.md, also when only some claims are measured')
    .option('--page', 'write docs/claims.md anew with the figures of the last run, and measure nothing')
    .action(main),
);

async function main(ids: string[], { list, keep, page }: Options): Promise<void> {
  const { claims, exact } = readClaims(FOLDER);
  checkMeasurements(claims);
  const wanted = ids.length === 0 ? claims : claims.filter(({ id }) => ids.includes(id));
  checkKnown(ids, claims);
  if (list) return wanted.forEach(({ id, claim }) => console.log(`${id.padEnd(22)} ${claim}`));

  const before: ClaimResults = existsSync(RESULTS)
    ? (JSON.parse(readFileSync(RESULTS, 'utf8')) as ClaimResults)
    : {};
  const write = (results: ClaimResults): void => {
    const sorted = Object.fromEntries(claims.flatMap(({ id }) => (id in results ? [[id, results[id]]] : [])));
    writeFileSync(RESULTS, `${JSON.stringify(sorted, null, 2)}\n`);
    writeFileSync(PAGE, pageOf(claims, sorted));
  };
  if (page) write(before);
  const isKept = keep || ids.length === 0;
  const failed = page
    ? wanted.filter((claim) => !say(claim, exact, before[claim.id]?.figures ?? {})).length
    : await measure(wanted, exact, before, isKept ? write : () => {});
  const where = page || isKept ? '; the table is docs/claims.md' : '';
  console.log(
    `\nclaims: ${wanted.length - failed} hold, ${failed} ${failed === 1 ? 'does' : 'do'} not${where}`,
  );
  process.exitCode = failed === 0 ? 0 : 1;
}

function checkKnown(ids: readonly string[], claims: readonly Claim[]): void {
  const known = claims.map(({ id }) => id);
  const unknown = ids.filter((id) => !known.includes(id));
  if (unknown.length === 0) return;
  throw new Error(
    `There is no claim ${unknown.join(', ')}. There are ${known.length}:\n${known.map((id) => `  ${id}`).join('\n')}`,
  );
}

/** A claim without a measurement, or a measurement of nothing, is a mistake of ours. */
function checkMeasurements(claims: readonly Claim[]): void {
  const ids = claims.map(({ id }) => id);
  const unmeasured = ids.filter((id) => !(id in measurements));
  const unclaimed = Object.keys(measurements).filter((id) => !ids.includes(id));
  if (unmeasured.length > 0) {
    throw new Error(`dev/claims/measurements.ts measures no ${unmeasured.join(', ')}`);
  }
  if (unclaimed.length > 0) throw new Error(`dev/claims/claims.json has no ${unclaimed.join(', ')}`);
}

/** Measures all of them at once: what trains has processes of its own. Each result is written when it is there. Returns how many fail. */
async function measure(
  claims: readonly Claim[],
  exact: Claims['exact'],
  before: ClaimResults,
  write: (results: ClaimResults) => void,
): Promise<number> {
  const others = Object.entries(before).filter(([id]) => !claims.some((claim) => claim.id === id));
  const results: ClaimResults = Object.fromEntries(others);
  const trainingRuns = new TrainingRuns((sentence) => console.log(pc.dim(sentence)));
  process.once('exit', () => trainingRuns.dispose());
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    process.once(signal, () => process.exit(status));
  }
  const tools = { trainingRuns, data: loadMnist(), compute: oneAtATime() };
  let failed = 0;
  await Promise.all(
    claims.map(async (claim) => {
      let figures: MeasuredFigures = {};
      try {
        figures = await measurements[claim.id](tools);
        results[claim.id] = { figures, node: process.version, date: new Date().toISOString().slice(0, 10) };
        write(results);
      } catch (error) {
        console.log(pc.red(`${claim.id}: ${error instanceof Error ? error.stack : String(error)}`));
      }
      if (!say(claim, exact, figures)) failed++;
    }),
  );
  return failed;
}

/** Does the work that it is given in turn, each after what waits for the training runs has had its chance. */
function oneAtATime(): <Result>(work: () => Result | Promise<Result>) => Promise<Result> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = turn.then(() => setImmediate()).then(work);
    turn = result.catch(() => {});
    return result;
  };
}

/** Prints the claim, what was measured, and whether it holds: in its range, and with its sentences where they are to be. */
function say(claim: Claim, exact: Claims['exact'], figures: MeasuredFigures): boolean {
  const { holds, lines } = claimVerdict(claim, figures);
  const claims: Claims = { claims: [claim], exact: { ...exact, sentences: [] } };
  const problems = filesWithSentences(claims).flatMap((file) => {
    const path = join(COURSE.root, file);
    return existsSync(path)
      ? sentenceProblems(claims, file, readFileSync(path, 'utf8'))
      : [`${file} is not there`];
  });
  const all = holds && problems.length === 0;
  const mark = all ? pc.green('✔ holds') : pc.red('✘ does not hold');
  const said = [...lines, ...problems].map((line) => `    ${line}`);
  console.log([`${mark}: ${claim.id}: ${claim.claim}`, ...said].join('\n'));
  return all;
}
