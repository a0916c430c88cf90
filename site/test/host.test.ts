// npm run docs -- --host: other machines see the lessons and the solutions, and nothing that the reader wrote.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { networkInterfaces, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COURSE_FILES, copyParts } from '../../test/tools/support/course-copy';
import { launch, missing, newPage } from './browser';

const ROOT = resolve(__dirname, '../..');
const TOPIC = '01-mean-squared-error';
const SECRET = 'written only by the reader';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'gradient-dojo-')));
beforeAll(() => {
  copyParts([...COURSE_FILES.filter((part) => part !== 'site/test'), 'site'], root);
  if (!existsSync(join(root, 'site/node_modules'))) {
    symlinkSync(join(ROOT, 'site/node_modules'), join(root, 'site/node_modules'), 'junction');
  }
  writeFileSync(
    join(root, `exercises/${TOPIC}.ts`),
    `// ${SECRET}\nexport const meanSquaredError = () => 0;\n`,
  );
  for (const folder of ['.dojo', 'runs/mine']) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, '.dojo/kept.ts'), `// ${SECRET}\n`);
  writeFileSync(join(root, 'runs/mine/report.html'), SECRET);
  writeFileSync(join(root, 'notes.txt'), SECRET);
});

function docs(...args: string[]): { command: string; args: string[] } {
  return {
    command: process.execPath,
    args: ['--require', 'tsx/cjs', '-C', 'solutions', 'tools/docs.ts', ...args],
  };
}

const servers: ChildProcess[] = [];
afterAll(async () => {
  for (const server of servers) {
    const ended = new Promise((done) => server.once('exit', done));
    server.kill();
    await ended;
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 5 }); // a server that runs would write to it
});

/** Starts the server, and returns the address at which this machine reaches it. */
async function serve(...given: string[]): Promise<string> {
  const { command, args } = docs('serve', '--no-open', ...given);
  const server = spawn(command, args, {
    cwd: root,
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
  });
  servers.push(server);
  let said = '';
  return new Promise((found, failed) => {
    const listen = (text: Buffer): void => {
      said += String(text);
      const port = /http:\/\/[^\s:]+:(\d+)/.exec(said)?.[1];
      if (port !== undefined) found(`http://127.0.0.1:${port}`);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', () => failed(new Error(said)));
  });
}

/** What is got from an address: its status, and whether the reader's words are in it. */
async function get(
  address: string,
  path: string,
): Promise<{ status: number; isSecret: boolean; text: string }> {
  const answer = await fetch(address + path);
  const text = await answer.text();
  return { status: answer.status, isSecret: text.includes(SECRET), text };
}

const files = [`exercises/${TOPIC}.ts`, '.dojo/kept.ts', 'runs/mine/report.html', 'notes.txt'];
const ways = (file: string): string[] => {
  const path = `/@fs${root}/${file}`;
  return [
    path,
    `${path}?raw`,
    `${path}?import&raw`,
    `${path}?url`,
    `${path}?import`,
    `/../${file}`,
    `/@fs${root}/docs/../${file}`,
  ];
};

describe('with --host', () => {
  let address: string;
  beforeAll(async () => {
    address = await serve('--host', '--port', '5391');
  });

  test('the lessons and the solutions are served, also on the other addresses of the machine', async () => {
    expect((await get(address, `/${TOPIC}`)).status).toBe(200);
    const solution = await get(address, `/@fs${root}/solutions/${TOPIC}.ts`);
    expect(solution).toMatchObject({ status: 200, isSecret: false });
    expect(solution.text).toMatch(/meanSquaredError/);
    const others = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
    for (const { address: ip } of others.filter(({ family, internal }) => family === 'IPv4' && !internal)) {
      expect((await get(`http://${ip}:${new URL(address).port}`, `/${TOPIC}`)).status).toBe(200);
    }
  });

  (missing === undefined ? test : test.skip)(
    'the editor begins with the course’s exercise, and checks it',
    async () => {
      const browser = await launch();
      const page = await newPage(browser);
      const problems: string[] = [];
      page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(`${address}/${TOPIC}`);
      await page.locator('.task-editor').scrollIntoViewIfNeeded();
      const editor = page.locator('.dojo .cm-content');
      await editor.waitFor();
      expect(await editor.innerText()).not.toContain(SECRET);
      await editor.focus();
      await page.keyboard.press('ControlOrMeta+Enter');
      await page.locator('.dojo .verdict', { hasText: /is not written yet/ }).waitFor();
      expect(problems).toEqual([]);
      await browser.close();
    },
  );

  test.each(files)('%s is not served, however it is asked for', async (file) => {
    for (const way of ways(file))
      expect({ way, ...(await get(address, way)) }).toMatchObject({ isSecret: false });
    expect((await get(address, ways(file)[0])).status).not.toBe(200);
  });

  test('all topics are the course’s', async () => {
    const { text } = await get(address, '/@id/__x00__virtual:topics');
    expect(text).toMatch(/"01-mean-squared-error":\s*"course"/);
    expect(text).not.toMatch(/reader/);
  });

  test('nothing that is sent is written', async () => {
    const before = readdirSync(join(root, 'docs'), { recursive: true }).sort();
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      await fetch(`${address}/${TOPIC}.md`, { method, body: SECRET });
      await fetch(`${address}/@fs${root}/docs/new.md`, { method, body: SECRET });
    }
    expect(readdirSync(join(root, 'docs'), { recursive: true }).sort()).toEqual(before);
  });
});

test('without --host, the reader sees their own code, only on this machine', async () => {
  const address = await serve('--port', '5392', '--mine');
  const local = address.replace('127.0.0.1', 'localhost');
  expect(await get(local, ways(files[0])[0])).toMatchObject({ status: 200 });
  expect((await get(local, '/@id/__x00__virtual:topics')).text).toMatch(
    /"01-mean-squared-error":\s*"reader"/,
  );
});

describe('what --host does not go with is reported', () => {
  const run = (...args: string[]): { status: number | null; stderr: string } => {
    const { command, args: all } = docs(...args);
    return spawnSync(command, all, { cwd: root, encoding: 'utf8' });
  };

  test.each([
    [['--host', '--mine'], /never your own code: leave out --mine or --host/],
    [['build', '--host'], /--host is for a site that is served/],
  ])('%j', (args, sentence) => {
    const { status, stderr } = run(...args);
    expect(status).not.toBe(0);
    expect(stderr).toMatch(sentence);
  });

  test('a course without solutions', () => {
    rmSync(join(root, 'solutions'), { recursive: true });
    const { status, stderr } = run('--host');
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/there is no solutions\/01-mean-squared-error\.ts: leave out --host/);
  });
});
