// The learner's loop: what happens on a save and on a key. Knows nothing of terminals; `screen` shows, `keys` come from outside.
import { readFileSync } from 'node:fs';
import stringWidth from 'string-width';
import { numberOf, type TopicName } from '#engine/course/course';
import { type SuiteOutcome, holds } from '#engine/runner/outcome';
import type { Judge } from '../shared/judge';
import type { Progress } from '../shared/progress';
import { textIn } from '../shared/messages';
import { statIfReadable } from '../shared/readable';
import { filesOf, noteLines, versionOf } from '../shared/grader-notes';
import { item, verdictLines, verdictParts, wrapped, type Style, type VerdictParts } from '../shared/verdict';
import { besideLines, foldedLine } from './beside';
import { ladderFor, nextHint } from './hints';

/** Where the loop writes. */
export interface Screen {
  style(): Style;
  /** How many lines it has; Infinity where pages are written one below the other. */
  rows?(): number;
  /** Shows the whole page anew. */
  show(lines: string[]): void;
}

/** Something said below the verdict. It is made into lines each time the page is drawn: the terminal may have got another size by then. */
export type Note = (style: Style) => string[];

/** In a low terminal, so many lines of a counterexample are kept beside a hint at least. */
const FEWEST_LINES = 2;

/** A question that waits for y or n. */
interface Question {
  text: string;
  yes: () => void;
}

/** A change that comes within so many milliseconds after a run was hardly made by hand. */
const HASTE = 1_000;

/** So many of them in a row are run at once; before further ones there is a rest, in milliseconds. */
const HASTY_RUNS = 5;
const REST = 5_000;

interface LoopOptions {
  /** A save is noticed; else a key asks for a run. */
  watching: boolean;
  /** After changes that come too fast, in milliseconds. */
  rest?: number;
  /** Said on the first page. */
  notices?: string[];
  /** Pages are written one below the other. */
  plain?: boolean;
  /** The topic to begin with; by default, the one where the student left off. */
  topic?: TopicName;
}

export class Loop {
  private topic: TopicName;
  private outcome: SuiteOutcome | undefined;
  /** What was asked for last: a hint, the list, the solution. It stays until the next verdict. */
  private notes: Note[] = [];
  /** The note was there before the run that is under way: the verdict takes its place. */
  private noteIsOld = false;
  /** The topic whose goal, lesson and file were shown last. */
  private described: TopicName | undefined;
  /** How many laws held in the last run of this topic, and how many more do now. */
  private heldBefore: { topic: TopicName; count: number } | undefined;
  private gained = 0;
  private question: Question | undefined;
  private running: Promise<void> | undefined;
  private runAgain = false;
  /** When the last run ended, and how old the file was by then: what is told later of a change before is no save. */
  private atEnd: { clock: number; fileTimes: string } | undefined;
  /** How many changes in a row came while the file ran or right after: a file that writes to itself would never stop. */
  private hasty = 0;
  private rest: NodeJS.Timeout | undefined;
  /** A topic that was written elsewhere, while a suite sees it for the first time here. */
  private checkingWritten: TopicName | undefined;

  constructor(
    private readonly judge: Judge,
    private readonly progress: Progress,
    private readonly screen: Screen,
    private readonly options: LoopOptions,
  ) {
    this.topic = options.topic ?? progress.current();
    this.notes = (options.notices ?? []).map(sentence);
  }

  private get course() {
    return this.progress.course;
  }

  /** The file that a save of means a new verdict. */
  get file(): string {
    return this.course.exercise(this.topic);
  }

  /** Whether a save of this file means a new verdict: it is the topic's, or a helper that the topic imports. */
  isRun(file: string): boolean {
    return file === this.file || filesOf(this.course, this.topic).includes(file);
  }

  /** Checks what was written before the course came to this computer; then runs the topic that was asked for, or else the first unfinished one. */
  async begin(): Promise<void> {
    const { topic } = this.options;
    if (topic !== undefined) this.warn(this.attempt(() => this.progress.moveTo(topic)));
    const written = this.progress.unchecked().filter((topic) => topic !== this.topic);
    if (written.length > 0) {
      const chosen = this.topic;
      this.running ??= this.checkWritten(written).finally(() => (this.running = undefined));
      await this.running;
      if (topic === undefined && this.topic === chosen) this.topic = this.progress.current();
    }
    await this.run();
  }

  private async checkWritten(topics: TopicName[]): Promise<void> {
    for (const topic of topics) {
      this.checkingWritten = topic;
      this.render();
      await this.judgeTopic(topic);
    }
    this.checkingWritten = undefined;
  }

  /** The file has changed: it was saved, or something else writes to it. */
  changed(): void {
    // While it runs, the end of the run looks whether it is still what was run.
    if (this.running !== undefined || this.rest !== undefined) return;
    if (this.atEnd !== undefined && timesOf(filesOf(this.course, this.topic)) === this.atEnd.fileTimes)
      return;
    const sinceEnd = Date.now() - (this.atEnd?.clock ?? 0);
    this.hasty = sinceEnd < HASTE ? this.hasty + 1 : 0;
    if (this.hasty < HASTY_RUNS) this.start();
    else this.runAfterRest();
  }

  private runAfterRest(): void {
    const { rest = REST } = this.options;
    this.say(warning(this.text.resting(rest / 1000)));
    this.rest = setTimeout(() => this.start(), rest).unref();
  }

  /** Begins a run that nobody waits for. */
  private start(): void {
    this.run().catch((error: unknown) => this.say(warning((error as Error).message)));
  }

  /** Runs the suite and shows the verdict; asked for during a run, it runs once more. */
  run(): Promise<void> {
    clearTimeout(this.rest);
    this.rest = undefined;
    this.runAgain = true;
    this.running ??= this.runWhileAsked().finally(() => (this.running = undefined));
    return this.running;
  }

  private async runWhileAsked(): Promise<void> {
    let edited = false;
    this.noteIsOld = this.atEnd !== undefined; // what was said at the start, or on the way here, stays for one verdict
    while (this.runAgain) {
      this.runAgain = false;
      const topic = this.topic;
      this.outcome = undefined;
      this.render();
      const judged = await this.judgeTopic(topic);
      if (topic !== this.topic) continue; // the student has moved on
      this.outcome = judged.outcome;
      this.compare(judged.outcome);
      if (this.noteIsOld) this.notes = [];
      this.warn(judged.trouble);
      this.atEnd = { clock: Date.now(), fileTimes: timesOf(filesOf(this.course, this.topic)) };
      edited = judged.edited && this.options.watching;
      if (edited && ++this.hasty < HASTY_RUNS) this.runAgain = true;
    }
    this.render();
    if (edited && this.hasty >= HASTY_RUNS) this.runAfterRest();
  }

  private compare({ topic, tests, crash, cutShort }: SuiteOutcome): void {
    this.gained = 0;
    if (crash !== undefined || cutShort) return; // how many laws hold is not known: the next run is compared with the one before
    const count = tests.filter(({ status }) => status === 'passed').length;
    if (this.heldBefore?.topic === topic) this.gained = count - this.heldBefore.count;
    this.heldBefore = { topic, count };
  }

  /**
   * Runs a suite and remembers what it found. `edited`: the file or a helper is another one than the one that was run, so that what was
   * found is no verdict on it.
   */
  private async judgeTopic(
    topic: TopicName,
  ): Promise<{ outcome: SuiteOutcome; edited: boolean; trouble?: string }> {
    const before = versionOf(this.course, topic);
    const fingerprint = this.progress.fingerprint(topic);
    const isEdited = (): boolean => versionOf(this.course, topic) !== before;
    let outcome: SuiteOutcome;
    try {
      outcome = await this.judge.run({ topic });
    } catch (error) {
      // The course's own failure ends no loop. It says nothing about the file, so nothing is remembered of it.
      outcome = { topic, seed: 0, tests: [], crash: (error as Error).message };
      return { outcome, edited: isEdited() };
    }
    if (isEdited()) return { outcome, edited: true };
    return {
      outcome,
      edited: false,
      trouble: this.attempt(() => this.progress.record(outcome, fingerprint)),
    };
  }

  /** Does what may fail if nothing can be written, such as on a full disk; returns the message in that case. */
  private attempt(work: () => void): string | undefined {
    try {
      work();
      return undefined;
    } catch (error) {
      return this.text.notRemembered((error as Error).message);
    }
  }

  /** Adds a message to what is said already, but for one that is there. */
  private warn(message: string | undefined): void {
    if (message === undefined) return;
    const style = this.screen.style();
    const said = (notes: Note[]): string => notes.flatMap((note) => note(style)).join('\n');
    if (!said(this.notes).includes(said([warning(message)]))) this.notes.push(warning(message));
  }

  /** Does what a key means, and waits for no run: the next key may come during it. Returns false when the loop is to end. */
  press(key: string): boolean {
    if (this.question !== undefined) return this.answer(key);
    const actions: Record<string, () => void> = {
      h: () => this.showHint(),
      l: () => this.showList(),
      n: () => this.move(+1),
      p: () => this.move(-1),
      r: () => this.start(),
      x: () => this.askReset(),
      s: () => this.askSolution(),
    };
    if (key === 'q') return false;
    this.doSafely(actions[key]);
    return true;
  }

  /** What a key does may fail, such as a reset on a full disk: that is reported, and the loop goes on. */
  private doSafely(action: (() => void) | undefined): void {
    try {
      action?.();
    } catch (error) {
      this.say(warning((error as Error).message));
    }
  }

  private answer(key: string): boolean {
    if (key !== 'y' && key !== 'n' && key !== 'q') return true;
    const { yes } = this.question!;
    this.question = undefined;
    if (key === 'y') this.doSafely(yes);
    else this.say(sentence(this.text.keptAsIs));
    return true;
  }

  private get text() {
    return textIn(this.screen.style().language);
  }

  private get lesson() {
    return this.course.lesson(this.topic, this.screen.style().language);
  }

  private say(note: Note): void {
    this.notes = [note];
    this.noteIsOld = false;
    this.render();
  }

  // ── what the keys do ───────────────────────────────────────────────────────────────────────────────────────────

  /** The next hint for the first function that is not finished. */
  private showHint(): void {
    const { language } = this.screen.style();
    const open =
      this.outcome?.tests.filter(({ status }) => status !== 'passed').map(({ block }) => block) ?? [];
    const name = ladderFor(this.course, this.topic, open, language);
    this.say(nextHint(this.topic, name, this.progress, language));
  }

  private showList(): void {
    this.say((style) => listLines(this.progress, style, this.topic));
  }

  private move(by: number): void {
    const names = this.course.topicNames();
    const next = names[names.indexOf(this.topic) + by];
    if (next === undefined) return this.say(sentence(by < 0 ? this.text.firstTopic : this.text.lastTopic));
    this.topic = next;
    this.hasty = 0;
    this.notes = [];
    this.noteIsOld = false;
    this.warn(this.attempt(() => this.progress.moveTo(next)));
    this.atEnd = undefined;
    this.outcome = undefined;
    this.render(); // at once: a run of the topic before may be under way
    this.start();
  }

  private askReset(): void {
    this.ask(this.text.askReset(this.topic), () => {
      const copy = this.progress.reset(this.topic);
      this.start();
      this.say(sentence(this.text.wasReset(copy && this.course.pathOf(copy))));
    });
  }

  private askSolution(): void {
    if (this.outcome !== undefined && holds(this.outcome)) return this.showBeside();
    this.ask(this.text.askSolution, () => this.showSolution());
  }

  private showSolution(): void {
    if (!this.course.hasSolution(this.topic)) return this.say(sentence(this.text.noSolution));
    const file = this.course.solution(this.topic);
    const head = this.text.solution(this.course.pathOf(file));
    const code = readFileSync(file, 'utf8').trimEnd().split('\n');
    this.say(({ width }) => [
      ...wrapped(head, width),
      '',
      ...code.flatMap((line) => foldedLine(line, width)),
    ]);
  }

  /** What the student has written, beside what the course has. */
  private showBeside(): void {
    if (!this.course.hasSolution(this.topic)) return this.say(sentence(this.text.noSolution));
    const [mine, solution] = [this.file, this.course.solution(this.topic)];
    const [own, right] = [mine, solution].map((file) => readFileSync(file, 'utf8'));
    const head = this.text.beside(this.course.pathOf(mine), this.course.pathOf(solution));
    this.say((style) => [
      ...wrapped(head, style.width),
      '',
      ...besideLines(own, right, style, this.options.plain ? false : undefined),
    ]);
  }

  private ask(text: string, yes: Question['yes']): void {
    this.question = { text, yes };
    this.render();
  }

  // ── what is seen ───────────────────────────────────────────────────────────────────────────────────────────────

  /** Draws the page anew, such as after the terminal has got another size. */
  redraw(): void {
    if (!this.options.plain) this.render();
  }

  /** Says something that the student did not ask for. */
  tell(message: string): void {
    this.say(warning(message));
  }

  private render(): void {
    const style = this.screen.style();
    const { colors } = style;
    const question = this.question && item('?', this.question.text, style, colors.yellow);
    const keys = this.options.plain
      ? this.isNewTopic()
        ? wrapped(this.text.menuHint, style.width)
        : []
      : wrapped(this.text.menu, style.width).map((line) => colors.dim(line));
    const bottom = ['', ...(question ?? keys)];
    const lines = this.notes.flatMap((note) => note(style));
    const note = lines.length > 0 ? ['', ...lines] : [];
    const page = [progressLine(this.progress, style), '', ...this.verdict(style), ...note, ...bottom];
    const room = (this.screen.rows?.() ?? Infinity) - 1;
    const fits = (lines: string[]): boolean => heightOf(lines, style) <= room;
    this.screen.show(fits(page) ? page : this.shortPage(style, note, bottom, fits));
    if (this.outcome !== undefined) this.described = this.topic;
  }

  /**
   * In a low terminal the first failure comes first, and what every page has in common is left out. What was asked for is never cut. Where it
   * and the failure still don't fit, they give way in this order: what is said below the counterexample, the title, the keys, the end of the
   * counterexample.
   */
  private shortPage(
    style: Style,
    note: string[],
    bottom: string[],
    fits: (lines: string[]) => boolean,
  ): string[] {
    const { head, core, rest } = this.parts(style);
    const all = [...head, ...(core.length === 0 ? [] : ['', ...core]), ...rest, ...note, ...bottom];
    if (fits(all)) return all;

    const more = item('…', this.text.more(note.length > 0), style).map((line) => style.colors.dim(line));
    const isAsked = this.question !== undefined;
    const withKeys = [...more, ...note, ...bottom];
    const withoutKeys = isAsked ? withKeys : [...more, ...note];
    const beginning = [...head, '', ...core];
    if (fits([...beginning, ...withKeys])) return [...longest(rest, beginning, withKeys, fits), ...withKeys];
    if (fits([...core, ...withKeys])) return [...longest(rest, core, withKeys, fits), ...withKeys];
    const cut = longest(core, [], withoutKeys, fits);
    return cut.length >= Math.min(FEWEST_LINES, core.length) ? [...cut, ...withoutKeys] : all;
  }

  private parts(style: Style): VerdictParts {
    if (this.outcome === undefined)
      return { head: [style.colors.bold(this.title)], core: [this.underWay(style)], rest: [] };
    const parts = verdictParts(this.course, this.outcome, style);
    if (!holds(this.outcome)) return parts;
    const notes = noteLines(this.course, this.outcome, style);
    return { ...parts, core: this.footer(this.outcome, style), rest: [...parts.rest, ...notes] };
  }

  /** A page that is read aloud says only once what to do in a topic, and which keys there are. */
  private isNewTopic(): boolean {
    return this.described !== this.topic;
  }

  /** While the suite runs, and while nothing is written yet: where to read and where to write. */
  private verdict(style: Style): string[] {
    const { goal, path } = this.lesson;
    const { colors } = style;
    const file = this.course.pathOf(this.file);
    const whereTo =
      this.options.plain && !this.isNewTopic()
        ? []
        : [
            '',
            ...item(' ', `${this.text.goal}: ${goal}`, style),
            ...item(' ', `${this.text.lesson}: ${colors.cyan(path)}`, style),
            ...item(' ', `${this.text.file}: ${colors.cyan(file)}`, style),
          ];
    if (this.outcome === undefined) {
      return [
        ...(this.options.plain && !this.isNewTopic() ? [] : [colors.bold(this.title)]),
        ...whereTo,
        '',
        this.underWay(style),
      ];
    }
    const footer = this.footer(this.outcome, style);
    return [
      ...verdictLines(this.course, this.outcome, style),
      ...noteLines(this.course, this.outcome, style),
      ...whereTo,
      '',
      ...footer,
    ];
  }

  private get title(): string {
    return `${numberOf(this.topic)} · ${this.lesson.title}`;
  }

  private underWay({ colors }: Style): string {
    const { checkingWritten } = this;
    return colors.dim(checkingWritten ? this.text.checkingWritten(checkingWritten) : this.text.checking);
  }

  /** What comes next, and what the last save has changed. */
  private footer(outcome: SuiteOutcome, style: Style): string[] {
    const { colors } = style;
    const names = this.course.topicNames();
    const next = names[names.indexOf(this.topic) + 1];
    const nextTitle = next && `${numberOf(next)} · ${this.course.lesson(next, style.language).title}`;
    const gained = this.gained === 0 ? '' : ` ${this.text.gained(this.gained)}`;
    if (holds(outcome)) {
      const { whenFinished } = this.course.settings;
      const further =
        next === undefined && whenFinished ? ` ${this.course.inLanguage(whenFinished, style.language)}` : '';
      const compare = this.course.hasSolution(this.topic) ? ` ${this.text.compare}` : '';
      const said = `${this.text.finished(nextTitle)}${further}${compare}${gained}`;
      return item(colors.green('✔'), said, style, colors.green);
    }
    const what = this.options.watching ? this.text.watching : this.text.manual;
    return item(' ', `${what}${gained}`, style, colors.dim);
  }
}

function sentence(text: string): Note {
  return ({ width }) => wrapped(text, width);
}

function warning(text: string): Note {
  return (style) => item('!', text, style);
}

/** The rows that lines take: one that is wider than the terminal, such as a command that is not broken, takes several. */
function heightOf(lines: string[], { width }: Style): number {
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(stringWidth(line) / width)), 0);
}

/** `before`, and as many of the lines after it as fit above what is below. */
function longest(
  lines: string[],
  before: string[],
  below: string[],
  fits: (lines: string[]) => boolean,
): string[] {
  let count = lines.length;
  while (count > 0 && !fits([...before, ...lines.slice(0, count), ...below])) count--;
  return [...before, ...lines.slice(0, count)];
}

/** The bar at the top: how many topics are finished. Two cells for each, or as many in all as the line has room for. */
function progressLine(progress: Progress, { colors, language, width }: Style): string {
  const names = progress.course.topicNames();
  const done = names.filter((topic) => progress.state(topic) === 'finished').length;
  const [name, count] = [progress.course.name, textIn(language).progress(done, names.length)];
  const room = width - stringWidth(`${name}    ${count}`);
  const cells = Math.max(0, Math.min(2 * names.length, room));
  const full = Math.floor((cells * done) / Math.max(1, names.length));
  const bar = colors.green('█'.repeat(full)) + colors.dim('░'.repeat(cells - full));
  return `${colors.bold(name)}  ${bar}  ${count}`;
}

/** All topics with their state; `here` is marked. */
export function listLines(progress: Progress, style: Style, here?: TopicName): string[] {
  const { colors, language } = style;
  const marks = {
    open: '·',
    missing: colors.red('?'),
    unchecked: colors.cyan('○'),
    started: colors.cyan('○'),
    finished: colors.green('✔'),
    changed: colors.yellow('✎'),
  };
  return progress.course.topicNames().flatMap((topic) => {
    const state = progress.state(topic);
    const title = `${numberOf(topic)} · ${progress.course.lesson(topic, language).title}`;
    const words = colors.dim(`(${textIn(language).states[state]})`);
    const line = `${topic === here ? colors.bold(title) : title} ${words}`;
    const [first, ...rest] = wrapped(line, style.width - 4);
    return [`${topic === here ? '›' : ' '} ${marks[state]} ${first}`, ...rest.map((more) => `    ${more}`)];
  });
}

/** The command that checks what was written elsewhere; nothing where there is none. */
export function uncheckedLines(progress: Progress, { language, width, colors }: Style): string[] {
  const topics = progress.unchecked().map(numberOf);
  if (topics.length === 0) return [];
  const text = textIn(language).unchecked(`npm run check ${topics.join(' ')}`);
  return ['', ...item(colors.yellow('!'), text, { language, width, colors })];
}

/** When each of the files was last written. */
function timesOf(files: string[]): string {
  return files.map((file) => statIfReadable(file)?.mtimeMs ?? 'missing').join();
}
