// The folder of a run: whose it is, what may be in it, and that its files are whole at any moment.
import { spawnSync } from 'node:child_process';
import fs, {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { UserError } from '../../../tools/train/run/user-error';
import { FILES, RunFolder, runsByTime, displayPath } from '../../../tools/train/run/run-folder';
import { refusal } from '../support/fs-error';
import { temporaryFolder } from '../support/folders';

const root = realpathSync(temporaryFolder());
const here = process.cwd();

/** For each test a folder that is not there yet, and the one above it, in which it is run. */
let folder: string;
beforeEach(() => {
  const home = join(root, String(readdirSync(root).length));
  mkdirSync(home);
  process.chdir(home);
  folder = join(home, 'run');
});

const runs: RunFolder[] = [];
const create = (out: string | undefined, overwrite = false, now?: Date): RunFolder => {
  runs.push(RunFolder.create(out, overwrite, now));
  return runs.at(-1)!;
};
const open = (path: string): RunFolder => {
  runs.push(RunFolder.open(path));
  return runs.at(-1)!;
};
afterEach(() => {
  jest.restoreAllMocks();
  runs.splice(0).forEach((run) => run.release());
  process.chdir(here);
});

/** The problem that is in the way. */
function complaint(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  throw new Error('nothing was in the way');
}

type Call = 'renameSync' | 'fsyncSync' | 'mkdirSync' | 'rmSync' | 'writeFileSync' | 'readdirSync';
function refuseOnce(call: Call, error: unknown): void {
  jest.spyOn(fs, call).mockImplementationOnce(() => {
    throw error;
  });
}

describe('a new run', () => {
  test('has a folder of its own, which is made with those above it, and which it holds until it is released', () => {
    const run = create(join('runs', 'of today', '1'));
    expect(run.path).toBe(resolve('runs', 'of today', '1'));
    expect(readdirSync(run.path)).toEqual(['lock']);
    expect(JSON.parse(readFileSync(join(run.path, 'lock'), 'utf8'))).toEqual({
      pid: process.pid,
      host: hostname(),
    });
    run.release();
    expect(readdirSync(run.path)).toEqual([]);
  });

  test('is named by the time unless told otherwise, also when there are several in the same second', () => {
    const now = new Date(2026, 10, 24, 9, 5, 7);
    const paths = [1, 2, 3].map(() => create(undefined, false, now).path);
    const names = ['2026-11-24_09-05-07', '2026-11-24_09-05-07-2', '2026-11-24_09-05-07-3'];
    expect(paths).toEqual(names.map((name) => resolve('runs', name)));
    expect(readdirSync('runs')).toEqual(names);
  });

  test('never takes the place of an earlier one, unless asked to', () => {
    for (const name of Object.values(FILES)) {
      const run = create(folder);
      run.write(name, 'earlier');
      writeFileSync(join(folder, `${name}.new`), 'a draft that was cut short');
      run.release();
      expect(complaint(() => create(folder))).toBe(
        'run holds an earlier run: name another folder, resume it with --resume run, or replace it with --overwrite',
      );
      expect(readFileSync(join(folder, name), 'utf8')).toBe('earlier');

      create(folder, true).release();
      expect(readdirSync(folder)).toEqual([`${name}.new`]);
      fs.rmSync(folder, { recursive: true });
    }
  });

  test('clears away what a trainer left that was killed while it wrote, and takes it for no file of others', () => {
    mkdirSync(folder);
    const draft = `${FILES.weights}.4711-0123abcd.new`;
    writeFileSync(join(folder, draft), 'half of it');
    create(folder, true).release();
    expect(readdirSync(folder)).toEqual([]);

    writeFileSync(join(folder, 'thesis.txt.4711-0123abcd.new'), 'half of the years');
    expect(complaint(() => create(folder, true))).toContain('run holds other files (thesis.txt');
  });

  test('does not touch a folder with other files, even when it may replace a run', () => {
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    for (const overwrite of [false, true]) {
      expect(complaint(() => create(folder, overwrite))).toBe(
        'run holds other files (thesis.txt): name an empty or a new folder',
      );
    }
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  test('looks again when it holds the folder, because another trainer may have been there in between', () => {
    const { writeFileSync: write } = fs;
    jest.spyOn(fs, 'writeFileSync').mockImplementationOnce((...args) => {
      write(join(folder, FILES.history), "the other one's");
      write(...args);
    });
    expect(complaint(() => create(folder))).toContain('holds an earlier run');
    expect(readdirSync(folder)).toEqual([FILES.history]); // and no lock
  });

  test('goes on with a folder that is there and empty, or holds but a lock that was left', () => {
    mkdirSync(folder);
    create(folder).release();
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: process.pid, host: hostname() }));
    expect(create(folder).path).toBe(folder);
  });
});

describe('a folder is held by one trainer', () => {
  const lock = (): string => join(folder, 'lock');
  const lockFor = (holder: object): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(lock(), JSON.stringify(holder));
  };
  const remedy = `wait for it or stop it; if it is no longer running, delete ${join('run', 'lock')}`;
  const mine = JSON.stringify({ pid: process.pid, host: hostname() });

  test('while that one runs', () => {
    lockFor({ pid: process.ppid, host: hostname() }); // jest or a shell: another process, and alive
    expect(complaint(() => open(folder))).toBe(
      `another training run (process ${process.ppid} on ${hostname()}) is using this folder: ${remedy}`,
    );
    expect(existsSync(lock())).toBe(true);
  });

  test('while that one may run on another computer, for all that can be told from here', () => {
    lockFor({ pid: process.pid, host: 'another-computer' });
    expect(complaint(() => open(folder))).toBe(
      `another training run (process ${process.pid} on another-computer) is using this folder: ${remedy}`,
    );
  });

  test('while that one is about to write its name, for which it has two seconds', () => {
    mkdirSync(folder);
    writeFileSync(lock(), '');
    expect(complaint(() => open(folder))).toBe(`another training run is using this folder: ${remedy}`);
    const longAgo = Date.now() / 1000 - 3;
    utimesSync(lock(), longAgo, longAgo);
    open(folder);
    expect(readFileSync(lock(), 'utf8')).toBe(mine);
  });

  test('but not after that one has ended, or by an earlier process of the same number', () => {
    const ended = spawnSync(process.execPath, ['--version']).pid;
    for (const pid of [ended, process.pid]) {
      lockFor({ pid, host: hostname() });
      open(folder).release();
      expect(existsSync(lock())).toBe(false);
    }
  });

  test('while that one belongs to another user', () => {
    jest.spyOn(process, 'kill').mockImplementation(() => {
      throw refusal('EPERM');
    });
    lockFor({ pid: process.ppid, host: hostname() });
    expect(complaint(() => open(folder))).toContain('is using');
  });

  test('when two trainers clear away the same lock at once: the one that wrote last', () => {
    const ended = { pid: spawnSync(process.execPath, ['--version']).pid, host: hostname() };
    const other = { pid: process.ppid, host: hostname() };
    const { writeFileSync: write, rmSync: remove } = fs;

    lockFor(ended); // the other one is there first
    jest.spyOn(fs, 'rmSync').mockImplementationOnce((...args) => {
      remove(...args);
      write(lock(), JSON.stringify(other));
    });
    expect(complaint(() => open(folder))).toContain(`(process ${process.ppid} on`);

    lockFor(ended); // the other one takes ours for the old one
    jest.spyOn(Atomics, 'wait').mockImplementationOnce((_array, _index, _value, milliseconds) => {
      expect(milliseconds).toBe(50);
      write(lock(), JSON.stringify(other));
      return 'timed-out';
    });
    expect(complaint(() => open(folder))).toContain(`(process ${process.ppid} on`);

    lockFor(ended); // the other one has been and gone
    jest.spyOn(Atomics, 'wait').mockImplementationOnce(() => {
      remove(lock());
      return 'timed-out';
    });
    expect(complaint(() => open(folder))).toBe(`another training run is using this folder: ${remedy}`);
  });

  test('and no half a lock is left where the disk is full', () => {
    mkdirSync(folder);
    const { writeFileSync: write } = fs;
    jest.spyOn(fs, 'writeFileSync').mockImplementationOnce((file) => {
      write(file, '');
      throw refusal('ENOSPC');
    });
    expect(complaint(() => open(folder))).toBe(
      `${join('run', 'lock')}: the disk is full: make room, then continue with --resume`,
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('a file', () => {
  test('is written whole, in place of the earlier one, and is on the disk with its name', () => {
    const flushed: string[] = [];
    const run = create(folder);
    const { fsyncSync: flush } = fs;
    jest.spyOn(fs, 'fsyncSync').mockImplementation((descriptor) => {
      if (fs.fstatSync(descriptor).isDirectory()) flushed.push('folder');
      flush(descriptor);
    });
    const write = jest.spyOn(fs, 'writeFileSync');
    run.write(FILES.weights, Uint8Array.of(1, 2));
    run.write(FILES.weights, Uint8Array.of(3));
    expect([...readFileSync(join(folder, FILES.weights))]).toEqual([3]);
    expect(write.mock.calls.map(([, , options]) => options)).toMatchObject([
      { flush: true },
      { flush: true },
    ]);
    expect(readdirSync(folder)).toEqual(['lock', FILES.weights]);
    if (process.platform !== 'win32') expect(flushed).toEqual(['folder', 'folder']);
  });

  test('that cannot be written leaves the earlier one, and no draft', () => {
    const run = create(folder);
    run.write(FILES.history, 'earlier');
    refuseOnce('renameSync', refusal('EIO'));
    expect(complaint(() => run.write(FILES.history, 'later'))).toBe(
      `${join('run', FILES.history)}: the system reports EIO`,
    );
    expect(readFileSync(join(folder, FILES.history), 'utf8')).toBe('earlier');
    expect(readdirSync(folder)).toEqual([FILES.history, 'lock']);
  });

  test('that cannot be cleared away either is not what a person is told of', () => {
    const run = create(folder);
    refuseOnce('renameSync', refusal('ENOSPC'));
    refuseOnce('rmSync', refusal('EACCES'));
    expect(complaint(() => run.write(FILES.history, ''))).toContain('the disk is full');
    refuseOnce('renameSync', refusal('ENOSPC'));
    refuseOnce('rmSync', new TypeError('a mistake in here'));
    expect(() => run.write(FILES.history, '')).toThrow(new TypeError('a mistake in here'));
  });
});

describe('why the system refuses is said with a remedy:', () => {
  const elsewhere = 'choose another folder with --out';
  test.each([
    ['EACCES', `no permission to write here: ${elsewhere}`],
    ['EPERM', `no permission to write here: ${elsewhere}`],
    ['EROFS', `this disk is read-only: ${elsewhere}`],
    ['ENOSPC', 'the disk is full: make room, then continue with --resume'],
    ['EDQUOT', 'your share of the disk is used up: make room, then continue with --resume'],
    ['ENOTDIR', `there is a file where a folder is needed: ${elsewhere}`],
    ['EEXIST', `there is a file where a folder is needed: ${elsewhere}`],
    ['ENOENT', `the folder does not exist: ${elsewhere}`],
    ['ENAMETOOLONG', `the name is too long: ${elsewhere}`],
    ['EIO', 'the system reports EIO'],
  ])('%s', (code, sentence) => {
    const cause = refusal(code);
    refuseOnce('mkdirSync', cause);
    expect(() => create(folder)).toThrow(
      expect.objectContaining({ message: `run: ${sentence}`, exitStatus: 1, cause }),
    );
  });

  test('also where it says no more than what was thrown', () => {
    refuseOnce('mkdirSync', new Error('refused'));
    expect(complaint(() => create(folder))).toBe('run: the system reports Error: refused');
  });

  test('also where a run is named by the time', () => {
    jest
      .spyOn(fs, 'mkdirSync')
      .mockImplementationOnce(() => undefined)
      .mockImplementationOnce(() => {
        throw refusal('EACCES');
      });
    const now = new Date(2026, 10, 24, 9, 5, 7);
    expect(complaint(() => create(undefined, false, now))).toBe(
      `${join('runs', '2026-11-24_09-05-07')}: no permission to write here: ${elsewhere}`,
    );
  });

  test('also of a file that is already there in place of the folder', () => {
    writeFileSync(folder, '');
    expect(complaint(() => create(folder))).toBe(
      `run: there is a file where a folder is needed: ${elsewhere}`,
    );
  });
});

describe('a path is shown', () => {
  test('from here on where it lies below, else as it is', () => {
    const home = process.cwd();
    expect(displayPath(join(home, 'runs', '1'))).toBe(join('runs', '1'));
    expect(displayPath(home)).toBe(home);
    expect(displayPath(dirname(home))).toBe(dirname(home));
    expect(displayPath(join(root, 'elsewhere'))).toBe(join(root, 'elsewhere'));
    expect(displayPath(join(home, '1..2'))).toBe('1..2');
  });
});

describe('the runs in runs/', () => {
  test('are none before the first one', () => expect(runsByTime()).toEqual([]));

  test('are those with a checkpoint, the latest first', () => {
    for (const [name, time] of [
      ['a', 2],
      ['b', 3],
      ['c', 1],
    ] as const) {
      const run = create(join('runs', name));
      run.write(FILES.checkpoint, '');
      utimesSync(join(run.path, FILES.checkpoint), time, time);
    }
    create(join('runs', 'without'));
    writeFileSync(join('runs', 'a note'), '');
    expect(runsByTime()).toEqual(['b', 'a', 'c'].map((name) => resolve('runs', name)));
  });
});
