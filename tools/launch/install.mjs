// Installs the packages of a folder, as its lock file asks for. Plain Node, since nothing is installed yet.
import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { setTimeout as sleep } from 'node:timers/promises';
import { WORDS } from './words.cjs';

/**
 * @typedef {object} Room
 * @property {string} folder where package.json and package-lock.json are
 * @property {string} name short and without spaces, for the lock
 * @property {string} what what is reported while it is installed
 * @property {string[]} flags for npm
 */

/** Installs what is missing, unless another command is doing so: then it waits for that one. */
export async function installMissing(/** @type {Room} */ room, root, words = WORDS.en) {
  if (isInstalled(room)) return;
  const release = await holdLock(join(root, '.dojo', `install-${room.name}.lock`), words);
  try {
    if (!isInstalled(room)) await install(room, words);
  } finally {
    release();
  }
}

/** Every package that the commands need is there, in the version that the lock file asks for. */
function isInstalled({ folder }) {
  const wanted = packagesIn(join(folder, 'package-lock.json'));
  const installed = packagesIn(join(folder, 'node_modules/.package-lock.json'));
  const without = packagesIn(join(folder, WITHOUT));
  return Object.entries(wanted).every(([path, { version, optional, link, dev, os, cpu, libc }]) => {
    if (path === '' || link || dev) return true;
    if (!optional) return installed[path]?.version === version;
    // Of a package for each system, the one for this system must be there: node_modules may come from another one.
    const forThisSystem = os && fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, LIBC);
    return !forThisSystem || existsSync(join(folder, path)) || path in without;
  });
}

/** What could not be installed although it is for this system: it is not tried again with each command. */
const WITHOUT = 'node_modules/.without.json';

function noteWhatIsMissing(folder) {
  const packages = Object.fromEntries(
    Object.entries(packagesIn(join(folder, 'package-lock.json'))).filter(
      ([path, { optional }]) => optional && !existsSync(join(folder, path)),
    ),
  );
  try {
    writeFileSync(
      join(folder, WITHOUT),
      JSON.stringify({ packages, platform: `${process.platform}-${process.arch}` }),
    );
  } catch {
    // Then it is tried again.
  }
}

/** Linux has two C libraries; a package for one of them is of no use with the other. */
const LIBC =
  process.platform === 'linux' && !process.report?.getReport?.().header.glibcVersionRuntime
    ? 'musl'
    : 'glibc';

/** "linux", or anything but "!win32". */
function fits(list, value) {
  if (list === undefined) return true;
  return list.includes(value) || (list.some((name) => name.startsWith('!')) && !list.includes(`!${value}`));
}

/** The packages of a lock file; none where there is no such file, or where it is damaged. */
function packagesIn(lockFile) {
  try {
    const { packages, platform } = JSON.parse(readFileSync(lockFile, 'utf8'));
    const isElsewheres = platform !== undefined && platform !== `${process.platform}-${process.arch}`;
    return isElsewheres ? {} : (packages ?? {});
  } catch {
    return {};
  }
}

async function install({ folder, what, flags: own }, words) {
  console.error(words.installing(what));
  const flags = ['ci', '--no-audit', '--no-fund', '--loglevel=error', ...own];
  const [command, args, options] = npmCommand(flags);
  const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], ...options });
  const status = await new Promise((done) => child.on('exit', done).on('error', () => done(127)));
  if (status === 0) noteWhatIsMissing(folder);
  else throw new Error(words.failed);
}

/**
 * npm says where it is, and otherwise it is next to Node; pnpm and yarn name themselves in its place.
 *
 * @param {string[]} flags
 * @returns {[command: string, args: string[], options: { shell?: boolean }]} what `spawn` takes
 */
export function npmCommand(flags) {
  const beside = dirname(process.execPath);
  const scripts = [
    process.env.npm_execpath ?? '',
    join(beside, 'node_modules/npm/bin/npm-cli.js'), // Windows
    join(beside, '../lib/node_modules/npm/bin/npm-cli.js'),
  ];
  const script = scripts.find((path) => basename(path) === 'npm-cli.js' && existsSync(path));
  return script ? [process.execPath, [script, ...flags], {}] : ['npm', flags, { shell: true }];
}

/** How often the owner of a lock shows that it is alive, and after what silence it is taken for dead, in milliseconds. */
const HEARTBEAT = 1_000;
const SILENCE = 15_000;

/**
 * Takes a lock, and waits while someone alive has it. The owner writes a new number every second: that works across containers
 * and network drives, where process ids and clocks say little.
 *
 * @returns what gives the lock back
 */
async function holdLock(path, words) {
  let seen;
  let since = Date.now();
  let said = false;
  while (!take(path)) {
    const content = contentOf(path);
    if (content !== seen) [seen, since] = [content, Date.now()];
    if (Date.now() - since > SILENCE) breakLock(path, content);
    else {
      if (!said) console.error(words.waiting);
      said = true;
      await sleep(200);
    }
  }
  let beats = 0;
  const beat = () => {
    try {
      writeFileSync(path, `${process.pid} ${++beats}`);
    } catch {
      // The folder has been removed: then no one waits for it either.
    }
  };
  beat();
  const timer = setInterval(beat, HEARTBEAT);
  const release = () => {
    clearInterval(timer);
    process.off('exit', release);
    try {
      rmSync(path, { force: true });
    } catch {
      // It was never made.
    }
  };
  process.on('exit', release);
  return release;
}

/** @returns whether the lock is ours; where none can be made, such as in a read-only folder, no one else makes one either */
function take(path) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    closeSync(openSync(path, 'wx'));
    return true;
  } catch (error) {
    return error.syscall !== 'open' || !['EEXIST', 'EPERM'].includes(error.code);
  }
}

/** Takes a dead owner's lock away, and not one that someone else has made meanwhile. */
function breakLock(path, content) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
    if (contentOf(aside) !== content && !existsSync(path)) renameSync(aside, path);
  } catch {
    // Someone else has just done so.
  }
  rmSync(aside, { force: true });
}

function contentOf(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
