// The reader's own code in a picture of `npm run docs`: whatever it does, the page answers, and an edit keeps the controls.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { COURSE_FILES, copyParts } from '../../test/tools/support/course-copy';
import { launch, missing, newPage } from './browser';

const ROOT = resolve(__dirname, '../..');
const TOPIC = '01-mean-squared-error';
const withBrowser = missing === undefined ? describe : describe.skip;

/** What is in each file of a folder, without packages and what Vite keeps. */
function contents(root: string): Record<string, string> {
  const paths = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name))
    .filter((path) => !/[\\/](?:node_modules|cache)[\\/]/.test(path));
  return Object.fromEntries(paths.map((path) => [path, readFileSync(path, 'latin1')]));
}

withBrowser('the reader’s code in a picture', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gradient-dojo-')));
  const file = join(root, `exercises/${TOPIC}.ts`);
  const right = readFileSync(join(ROOT, `solutions/${TOPIC}.ts`), 'utf8');
  const withBody = (body: string): string =>
    right.replace(/(export function meanSquaredError[^{]*\{)[^]*\n\}/, `$1\n${body}\n}`);

  let server: ChildProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    copyParts([...COURSE_FILES.filter((part) => part !== 'site/test'), 'site'], root);
    if (!existsSync(join(root, 'site/node_modules'))) {
      symlinkSync(join(ROOT, 'site/node_modules'), join(root, 'site/node_modules'), 'junction');
    }
    writeFileSync(file, right);
    const vitepress = join(root, 'site/node_modules/vitepress/bin/vitepress.js');
    server = spawn(process.execPath, [vitepress, 'dev', join(root, 'site'), '--mine'], {
      cwd: root,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    const address = await new Promise<string>((found) => {
      let said = '';
      server.stdout!.on('data', (text: Buffer) => {
        said += String(text);
        const local = /Local:\s+(\S+)/.exec(said)?.[1];
        if (local !== undefined) found(local);
      });
    });
    browser = await launch();
    page = await newPage(browser, { viewport: { width: 1280, height: 900 } });
    await page.goto(address + TOPIC);
    await page.waitForSelector('.picture .says');
    await page.getByRole('slider').first().fill('0.3');
  });

  afterAll(async () => {
    await browser?.close();
    server?.kill();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  const says = (text: string): Promise<void> => page.locator('.picture .says', { hasText: text }).waitFor();
  const trouble = (kind: string): Promise<void> =>
    page.locator(`.picture .problem[data-kind=${kind}]`).waitFor();
  const slider = (): Promise<string> => page.getByRole('slider').first().inputValue();

  test('an edit shows at once, and the sliders stay where they are', async () => {
    await says('the squared error is 0.398');
    writeFileSync(file, withBody('  return 42;'));
    await says('the squared error is 42');
    expect(await slider()).toBe('0.3');
  });

  test('a loop that never ends is stopped, while the page answers; mended, it shows again', async () => {
    writeFileSync(file, withBody('  while (y !== undefined) t.sum();\n  return 0;'));
    await page.getByRole('slider').nth(1).press('ArrowLeft'); // a frozen page would not
    await trouble('endless');
    writeFileSync(file, right);
    await says('the squared error is');
    expect(await slider()).toBe('0.3');
  });

  test('a syntax error shows once, with its place', async () => {
    writeFileSync(file, `${right}\nexport const = 1;\n`);
    await trouble('code');
    expect(await page.locator('.picture .problem').textContent()).toMatch(new RegExp(`${TOPIC}\\.ts:\\d+`));
    expect(await page.locator('.problem, vite-error-overlay').count()).toBe(1);
    expect(await page.locator('.picture .drawings').count()).toBe(0);
  });

  test('a name that is no longer exported is named', async () => {
    writeFileSync(file, right.replace('export function meanSquaredError', 'export function squaredError'));
    await trouble('unexported');
    expect(await page.locator('.picture .problem').textContent()).toMatch(/meanSquaredError/);
  });

  test('the page shows the file and its verdict, says where it is, and writes nothing to disk', async () => {
    writeFileSync(file, right);
    const before = contents(root);
    await page.locator('#your-task').scrollIntoViewIfNeeded();
    const dojo = page.locator('.dojo');
    await dojo.locator('.on-disk', { hasText: `exercises/${TOPIC}.ts` }).waitFor();
    await dojo.locator('.verdict', { hasText: 'all 15 laws hold' }).waitFor();
    await dojo.locator('.cm-content').click();
    await page.keyboard.type('x');
    await page.keyboard.press('ControlOrMeta+Enter');
    await dojo.getByRole('button', { name: 'Hint' }).click();
    await dojo.locator('.note').waitFor();
    expect(contents(root)).toEqual(before);

    writeFileSync(file, withBody('  return y.sub(t).square().sum();'));
    await dojo.locator('.verdict', { hasText: 'the ½ in front of the sum is missing' }).waitFor();
    writeFileSync(file, right);
    await dojo.locator('.verdict', { hasText: 'all 15 laws hold' }).waitFor();
  });

  test('a file that is deleted leaves no figure, and is told how it comes back', async () => {
    rmSync(file);
    await trouble('code');
    expect(await page.locator('.picture .problem').textContent()).toMatch(/npm run reset 01/);
    expect(await page.locator('.picture .drawings').count()).toBe(0);
    writeFileSync(file, right);
    await says('the squared error is');
    expect(await slider()).toBe('0.3');
  });
});
