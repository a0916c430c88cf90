// What a person sees of a suite's outcome: how many laws hold, the first useful failure, and where to go on.
import pc from 'picocolors';
import { numberOf, pathOf, ROOT, titleOf, type TopicName } from './topics';
import type { SuiteOutcome, TestOutcome } from './suites';

type Colors = ReturnType<typeof pc.createColors>;

/** How the verdict is written. */
export interface VerdictStyle {
  colors: Colors;
  /** Columns of the terminal. */
  width: number;
}

/** All laws hold. */
export function holds(outcome: SuiteOutcome): boolean {
  return outcome.crash === undefined && outcome.tests.every(({ status }) => status === 'passed');
}

/** The verdict, in lines. */
export function verdictLines(outcome: SuiteOutcome, { colors, width }: VerdictStyle): string[] {
  const { topic, tests, crash } = outcome;
  const title = `${numberOf(topic)} · ${titleOf(topic)}`;
  if (crash !== undefined) return [colors.bold(title), '', ...crashLines(crash, colors)];

  const passed = tests.filter(({ status }) => status === 'passed').length;
  const score = holds(outcome) ? `all ${passed} laws hold` : `${passed} of ${tests.length} laws hold`;
  const gap = ' '.repeat(Math.max(2, Math.min(width, 80) - title.length - score.length));
  const head = `${colors.bold(title)}${gap}${holds(outcome) ? colors.green(`${score}`) : score}`;

  const failed = tests.filter(({ status }) => status === 'failed');
  const unwritten = tests.filter(({ status }) => status === 'unwritten');
  return [
    head,
    ...failed.slice(0, 1).flatMap((test) => ['', ...failureLines(test, outcome, colors)]),
    ...moreLines(failed.slice(1), colors),
    ...(unwritten.length > 0 ? ['', ...unwritten.map((test) => unwrittenLine(test, topic, colors))] : []),
  ];
}

function failureLines(
  { block, sentence, finding, place }: TestOutcome,
  outcome: SuiteOutcome,
  colors: Colors,
): string[] {
  const { inputs, message, diagnosis } = finding!;
  const number = numberOf(outcome.topic);
  return [
    `  ${colors.red('✘')} ${colors.bold(`${block} ${sentence}`)}`,
    ...(inputs.length > 0
      ? [`      for  ${inputs.map(([name, value]) => `${name} = ${value}`).join('   ')}`]
      : []),
    ...message
      .replace(/^received /, `your ${block} returned `)
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `      ${line}`),
    ...(place ? [`      at ${place}`] : []),
    ...(diagnosis ? [`      ${colors.yellow(diagnosis.explanation.en)}`] : []),
    colors.dim(
      `      → docs/en/${outcome.topic}.md · replay: npm run check ${number} -- --seed ${outcome.seed}`,
    ),
  ];
}

function moreLines(failed: TestOutcome[], colors: Colors): string[] {
  if (failed.length === 0) return [];
  return ['', ...failed.map(({ block, sentence }) => `  ${colors.red('✘')} ${block} ${sentence}`)];
}

function unwrittenLine({ block, place }: TestOutcome, topic: TopicName, colors: Colors): string {
  const where = (place ?? pathOf.exercise(topic).slice(ROOT.length + 1)).replace(/:\d+$/, '');
  return `  ${colors.cyan('○')} ${block} is not written yet ${colors.dim(`→ ${where}`)}`;
}

/** A type error or an error while loading: the student's line, and what is wrong with it. */
function crashLines(crash: string, colors: Colors): string[] {
  const typeErrors = [...crash.matchAll(/^\s*(\S+?):(\d+):(\d+) - error TS\d+: (.*)$/gm)];
  if (typeErrors.length === 0) return [`  ${colors.red('✘')} the file cannot be run`, ...indented(crash)];
  return typeErrors.flatMap(([, file, line, column, message]) => [
    `  ${colors.red('✘')} ${colors.bold(message)}`,
    `      at ${file}:${line}:${column}`,
  ]);
}

function indented(text: string): string[] {
  return text.split('\n').map((line) => `      ${line}`);
}
