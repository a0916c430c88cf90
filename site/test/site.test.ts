// The site in a browser: every page loads cleanly, every control moves its picture, and nobody is kept out.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { recorded } from '../pictures/digits/recorded';
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
    expect(size).toBeLessThanOrEqual(3_000_000);
  });

  test.each(pages.filter((path) => !pictures.includes(path)))(
    '%s loads without errors, and asks no other host',
    async (path) => {
      const { page, problems } = await visit(browser, path);
      if (pictures.some((picture) => path.endsWith(picture))) await page.waitForSelector('.picture .says');
      await page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!);
      await page.context().close();
      expect(problems).toEqual([]);
    },
  );

  test('the first lesson can be used within five seconds, on a processor four times as slow', async () => {
    const { page } = await visit(browser, 'index.html'); // the browser itself is warm, the lesson is not
    const session = await page.context().newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
    await page.addInitScript(watchForPicture);
    await page.goto(new URL('/01-mean-squared-error.html', page.url()).href);
    await page.waitForFunction(() => performance.getEntriesByName('interactive').length > 0);
    const { painted, interactive } = await page.evaluate(() => ({
      painted: performance.getEntriesByName('first-contentful-paint')[0].startTime,
      interactive: performance.getEntriesByName('interactive')[0].startTime,
    }));
    await page.context().close();
    console.info(
      `first lesson, processor slowed to a quarter: text after ${painted.toFixed(0)} ms, picture interactive after ${interactive.toFixed(0)} ms`,
    );
    expect(interactive).toBeLessThan(5_000);
  });

  describe.each(pictures)('the picture of %s', (path) => {
    let page: Page;
    let problems: string[];

    beforeAll(async () => {
      ({ page, problems } = await visit(browser, path, { reducedMotion: 'reduce' }));
      await page.waitForSelector('.picture .says');
    });

    afterAll(() => page.context().close());

    test('follows each control', async () => {
      const sliders = await page.locator('.picture .controls input[type=range]').all();
      const choices = await page.locator('.picture .controls input[type=radio]:not(:checked)').all();
      expect(sliders.length + choices.length).toBeGreaterThan(0);
      for (const slider of sliders) {
        const before = await shown(page);
        const isAtLeast = await slider.evaluate((input: HTMLInputElement) => input.value === input.min);
        await slider.press(isAtLeast ? 'ArrowRight' : 'ArrowLeft');
        expect(await changed(page, before)).toBe(true);
      }
      for (const choice of choices) {
        const before = await shown(page);
        await choice.check();
        expect(await changed(page, before)).toBe(true);
      }
    });

    test('has no serious fault that axe knows, light or dark', () => expectNoFaults(page));

    test('fits on a phone', async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.waitForTimeout(100); // charts are drawn anew
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });

    test('made no error on all that way, and asked no other host', () => {
      expect(problems).toEqual([]);
    });
  });

  test.each(['index.html', 'ko/glossary.html'])('axe finds no serious fault in %s', async (path) => {
    const { page } = await visit(browser, path, { reducedMotion: 'reduce' });
    await expectNoFaults(page);
    await page.context().close();
  });

  test('training in the browser passes 0.9 on the test images within 5 epochs, and can be paused', async () => {
    const { page, problems } = await visit(browser, '12-training.html');
    await page.locator('.picture .start').click();
    const says = page.locator('.picture .says');
    await says.filter({ hasText: 'After 1 epochs' }).waitFor({ timeout: 60_000 });

    await page.getByRole('button', { name: 'Pause' }).click();
    await page.waitForTimeout(300); // what was on its way has come
    const paused = await shown(page);
    await page.waitForTimeout(500);
    expect(await shown(page)).toBe(paused);
    await page.getByRole('button', { name: 'Continue' }).click();

    await says.filter({ hasText: 'After 5 epochs' }).waitFor({ timeout: 60_000 });
    const [, accuracy] = /([\d.]+)% of the test images/.exec((await says.textContent()) ?? '') ?? [];
    expect(Number(accuracy)).toBeGreaterThan(90);
    expect(await page.getByRole('img', { name: /^Weights of hidden unit/ }).count()).toBeGreaterThan(0);
    await page.context().close();
    expect(problems).toEqual([]);
  }, 180_000);

  test.each(['1', '7'] as const)('a drawn %s is read as such', async (digit) => {
    const { page } = await visit(browser, '13-evaluation.html');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('.picture .pad').scrollIntoViewIfNeeded();
    const pad = (await page.locator('.picture .pad').boundingBox())!;
    for (const stroke of recorded[digit]) {
      const places = stroke.map(([x, y]) => [pad.x + x * pad.width, pad.y + y * pad.height] as const);
      await page.mouse.move(...places[0]);
      await page.mouse.down();
      for (const place of places) await page.mouse.move(...place);
      await page.mouse.up();
    }
    await page
      .locator('.picture .says')
      .filter({ hasText: `The network reads a ${digit}` })
      .waitFor();
    await page.context().close();
  });

  test('a 1 can be drawn with the keyboard alone', async () => {
    const { page } = await visit(browser, '13-evaluation.html');
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('.picture .pad').focus();
    await page.keyboard.press('Space');
    for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await page.locator('.picture .says').filter({ hasText: 'The network reads a 1' }).waitFor();
    await page.context().close();
  });

  test('the mistakes on the test images are counted and shown', async () => {
    const { page, problems } = await visit(browser, '13-evaluation.html');
    await page.locator('.picture .evaluate').click();
    await page.locator('.picture .gallery li').first().waitFor({ timeout: 30_000 });
    expect(await page.locator('.picture .gallery li').count()).toBe(24);
    await page.context().close();
    expect(problems).toEqual([]);
  }, 60_000);
});

/** Runs in the page before anything else: marks when the picture stands there with its controls, and the browser has time for them. */
function watchForPicture(): void {
  const observer = new MutationObserver(() => {
    if (document.querySelector('.picture .controls input') === null) return;
    if (document.querySelector('.picture .says') === null) return;
    observer.disconnect();
    requestIdleCallback(() => performance.mark('interactive'));
  });
  observer.observe(document, { childList: true, subtree: true });
}

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

async function expectNoFaults(page: Page): Promise<void> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js', { paths: [SITE] }), 'utf8'));
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect({ colorScheme, faults: await page.evaluate(seriousFaults) }).toEqual({ colorScheme, faults: [] });
  }
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
