// The site in a browser: every page loads cleanly, every control moves its picture, and nobody is kept out.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { build, launch, missing, visit } from './browser';

const SITE = resolve(__dirname, '..');
const DIST = join(SITE, 'dist');
const lessons = readdirSync(resolve(SITE, '../docs/en')).filter((file) => file.endsWith('.md'));
const pages = ['', 'ko/'].flatMap((folder) =>
  lessons.map((file) => `${folder}${file.replace('.md', '.html')}`),
);
const pictures = readdirSync(join(SITE, 'pictures'))
  .filter((file) => file.endsWith('.vue'))
  .map((file) => file.replace('.vue', '.html'));

const withBrowser = missing === undefined ? describe : describe.skip;
if (missing !== undefined) console.warn(`The site is not tested: there is no ${missing}.`);

withBrowser('the site', () => {
  let browser: Browser;

  beforeAll(async () => {
    build();
    browser = await launch();
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
  });

  test('has at most 3 MB without the data', () => {
    const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const paths = files.map((file) => join(file.parentPath, file.name));
    const size = paths
      .filter((path) => !path.includes('digits'))
      .reduce((sum, path) => sum + statSync(path).size, 0);
    expect(size).toBeLessThanOrEqual(3 * 2 ** 20);
  });

  test.each(pages)('%s loads without errors, and asks no other host', async (path) => {
    const { page, problems } = await visit(browser, path);
    if (pictures.some((picture) => path.endsWith(picture))) await page.waitForSelector('.picture .says');
    await page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!);
    await page.context().close();
    expect(problems).toEqual([]);
  });

  test.each(pictures)('%s: each control moves the picture', async (path) => {
    const { page } = await visit(browser, path);
    await page.waitForSelector('.picture .says');
    const sliders = await page.locator('.picture .controls input[type=range]').all();
    const choices = await page.locator('.picture .controls input[type=radio]:not(:checked)').all();
    for (const slider of sliders) {
      const before = await shown(page);
      await slider.press('ArrowLeft');
      await slider.press('ArrowLeft');
      await expect(changed(page, before)).resolves.toBe(true);
    }
    for (const choice of choices) {
      const before = await shown(page);
      await choice.check();
      await expect(changed(page, before)).resolves.toBe(true);
    }
    await page.context().close();
    expect(sliders.length + choices.length).toBeGreaterThan(0);
  });

  test.each(['light', 'dark'] as const)(
    'axe finds no serious fault (%s)',
    async (colorScheme) => {
      const axe = readFileSync(require.resolve('axe-core/axe.min.js', { paths: [SITE] }), 'utf8');
      const faults: string[] = [];
      for (const path of ['index.html', 'ko/glossary.html', ...pictures]) {
        const { page } = await visit(browser, path, { colorScheme, reducedMotion: 'reduce' });
        if (pictures.includes(path)) await page.waitForSelector('.picture .says');
        await page.evaluate(axe);
        faults.push(...(await page.evaluate(seriousFaults)).map((fault) => `${path}: ${fault}`));
        await page.context().close();
      }
      expect(faults).toEqual([]);
    },
    60_000,
  );

  test.each(pictures)('%s fits on a phone', async (path) => {
    const { page } = await visit(browser, path, { viewport: { width: 360, height: 740 } });
    await page.waitForSelector('.picture .says');
    const isTooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    await page.context().close();
    expect(isTooWide).toBe(false);
  });
});

/** All that a picture shows, drawn and said; its controls are not part of it. */
function shown(page: Page): Promise<string> {
  return page.locator('.picture .shown').innerHTML();
}

/** Whether the picture becomes another one soon. */
async function changed(page: Page, before: string): Promise<boolean> {
  for (let wait = 0; wait < 40; wait++) {
    if ((await shown(page)) !== before) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

/** Runs in the page. */
async function seriousFaults(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const { violations } = await axe.run();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 200)}`);
}
