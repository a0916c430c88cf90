// The site as `npm run docs` serves it, the first time that it is started: pages load once, with nothing to complain about.
import { spawn, type ChildProcess } from 'node:child_process';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { launch, missing, newPage } from './browser';

const SITE = resolve(__dirname, '..');

const withBrowser = missing === undefined ? describe : describe.skip;

withBrowser('npm run docs', () => {
  let browser: Browser;
  let server: ChildProcess;
  let said = '';
  let address = '';

  beforeAll(async () => {
    const vitepress = join(SITE, 'node_modules/vitepress/bin/vitepress.js');
    // --force: nothing that an earlier start has prepared is used
    server = spawn(process.execPath, [vitepress, 'dev', SITE, '--force'], {
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
    });
    await new Promise<void>((ready) => {
      const listen = (text: Buffer): void => {
        said += String(text);
        address ||= /Local:\s+(\S+)/.exec(said)?.[1] ?? '';
        if (address !== '') ready();
      };
      server.stdout!.on('data', listen);
      server.stderr!.on('data', listen);
    });
    browser = await launch();
  });

  afterAll(async () => {
    await browser?.close();
    server.kill();
  });

  test('shows lessons with their pictures at the first visit, without a complaint', async () => {
    const page = await newPage(browser);
    const problems: string[] = [];
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    page.on('pageerror', (error) => problems.push(error.message));
    for (const lesson of ['01-mean-squared-error', '04-fair-batches', '13-evaluation']) {
      await page.goto(address + lesson);
      await page.waitForSelector('.picture .says');
      await page.waitForTimeout(1_000); // a package that is found late makes the page load again
    }
    await page.goto(`${address}01-mean-squared-error`);
    await page.locator('#your-task').scrollIntoViewIfNeeded(); // the editor comes when its place is seen
    await page.locator('.dojo', { hasText: /\d+ laws hold/ }).waitFor(); // what is on disk was judged
    expect(problems).toEqual([]);
    expect(said).not.toMatch(/Failed to resolve|reloading/);
  });
});
