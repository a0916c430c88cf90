// npm run docs: the site with live pictures, running the reader's own code; npm run docs:build: the same as files for any host.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { runCommand, wholeNumber } from './shared/arguments';
import { ROOT } from './shared/topics';

interface Options {
  mine?: true;
  open: boolean;
  port?: number;
  base?: string;
}

const SITE = resolve(ROOT, 'site');
const VITEPRESS = resolve(SITE, 'node_modules/vitepress/bin/vitepress.js');

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
    .option('--base <path>', 'build: the folder on the host, such as /gradient-dojo/; / unless given')
    .action(run),
);

/** The build is the course's, the same for everybody; what is served here runs the reader's code. */
async function run(action: 'serve' | 'build', { mine, open, port, base }: Options): Promise<void> {
  if (base !== undefined && !/^\/(.+\/)?$/.test(base)) {
    throw new RangeError(`--base must begin and end with a slash, such as /gradient-dojo/, not "${base}"`);
  }
  const given = [
    mine && ['--mine'],
    action === 'serve' && open && ['--open'],
    action === 'serve' && port !== undefined && ['--port', String(port)],
    base !== undefined && ['--base', base],
  ].filter((option) => Array.isArray(option));
  const args = [VITEPRESS, action === 'serve' ? 'dev' : 'build', SITE, ...given.flat()];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // Ctrl-C reaches the server as well, which ends by itself
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((done) => child.on('exit', (code) => done(code ?? 1)));
}
