// The learner's loop: what happens on a save and on a key. Knows nothing of terminals; `screen` shows, `keys` come from outside.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { readLesson } from '../shared/lessons';
import type { Judge } from '../shared/judge';
import type { Progress } from '../shared/progress';
import type { SuiteOutcome } from '../shared/suites';
import { TEXT } from '../shared/text';
import { numberOf, pathOf, ROOT, topicNames, type TopicName } from '../shared/topics';
import { holds, item, verdictLines, type Style } from '../shared/verdict';
import { ladderFor, nextHint } from './hints';

/** Where the loop writes. */
export interface Screen {
  style(): Style;
  /** Shows the whole page anew. */
  show(lines: string[]): void;
}

/** A question that waits for y or n. */
interface Question {
  text: string;
  yes: () => void | Promise<void>;
}

export class Loop {
  private topic: TopicName;
  private outcome: SuiteOutcome | undefined;
  /** What was asked for last: a hint, the list, the solution. It stays until the next verdict. */
  private note: string[] = [];
  private question: Question | undefined;
  private running: Promise<void> | undefined;
  private runAgain = false;

  constructor(
    private readonly judge: Judge,
    private readonly progress: Progress,
    private readonly screen: Screen,
    private readonly options: { watching: boolean },
  ) {
    this.topic = progress.current();
  }

  /** The file that a save of means a new verdict. */
  get file(): string {
    return pathOf.exercise(this.topic);
  }

  /** Runs the suite and shows the verdict; a save during the run runs it once more. */
  run(): Promise<void> {
    this.runAgain = true;
    this.running ??= this.runWhileAsked().finally(() => (this.running = undefined));
    return this.running;
  }

  private async runWhileAsked(): Promise<void> {
    while (this.runAgain) {
      this.runAgain = false;
      const topic = this.topic;
      this.outcome = undefined;
      this.render();
      const outcome = await this.judge.run({ topic });
      if (topic !== this.topic) continue; // the student has moved on
      this.outcome = outcome;
      this.progress.record(outcome);
      this.note = [];
    }
    this.render();
  }

  /** Does what a key means. Returns false when the loop is to end. */
  async press(key: string): Promise<boolean> {
    if (this.question !== undefined) return this.answer(key);
    const actions: Record<string, () => void | Promise<void>> = {
      h: () => this.showHint(),
      l: () => this.showList(),
      n: () => this.move(+1),
      p: () => this.move(-1),
      r: () => this.run(),
      x: () => this.askReset(),
      s: () => this.askSolution(),
    };
    if (key === 'q') return false;
    await actions[key]?.();
    return true;
  }

  private async answer(key: string): Promise<boolean> {
    if (key !== 'y' && key !== 'n' && key !== 'q') return true;
    const { yes } = this.question!;
    this.question = undefined;
    if (key === 'y') await yes();
    else this.say([this.text.keptAsIs]);
    return true;
  }

  private get text() {
    return TEXT[this.screen.style().language];
  }

  private get lesson() {
    return readLesson(this.topic, this.screen.style().language);
  }

  private say(lines: string[]): void {
    this.note = lines;
    this.render();
  }

  // ── what the keys do ───────────────────────────────────────────────────────────────────────────────────────────

  /** The next hint for the first function that is not finished. */
  private showHint(): void {
    const style = this.screen.style();
    const open =
      this.outcome?.tests.filter(({ status }) => status !== 'passed').map(({ block }) => block) ?? [];
    this.say(nextHint(this.topic, ladderFor(this.topic, open, style), this.progress, style));
  }

  private showList(): void {
    this.say(listLines(this.progress, this.screen.style(), this.topic));
  }

  private async move(by: number): Promise<void> {
    const names = topicNames();
    const next = names[names.indexOf(this.topic) + by];
    if (next === undefined) return this.say([by < 0 ? this.text.firstTopic : this.text.lastTopic]);
    this.topic = next;
    this.note = [];
    this.progress.moveTo(next);
    await this.run();
  }

  private askReset(): void {
    this.ask(this.text.askReset(this.topic), async () => {
      const copy = this.progress.reset(this.topic);
      await this.run();
      this.say([this.text.wasReset(relative(ROOT, copy))]);
    });
  }

  private askSolution(): void {
    if (this.outcome !== undefined && holds(this.outcome)) this.showSolution();
    else this.ask(this.text.askSolution, () => this.showSolution());
  }

  private showSolution(): void {
    const file = pathOf.solution(this.topic);
    this.say([
      this.text.solution(relative(ROOT, file)),
      '',
      ...readFileSync(file, 'utf8').trimEnd().split('\n'),
    ]);
  }

  private ask(text: string, yes: Question['yes']): void {
    this.question = { text, yes };
    this.render();
  }

  // ── what is seen ───────────────────────────────────────────────────────────────────────────────────────────────

  private render(): void {
    const style = this.screen.style();
    const { colors } = style;
    this.screen.show([
      progressLine(this.progress, style),
      '',
      ...this.verdict(style),
      ...(this.note.length > 0 ? ['', ...this.note] : []),
      '',
      ...(this.question ? item('?', this.question.text, style, colors.yellow) : [colors.dim(this.text.menu)]),
    ]);
  }

  /** While the suite runs, and while nothing is written yet: where to read and where to write. */
  private verdict(style: Style): string[] {
    const { title, goal, path } = this.lesson;
    const { colors } = style;
    const file = relative(ROOT, this.file);
    const whereTo = [
      ...item(' ', `${this.text.goal}: ${goal}`, style),
      ...item(' ', `${this.text.lesson}: ${colors.cyan(path)}`, style),
      ...item(' ', `${this.text.file}: ${colors.cyan(file)}`, style),
    ];
    if (this.outcome === undefined) {
      return [
        colors.bold(`${numberOf(this.topic)} · ${title}`),
        '',
        ...whereTo,
        '',
        colors.dim(this.text.checking),
      ];
    }
    const next = topicNames()[topicNames().indexOf(this.topic) + 1];
    const nextTitle = next && `${numberOf(next)} · ${readLesson(next, style.language).title}`;
    const ending = holds(this.outcome)
      ? item(colors.green('✔'), this.text.finished(nextTitle), style, colors.green)
      : item(' ', this.options.watching ? this.text.watching : this.text.manual, style, colors.dim);
    return [...verdictLines(this.outcome, style), '', ...whereTo, '', ...ending];
  }
}

/** The bar at the top: how many topics are finished. */
function progressLine(progress: Progress, { colors, language }: Style): string {
  const names = topicNames();
  const done = names.filter((topic) => progress.state(topic) === 'finished').length;
  const bar = colors.green('█'.repeat(done * 2)) + colors.dim('░'.repeat((names.length - done) * 2));
  return `${colors.bold('Gradient Dojo')}  ${bar}  ${TEXT[language].progress(done, names.length)}`;
}

/** All topics with their state; `here` is marked. */
export function listLines(progress: Progress, style: Style, here?: TopicName): string[] {
  const { colors, language } = style;
  const marks = {
    open: '·',
    started: colors.cyan('○'),
    finished: colors.green('✔'),
    changed: colors.yellow('✎'),
  };
  return topicNames().map((topic) => {
    const state = progress.state(topic);
    const title = `${numberOf(topic)} · ${readLesson(topic, language).title}`;
    const words = colors.dim(`(${TEXT[language].states[state]})`);
    return `${topic === here ? '›' : ' '} ${marks[state]} ${topic === here ? colors.bold(title) : title} ${words}`;
  });
}
