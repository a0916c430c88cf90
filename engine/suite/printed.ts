// What a student's code prints while one test calls it. Jest's own way shows everything a suite ever printed, or nothing.
import { format } from './platform';

/** What one call printed: its first lines, and how many more there were. */
export interface Printed {
  lines: string[];
  more: number;
}

const LINES_KEPT = 12;
const LINE_LENGTH = 400;

let printed: Printed = { lines: [], more: 0 };

/** The first lines of the whole run, from the loading of the file on; the test environment takes them from here. */
const inAll: Printed = { lines: [], more: 0 };
Object.assign(globalThis, { [Symbol.for('gradient-dojo.printed')]: inAll });

/** Forgets what an earlier run in this process has printed. */
export function startRun(): void {
  Object.assign(inAll, { lines: [], more: 0 });
  startPrinting();
}

/** What was printed in this run; undefined when nothing was. */
export function printedInRun(): Printed | undefined {
  return inAll.lines.length > 0 ? { ...inAll } : undefined;
}

/** Forgets what was printed: what comes now belongs to another call. */
export function startPrinting(): void {
  printed = { lines: [], more: 0 };
}

/** What was printed since {@link startPrinting}; undefined when nothing was. */
export function printedNow(): Printed | undefined {
  return printed.lines.length > 0 ? printed : undefined;
}

function keep(...values: unknown[]): void {
  const open = [printed, inAll].filter(({ lines }) => lines.length < LINES_KEPT);
  for (const full of [printed, inAll]) if (!open.includes(full)) full.more++; // a loop may print a million lines
  if (open.length === 0) return; // not even formatted
  for (const line of format(...values).split('\n')) {
    const shown = line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)} …` : line;
    for (const part of open) {
      if (part.lines.length >= LINES_KEPT) part.more++;
      else part.lines.push(shown);
    }
  }
}

for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const) {
  const usual = console[name].bind(console);
  console[name] = (...values: unknown[]): void => {
    keep(...values);
    usual(...values);
  };
}
