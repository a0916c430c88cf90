// Temporary folders of a command that may be ended at any time: by Ctrl-C, by `kill`, by a terminal that is closed.
import { mkdtempSync, rmSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';

/** What is to be done before the process ends, the latest first. */
const endings = new Set<() => void>();

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Does it when the process ends, by itself or by a signal.
 *
 * @returns does it now, and not again
 */
export function atTheEnd(action: () => void): () => void {
  if (endings.size === 0) listen();
  const once = (): void => {
    if (endings.delete(once)) action();
    if (endings.size === 0) stopListening();
  };
  endings.add(once);
  return once;
}

/** A fresh folder, and what removes it; it is removed when the process ends, at the latest. */
export function temporaryFolder(prefix: string): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), prefix));
  return { path, remove: atTheEnd(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 })) };
}

function listen(): void {
  process.on('exit', doAll);
  for (const signal of SIGNALS) process.on(signal, endBy);
}

function stopListening(): void {
  process.off('exit', doAll);
  for (const signal of SIGNALS) process.off(signal, endBy);
}

/** A shell wants to know: 128 and the number of the signal. */
function endBy(signal: (typeof SIGNALS)[number]): void {
  process.exit(128 + constants.signals[signal]);
}

function doAll(): void {
  for (const ending of [...endings].reverse()) {
    try {
      ending();
    } catch {
      // the others are to be done all the same
    }
  }
}
