// npm run docs: the site with live pictures, running the reader's own code; npm run docs:build: the same as files for any host.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { runCommand, wholeNumber } from './shared/arguments';
import { COURSE, ROOT, topicNames } from './shared/topics';

interface Options {
  mine?: true;
  open: boolean;
  port?: number;
  host?: string | true;
  base?: string;
}

/** What a copy of the course needs none of. */
const LEFT_OUT = [
  '.dojo',
  '.git',
  'coverage',
  'runs',
  'site/dist',
  'site/.vitepress/cache',
  'site/.vitepress/.temp',
].map((part) => resolve(ROOT, part));

void runCommand(
  new Command('npm run docs --')
    .description(
      'Shows the lessons as a site, with pictures that run your code where you have finished a topic.',
    )
    .addArgument(
      new Argument('[action]', 'serve it here, or build its files in site/dist')
        .choices(['serve', 'build'])
        .default('serve'),
    )
    .option('--mine', 'run your files for all topics, finished or not')
    .option('--no-open', 'do not open the browser')
    .option('--port <number>', 'where to serve it; 5173 unless given', wholeNumber(1, 65_535))
    .option(
      '--host [address]',
      'let other machines in, or the one that a container runs on; they see the solutions, never your code',
    )
    .option('--base <path>', 'build: the folder on the host, such as /gradient-dojo/; / unless given')
    .action(run),
);

/** The build is the course's, the same for everybody; what is served here runs the reader's code. */
async function run(action: 'serve' | 'build', { mine, open, port, host, base }: Options): Promise<void> {
  if (host !== undefined) checkHost(action, mine);
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
  const isReadable = !ROOT.includes('#');
  if (action === 'serve' && !isReadable) {
    throw new RangeError(
      `Vite, which serves the site, cannot read a path with a #: rename that folder. ${ROOT}`,
    );
  }
  if (isReadable) process.exitCode = await vitepress(action, ROOT, given.flat());
  else process.exitCode = await buildInCopy(given.flat());
}

/** Runs VitePress in the course that lies in `root`, and returns its exit status. */
async function vitepress(action: 'serve' | 'build', root: string, given: string[]): Promise<number> {
  const site = resolve(root, 'site');
  const program = resolve(site, 'node_modules/vitepress/bin/vitepress.js');
  const args = [program, action === 'serve' ? 'dev' : 'build', site, ...given];
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root });
  process.on('SIGINT', () => undefined); // Ctrl-C reaches the server as well, which ends by itself
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((done) => child.on('exit', (code) => done(code ?? 1)));
}

/** Vite can't read a path with a #. So the site is built in a copy of the course elsewhere, packages included, and brought back. */
async function buildInCopy(given: string[]): Promise<number> {
  const copy = mkdtempSync(join(realpathSync(tmpdir()), 'gradient-dojo-'));
  try {
    cpSync(ROOT, copy, { recursive: true, dereference: true, filter: (path) => !LEFT_OUT.includes(path) });
    const status = await vitepress('build', copy, given);
    if (status === 0) {
      rmSync(resolve(ROOT, 'site/dist'), { recursive: true, force: true });
      cpSync(join(copy, 'site/dist'), resolve(ROOT, 'site/dist'), { recursive: true });
      console.log(`the files are in ${resolve(ROOT, 'site/dist')}`);
    }
    return status;
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Other machines get the solutions, and never the reader's own code. */
function checkHost(action: 'serve' | 'build', mine: true | undefined): void {
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
  const missing = topicNames().find((topic) => !COURSE.hasSolution(topic));
  if (missing !== undefined) {
    throw new RangeError(
      `--host shows other machines the solutions, and there is no solutions/${missing}.ts: leave out --host`,
    );
  }
}
