// What the launcher installs, and that two commands at once install it once. npm is the test's own.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { ROOT } from '../support/course';
import { temporaryFolder } from '../support/folders';

const root = temporaryFolder();
const npm = join(root, 'npm-cli.js');
const log = join(root, 'npm.log');

/** A package that the lock file asks for. */
interface Package {
  version: string;
  dev?: true;
  optional?: true;
  os?: readonly string[];
  cpu?: readonly string[];
}

beforeEach(() => {
  for (const part of ['node_modules', '.dojo', 'npm.log']) {
    rmSync(join(root, part), { recursive: true, force: true });
  }
  // Writes down that it was started, works for a while, and installs what the lock file asks for.
  writeFileSync(
    npm,
    `const fs = require('node:fs');
    fs.appendFileSync('npm.log', process.argv.slice(2).join(' ') + '\\n');
    setTimeout(() => {
      fs.mkdirSync('node_modules', { recursive: true });
      fs.copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
    }, 500);`,
  );
  ask({ 'node_modules/a': { version: '1.0.0' } });
});

function ask(packages: Record<string, Package>): void {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));
}

/** Installs as the launcher does, in a process of its own. */
function install(): Promise<{ status: number | null; error: string }> {
  const module = pathToFileURL(join(ROOT, 'tools/launch/install.mjs')).href;
  const script = `
    const { installMissing } = await import(${JSON.stringify(module)});
    const folder = ${JSON.stringify(root)};
    await installMissing({ folder, name: 'course', what: 'it', flags: ['--own'] }, folder);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, npm_execpath: npm },
  });
  let error = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (error += text));
  return new Promise((done) => child.on('exit', (status) => done({ status, error })));
}

const started = (): string[] => (existsSync(log) ? readFileSync(log, 'utf8').trimEnd().split('\n') : []);

describe('what is missing', () => {
  test('is installed by `npm ci`, and only once', async () => {
    expect(await install()).toEqual({ status: 0, error: 'Installing it …\n' });
    expect(await install()).toEqual({ status: 0, error: '' });
    expect(started()).toHaveLength(1);
    expect(started()[0]).toMatch(/^ci .*--own$/);
  });

  test('is installed again where the lock file asks for another version', async () => {
    await install();
    ask({ 'node_modules/a': { version: '2.0.0' } });
    await install();
    expect(started()).toHaveLength(2);
  });

  test('is not what only authors need', async () => {
    ask({ 'node_modules/lint': { version: '1.0.0', dev: true } });
    await install();
    expect(started()).toEqual([]);
  });

  test('is installed where npm’s own list is damaged', async () => {
    mkdirSync(join(root, 'node_modules'));
    writeFileSync(join(root, 'node_modules/.package-lock.json'), '{"packa');
    expect((await install()).status).toBe(0);
    expect(started()).toHaveLength(1);
  });
});

test('npm installs, whoever has started the command', () => {
  const module = pathToFileURL(join(ROOT, 'tools/launch/install.mjs')).href;
  const script = `
    const { npmCommand } = await import(${JSON.stringify(module)});
    const commands = process.argv.slice(1).map((path) => {
      process.env.npm_execpath = path;
      const [command, args, options] = npmCommand(['ci']);
      return { started: [command, ...args].join(' '), options };
    });
    console.log(JSON.stringify(commands));`;
  const others = ['yarn.js', 'pnpm.cjs'].map((name) => join(root, name));
  for (const path of others) writeFileSync(path, '');
  const found = JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script, npm, ...others], {
      encoding: 'utf8',
    }),
  ) as { started: string; options: { shell?: boolean } }[];
  expect(found[0].started).toBe(`${process.execPath} ${npm} ci`);
  for (const { started, options } of found.slice(1)) {
    expect(started).toMatch(/npm(-cli\.js)? ci$/); // next to Node, or else the shell finds it
    expect(options.shell === true).toBe(started === 'npm ci');
  }
});

describe('a package for each system', () => {
  const mine = { version: '1.0.0', optional: true, os: [process.platform], cpu: [process.arch] } as const;
  const other = { version: '1.0.0', optional: true, os: ['aix'], cpu: ['ppc64'] } as const;

  test('is installed where node_modules came from another system, and not tried again where it can’t be had', async () => {
    ask({ 'node_modules/mine': mine, 'node_modules/other': other });
    mkdirSync(join(root, 'node_modules/other'), { recursive: true });
    await install();
    expect(started()).toHaveLength(1);
    expect((await install()).error).toBe('');
    expect(started()).toHaveLength(1);
  });

  test('is not asked for on other systems', async () => {
    ask({ 'node_modules/other': other });
    await install();
    expect(started()).toEqual([]);
  });
});

describe('two commands at once', () => {
  test('install once: the others wait, and say so', async () => {
    const ends = await Promise.all([install(), install(), install()]);
    expect(ends.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(started()).toHaveLength(1);
    expect(ends.filter(({ error }) => error.includes('waiting until it is done'))).toHaveLength(2);
    expect(readdirSync(join(root, '.dojo'))).toEqual([]);
  });

  test('of which one was killed: the other one takes over', async () => {
    mkdirSync(join(root, '.dojo'));
    writeFileSync(join(root, '.dojo/install-course.lock'), '12345 6'); // no process writes to it any more
    expect((await install()).status).toBe(0);
    expect(started()).toHaveLength(1);
  });

  test('in a folder where no lock can be made install nevertheless', async () => {
    writeFileSync(join(root, '.dojo'), 'not a folder');
    expect((await install()).status).toBe(0);
    expect(started()).toHaveLength(1);
  });
});
