// The process of a student's code: how it ends, and that nothing of it is left. The programs are the test's own, and do no harm.
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, jest, test } from '@jest/globals';
import { ConfinedProcess } from '../../../../tools/grade/sandbox/confined-process';
import {
  Confinement,
  type ConfinementKind,
  whyUnavailable,
} from '../../../../tools/grade/sandbox/confinement';
import { Fifos } from '../../../../tools/grade/sandbox/fifos';
import { GuestChannel } from '../../../../tools/grade/judge/guest-channel';
import { activityOf, activityOfFirstThread } from '../../../../tools/grade/sandbox/process-tree.cjs';
import { Watchdog } from '../../../../tools/grade/sandbox/watchdog';
import { temporaryFolder } from '../../support/folders';
import { grade } from '../../support/grader';

const PATIENT = 60_000; // milliseconds, on a machine that may be busy

const kinds = (['bubblewrap', 'user', 'none'] as ConfinementKind[]).filter(
  (kind) => process.platform === 'linux' && whyUnavailable(kind) === undefined,
);

if (kinds.length === 0) test.skip('how a process ends is known only on Linux', () => {});

const asAnotherUser = kinds.includes('user') ? test : test.skip;
const shut = temporaryFolder(); // others can't enter it

asAnotherUser('another user is no sandbox where that user can’t get at the programs that it is given', () => {
  const [handedIn, temporary] = ['class', 'temporary'].map((name) => join(shut, name));
  for (const path of [join(handedIn, 'ann'), temporary]) mkdirSync(path, { recursive: true });
  const args = [handedIn, '--out', join(shut, 'out'), '--confinement', 'user'];
  const { status, error } = grade(args, { TMPDIR: temporary });
  expect(status).toBe(1);
  expect(error).toContain(`${temporary}: set TMPDIR to a folder where they can, such as /tmp`);
});

describe.each(kinds)('a process under the confinement "%s"', (kind) => {
  const folder = temporaryFolder();
  const fifos = new Fifos(folder);
  const confinement = new Confinement(kind, folder);

  function start(script: string): ConfinedProcess {
    const command = confinement.commandFor('program', {
      executable: process.execPath,
      args: ['-e', script],
      files: {},
      limits: { memory: 4 * 2 ** 30, cpu: 20 },
    });
    return new ConfinedProcess(command, ['ignore', 'ignore', 'ignore', 'ignore', 'ignore'], fifos);
  }

  test.each([
    ['process.exit(0)', 0],
    ['process.exit(7)', 7],
    ['process.abort()', 134],
    // Where the kernel lets it send signals; else that is an error.
    ["process.kill(process.pid, 'SIGTERM'); for (;;);", kind === 'bubblewrap' ? 1 : 143],
  ])('tells how it has ended: %s', (script, code) => {
    const running = start(script);
    expect(running.waitForEnd(PATIENT)).toBe(code);
    running.end();
    running.close();
  });

  test('that goes on is killed, with its threads', () => {
    const running = start(
      "const { Worker } = require('node:worker_threads'); new Worker('for (;;);', { eval: true }); for (;;);",
    );
    expect(running.waitForEnd(500)).toBe('alive');
    expect(isAlive(running.id)).toBe(false);
    running.close();
  });

  test('is gone when it has been ended, and can be ended twice', () => {
    const running = start('for (;;);');
    expect(isAlive(running.id)).toBe(true);
    for (let i = 0; i < 2; i++) running.end();
    expect(isAlive(running.id)).toBe(false);
    running.close();
  });

  test('that ends before it is ready is the grader’s failure, and no statement about the student', () => {
    const command = confinement.commandFor('broken', {
      executable: process.execPath,
      args: ['-e', 'process.exit(7)'],
      files: {},
      limits: { memory: 4 * 2 ** 30, cpu: 20 },
    });
    const topic = { topic: '01-a', sources: {}, classes: [], framesOf: () => [] };
    const channel = new GuestChannel(topic, command, fifos, new Watchdog(), { call: 2_000, topic: 10_000 });
    for (let i = 0; i < 2; i++) expect(() => channel.begin()).toThrow(/did not begin.*exit code 7/);
    expect(channel.failure).toBeDefined();
    expect(channel.termination).toBeUndefined();
  });

  test('takes with it what it has started', () => {
    if (kind !== 'none') return; // elsewhere it can start nothing
    const running = start(
      "require('node:child_process').spawnSync(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' });",
    );
    const children = (): string =>
      readFileSync(`/proc/${running.id}/task/${running.id}/children`, 'utf8').trim();
    while (children() === '') wait();
    const child = Number(children());
    running.end();
    while (isAlive(child)) wait(); // until the test's own time is over
    running.close();
  });

  test.each([
    ['cpu', 'for (;;);'],
    ['wall', 'setTimeout(() => {}, 1e6)'],
  ])('that takes too long is killed by the watchdog, which says for which time: %s', (reason, script) => {
    const watchdog = new Watchdog();
    const running = start(script);
    const [cpu, wall] = reason === 'cpu' ? [200, 1e9] : [1e9, 200];
    watchdog.watch({ pid: running.id, cpu, wall });
    expect(running.waitForEnd(PATIENT)).not.toBe('alive');
    expect(watchdog.fired).toBe(reason);
    running.close();
  });

  test('that is let be is not killed', () => {
    const watchdog = new Watchdog();
    const running = start('setTimeout(() => {}, 500)');
    watchdog.watch({ pid: running.id, cpu: 1e9, wall: 100_000 });
    watchdog.standDown();
    expect(running.waitForEnd(PATIENT)).toBe(0);
    expect(watchdog.fired).toBeUndefined();
    running.close();
  });
});

function wait(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
}

/** Neither gone nor a name that its parent has yet to read. */
function isAlive(id: number): boolean {
  if (!existsSync(`/proc/${id}/stat`)) return false;
  return !/\) Z /.test(readFileSync(`/proc/${id}/stat`, 'latin1'));
}

if (kinds.length > 0) {
  test('the time for which threads ran or waited for a processor is known, and that of a process that is gone is 0', () => {
    const [first, all] = [activityOfFirstThread(process.pid), activityOf(process.pid)];
    expect(first).toBeGreaterThan(0);
    expect(all).toBeGreaterThanOrEqual(first);
    expect(activityOf(2 ** 30)).toBe(0);
  });

  test('of threads that wait at once, the first counts and the one that waited longest: all others may be there to wait', () => {
    const waited: Record<string, number> = { 7: 10, 8: 100, 9: 50 };
    const schedulingOf = (path: string): object => {
      const [, thread] = /task\/(\d+)/.exec(path)!;
      return { ran: 1, waited: waited[thread] };
    };
    jest.isolateModules(() => {
      jest.doMock('node:fs', () => ({ readdirSync: () => Object.keys(waited) }));
      jest.doMock('../../../../tools/shared/scheduling.cjs', () => ({ schedulingOf }));
      const tree = jest.requireActual<{ activityOf(pid: number): number }>(
        '../../../../tools/grade/sandbox/process-tree.cjs',
      );
      expect(tree.activityOf(7)).toBe(3 + 10 + 100);
    });
    jest.dontMock('node:fs').dontMock('../../../../tools/shared/scheduling.cjs');
  });
}
