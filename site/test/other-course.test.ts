// The site of another course, of two topics in one language, without figures: built, and served while its author writes.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { COURSE_FILES, copyParts } from '../../test/tools/support/course-copy';
import { runOf } from './editor';
import { BUILDING, launch, missing, newPage, visit } from './browser';

const ROOT = resolve(__dirname, '../..');
const withBrowser = missing === undefined ? describe : describe.skip;

withBrowser('another course', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'gradient-dojo-')));
  const engine = join(root, 'engine'); // a copy, because two builds by the same engine would be in each other's way
  const course = join(root, 'my course');
  const solution = readFileSync(join(ROOT, 'test/fixtures/tiny-course/solutions/01-point.ts'), 'utf8');
  let browser: Browser;
  let server: ChildProcess | undefined;

  const docs = (...args: string[]): string[] => [
    '--require',
    'tsx/cjs',
    '-C',
    'solutions',
    'tools/docs.ts',
    ...args,
  ];

  beforeAll(async () => {
    copyParts([...COURSE_FILES.filter((part) => part !== 'site/test'), 'site'], engine);
    if (!existsSync(join(engine, 'site/node_modules'))) {
      symlinkSync(join(ROOT, 'site/node_modules'), join(engine, 'site/node_modules'), 'junction');
    }
    cpSync(join(ROOT, 'test/fixtures/tiny-course'), course, { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, docs('build', '--course', course), {
      cwd: engine,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    browser = await launch();
  }, BUILDING);

  afterAll(async () => {
    await browser?.close();
    server?.kill();
    rmSync(root, { recursive: true, force: true, maxRetries: 5 });
  });

  const page = (path: string) => visit(browser, path, {}, undefined, join(course, 'site/dist'));

  /** The verdict on what is in the editor. */
  async function checked(page: Page): Promise<string> {
    await page.locator('.dojo .cm-content').focus();
    await runOf(page, '.dojo', () => page.keyboard.press('ControlOrMeta+Enter'));
    return page.locator('.dojo .verdict').innerText();
  }

  test('begins with a page of its own: its name, its lessons, and nothing of the engine’s course', async () => {
    const home = await page('index.html');
    await home.page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!);
    expect(await home.page.title()).toContain('Points');
    expect(await home.page.locator('main .card strong').allInnerTexts()).toEqual([
      '01 · A point',
      '02 · The nearest point',
    ]);
    expect(await home.page.locator('body').innerText()).not.toMatch(
      /Gradient Dojo|neural|digit|Glossary|Chapter/,
    );
    await home.page.locator('main .card').first().click();
    await home.page.locator('h1', { hasText: 'A point' }).waitFor();
    expect(home.problems).toEqual([]);
    await home.page.context().close();
  });

  test('has a place to write in for each task, where its own suite judges', async () => {
    for (const [path, answer] of [
      ['01-point.html', solution],
      ['02-nearest.html', undefined],
    ] as const) {
      const { page: lesson, problems } = await page(path);
      expect(await lesson.locator('.picture').count()).toBe(0);
      await lesson.locator('.task-editor').scrollIntoViewIfNeeded();
      await lesson.locator('.dojo .cm-content').waitFor();
      expect(await checked(lesson)).toMatch(/0 of 3 laws hold[^]*is not written yet/);
      if (answer !== undefined) {
        await lesson.locator('.dojo .cm-content').focus();
        await lesson.keyboard.press('ControlOrMeta+a');
        await lesson.keyboard.insertText(answer);
        expect(await checked(lesson)).toMatch(/all 3 laws hold/i);
      }
      expect(problems).toEqual([]);
      await lesson.context().close();
    }
  });

  test('is served with the file on disk, in which an edit is judged', async () => {
    server = spawn(process.execPath, docs('serve', '--no-open', '--course', course, '--port', '5397'), {
      cwd: engine,
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    const address = await new Promise<string>((found, failed) => {
      let said = '';
      const listen = (text: Buffer): void => {
        said += String(text);
        const local = /Local:\s+(\S+)/.exec(said)?.[1];
        if (local !== undefined) found(local);
      };
      server!.stdout!.on('data', listen);
      server!.stderr!.on('data', listen);
      server!.on('exit', () => failed(new Error(said)));
    });
    const served = await newPage(browser);
    const problems: string[] = [];
    served.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    served.on('pageerror', (error) => problems.push(error.message));
    await served.goto(`${address}01-point`);
    await served.locator('.task-editor').scrollIntoViewIfNeeded();
    await served.locator('.dojo', { hasText: /0 of 3 laws hold/ }).waitFor();
    cpSync(join(course, 'solutions/01-point.ts'), join(course, 'exercises/01-point.ts'));
    await served.locator('.dojo', { hasText: /all 3 laws hold/i }).waitFor();
    expect(problems).toEqual([]);
  });
});
