// The way of a newcomer through the page, in Firefox: its own engine, and another protocol (WebDriver BiDi). Part of site.test.ts.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync } from 'fflate';
import type { Browser as Chromium } from 'playwright-core';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { DIST, PATIENCE, visit } from './browser';
import { button, check as checkInChromium, editorOf, endOfRun, watchRun, written } from './editor';
import { serve, type SiteServer } from './server';

const ROOT = resolve(__dirname, '../..');
const TOPIC = '01-mean-squared-error';
const SECOND = '02-cross-entropy-error';
const solutionOf = (topic: string): string => readFileSync(join(ROOT, `solutions/${topic}.ts`), 'utf8');
const SOLUTION = solutionOf(TOPIC);
const withLine = (line: string): string => SOLUTION.replace(/^ {2}return .*$/m, `  ${line}`);

const PLACES = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/snap/bin/firefox'];
const executablePath = process.env.FIREFOX ?? PLACES.find((path) => existsSync(path));
const withFirefox = executablePath === undefined ? describe.skip : describe;
if (executablePath === undefined) {
  console.warn('The site is not tested in Firefox: there is none (set FIREFOX to its path).');
}

export function firefoxTests(chromiumOf: () => Chromium): void {
  withFirefox('in Firefox, from an empty profile', () => {
    let server: SiteServer;
    let browser: Browser;
    let page: Page;
    const problems: string[] = [];
    const downloads = mkdtempSync(join(tmpdir(), 'gradient-dojo-'));

    beforeAll(async () => {
      const { launch } = await import('puppeteer-core');
      server = await serve(DIST);
      browser = await launch({
        browser: 'firefox',
        executablePath,
        headless: true,
        timeout: PATIENCE,
        protocolTimeout: PATIENCE,
        extraPrefsFirefox: {
          'browser.download.folderList': 2,
          'browser.download.dir': downloads,
          'browser.download.alwaysOpenPanel': false,
          'dom.events.testing.asyncClipboard': true, // the test puts into the clipboard what a person would copy
        },
      });
      page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 900 });
      page.setDefaultTimeout(PATIENCE);
      page.on('pageerror', (error) => {
        // A page that is left ends its workers, also while they are fetched.
        if (!String(error).includes('of the worker was not fetched')) problems.push(String(error));
      });
      await page.goto(`${server.address}/`);
    });
    afterAll(async () => {
      await browser?.close();
      await server?.close();
      rmSync(downloads, { recursive: true, force: true, maxRetries: 5 });
    });

    async function toEditor(): Promise<void> {
      await page.waitForSelector('.task-editor');
      await page.evaluate(() => document.querySelector('.task-editor')!.scrollIntoView());
      await page.waitForSelector('.dojo .cm-content');
    }

    async function control(key: 'a' | 'v' | 'Enter'): Promise<void> {
      await page.keyboard.down('Control');
      await page.keyboard.press(key);
      await page.keyboard.up('Control');
    }

    /** Replaces all that is written, by Ctrl+A and Ctrl+V. */
    async function write(code: string): Promise<void> {
      await page.evaluate((code) => navigator.clipboard.writeText(code), code);
      await page.focus('.dojo .cm-content');
      await control('a');
      await control('v');
    }

    async function check(code?: string): Promise<string> {
      if (code !== undefined) await write(code);
      await page.focus('.dojo .cm-content');
      await page.waitForSelector('.dojo[data-busy=false]');
      await page.$eval('.dojo', watchRun);
      await control('Enter');
      await page.$eval('.dojo', endOfRun);
      return textOf('.dojo .verdict');
    }

    const textOf = (selector: string): Promise<string> =>
      page.$eval(selector, (element) => (element as HTMLElement).innerText);

    /** Presses the button with this name. */
    async function press(name: string): Promise<void> {
      await page.evaluate((name) => {
        const buttons = [...document.querySelectorAll<HTMLButtonElement>('.dojo button')];
        buttons.find((button) => button.textContent.trim() === name)!.click();
      }, name);
    }

    const waitForText = (selector: string, text: string): Promise<unknown> =>
      page.waitForFunction(
        (selector, text) => document.querySelector(selector)?.textContent.includes(text) === true,
        {},
        selector,
        text,
      );

    test('the home page reads a digit, and leads to the first lesson', async () => {
      await waitForText('.home .says', 'The network reads a 7');
      await page.click('.home .start');
      await waitForText('h1', '01');
      await page.waitForSelector('.picture .says');
    });

    test('an unwritten function, a wrong answer with its name, and a hint', async () => {
      await toEditor();
      expect(await check()).toMatch(/0 of 15 laws hold[^]*meanSquaredError is not written yet/);
      expect(await check(withLine('return y.sub(t).square().sum();'))).toMatch(
        /8 of 15 laws hold[^]*the ½ in front of the sum is missing/,
      );
      await press('Hint');
      await waitForText('.dojo .note', 'meanSquaredError: 1 / 4');
    });

    test('a line that is typed, as the keyboard writes it', async () => {
      await write(' ');
      await page.keyboard.type('export const meanSquaredError = () => 1');
      expect(await check()).toMatch(/\d of 15 laws hold/);
    });

    test('what goes wrong has its line, and what never ends is stopped', async () => {
      expect(await check(withLine('throw new Error("stop");'))).toMatch(/stop[^]*line 15/);
      expect(await check(withLine('return y.sub(t).square(;'))).toMatch(
        /cannot be run[^]*SyntaxError[^]*line 15/,
      );
      expect(await check(withLine('return meanSquaredError(y, t);'))).toMatch(/calls itself again and again/);
      expect(await check(withLine('fetch("/x"); return 0;'))).toMatch(/fetch is not there/);
      expect(await check(withLine('while (true); return 0;'))).toMatch(/did not end within 5 seconds/);
    });

    test('all laws hold after a reload in between, and the figure runs that code', async () => {
      await page.reload();
      await toEditor();
      expect(await textOf('.dojo .cm-content')).toContain('while (true); return 0;');
      expect(await check(SOLUTION)).toMatch(/all 15 laws hold[^]*Next: 02/);
      await waitForText('.picture .whose', 'Your code (topic 01)');
    });

    test('types are looked at', async () => {
      await write(`${SOLUTION}\nexport const wrong: string = 1;\n`);
      await page.waitForSelector('.dojo .types');
      await write(SOLUTION);
    });

    test('an example of the lesson runs', async () => {
      await page.click('.vp-doc div.language-ts .try');
      await page.waitForSelector('.scratchpad .cm-content');
      await page.click('.scratchpad button.main');
      await waitForText('.scratchpad .ran', '→ 0.6975');
    });

    test('what was exported is imported by Chromium', async () => {
      await press('Export all (zip)');
      await waitForText('.dojo .note', 'Unpack it');
      const zip = await downloaded();
      expect(Object.keys(unzipSync(zip))).toEqual([`exercises/${TOPIC}.ts`]);
      const other = await visit(chromiumOf(), `${TOPIC}.html`);
      await editorOf(other.page);
      await other.page
        .locator('.dojo input[type=file]')
        .setInputFiles({ name: 'work.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) });
      await other.page.locator('.dojo .note', { hasText: `Imported: ${TOPIC}.ts` }).waitFor();
      expect(await written(other.page)).toBe(SOLUTION);
      await other.page.context().close();
    });

    test('what Chromium exported is imported, checked, and known on the home page', async () => {
      const other = await visit(chromiumOf(), `${SECOND}.html`);
      await editorOf(other.page);
      expect(await checkInChromium(other.page, solutionOf(SECOND))).toMatch(/all \d+ laws hold/);
      const [download] = await Promise.all([
        other.page.waitForEvent('download'),
        button(other.page, 'Export all (zip)').click(),
      ]);
      const zip = join(downloads, 'of-chromium.zip');
      await download.saveAs(zip);
      await other.page.context().close();

      await page.goto(`${server.address}/${SECOND}`);
      await toEditor();
      const chooser = (await page.$('.dojo input[type=file]')) as ElementHandle<HTMLInputElement>;
      await chooser.uploadFile(zip);
      await waitForText('.dojo .note', 'all laws hold in 1');
      expect(await textOf('.dojo .cm-content')).toContain('crossEntropyError');
      await page.goto(`${server.address}/`);
      for (const number of [1, 2]) await waitForText(`.home li:nth-child(${number}) .card .mark`, 'finished');
      await waitForText('.home .card.next', '03');
      await page.goto(`${server.address}/${TOPIC}`);
    });

    test('the server may go: the lesson comes again, and judges', async () => {
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await server.close();
      await page.reload();
      await toEditor();
      expect(await check()).toMatch(/all 15 laws hold/);
    });

    test('no page threw an error on all that way', () => {
      expect(problems).toEqual([]);
    });

    /** The zip, as soon as it is there whole. */
    async function downloaded(): Promise<Uint8Array> {
      for (let wait = 0; wait < PATIENCE; wait += 100) {
        const files = readdirSync(downloads);
        if (files.some((name) => name.endsWith('.zip')) && !files.some((name) => name.endsWith('.part'))) {
          return readFileSync(
            join(
              downloads,
              files.find((name) => name.endsWith('.zip'))!,
            ),
          );
        }
        await new Promise((done) => setTimeout(done, 100));
      }
      throw new Error('nothing was downloaded');
    }
  });
}
