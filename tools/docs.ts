// npm run docs: the site with live pictures, running the reader's own code; npm run docs:build: the same as files for any host.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Argument, Command } from 'commander';
import type { Course } from '../engine/course/course';
import { ENGINE_ROOT } from '../engine/course/link';
import { courseOf, courseOption, runCommand, wholeNumber } from './shared/cli';

interface Options {
  course?: string;
  mine?: true;
  open: boolean;
  port?: number;
  host?: string | true;
  base?: string;
}

/** What a copy of the engine or of a course needs none of. */
const LEFT_OUT = [
  ...['.dojo', '.git', 'coverage', 'runs'],
  ...['site/dist', 'site/.vitepress/cache', 'site/.vitepress/.temp'],
];

void runCommand(
  new Command('npm run docs --')
    .description(
      'Shows the lessons as a site. Its figures run your code for the topics that you have finished.',
    )
    .addArgument(
      new Argument('[action]', 'serve it here, or build its files in site/dist of the course')
        .choices(['serve', 'build'])
        .default('serve'),
    )
    .addOption(courseOption())
    .option('--mine', 'run your files for all topics, finished or not')
    .option('--no-open', 'do not open the browser')
    .option('--port <number>', 'the port to serve it on; by default, 5173', wholeNumber(1, 65_535))
    .option(
      '--host [address]',
      'let other machines connect, as a container needs; they see the solutions, never your code',
    )
    .option('--base <path>', 'build: the folder on the host, such as /gradient-dojo/; by default, /')
    .action(run),
);

/** The build is the course's, the same for everyone; what is served here runs the reader's code. */
async function run(
  action: 'serve' | 'build',
  { mine, open, port, host, base, ...options }: Options,
): Promise<void> {
  const course = courseOf(options);
  if (host !== undefined) checkHost(course, action, mine);
  if (base !== undefined && !/^\/(.+\/)?$/.test(base)) {
    throw new RangeError(`--base must begin and end with a slash, such as /gradient-dojo/, not "${base}"`);
  }
  const given = [
    mine && ['--mine'],
    action === 'serve' && open && host === undefined && ['--open'], // the browser is on another machine
    action === 'serve' && port !== undefined && ['--port', String(port)],
    host !== undefined && [`--host=${host === true ? '0.0.0.0' : host}`],
    base !== undefined && ['--base', base],
  ].filter((option) => Array.isArray(option));
  const folders = { engine: ENGINE_ROOT, course: course.root };
  const unreadable = Object.values(folders).find((folder) => folder.includes('#'));
  if (action === 'serve' && unreadable !== undefined) {
    throw new RangeError(
      `Vite, which serves the site, cannot read a path with a #: rename that folder. ${unreadable}`,
    );
  }
  if (unreadable === undefined) process.exitCode = await vitepress(action, folders, given.flat());
  else process.exitCode = await buildInCopy(folders, given.flat());
}

/** Where the engine is, and the course; the same folder for the engine's own. */
interface Folders {
  engine: string;
  course: string;
}

/** Runs VitePress, and returns its exit status. */
async function vitepress(
  action: 'serve' | 'build',
  { engine, course }: Folders,
  given: string[],
): Promise<number> {
  const site = resolve(engine, 'site');
  const program = resolve(site, 'node_modules/vitepress/bin/vitepress.js');
  const which = course === engine ? [] : [`--course=${course}`];
  const args = [program, action === 'serve' ? 'dev' : 'build', site, ...which, ...given];
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: engine });
  process.on('SIGINT', () => undefined); // Ctrl-C reaches the server as well, which ends by itself
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
}

/** Vite can't read a path with a #. So the site is built in copies elsewhere, packages included, and brought back. */
async function buildInCopy({ engine, course }: Folders, given: string[]): Promise<number> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'gradient-dojo-'));
  const copy = (from: string, name: string): string => {
    const left = LEFT_OUT.map((part) => resolve(from, part));
    const link = resolve(from, 'node_modules/gradient-dojo'); // leads to the engine
    cpSync(from, join(folder, name), {
      recursive: true,
      dereference: true,
      filter: (path) => path !== link && !left.includes(path),
    });
    return join(folder, name);
  };
  try {
    const engineCopy = copy(engine, 'engine');
    const courseCopy = course === engine ? engineCopy : copy(course, 'course');
    const status = await vitepress('build', { engine: engineCopy, course: courseCopy }, given);
    const built = resolve(course, 'site/dist');
    if (status === 0) {
      rmSync(built, { recursive: true, force: true });
      cpSync(join(courseCopy, 'site/dist'), built, { recursive: true });
      console.log(`the files are in ${built}`);
    }
    return status;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Other machines get the solutions, and never the reader's own code. */
function checkHost(course: Course, action: 'serve' | 'build', mine: true | undefined): void {
  if (action === 'build') {
    throw new RangeError(
      '--host is for a site that is served from here: leave it out, the files go to site/dist',
    );
  }
  if (mine === true) {
    throw new RangeError(
      '--host shows other machines the solutions, never your own code: leave out --mine or --host',
    );
  }
  const missing = course.topicNames().find((topic) => !course.hasSolution(topic));
  if (missing !== undefined) {
    throw new RangeError(
      `--host shows other machines the solutions, and there is no solutions/${missing}.ts: leave out --host`,
    );
  }
}
