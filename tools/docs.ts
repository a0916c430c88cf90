// npm run docs: the site with live pictures, running the reader's own code; npm run docs:build: the same as files for any host.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { Argument, Command } from 'commander';
import { runCommand, wholeNumber } from './shared/arguments';
import { hasSolution, ROOT, topicNames } from './shared/topics';

interface Options {
  mine?: true;
  open: boolean;
  port?: number;
  host?: string | true;
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
  const args = [VITEPRESS, action === 'serve' ? 'dev' : 'build', SITE, ...given.flat()];
  const child = spawn(process.execPath, args, { stdio: 'inherit' });
  process.on('SIGINT', () => undefined); // Ctrl-C reaches the server as well, which ends by itself
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise<number>((done) => child.on('exit', (code) => done(code ?? 1)));
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
  const missing = topicNames().find((topic) => !hasSolution(topic));
  if (missing !== undefined) {
    throw new RangeError(
      `--host shows other machines the solutions, and there is no solutions/${missing}.ts: leave out --host`,
    );
  }
}
