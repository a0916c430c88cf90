// A real terminal for a test: a command runs in it, keys are typed, and the test waits for what the screen says.
import { stripVTControlCharacters } from 'node:util';
import * as pty from '@lydell/node-pty';

/** How long a test waits for the screen. Not a speed test: a busy machine may take its time. */
const PATIENCE = 300_000;

export interface Terminal {
  /** Types keys. */
  type(keys: string): void;
  /** Waits until the screen says `text`, after what the last call waited for. */
  waitFor(text: string): Promise<void>;
  /** Whether the screen says `text` within so many milliseconds. */
  shows(text: string, patience: number): Promise<boolean>;
  /** Waits until the command ends; returns its exit status. */
  waitForExit(): Promise<number>;
  kill(): void;
}

/** Starts a Node command in a terminal of 100 × 40. */
export function openTerminal(
  folder: string,
  args: string[],
  variables: Record<string, string> = {},
): Terminal {
  const env = { ...process.env, ...variables, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  const terminal = pty.spawn(process.execPath, args, { cwd: folder, cols: 100, rows: 40, env });
  let written = '';
  let seen = 0; // how much of the written text was waited for
  let exitStatus: number | undefined;
  let changed = (): void => {};
  terminal.onData((data) => {
    written += data;
    changed();
  });
  terminal.onExit(({ exitCode }) => {
    exitStatus = exitCode;
    changed();
  });

  const until = async <Value>(
    look: () => Value | undefined,
    what: string,
    patience = PATIENCE,
  ): Promise<Value> => {
    const deadline = Date.now() + patience;
    for (;;) {
      const value = look();
      if (value !== undefined) return value;
      if (Date.now() > deadline) {
        throw new Error(`the terminal did not show ${what}, but:\n${plain(written).slice(seen)}`);
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 200);
        changed = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const waitFor = async (text: string, patience?: number): Promise<void> => {
    const find = (): number | undefined => {
      const position = plain(written).indexOf(text, seen);
      return position < 0 ? undefined : position;
    };
    seen = (await until(find, `"${text}"`, patience)) + text.length;
  };

  return {
    type: (keys) => terminal.write(keys),
    waitFor: (text) => waitFor(text),
    shows: (text, patience) =>
      waitFor(text, patience).then(
        () => true,
        () => false,
      ),
    waitForExit: () => until(() => exitStatus, 'the end of the command'),
    kill: () => terminal.kill(),
  };
}

function plain(text: string): string {
  return stripVTControlCharacters(text).replaceAll('\r', '');
}
