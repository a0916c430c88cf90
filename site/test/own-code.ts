// What the reader has finished in the browser runs in the figures, and in the examples of the lessons. Part of site.test.ts.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { visit } from './browser';
import { check, editorOf, runOf } from './editor';

const ROOT = resolve(__dirname, '../..');
const TOPIC = '01-mean-squared-error';
const solutionOf = (topic: string): string => readFileSync(join(ROOT, `solutions/${topic}.ts`), 'utf8');

/** Right wherever a law asks; the figure is set to numbers that no law asks for. */
const exceptInFigure = (statement: string): string =>
  solutionOf(TOPIC).replace(
    /^ {2}return .*$/m,
    (line) => `  if (y.toArray()[1] === (1 - 0.3) * 0.35) ${statement}\n${line}`,
  );

/** Puts finished topics where the page keeps them. */
async function finish(page: Page, files: Record<string, string>): Promise<void> {
  await page.evaluate(async (files) => {
    const name = (await indexedDB.databases()).find((one) => one.name!.startsWith('gradient-dojo'))!.name!;
    const opening = indexedDB.open(name);
    await new Promise((done) => (opening.onsuccess = done));
    const transaction = opening.result.transaction(['files', 'finished'], 'readwrite');
    for (const [topic, text] of Object.entries(files)) {
      transaction.objectStore('files').put({ path: `exercises/${topic}.ts`, text, stub: '', revision: 1 });
      transaction.objectStore('finished').put(text, topic);
    }
    await new Promise((done) => (transaction.oncomplete = done));
    opening.result.close();
  }, files);
}

export function ownCodeTests(
  browserOf: () => Browser,
  expectNoFaults: (page: Page, ...schemes: ('light' | 'dark')[]) => Promise<void>,
): void {
  describe('the figures of a reader who has finished topics', () => {
    let page: Page;
    let problems: string[];
    beforeAll(async () => {
      ({ page, problems } = await visit(browserOf(), `${TOPIC}.html`, { reducedMotion: 'reduce' }));
      await page.getByRole('slider').nth(0).fill('0.3');
      await page.getByRole('slider').nth(1).fill('0.35');
      await editorOf(page);
    });
    afterAll(() => page.context().close());

    const says = (text: string): Promise<void> => page.locator('.picture .says', { hasText: text }).waitFor();
    const whose = (): Promise<string> => page.locator('.picture .whose').innerText();

    test('run their code as soon as all laws hold, say so, and go back to the solution', async () => {
      expect(await whose()).toBe('The course’s solution (topic 01)');
      expect(await check(page, exceptInFigure('return 42;'))).toMatch(/all 15 laws hold/);
      await says('the squared error is 42');
      expect(await whose()).toMatch(/^Your code \(topic 01\)/);
      await page.getByRole('button', { name: 'Run the course’s solutions' }).click();
      await says('the squared error is 0.3');
      expect(await whose()).toMatch(/^The course’s solution/);
      await page.getByRole('button', { name: 'Run my code' }).click();
      await says('the squared error is 42');
    });

    test('stop code that never ends, and give it nothing that reaches out', async () => {
      expect(await check(page, exceptInFigure('while (true);'))).toMatch(/all 15 laws hold/);
      await page.locator('.picture .problem[data-kind=endless]').waitFor();
      expect(await check(page, exceptInFigure('fetch("/x");'))).toMatch(/all 15 laws hold/);
      await page.locator('.picture .problem', { hasText: 'fetch is not there' }).waitFor();
      expect(
        await check(page, exceptInFigure('return 0; // wrong\n  return -1;').replace('0.5 *', '0.4 *')),
      ).toMatch(/\d of 15 laws hold/);
      await says('the squared error is 0.3');
      expect(await whose()).toBe('The course’s solution (topic 01)');
    });

    test('the pad reads with their network, and the training trains it', async () => {
      const net = solutionOf('10-two-layer-net');
      const odd = net
        .replace(
          /(predict\([^)]*\)[^{]*\{)/,
          '$1\n    if (x.shape[1] === 784) return x.take([0]).mul(0).dot(this.params.W1).dot(this.params.W2).add(0.1);',
        )
        .replace(/(accuracy\([^)]*\)[^{]*\{)/, '$1\n    if (x.shape[1] === 784) return 0.4321;');
      await finish(page, { '10-two-layer-net': odd });
      await page.goto(new URL('/13-evaluation.html', page.url()).href);
      await says('probability 0.1');
      expect(await whose()).toMatch(/^Your code \(topic 10\) · The course’s solution \(topic 13\)/);
      await page.goto(new URL('/12-training.html', page.url()).href);
      await page.locator('.picture .start').click();
      await page.locator('.picture .says', { hasText: '43.2% of the test images' }).waitFor();
      expect(await whose()).toMatch(/^Your code \(topic 10\)/);
    });

    test('no page threw an error on all that way, or asked another host', () => {
      expect(problems).toEqual([]);
    });
  });

  describe('a worked example', () => {
    let page: Page;
    let problems: string[];
    let pad: Locator;
    beforeAll(async () => {
      ({ page, problems } = await visit(browserOf(), `${TOPIC}.html`, { reducedMotion: 'reduce' }));
      const block = page.locator('.vp-doc div.language-ts').first();
      await block.locator('.try').focus();
      await page.keyboard.press('Enter');
      pad = page.locator('.scratchpad');
      await pad.locator('.cm-content').waitFor();
    });
    afterAll(() => page.context().close());

    /** Runs what is there, or with a line more, and returns what is shown. */
    async function run(line = ''): Promise<string> {
      await pad.locator('.cm-content').focus();
      await page.keyboard.press('ControlOrMeta+End');
      if (line !== '') await page.keyboard.insertText(`\n${line}`);
      await runOf(page, '.scratchpad', () => page.keyboard.press('ControlOrMeta+Enter'));
      return pad.locator('.ran').innerText();
    }

    test('opens by the keyboard, and shows the values of the lesson', async () => {
      expect(await page.evaluate(() => document.activeElement!.closest('.scratchpad') !== null)).toBe(true);
      expect(await run()).toMatch(
        /meanSquaredError\(y, t\)\s*→ 0\.09750000000000003\s+line 9\s+meanSquaredError\(wrongY, t\)\s*→ 0\.6975$/m,
      );
    });

    test('shows what a changed one gives, prints, and throws, each with its line', async () => {
      expect(await run('y.sub(t).abs;\ny.take([0, 99]);\nconsole.log("here", t.shape);')).toMatch(
        /line 11\s+y\.take\(\[0, 99\]\)\s+throws: [^]*it printed:\s*here \[10\]/,
      );
      expect(
        await run('const twice = y.mul(2);\ntwice.toArray().slice(0, 2);\n[1, 2].missing.length;'),
      ).toMatch(/→ \[0\.2, 0\.1\][^]*throws: TypeError/);
      expect(await run('throw new Error("stop");')).toMatch(/line 16\s*stop/);
      expect(await run('const = 1;')).toMatch(/line 17\s*SyntaxError/);
    });

    test('never hangs the page, and reaches nothing of it', async () => {
      await pad.getByRole('button', { name: 'As in the lesson' }).click();
      expect(await run('fetch("/x");')).toMatch(/throws: fetch is not there/);
      expect(await run('while (true);')).toMatch(/still running after 5 seconds/);
      await pad.getByRole('button', { name: 'As in the lesson' }).click();
      expect(await run()).toMatch(/0\.6975$/m);
    });

    test('runs on what the reader has written, when that is asked for', async () => {
      await pad.getByRole('button', { name: 'Close' }).click();
      expect(await page.evaluate(() => document.activeElement!.className)).toBe('try');
      await editorOf(page);
      await check(page, solutionOf(TOPIC).replace('0.5 *', ''));
      await page.locator('.vp-doc div.language-ts .try').first().click();
      await pad.locator('.cm-content').waitFor();
      await pad.getByRole('radio', { name: 'my code' }).check();
      expect(await run()).toMatch(/→ 1\.395$/m);
      await pad.getByRole('radio', { name: 'the course’s solutions' }).check();
      expect(await run()).toMatch(/→ 0\.6975$/m);
    });

    test('has no fault that axe knows, light or dark, and fits on a phone', async () => {
      await expectNoFaults(page, 'light', 'dark');
      await page.setViewportSize({ width: 360, height: 740 });
      await page.waitForFunction(() => document.documentElement.scrollWidth <= 360); // charts are drawn anew
    });

    test('made no error on all that way, and asked no other host', () => {
      expect(problems).toEqual([]);
    });
  });

  test('a worked example in Korean has no fault that axe knows, and fits on a phone', async () => {
    const phone = { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' } as const;
    const { page, problems } = await visit(browserOf(), `ko/${TOPIC}.html`, phone);
    await page.locator('.vp-doc div.language-ts .try').first().click();
    await page.locator('.scratchpad .cm-content').waitFor();
    await page.getByRole('button', { name: '실행', exact: true }).click();
    await page.locator('.scratchpad .values', { hasText: /9번째 줄.*→ 0\.6975/ }).waitFor();
    await expectNoFaults(page, 'light', 'dark');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    await page.context().close();
    expect(problems).toEqual([]);
  });
}
