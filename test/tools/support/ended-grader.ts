// The grader is ended while it judges. Nothing of it may stay: no process, no temporary folder.
import { once } from 'node:events';
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { fileWith, TOPIC } from '../../attacks/attack';
import { guestProcesses, confinementArguments, confinementHere, runningUnder, startGrading } from './grader';
import { temporaryFolder } from './folders';

/** Milliseconds. Other tests may judge beside this one, and their guests come and go. */
const PATIENCE = 120_000;

const { kind } = confinementHere();

/** Hears nothing, and computes nothing that a limit would end. */
const deaf = `import fs from 'node:fs';
fs.closeSync(3);
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`;

/** Declares the tests: for each signal, the status that the grader ends with; none where it cannot end by itself. */
export function afterEndBy(signals: [signal: NodeJS.Signals, status: number | null][]): void {
  const folder = temporaryFolder();
  chmodSync(folder, 0o711); // where the sandbox is another user, that user is given programs in there
  const onLinux = process.platform === 'linux' ? test : test.skip;

  onLinux.each(signals)('%s leaves no process and no temporary folder', async (signal, status) => {
    const [handedIn, temporary] = ['class', 'temporary'].map((name) => join(folder, signal, name));
    for (const path of [join(handedIn, 'sleeper'), temporary]) mkdirSync(path, { recursive: true });
    writeFileSync(join(handedIn, 'sleeper', `${TOPIC}.ts`), fileWith('return 0;', deaf));

    const grader = startGrading(
      [
        handedIn,
        ...['--out', join(folder, signal, 'out'), '--seed', '1', '--topics', TOPIC],
        ...confinementArguments(kind),
      ],
      { TMPDIR: temporary },
    );
    const own = (): string[] => readdirSync(temporary).filter((name) => name.startsWith('gradient-dojo'));
    while (runningUnder(grader.pid!).length === 0 && grader.exitCode === null) await setTimeout(20);
    expect(grader.exitCode).toBeNull();
    expect(own()).toHaveLength(1);

    grader.kill(signal);
    const [code] = (await once(grader, 'exit')) as [number | null];
    expect(code).toBe(status);
    const left = (): string[] => [...guestProcesses(), ...own()];
    for (let patience = PATIENCE; left().length > 0 && patience > 0; patience -= 20) await setTimeout(20);
    expect(left()).toEqual([]);
  });
}
