// What the engine takes from Node (engine/suite/platform.ts), in a browser.
import { show } from '../../../engine/suite/matchers';

/** The files of the engine have other addresses here: nothing is taken out of a stack by its folder. */
export const HOME = '';

/** Said for each run, before it. */
export const settings: Partial<Record<'DIAGNOSIS' | 'SEEDS_PER_RUN', string>> = {};

export function setting(name: keyof typeof settings): string | undefined {
  return settings[name];
}

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** Lets everything that waits have its turn. Not by a timer: those are taken away from the student's code, and so from this worker. */
export function nextTurn(): Promise<void> {
  return new Promise((done) => {
    waiting.push(done);
    port2.postMessage(undefined);
  });
}

/** `%s` and its like, as `console.log` knows them. */
const PLACEHOLDER = /%([sdifjoOc%])/g;

/** What `console.log` prints, as one text. */
export function format(first: unknown, ...others: unknown[]): string {
  if (typeof first !== 'string') return [first, ...others].map(shown).join(' ');
  const rest = [...others];
  const text = first.replace(PLACEHOLDER, (whole, kind: string) => {
    if (kind === '%') return '%';
    if (rest.length === 0) return whole;
    const value = rest.shift();
    if (kind === 'c') return '';
    if (kind === 's') return shown(value);
    if (kind === 'd' || kind === 'f') return String(Number(value));
    return kind === 'i' ? String(Math.trunc(Number(value))) : show(value);
  });
  return [text, ...rest.map(shown)].join(' ');
}

function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof Error ? String(value) : show(value);
}
