// What a person sees of a suite's outcome: how many laws hold, the first useful failure, and where to go on.
import { existsSync } from 'node:fs';
import stringWidth from 'string-width';
import type pc from 'picocolors';
import wrapAnsi from 'wrap-ansi';
import { numberOf, type Course, type Language, type TopicName } from '#engine/course/course';
import { holds, type SuiteOutcome, type TestOutcome } from '#engine/runner/outcome';
import { eachPlaceOnce, lawInWords, problemInWords } from './in-words';
import { placesIn, placeText } from './places';
import type { Finding } from '../../engine/suite/law';
import type { Wording } from '#engine/words/phrase';
import { textIn } from './messages';
import { typeErrorsOf } from './type-errors';

type Colors = ReturnType<typeof pc.createColors>;

/** How the verdict is written. */
export interface Style {
  colors: Colors;
  language: Language;
  /** Columns of the terminal; lines are wrapped to them. */
  width: number;
}

/** A verdict in parts, for a terminal that has no room for all of it. */
export interface VerdictParts {
  head: string[];
  /** What is wrong first: the law and its counterexample, or why nothing could be run. */
  core: string[];
  /** What more there is to say, below it. */
  rest: string[];
}

/** The verdict, in lines. */
export function verdictLines(course: Course, outcome: SuiteOutcome, style: Style): string[] {
  const { head, core, rest } = verdictParts(course, outcome, style);
  return [...head, ...(core.length === 0 ? [] : ['', ...core]), ...rest];
}

/** The same in parts: all of it is `head`, an empty line where there is a core, `core`, `rest`. */
export function verdictParts(course: Course, outcome: SuiteOutcome, style: Style): VerdictParts {
  const { topic, tests, crash } = outcome;
  const [first, ...others] = tests.filter(({ status }) => status === 'failed');
  const unwritten = tests.filter(({ status }) => status === 'unwritten');
  const firstFailure = first && failureLines(course, first, outcome, style);
  const further = [
    ...listOf(others, (test) =>
      item(style.colors.red('✘'), lawInWords(test, course.translation(topic, style.language)), style),
    ),
    ...listOf(eachPlaceOnce(unwritten), (test) => unwrittenLines(course, test, topic, style)),
  ];
  const head = headLines(course, outcome, style);
  if (crash !== undefined) {
    const failed = firstFailure ? ['', ...firstFailure.core, ...firstFailure.rest] : [];
    const rest = [...printedInAll(outcome, style), ...failed, ...further];
    return { head, core: crashLines(course, topic, crash, style), rest };
  }
  if (firstFailure === undefined)
    return { head, core: [], rest: [...(holds(outcome) ? printedInAll(outcome, style) : []), ...further] };
  return { head, core: firstFailure.core, rest: [...firstFailure.rest, ...further] };
}

/** The topic at the left, the score at the right; or below it, where a line has no room for both. */
function headLines(course: Course, outcome: SuiteOutcome, { colors, language, width }: Style): string[] {
  const { topic, tests, crash } = outcome;
  const title = `${numberOf(topic)} · ${course.lesson(topic, language).title}`;
  const titleLines = wrapped(title, width).map((line) => colors.bold(line));
  if (crash !== undefined || outcome.cutShort) return titleLines; // how many laws hold is not known
  const passed = tests.filter(({ status }) => status === 'passed').length;
  const score = textIn(language).score(passed, tests.length);
  const painted = holds(outcome) ? colors.green(score) : score;
  const gap = Math.min(width, 80) - stringWidth(title) - stringWidth(score);
  return gap < 2 ? [...titleLines, painted] : [`${titleLines[0]}${' '.repeat(gap)}${painted}`];
}

/** The core says on which input what went wrong; the rest why, and where to go on. */
function failureLines(
  course: Course,
  test: TestOutcome,
  outcome: SuiteOutcome,
  style: Style,
): Pick<VerdictParts, 'core' | 'rest'> {
  const { colors, language } = style;
  const { finding, place } = test;
  const { inputs, diagnosis, printed } = finding!;
  const { path } = course.lesson(outcome.topic, language);
  const translation = course.translation(outcome.topic, language);
  const inLanguage = language === course.mainLanguage ? '' : ` --lang ${language}`;
  const replay = `npm run check ${numberOf(outcome.topic)} -- --seed ${outcome.seed}${inLanguage}`;
  const core = [
    ...item(colors.red('✘'), lawInWords(test, translation), style, colors.bold),
    ...listOfInputs(inputs, style),
    ...indented(problemInWords(test, translation), style),
  ];
  const rest = [
    ...(place ? indented(textIn(language).at(place), style) : []),
    ...(diagnosis ? indented(course.inLanguage(diagnosis.explanation, language), style, colors.yellow) : []),
    ...whereToLook(path, replay, style),
    ...(printed ? printedLines(printed, style) : []),
  ];
  return { core, rest };
}

/** Lesson and command on one line where they fit: a command that is broken over two lines can't be copied. */
function whereToLook(lesson: string, replay: string, { colors, language, width }: Style): string[] {
  const text = textIn(language);
  const [first, second] = [`→ ${lesson}`, text.replay(replay)];
  const oneLine = `${first} · ${second}`;
  const lines = stringWidth(oneLine) + INDENT.length <= width ? [oneLine] : [first, `  ${second}`];
  const fits = (line: string): boolean => stringWidth(line) + INDENT.length <= width;
  return lines
    .flatMap((line) => (fits(line) ? [`${INDENT}${colors.dim(line)}`] : [colors.dim(line.trim())]))
    .flatMap((line) =>
      stringWidth(line) <= width || !line.includes(replay) ? [line] : [colors.dim(replay)],
    );
}

/** What the student's code printed, on these inputs. */
function printedLines({ lines, more }: NonNullable<Finding['printed']>, style: Style): string[] {
  const text = textIn(style.language);
  return [
    ...indented(text.printed, style),
    ...lines.flatMap((line) => indented(`  ${line}`, style, style.colors.cyan)),
    ...(more > 0 ? indented(text.printedMore(more), style, style.colors.dim) : []),
  ];
}

/** What was printed where no counterexample is shown that says more. */
function printedInAll({ printed }: SuiteOutcome, style: Style): string[] {
  return printed === undefined ? [] : ['', ...printedLines(printed, style)];
}

/** "for  y = …   t = …" on one line where they fit, else one input a line. */
function listOfInputs(inputs: [string, string][], style: Style): string[] {
  if (inputs.length === 0) return [];
  const { given } = textIn(style.language);
  const parts = inputs.map(([name, value]) => `${name} = ${value}`);
  const oneLine = `${given}  ${parts.join('   ')}`;
  if (stringWidth(oneLine) + INDENT.length <= style.width) return [`${INDENT}${oneLine}`];
  return [`${INDENT}${given}`, ...parts.flatMap((part) => indented(`  ${part}`, style))];
}

function unwrittenLines(
  course: Course,
  { block, place }: TestOutcome,
  topic: TopicName,
  style: Style,
): string[] {
  const { colors, language } = style;
  const where = (place ?? course.pathOf(course.exercise(topic))).replace(/:\d+$/, '');
  return item(colors.cyan('○'), `${textIn(language).unwritten(block)} ${colors.dim(`→ ${where}`)}`, style);
}

/** A type error, or an error while loading: the student's line, what is wrong with it, and what helps. */
function crashLines(course: Course, topic: TopicName, crash: Wording, style: Style): string[] {
  const { colors, language } = style;
  const exercise = course.exercise(topic);
  if (!existsSync(exercise)) {
    const command = `\`npm run reset ${numberOf(topic)}\``;
    const [renamed] = course.exercisesNamedLike(topic).map(course.pathOf, course);
    const text = textIn(language);
    return [
      ...item(colors.red('✘'), text.isMissing(course.pathOf(exercise), command), style, colors.bold),
      ...(renamed === undefined ? [] : indented(text.wasRenamed(renamed), style)),
    ];
  }
  const errors = typeof crash === 'string' ? typeErrorsOf(crash, language, course.root) : [];
  if (errors.length === 0) {
    const translation = course.translation(topic, language);
    const { said, place } =
      typeof crash === 'string' ? withoutJest(crash, course.root) : { said: crash, place: undefined };
    return [
      ...item(colors.red('✘'), textIn(language).cannotRun, style, colors.bold),
      ...indented(typeof said === 'string' ? translation.message(said) : translation.say(said), style),
      ...(place ? indented(textIn(language).at(place), style) : []),
    ];
  }
  return errors
    .slice(0, 3)
    .flatMap(({ place, message, help }) => [
      ...item(colors.red('✘'), message, style, colors.bold),
      ...indented(textIn(language).at(place), style),
      ...(help ? indented(help, style, colors.yellow) : []),
    ]);
}

/** What an error says, and the student's line that it comes from; jest puts its own words and lines of code around it. */
function withoutJest(crash: string, root: string): { said: string; place?: string } {
  const [, report] = /● Test suite failed to run\s*\n([^]*)/.exec(crash) ?? [];
  if (report === undefined) return { said: crash.trim() };
  const [said = ''] = report.trim().split(/\n\s*\n|\n\s+at /);
  const [place] = placesIn(report, root);
  return { said: said.trim(), place: place && placeText(place) };
}

const INDENT = ' '.repeat(6);

/** Colors a line that is cut to its length already. */
type Paint = (line: string) => string;

const plain: Paint = (line) => line;

/** A line with a mark before it; continued lines stand under its text. */
export function item(mark: string, text: string, { width }: Style, paint = plain): string[] {
  const [first, ...rest] = wrapped(text, width - 4).map((line) => paint(line));
  return [`  ${mark} ${first}`, ...rest.map((line) => `    ${line}`)];
}

export function indented(text: string, { width }: Style, paint = plain): string[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines
    .flatMap((line) => wrapped(line, width - INDENT.length))
    .map((line) => `${INDENT}${paint(line)}`);
}

/** A line keeps its own indentation, as code has it; what does not fit goes on flush left. */
export function wrapped(line: string, width: number): string[] {
  const [first, ...rest] = wrapAnsi(line, Math.max(20, width), { trim: false }).split('\n');
  return [first.trimEnd(), ...rest.map((more) => more.trim())];
}

function listOf(tests: TestOutcome[], lines: (test: TestOutcome) => string[]): string[] {
  return tests.length === 0 ? [] : ['', ...tests.flatMap(lines)];
}
