// npm start: the learner's loop. Shows the first unfinished topic, runs its suite on each save, and listens to single keys.
import { emitKeypressEvents } from 'node:readline';
import { watch } from 'chokidar';
import { Command } from 'commander';
import { listLines, Loop, type Screen } from './learn/loop';
import { languageOption, runCommand, styleOf } from './shared/arguments';
import { Judge } from './shared/judge';
import { Progress } from './shared/progress';
import { TEXT } from './shared/text';
import { ROOT } from './shared/topics';
import type { Style } from './shared/verdict';

interface LearnOptions {
  lang?: string;
  plain: boolean;
  manual: boolean;
  poll: boolean;
}

void runCommand(
  new Command('npm start --')
    .description('Leads through the course: runs your file on each save and says what it found.')
    .addOption(languageOption())
    .option('--plain', 'line after line, without redrawing: for screen readers and simple terminals', false)
    .option('--manual', 'run on the key r alone, without watching files', false)
    .option(
      '--poll',
      'look at the file every half second, where changes are not announced (network drives, containers)',
      false,
    )
    .action(learn),
);

async function learn({ lang, plain, manual, poll }: LearnOptions): Promise<void> {
  const style = (): Style => styleOf({ lang });
  const { language } = style();
  const progress = new Progress();
  if (!process.stdin.isTTY || !process.stdout.isTTY) {
    console.log(
      [...listLines(progress, style(), progress.current()), '', TEXT[language].overviewHint].join('\n'),
    );
    return;
  }

  const screen = plain ? plainScreen(style) : fullScreen(style);
  const judge = new Judge();
  const loop = new Loop(judge, progress, screen, { watching: !manual });
  const watcher = manual
    ? undefined
    : watch(`${ROOT}/exercises`, { ignoreInitial: true, usePolling: poll, interval: 500, depth: 0 }).on(
        'all',
        (_event, file) => {
          if (file === loop.file) void loop.run();
        },
      );

  const firstRun = loop.run();
  for await (const key of plain ? lines() : keys()) {
    if (!(await loop.press(key))) break;
  }
  await watcher?.close();
  judge.close();
  await firstRun.catch(() => {});
  console.log(`\n${TEXT[language].goodbye}`);
  process.exit(0);
}

/** Clears the terminal and writes the page, at most as many lines as fit, so that the key menu stays in sight. */
function fullScreen(style: () => Style): Screen {
  return {
    style,
    show: (page) => {
      process.stdout.write(`\x1b[2J\x1b[3J\x1b[H${page.join('\n')}\n`);
    },
  };
}

/** Writes a page below the other, without boxes and bars, and only when it says something new. */
function plainScreen(style: () => Style): Screen {
  let last = '';
  return {
    style,
    show: (page) => {
      const text = page.filter((line) => !/[█░]/.test(line)).join('\n');
      if (text !== last) process.stdout.write(`${text}\n\n`);
      last = text;
    },
  };
}

/** The Latin letters on the keys of a Korean keyboard, for those who forgot to switch. */
const KOREAN_KEYS: Record<string, string> = {
  ㅗ: 'h', ㅣ: 'l', ㅜ: 'n', ㅔ: 'p', ㄱ: 'r', ㅌ: 'x', ㄴ: 's', ㅂ: 'q', ㅛ: 'y',
}; // prettier-ignore

async function* keys(): AsyncGenerator<string> {
  emitKeypressEvents(process.stdin);
  process.stdin.setRawMode(true);
  const waiting: string[] = [];
  let wake = (): void => {};
  process.stdin.on('keypress', (text: string | undefined, key: { name?: string; ctrl?: boolean }) => {
    const letter = key.ctrl && (key.name === 'c' || key.name === 'd') ? 'q' : (text ?? '').toLowerCase();
    waiting.push(KOREAN_KEYS[letter] ?? letter);
    wake();
  });
  try {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift()!;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  } finally {
    process.stdin.setRawMode(false);
    process.stdin.pause();
  }
}

/** The first letter of each line that is entered. */
async function* lines(): AsyncGenerator<string> {
  process.stdin.setEncoding('utf8');
  for await (const chunk of process.stdin) {
    for (const line of String(chunk).split('\n')) {
      const letter = line.trim().slice(0, 1).toLowerCase();
      if (letter !== '') yield KOREAN_KEYS[letter] ?? letter;
    }
  }
  yield 'q';
}
