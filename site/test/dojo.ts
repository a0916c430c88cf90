// Writing, checking and keeping in the page. Part of site.test.ts, which builds the site once for all.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { unzipSync, zipSync } from 'fflate';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { DIST, open, visit } from './browser';
import { button, check, editorOf, write, written } from './editor';

const ROOT = resolve(__dirname, '../..');
const TOPIC = '01-mean-squared-error';
const SOLUTION = readFileSync(join(ROOT, `solutions/${TOPIC}.ts`), 'utf8');
const withLine = (line: string): string => SOLUTION.replace(/^ {2}return .*$/m, `  ${line}`);
const HALF_MISSING = withLine('return y.sub(t).square().sum();');
/** Its last line has a wrong type; every law holds. */
const WITH_TYPE_ERROR = `${SOLUTION}\nexport const wrong: string = 1;\n`;
const text = new TextDecoder();

export function dojoTests(
  browserOf: () => Browser,
  expectNoFaults: (page: Page, ...schemes: ('light' | 'dark')[]) => Promise<void>,
): void {
  describe('a task', () => {
    let page: Page;
    let problems: string[];
    let fetched: string[];
    let zip: Buffer;

    beforeAll(async () => {
      ({ page, problems } = await visit(browserOf(), `${TOPIC}.html`, { reducedMotion: 'reduce' }));
      fetched = [];
      await page.locator('.picture .says').waitFor();
      page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
      await editorOf(page);
    });
    afterAll(() => page.context().close());

    test('a stub is not written yet, a wrong answer is named, and a right one holds', async () => {
      expect(await check(page)).toMatch(/0 of \d+ laws hold[^]*meanSquaredError is not written yet/);
      expect(await check(page, HALF_MISSING)).toMatch(
        /8 of 15 laws hold[^]*the ½ in front of the sum is missing/,
      );
      expect(await page.locator('.dojo .mistake').getAttribute('data-mistake')).toBe('half-missing');
      const seed = await page.locator('.dojo .verdict-page').getAttribute('data-seed');
      const before = await page.locator('.dojo .verdict').innerText();
      await page.locator('.dojo .again button').click();
      await page.locator('.dojo[data-busy=false]').waitFor();
      expect(await page.locator('.dojo .verdict-page').getAttribute('data-seed')).toBe(seed);
      expect(await page.locator('.dojo .verdict').innerText()).toBe(before);
      expect(await check(page, SOLUTION)).toMatch(/all 15 laws hold[^]*Next: 02/);
    });

    test('editor, runner and one suite have at most 600 kB compressed, without TypeScript', () => {
      const size = [...new Set(fetched)]
        .filter((path) => path.endsWith('.js') && !/types-worker|\/typescript\//.test(path))
        .reduce((sum, path) => sum + gzipSync(readFileSync(join(DIST, path))).length, 0);
      expect(size).toBeGreaterThan(100_000);
      expect(size).toBeLessThanOrEqual(600_000);
    });

    test('what was printed, thrown or left out is said, with its line', async () => {
      expect(await check(page, withLine('console.log("y is", y); return 0;'))).toMatch(
        /it printed:\s*y is an NDArray of shape/,
      );
      expect(await check(page, withLine('return y.sub(t).square(;'))).toMatch(
        /cannot be run[^]*SyntaxError[^]*line 15/,
      );
      expect(await check(page, 'throw new Error("at first")')).toMatch(/cannot be run\s*at first\s*line 1/);
      expect(
        await check(page, `import { z } from './mine';\nexport const meanSquaredError = () => z;`),
      ).toMatch(/Cannot find module '\.\/mine' from exercises\/01/);
      expect(await check(page, 'export const other = 1;')).toMatch(/the file exports no meanSquaredError/);
    });

    test('nothing reaches out of the worker, and what never ends is stopped', async () => {
      expect(await check(page, withLine('fetch("/x"); return 0;'))).toMatch(/fetch is not there[^]*line 15/);
      expect(await check(page, withLine('setTimeout(() => 1); return 0;'))).toMatch(
        /setTimeout is not there/,
      );
      expect(await check(page, withLine('postMessage("x"); return 0;'))).toMatch(/postMessage is not there/);
      expect(await check(page, withLine('return meanSquaredError(y, t);'))).toMatch(
        /calls itself again and again/,
      );
      expect(await check(page, withLine('while (true); return 0;'))).toMatch(/did not end within 5 seconds/);
      expect(
        await check(
          page,
          withLine('(Array.prototype as any).sum = 1; return 0.5 * y.sub(t).square().sum();'),
        ),
      ).toMatch(/all 15/);
      expect(await check(page, `export const meanSquaredError = () => ([] as any).sum;`)).not.toMatch(
        /returned 1/,
      );
      expect(await check(page, SOLUTION)).toMatch(/all 15 laws hold/);
    });

    test('a solution that cannot be fetched is no silence', async () => {
      const before = problems.length;
      await page.route(/\.js$/, (route) => route.abort('internetdisconnected'));
      await button(page, 'Solution').click();
      await page.getByText('The solution could not be loaded. Are you offline?').waitFor();
      await page.unroute(/\.js$/);
      await button(page, 'Close').click();
      expect(problems.splice(before)).toEqual([expect.stringContaining('net::ERR_INTERNET_DISCONNECTED')]);
    });

    test('hints come one after the other, and the solution is shown where all laws hold', async () => {
      await button(page, 'Hint').click();
      expect(await page.locator('.dojo .note').innerText()).toMatch(
        /meanSquaredError: 1 \/ 4[^]*before anything is squared/,
      );
      await button(page, 'Hint').click();
      await page.locator('.dojo .note', { hasText: '2 / 4' }).waitFor();
      await button(page, 'Solution').click();
      expect(await page.locator('.dojo .note .code').innerText()).toMatch(/0\.5 \* y\.sub\(t\)/);
      await write(page, HALF_MISSING);
      await button(page, 'Solution').click();
      expect(await page.locator('.dojo .note').innerText()).toMatch(/Not all laws hold/);
      await button(page, 'No').click();
      expect(await page.locator('.dojo .note').count()).toBe(0);
    });

    test('a type error is said at its line with what helps, and the verdict stays as it is', async () => {
      expect(await check(page, WITH_TYPE_ERROR)).toMatch(/all 15 laws hold/);
      const types = page.locator('.dojo .types');
      await types.waitFor(); // TypeScript is fetched when someone has written
      expect(await types.innerText()).toMatch(
        /line 18: Type 'number' is not assignable to type 'string'\.\s+The value is of another type than the one promised/,
      );
      expect(await page.locator('.dojo .cm-line:has(.cm-lintRange)').allInnerTexts()).toEqual([
        'export const wrong: string = 1;',
      ]);
      expect(await page.locator('.dojo .verdict').innerText()).toMatch(/all 15 laws hold/);
      await types.getByRole('button', { name: 'line 18' }).click();
      expect(await page.locator('.dojo .cm-activeLine').innerText()).toBe('export const wrong: string = 1;');
      await write(page, SOLUTION);
      await types.waitFor({ state: 'detached' });
    });

    test('Tab indents, and Esc and Tab leave the editor', async () => {
      await write(page, 'x');
      await page.keyboard.press('Tab');
      expect(await written(page)).toMatch(/^ +x|^x +/);
      await page.keyboard.press('Escape');
      await page.keyboard.press('Tab');
      expect(await page.evaluate(() => document.activeElement!.textContent!.trim())).toBe('Check');
    });

    test('what was written survives a reload, a reset keeps a copy, and the home page knows it', async () => {
      await check(page, SOLUTION);
      await page.reload();
      await editorOf(page);
      expect(await written(page)).toBe(SOLUTION);
      await page.goto(new URL('/index.html', page.url()).href);
      await page.locator('.home .card').first().locator('.mark', { hasText: 'finished' }).waitFor();
      await page.goBack();
      await editorOf(page);
      await write(page, HALF_MISSING);
      await button(page, 'Reset').click();
      await button(page, 'Yes').click();
      await page.locator('.dojo .cm-line', { hasText: "return todo('meanSquaredError')" }).waitFor();
      await page.locator('.dojo .copies button').first().click();
      expect(await written(page)).toBe(HALF_MISSING);
    });

    test('the export holds exercises/, and the grader takes it in as it is', async () => {
      await write(page, SOLUTION);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        button(page, 'Export all (zip)').click(),
      ]);
      const file = await download.path();
      zip = readFileSync(file);
      const files = unzipSync(zip);
      expect(Object.keys(files)).toEqual([`exercises/${TOPIC}.ts`]);
      expect(text.decode(files[`exercises/${TOPIC}.ts`])).toBe(SOLUTION);
      const taken = spawnSync(process.execPath, ['--require', 'tsx/cjs', '-C', 'solutions', '-e', TAKE_IN], {
        cwd: ROOT,
        env: { ...process.env, ZIP: file, TOPIC },
        encoding: 'utf8',
      });
      expect(taken.stdout).toBe(SOLUTION);
    });

    test('another browser imports it, and a file; what is there is kept', async () => {
      const other = await visit(browserOf(), `${TOPIC}.html`);
      await editorOf(other.page);
      await write(other.page, '// mine\n');
      const chooser = other.page.locator('.dojo input[type=file]');
      await chooser.setInputFiles({ name: 'work.zip', mimeType: 'application/zip', buffer: zip });
      await other.page.locator('.dojo .note', { hasText: `Imported: ${TOPIC}.ts` }).waitFor();
      expect(await written(other.page)).toBe(SOLUTION);
      await chooser.setInputFiles({
        name: `${TOPIC} (1).ts`,
        mimeType: 'text/plain',
        buffer: Buffer.from('// file\n'),
      });
      await other.page.locator('.dojo .cm-line', { hasText: '// file' }).waitFor();
      const nothing = Buffer.from(zipSync({ 'notes.txt': new Uint8Array([65]) }));
      await chooser.setInputFiles({ name: 'x.zip', mimeType: 'application/zip', buffer: nothing });
      await other.page.locator('.dojo .note', { hasText: 'No exercise found' }).waitFor();
      await chooser.setInputFiles({
        name: 'x.zip',
        mimeType: 'application/zip',
        buffer: Buffer.from('no zip'),
      });
      await other.page.locator('.dojo .note', { hasText: 'could not be read' }).waitFor();
      await write(other.page, '');
      await write(other.page, readFileSync(join(ROOT, `exercises/${TOPIC}.ts`), 'utf8'));
      await button(other.page, 'Reset').click();
      expect(await other.page.locator('.dojo .copies button').count()).toBeGreaterThanOrEqual(2);
      await other.page.context().close();
    });

    test('has no fault that axe knows, light or dark, and fits on a phone', async () => {
      await check(page, HALF_MISSING);
      await expectNoFaults(page, 'light', 'dark');
      await page.setViewportSize({ width: 360, height: 740 });
      await page.waitForTimeout(100);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    });

    test('made no error on all that way, and asked no other host', () => {
      expect(problems).toEqual([]);
    });
  });

  test('a task says its verdict in Korean', async () => {
    const { page, problems } = await visit(browserOf(), `ko/${TOPIC}.html`);
    await editorOf(page);
    expect(await check(page, HALF_MISSING)).toMatch(/법칙 15개 중 8개 성립[^]*합 앞의 ½이 빠지면/);
    expect(await check(page, withLine('fetch("/x"); return 0;'))).toMatch(/fetch는 쓸 수 없습니다/);
    await write(page, WITH_TYPE_ERROR);
    await page
      .locator('.dojo .types', { hasText: /18번째 줄.*string/ })
      .locator('.help', { hasText: /[가-힣]/ })
      .waitFor();
    await expectNoFaults(page, 'light', 'dark');
    await page.context().close();
    expect(problems).toEqual([]);
  });

  // Three pages with an editor each.
  describe('two tabs', () => {
    let context: BrowserContext;
    afterAll(() => context.close());

    test('show the same, and don’t overwrite each other without a word', async () => {
      const first = await visit(browserOf(), `${TOPIC}.html`);
      context = first.page.context();
      const second = await open(context, `${TOPIC}.html`);
      await Promise.all([editorOf(first.page), editorOf(second)]);
      await write(first.page, '// of the first tab\n');
      await second.locator('.dojo .cm-line', { hasText: 'of the first tab' }).waitFor();

      // Where the tabs don't hear of each other, the second one is told as soon as it saves.
      const deaf = await context.newPage();
      await deaf.addInitScript(() => Object.assign(globalThis, { BroadcastChannel: undefined }));
      await deaf.goto(first.page.url());
      await editorOf(deaf);
      await write(first.page, '// newer\n');
      await second.locator('.dojo .cm-line', { hasText: 'newer' }).waitFor(); // it is saved
      await write(deaf, '// of the deaf tab\n');
      await deaf.locator('.dojo .warning', { hasText: 'Another tab' }).waitFor();
      expect(await written(second)).toMatch(/newer/);
      await button(deaf, 'Keep this one').click();
      await deaf.locator('.dojo .warning').waitFor({ state: 'detached' });
      await second.evaluate(() => dispatchEvent(new Event('focus'))); // someone comes back to it
      await second.locator('.dojo .cm-line', { hasText: 'of the deaf tab' }).waitFor();

      // The other answer: what the deaf tab has is put aside.
      await first.page.evaluate(() => dispatchEvent(new Event('focus')));
      await first.page.locator('.dojo .cm-line', { hasText: 'of the deaf tab' }).waitFor();
      await write(first.page, '// newest\n');
      await second.locator('.dojo .cm-line', { hasText: 'newest' }).waitFor();
      await write(deaf, '// put aside\n');
      await button(deaf, 'Use the version of the other tab').click();
      await deaf.locator('.dojo .cm-line', { hasText: 'newest' }).waitFor();
      await button(deaf, 'Reset').click();
      await button(deaf, 'Yes').click();
      await deaf.locator('.dojo .copies button').nth(1).click();
      await deaf.locator('.dojo .cm-line', { hasText: 'put aside' }).waitFor();
    });
  });

  // A quarter of an hour, half a minute of which the grader needs to measure its suites: each night.
  const each = process.env.EVERY_TOPIC === undefined ? test.skip : test;
  each(
    'every topic written in the page and handed in as it is exported has full points',
    async () => {
      const topics = readdirSync(join(ROOT, 'exercises'))
        .filter((file) => /^\d\d-.*\.ts$/.test(file))
        .map((file) => file.replace('.ts', ''));
      const { page, problems } = await visit(browserOf(), `${topics[0]}.html`);
      for (const topic of topics) {
        await page.goto(new URL(`/${topic}.html`, page.url()).href);
        await editorOf(page);
        const verdict = await check(page, readFileSync(join(ROOT, `solutions/${topic}.ts`), 'utf8'));
        expect({ topic, verdict }).toEqual({ topic, verdict: expect.stringMatching(/all \d+ laws hold/) });
      }
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        button(page, 'Export all (zip)').click(),
      ]);
      const folder = mkdtempSync(join(tmpdir(), 'gradient-dojo-'));
      await download.saveAs(join(folder, 'work.zip'));
      const grade = [
        'tools/launch.mjs',
        'grade',
        join(folder, 'work.zip'),
        '--single',
        '--fail-below',
        '100%',
      ];
      const { status, stderr } = spawnSync(process.execPath, [...grade, '--out', join(folder, 'out')], {
        cwd: ROOT,
        encoding: 'utf8',
      });
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
      await page.context().close();
      expect({ status, stderr, problems }).toEqual({ status: 0, stderr: expect.any(String), problems: [] });
    },
    3_600_000,
  );

  test('where nothing can be kept, a warning says so, and the code can be downloaded', async () => {
    const { page } = await visit(browserOf(), '404.html');
    await page.addInitScript(() =>
      Object.defineProperty(IDBFactory.prototype, 'open', {
        value: () => {
          throw new DOMException('storage is forbidden', 'SecurityError');
        },
      }),
    );
    await page.goto(new URL(`/${TOPIC}.html`, page.url()).href);
    await editorOf(page);
    await page.locator('.dojo .warning', { hasText: 'storage is forbidden' }).waitFor();
    expect(await check(page, SOLUTION)).toMatch(/all 15 laws hold/);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('.dojo .warning button').click(),
    ]);
    expect(download.suggestedFilename()).toBe(`${TOPIC}.ts`);
    expect(readFileSync(await download.path(), 'utf8')).toBe(SOLUTION);
    await page.context().close();
  });

  test('where there is no room left, a warning says so until there is, and the code can be downloaded', async () => {
    const { page, problems } = await visit(browserOf(), `${TOPIC}.html`);
    const session = await page.context().newCDPSession(page);
    const limitTo = (quotaSize?: number): Promise<unknown> =>
      session.send('Storage.overrideQuotaForOrigin', { origin: new URL(page.url()).origin, quotaSize });
    await editorOf(page);
    await write(page, '// kept\n');
    await limitTo(1);
    await write(page, SOLUTION);
    const warning = page.locator('.dojo .warning');
    await warning.filter({ hasText: /can’t be saved in this browser \(.*[Qq]uota/ }).waitFor();
    expect(await check(page)).toMatch(/all 15 laws hold/);
    const [download] = await Promise.all([page.waitForEvent('download'), warning.locator('button').click()]);
    expect(readFileSync(await download.path(), 'utf8')).toBe(SOLUTION);
    await limitTo();
    await write(page, `${SOLUTION}// there is room\n`);
    await warning.waitFor({ state: 'detached' });
    await page.reload();
    await editorOf(page);
    expect(await written(page)).toBe(`${SOLUTION}// there is room\n`);
    await page.context().close();
    expect(problems).toEqual([]);
  });

  test('the judge of the page says the same as the terminal’s, of a sample of all known answers', () => {
    const args = [
      '--require',
      'tsx/cjs',
      '-C',
      'solutions',
      'dev/proof/judges.ts',
      '--browser',
      '--sample',
      '--seed',
      '3',
    ];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
    expect({ status, said: `${stdout}${stderr}`.trim().split('\n').at(-1) }).toEqual({
      status: 0,
      said: expect.stringMatching(/^\d+ known answers, seed 3: 0 differences$/),
    });
  });
}

/** In a process of its own, because the grader's modules are resolved by Node. */
const TAKE_IN = `
  const { readSubmission } = require('./tools/grade/intake/intake');
  const { openCourse } = require('./engine/course/course');
  const { ZIP: path, TOPIC: topic } = process.env;
  const { files } = readSubmission({ kind: 'zip', path, name: 'work' }, openCourse('.'), [topic]);
  process.stdout.write(files[topic]);
`;
