// Starts a command of the course: node tools/launch.mjs <command> [options]. Plain Node, so that it runs before anything is
// installed: the first time, or when the lock file asks for other versions, it installs what is missing.
import { spawn } from 'node:child_process';
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import training from './launch/training.cjs';
import { solutionsMissing, whyNot } from './launch/solutions.cjs';
import { wordsFor } from './launch/words.cjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const [command, ...given] = process.argv.slice(2);
const args = given[0] === '--' ? given.slice(1) : given; // npm takes the `--` away, pnpm hands it on
const words = wordsFor(args, process.env);

/** The course that the command is about, as tools/shared/cli.ts has it. */
const course = courseFolder();

// The site has packages of its own, so that those who never look at it, or only ask for help, need not install them.
const rooms = [{ folder: root, name: 'course', what: words.courseNeeds, flags: [] }];
if (command === 'docs' && !args.some((arg) => ['--help', '-h'].includes(arg))) {
  rooms.push({ folder: `${root}site/`, name: 'site', what: words.siteNeeds, flags: ['--omit=dev'] });
}

checkNode();
checkCommand();
checkFolder();
checkSolutions();
const { installMissing } = await import('./launch/install.mjs'); // once Node is known to be new enough
try {
  for (const room of rooms) await installMissing(room, root, words);
} catch (error) {
  fail(error.message);
}
start();

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  fail(words.oldNode(process.versions.node));
}

/** A command is a file in this folder, or one in a folder of its name in dev/. */
function checkCommand() {
  if (/^[a-z-]+$/.test(command ?? '') && existsSync(fileOfCommand())) return;
  fail(words.noCommand(command ?? ''));
}

function fileOfCommand() {
  const file = `${root}tools/${command}.ts`;
  return existsSync(file) ? file : `${root}dev/${command}/${command}.ts`;
}

/** What translates TypeScript cuts a path at a question mark; an asterisk in it is a gap, where Node finds a file by the pattern of its name. */
function checkFolder() {
  for (const sign of ['?', '*']) {
    const folder = [root, course].find((path) => path.includes(sign));
    if (folder !== undefined) fail(words.unreadableFolder(sign, folder));
  }
}

function courseFolder() {
  const at = args.findIndex((arg) => /^--course(=|$)/.test(arg));
  if (at < 0) return existsSync('course.json') ? `${process.cwd()}/` : root;
  const given = args[at].slice('--course='.length) || args[at + 1] || '.';
  return `${resolve(process.env.INIT_CWD ?? '.', given)}/`;
}

/** A course may be handed out without its solutions, or without some of them; what cannot do without them says so. */
function checkSolutions() {
  if (!existsSync(`${course}course.json`)) return; // the command says what is wrong with it, or makes one
  if (args.some((arg) => arg === '--help' || arg === '-h')) return;
  const found = solutionsMissing(course);
  const isTraining = command === 'train' && !args.includes('--mine');
  const needsAll =
    isTraining ||
    ['claims', 'grade', 'gradescope', 'soak'].includes(command) ||
    (command === 'docs' && args.includes('build')) ||
    (['verify', 'quick'].includes(command) && !found.hasSome); // with some, they say what is missing, and check the rest
  const sentence = needsAll ? whyNot(command, found, words) : undefined;
  if (sentence !== undefined) fail(isTraining && !found.hasSome ? words.onlyMine : sentence);
}

/**
 * An exercise may be a link into another repository. Node would look for `#lib/…` from there; it is to look from here. Otherwise Node
 * follows links, as installations need it whose packages are links.
 */
function givenEnvironment() {
  if (!args.includes('--mine')) return process.env;
  const folder = `${course}exercises`;
  const paths = existsSync(folder) ? [folder, ...readdirSync(folder).map((name) => `${folder}/${name}`)] : [];
  const isLinked = paths.some((path) => lstatSync(path).isSymbolicLink());
  return isLinked ? { ...process.env, NODE_PRESERVE_SYMLINKS: '1' } : process.env;
}

function start() {
  // `--mine` runs the student's files, everything else the solutions (see "imports" in package.json), where they are.
  const conditions = args.includes('--mine') || !existsSync(`${course}solutions`) ? [] : ['-C', 'solutions'];
  const { flags, environment } = ['train', 'claims'].includes(command)
    ? training
    : { flags: [], environment: {} };
  const tsx = fileURLToPath(import.meta.resolve('tsx/cjs')); // as tools/shared/tsx.ts has it, which can't be read yet
  const child = spawn(
    process.execPath,
    [...flags, '--require', tsx, ...conditions, fileOfCommand(), ...args],
    { stdio: 'inherit', env: { ...environment, ...givenEnvironment() } },
  );
  child.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 + constants.signals[signal] : 1)));

  // Ctrl-C reaches the command as well, and the command decides what it means. A command that hangs in an endless loop hears
  // nothing; the second Ctrl-C ends it.
  let firstInterrupt;
  process.on('SIGINT', () => {
    firstInterrupt ??= Date.now();
    if (Date.now() - firstInterrupt > 500) child.kill('SIGKILL'); // npm passes the first one on again, at once
  });
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
