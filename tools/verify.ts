// npm run verify: the course's own consistency check. For each topic: the twins are in step, the stub fails as unwritten and
// nothing passes on it, the solution passes, each known mistake is rejected and named, each right answer written differently is
// accepted, the lesson's code gives the values that it shows, and lesson and laws are the same in both languages.
import { existsSync } from 'node:fs';
import { Command } from 'commander';
import pc from 'picocolors';
import { runCommand, topicArgument } from './shared/arguments';
import { readLesson } from './shared/lessons';
import { judgeAll, type Judge } from './shared/judge';
import { variantRequests, type SuiteOutcome } from './shared/suites';
import { pathOf, topicNames, type TopicName } from './shared/topics';
import { holds } from './shared/verdict';
import { checkLesson } from './verify/lessons';
import { findingDifference, sentenceDifference, translationDifference } from './verify/translations';
import { twinDifference } from './verify/twins';

/** One thing that was checked: which column of the table it counts in, and what is wrong, if anything. */
interface Check {
  column: 'twins' | 'stub' | 'solution' | 'rejected' | 'named' | 'accepted' | 'lesson' | 'hints' | 'korean';
  problem?: string;
}

type Run = (judge: Judge) => Promise<Check[]>;

const COLUMNS: Check['column'][] = [
  'twins',
  'stub',
  'solution',
  'rejected',
  'named',
  'accepted',
  'lesson',
  'hints',
  'korean',
];

void runCommand(
  new Command('npm run verify --')
    .description('Checks that the course is consistent. Exits 0 when it is.')
    .option('--topics <topics...>', 'only these topics, by number', topicArgument)
    .action(verify),
);

async function verify({ topics = topicNames() }: { topics?: TopicName[] }): Promise<void> {
  const results = await checkAll(topics);
  printTable(results);
  const checks = [...results.values()].flat();
  const failed = checks.filter(({ problem }) => problem !== undefined);
  for (const { problem } of failed) console.log(`${pc.red('✘')} ${problem}`);
  console.log(`\nverify: ${checks.length - failed.length} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** All checks of all topics, spread over as many judges as there are processors. */
async function checkAll(topics: TopicName[]): Promise<Map<TopicName, Check[]>> {
  const results = new Map<TopicName, Check[]>(topics.map((topic) => [topic, staticChecks(topic)]));
  const runs = topics.flatMap((topic) => suiteRuns(topic).map((run) => ({ topic, run })));
  await judgeAll(runs, async (judge, { topic, run }) => {
    results.get(topic)!.push(...(await run(judge)));
  });
  return results;
}

/** What can be checked without running a suite. */
function staticChecks(topic: TopicName): Check[] {
  const difference = twinDifference(topic);
  return [{ column: 'twins', problem: difference && `${topic}: ${difference}` }, ...lessonChecks(topic)];
}

/** The lesson is there, its code gives the values shown, each function has hints, and Korean is in step. */
function lessonChecks(topic: TopicName): Check[] {
  const lesson = pathOf.lesson(topic, 'en');
  if (!existsSync(lesson)) return [{ column: 'lesson', problem: `${topic}: there is no lesson` }];

  const values = checkLesson(lesson).map(({ line, expression, shown, found }): Check => {
    const problem =
      found && `docs/en/${topic}.md:${line}: ${expression} is ${found}, but the lesson shows ${shown}`;
    return { column: 'lesson', problem };
  });
  const hints = [...readLesson(topic).hints].map(([name, ladder]): Check => {
    const problem = ladder.length >= 3 ? undefined : `${topic}: only ${ladder.length} hints for ${name}`;
    return { column: 'hints', problem };
  });
  const translated = existsSync(pathOf.lesson(topic, 'ko'));
  const outOfStep = translated ? translationDifference(topic) : 'there is no Korean lesson';
  return [...values, ...hints, { column: 'korean', problem: outOfStep && `${topic}: ${outOfStep}` }];
}

/** The suite on the stub, on the solution, on each mistake and on each alternative. */
function suiteRuns(topic: TopicName): Run[] {
  return [
    async (judge) => {
      const outcome = await judge.run({ topic });
      return [checkStub(outcome), checkSentences(outcome)];
    },
    async (judge) => [
      checkPasses('solution', 'the solution', await judge.run({ topic, file: pathOf.solution(topic) })),
    ],
    ...variantRequests(topic, 'mistakes').map((request): Run => {
      return async (judge) => checkMistake(request.variant.id, await judge.run(request));
    }),
    ...variantRequests(topic, 'alternatives').map((request): Run => {
      const who = `the right answer ${request.variant.id}`;
      return async (judge) => [checkPasses('accepted', who, await judge.run(request))];
    }),
  ];
}

/** Each block of the suite stops at its first gate, unwritten; nothing passes, nothing fails otherwise. */
function checkStub({ topic, tests, crash }: SuiteOutcome): Check {
  const blocks = new Set(tests.map(({ block }) => block));
  const unwritten = new Set(tests.filter(({ status }) => status === 'unwritten').map(({ block }) => block));
  const odd = tests.find(({ status }) => status === 'passed' || status === 'failed');
  const open = [...blocks].find((block) => !unwritten.has(block));
  if (crash !== undefined) return { column: 'stub', problem: `${topic}: the stub crashes: ${crash}` };
  if (odd)
    return { column: 'stub', problem: `${topic}: on the stub, "${odd.block} ${odd.sentence}" ${odd.status}` };
  if (open) return { column: 'stub', problem: `${topic}: on the stub, ${open} is not said to be unwritten` };
  return { column: 'stub' };
}

/** Each law is said in Korean, too. Whatever the answer, a suite lists all its tests. */
function checkSentences({ topic, tests }: SuiteOutcome): Check {
  const difference = sentenceDifference(
    topic,
    tests.map(({ sentence }) => sentence),
  );
  return { column: 'korean', problem: difference && `${topic}: ${difference}` };
}

function checkPasses(column: Check['column'], who: string, outcome: SuiteOutcome): Check {
  if (holds(outcome)) return { column };
  const failed = outcome.tests.find(({ status }) => status !== 'passed');
  const reason =
    outcome.crash ?? `${failed?.block} ${failed?.sentence}: ${failed?.finding?.message ?? failed?.status}`;
  return { column, problem: `${outcome.topic}: ${who} does not pass: ${reason} (seed ${outcome.seed})` };
}

/** A mistake must fail a test, the diagnosis must name it and no other, and what was found can be said in Korean. */
function checkMistake(id: string, outcome: SuiteOutcome): Check[] {
  const { topic, tests, crash, seed } = outcome;
  const failed = tests.filter(({ status }) => status === 'failed');
  const named = new Set(failed.flatMap(({ finding }) => finding?.diagnosis?.id ?? []));
  const rejected = crash === undefined && failed.length > 0;
  const alone = named.has(id) && named.size === 1;
  const instead = named.size === 0 ? 'nothing' : [...named].join(', ');
  const inEnglish = failed.map(findingDifference).find((difference) => difference !== undefined);
  return [
    {
      column: 'rejected',
      problem: rejected ? undefined : `${topic}: the mistake ${id} passes (seed ${seed}) ${crash ?? ''}`,
    },
    {
      column: 'named',
      problem: alone ? undefined : `${topic}: the mistake ${id} is diagnosed as ${instead}`,
    },
    { column: 'korean', problem: inEnglish && `${topic}: the mistake ${id}: ${inEnglish}` },
  ];
}

function printTable(results: Map<TopicName, Check[]>): void {
  const widest = Math.max(...[...results.keys()].map((topic) => topic.length));
  const cell = (checks: Check[], column: Check['column']): string => {
    const own = checks.filter((check) => check.column === column);
    const good = own.filter(({ problem }) => problem === undefined).length;
    const text = `${good}/${own.length}`.padStart(9);
    return good === own.length && own.length > 0 ? pc.green(text) : pc.red(text);
  };
  console.log(' '.repeat(widest) + COLUMNS.map((column) => column.padStart(9)).join(''));
  for (const [topic, checks] of results) {
    console.log(topic.padEnd(widest) + COLUMNS.map((column) => cell(checks, column)).join(''));
  }
  const all = [...results.values()].flat();
  if (results.size > 1)
    console.log('all'.padEnd(widest) + COLUMNS.map((column) => cell(all, column)).join(''));
  console.log();
}
