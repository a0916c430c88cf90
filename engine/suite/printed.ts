// What a student's code prints while one test calls it. Jest's own way shows everything a suite ever printed, or nothing.
import { format } from 'node:util';

/** What one call printed: its first lines, and how many more there were. */
export interface Printed {
  lines: string[];
  more: number;
}

const LINES_KEPT = 12;
const LINE_LENGTH = 400;

let printed: Printed = { lines: [], more: 0 };

/** Forgets what was printed: what comes now belongs to another call. */
export function startPrinting(): void {
  printed = { lines: [], more: 0 };
}

/** What was printed since {@link startPrinting}; undefined when nothing was. */
export function printedNow(): Printed | undefined {
  return printed.lines.length > 0 ? printed : undefined;
}

function keep(...values: unknown[]): void {
  if (printed.lines.length >= LINES_KEPT) {
    printed.more++; // not even formatted: a loop may print a million lines
    return;
  }
  for (const line of format(...values).split('\n')) {
    if (printed.lines.length >= LINES_KEPT) printed.more++;
    else printed.lines.push(line.length > LINE_LENGTH ? `${line.slice(0, LINE_LENGTH)} …` : line);
  }
}

for (const name of ['log', 'info', 'debug', 'warn', 'error'] as const) {
  const usual = console[name].bind(console);
  console[name] = (...values: unknown[]): void => {
    keep(...values);
    usual(...values);
  };
}
