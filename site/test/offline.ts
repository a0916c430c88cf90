// The site without a network, after one visit: a real server, whose end is the end of the network. Part of site.test.ts.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { DIST, newPage } from './browser';
import { check, editorOf, write, written } from './editor';
import { serve, type SiteServer } from './server';

const ROOT = resolve(__dirname, '../..');
const VISITED = '01-mean-squared-error';
const OTHER = '02-cross-entropy-error';
const SOLUTION = readFileSync(resolve(ROOT, `solutions/${OTHER}.ts`), 'utf8');

export function offlineTests(browserOf: () => Browser): void {
  describe('without a network, after one visit', () => {
    let server: SiteServer;
    let page: Page;
    const problems: string[] = [];
    const at = (path: string): string => `${server.address}/${path}`;

    beforeAll(async () => {
      server = await serve(DIST);
      page = await newPage(browserOf());
      page.on('pageerror', (error) => problems.push(error.message));
      await page.goto(at(VISITED));
      await page.evaluate(() => navigator.serviceWorker.ready);
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      // TypeScript is kept once someone has written code.
      await editorOf(page);
      await write(page, 'export const meanSquaredError: string = 1;\n');
      await page.locator('.dojo .types').waitFor();
      await server.close();
    });
    afterAll(() => page?.context().close());

    test('the page that was visited comes again, with what was written', async () => {
      await page.reload();
      await page.locator('.picture .says').waitFor();
      await editorOf(page);
      expect(await written(page)).toBe('export const meanSquaredError: string = 1;\n');
    });

    test('so does one that never was; what is written there is judged, and its types are looked at', async () => {
      await page.goto(at(`${OTHER}.html`));
      await page.locator('.picture .says').waitFor();
      await editorOf(page);
      expect(await check(page, SOLUTION)).toMatch(/all \d+ laws hold/i);
      await write(page, `${SOLUTION}\nexport const wrong: string = 1;\n`);
      await page.locator('.dojo .types').waitFor();
    });

    test('an address that there is no page for leads to all that there are', async () => {
      const answer = await page.goto(at('no/such/page'));
      expect(answer!.status()).toBe(404);
      await page.locator('main.not-found li a', { hasText: '01' }).click();
      await page.locator('h1', { hasText: '01' }).waitFor();
    });

    test('what was never fetched is said not to be there', async () => {
      await page.goto(at('13-evaluation'));
      await page.locator('.picture .problem[data-kind=connection]').waitFor();
    });

    test('no page threw an error on all that way', () => {
      expect(problems).toEqual([]);
    });
  });
}
