// The site in a browser: every page loads cleanly, every control moves its picture, and nobody is kept out.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { recordedStrokes } from '../pictures/digits/recorded';
import { build, BUILDING, launch, missing, PATIENCE, settled, visit, type Visit } from './browser';
import { dojoTests } from './dojo';
import { editorOf } from './editor';
import { firefoxTests } from './firefox';
import { watchForPicture } from './interactive';
import { offlineTests } from './offline';
import { ownCodeTests } from './own-code';

const SITE = resolve(__dirname, '..');
const DIST = join(SITE, 'dist');
const lessons = readdirSync(resolve(SITE, '../docs/en')).filter((file) => file.endsWith('.md'));
const topicCount = lessons.filter((file) => /^\d/.test(file)).length;
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
  }, BUILDING);

  afterAll(async () => {
    await browser?.close();
  });

  // A lesson's page is there twice, as HTML and as what a click fetches, in both languages, with its words in the index of the search.
  test('has at most 3 MB without the data, and 0.2 MB more for each lesson after the first fourteen; the tasks have 0.13 MB each, TypeScript 5 MB, what keeps the site for offline 0.05 MB', () => {
    const files = readdirSync(DIST, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
    const paths = files
      .map((file) => join(file.parentPath, file.name))
      .filter((path) => !path.includes('digits'));
    const isOfTypes = (path: string): boolean => /[\\/]typescript[\\/]|types-worker/.test(path);
    const isOfTask = (path: string): boolean => /[\\/]dojo[\\/]|[\\/](?:Dojo|Scratchpad|editor)\./.test(path);
    const sizeOf = (some: string[]): number => some.reduce((sum, path) => sum + statSync(path).size, 0);
    const isOffline = (path: string): boolean => path.endsWith('service-worker.js');
    const lessons = paths.filter((path) => !isOfTask(path) && !isOfTypes(path) && !isOffline(path));
    expect(sizeOf(lessons)).toBeLessThanOrEqual(3_000_000 + 200_000 * (topicCount - 14));
    const tasks = paths.filter((path) => isOfTask(path) && !isOfTypes(path));
    expect(tasks.length).toBeGreaterThan(0);
    expect(sizeOf(paths.filter(isOfTypes))).toBeLessThanOrEqual(5_000_000);
    expect(sizeOf(tasks)).toBeLessThanOrEqual(130_000 * topicCount);
    expect(sizeOf(paths.filter(isOffline))).toBeLessThanOrEqual(50_000);
  });

  test.each(pages.filter((path) => !pictures.includes(path)))(
    '%s loads without errors, asks no other host, and has no fault that axe knows',
    async (path) => {
      const { page, problems } = await visit(browser, path, { reducedMotion: 'reduce' });
      if (pictures.some((picture) => path.endsWith(picture))) await expectPictureNearTop(page);
      await page.waitForFunction(() => '__vue_app__' in document.querySelector('#app')!);
      expect(await page.locator('main').count()).toBe(1);
      if ((await page.locator('.task-editor').count()) > 0) await editorOf(page); // a file longer than its place
      await expectNoFaults(page, 'light');
      await page.context().close();
      expect(problems).toEqual([]);
    },
  );

  test('the first lesson can be used on a processor four times as slow; when, is printed', async () => {
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
    expect(interactive).toBeGreaterThan(0); // bench:site has the goal
  });

  describe.each(pictures)('the picture of %s', (path) => {
    let page: Page;
    let problems: string[];

    beforeAll(async () => {
      ({ page, problems } = await visit(browser, path, { reducedMotion: 'reduce' }));
      await page.waitForSelector('.picture .says');
    });

    afterAll(() => page.context().close());

    test('begins on the first screen, and is on one with its controls', async () => {
      await expectPictureNearTop(page);
      const height = await page.evaluate(() => {
        const boxes = ['.controls', '.outcome', '.drawings'].map((part) =>
          document.querySelector(`.picture ${part}`)!.getBoundingClientRect(),
        );
        const nav = document.querySelector('.VPNav')!.getBoundingClientRect();
        const shown = Math.max(...boxes.map((box) => box.bottom)) - Math.min(...boxes.map((box) => box.top));
        return shown + nav.height;
      });
      expect(height).toBeLessThanOrEqual(900);
    });

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

    test('follows each of its handles, which stays under the mouse', async () => {
      const handles = page.locator('.picture .handle');
      for (let i = 0; i < (await handles.count()); i++) {
        await handles.nth(i).scrollIntoViewIfNeeded();
        const before = await shown(page);
        const { x, y } = middleOf((await handles.nth(i).boundingBox())!);
        const chart = (await handles.nth(i).locator('xpath=..').boundingBox())!;
        const aside = x - chart.x > chart.width / 2 ? -30 : 30; // to where there is room
        const [toX, toY] = [x + aside, y + (y - chart.y > chart.height / 2 ? -30 : 30)];
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(toX, toY, { steps: 3 });
        await settled(page);
        const there = middleOf((await handles.nth(i).boundingBox())!);
        await page.mouse.up();
        expect({ i, changed: (await shown(page)) !== before }).toEqual({ i, changed: true });
        // A point of a curve, or the end of a bar, follows along one axis.
        const distance = Math.min(Math.abs(there.x - toX), Math.abs(there.y - toY));
        expect({ i, distance, isNear: distance < 20 }).toEqual({ i, distance, isNear: true }); // a step of a control
      }
    });

    test('shows numbers and drawings at both ends of each control, and in all corners', async () => {
      expect(await page.evaluate(faultsInCorners)).toEqual([]);
    });

    test('has one place that is read out', async () => {
      const live = '[aria-live], output, [role=status], [role=alert], [role=log]';
      expect(await page.locator('.picture').locator(live).count()).toBe(1);
    });

    test('its charts say the present numbers to those who don’t see them', async () => {
      const labels = await page
        .locator('.picture .chart [role=img], .picture svg[role=img]')
        .evaluateAll((charts) => charts.map((chart) => chart.getAttribute('aria-label')));
      expect(labels.length).toBeGreaterThan(0);
      if (path.startsWith('12')) return; // there is none before the first training
      for (const label of labels) expect(label).toMatch(/: .*\d|\(.*\d|\. .*\d/);
    });

    test('has no fault that axe knows, light or dark, with the task below', async () => {
      await editorOf(page);
      await expectNoFaults(page, 'light', 'dark');
    });

    test('fits on a phone, with all that opens', async () => {
      await page.setViewportSize({ width: 360, height: 740 });
      await page.waitForTimeout(100);
      await settled(page); // charts are drawn anew
      const width = await page.evaluate(() => {
        const closed = [...document.querySelectorAll('details:not([open])')] as HTMLDetailsElement[];
        for (const part of closed) part.open = true;
        const { scrollWidth } = document.documentElement;
        for (const part of closed) part.open = false;
        return scrollWidth;
      });
      expect(width).toBeLessThanOrEqual(360);
      await expectNoFaults(page, 'light'); // what is too wide can be scrolled by the keyboard
    });

    test('its hints are closed, each for itself', async () => {
      const hints = page.locator('.vp-doc .hints > details');
      expect(await hints.count()).toBeGreaterThan(1);
      expect(await page.locator('.vp-doc .hints details[open], .vp-doc h3 + ol').count()).toBe(0);
    });

    test('made no error on all that way, and asked no other host', () => {
      expect(problems).toEqual([]);
    });
  });

  dojoTests(() => browser, expectNoFaults);
  ownCodeTests(() => browser, expectNoFaults);
  offlineTests(() => browser);
  firefoxTests(() => browser);

  test('code has colors, light and dark', async () => {
    const { page } = await visit(browser, '05-numerical-differentiation.html');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const colors = await page.evaluate(() =>
        ['', '.k', '.s', '.n', '.f', '.c'].map((token) => {
          const word = document.querySelector(`.vp-code ${token || 'code'}`)!;
          return getComputedStyle(word).color;
        }),
      );
      expect({ colorScheme, different: new Set(colors).size }).toEqual({ colorScheme, different: 6 });
    }
    await page.context().close();
  });

  test('the terms of a formula have the numbers and colors of the text behind it', async () => {
    const { page } = await visit(browser, '01-mean-squared-error.html');
    const [inFormula, inText] = await page.evaluate(() => {
      const termsBefore = (marks: string): string[] =>
        [...document.querySelectorAll(marks)].map((mark) => {
          const term = mark.previousElementSibling!;
          return [mark.textContent, term.textContent, getComputedStyle(term).color].join(' ');
        });
      return [termsBefore('[data-mark]'), termsBefore('sup[data-term]').sort()];
    });
    expect(inFormula.map((term) => term.split(' rgb')[0])).toEqual(['① E', '② ∑k', '③ yk', '④ tk']);
    expect(new Set(inFormula.map((term) => term.split(' rgb')[1])).size).toBe(4);
    expect(inText).toEqual(inFormula);
    await page.context().close();
  });

  test('a path that stops on a slope is explained', async () => {
    const { page } = await visit(browser, '07-gradient-descent.html');
    await page.getByRole('radio', { name: 'bowl' }).check();
    for (const name of ['Learning rate', 'Steps']) await page.getByRole('slider', { name }).press('End');
    await page.locator('.says', { hasText: 'the path stops' }).waitFor();
    await page.context().close();
  });

  test('a point of the map can be dragged', async () => {
    const { page } = await visit(browser, '06-numerical-gradient.html');
    await page.waitForSelector('.picture .says');
    const handle = page.locator('.picture .handle');
    await handle.scrollIntoViewIfNeeded();
    const { x, y } = (await handle.boundingBox())!;
    await page.mouse.move(x + 22, y + 22);
    await page.mouse.down();
    await page.mouse.move(x + 82, y + 62, { steps: 4 });
    await page.mouse.up();
    await settled(page);
    expect(Number(await page.getByRole('slider', { name: 'Point x₀' }).inputValue())).toBeGreaterThan(-3);
    expect(Number(await page.getByRole('slider', { name: 'Point x₁' }).inputValue())).toBeLessThan(2);
    const after = (await handle.boundingBox())!;
    expect(Math.hypot(after.x - x - 60, after.y - y - 40)).toBeLessThan(6); // it is where the mouse is
    await page.context().close();
  });

  test('a finger drags a point, and scrolls everywhere else', async () => {
    const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
    const { page } = await visit(browser, '06-numerical-gradient.html', phone);
    await page.waitForSelector('.picture .says');
    const handle = page.locator('.picture .handle');
    await handle.scrollIntoViewIfNeeded();
    const swipe = async ({ x, y }: Place, [dx, dy]: [number, number]): Promise<void> => {
      const session = await page.context().newCDPSession(page);
      const touch = (type: string, ...touchPoints: Place[]): Promise<unknown> =>
        session.send('Input.dispatchTouchEvent', { type: type as 'touchStart', touchPoints });
      await touch('touchStart', { x, y });
      for (let step = 1; step <= 5; step++) {
        await touch('touchMove', { x: x + (dx * step) / 5, y: y + (dy * step) / 5 });
      }
      await touch('touchEnd');
      await settled(page);
    };
    const read = (axis: '₀' | '₁'): Promise<string> =>
      page.getByRole('slider', { name: `Point x${axis}` }).inputValue();
    const top = (): Promise<number> => page.evaluate(() => scrollY);
    const [scrolled, before] = [await top(), await read('₀')];
    await swipe(middleOf((await handle.boundingBox())!), [60, 40]);
    expect(Number(await read('₀'))).toBeGreaterThan(Number(before));
    expect(await top()).toBe(scrolled);

    const after = await read('₀');
    const map = (await page.locator('.picture .drawing').first().boundingBox())!;
    await swipe({ x: map.x + map.width - 40, y: map.y + map.height - 60 }, [0, -80]);
    await page.waitForFunction((scrolled) => scrollY > scrolled, scrolled);
    expect(await read('₀')).toBe(after);
    await page.context().close();
  });

  test('steps can be played', async () => {
    const { page } = await visit(browser, '14-choosing-a-loss.html');
    const steps = page.getByRole('slider', { name: /^Steps/ });
    const before = Number(await steps.inputValue());
    await page.getByRole('button', { name: 'Play' }).click();
    await page.waitForFunction(
      (before) =>
        Number(document.querySelectorAll<HTMLInputElement>('input[type=range]')[1].value) > before + 1,
      before,
    );
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.context().close();
  });

  test('two keys lead past the sidebar to the picture', async () => {
    const { page } = await visit(browser, '05-numerical-differentiation.html');
    await page.waitForSelector('.picture .says');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement!.id)).toBe('figure');
    for (let key = 0; key < 2; key++) await page.keyboard.press('Tab'); // the heading has a link to itself
    expect(await page.evaluate(() => document.activeElement!.closest('.picture') !== null)).toBe(true);
    await page.context().close();
  });

  test('on paper everything is dark on white, and no line is cut', async () => {
    const { page } = await visit(browser, '05-numerical-differentiation.html', {
      colorScheme: 'dark',
      viewport: { width: 700, height: 900 },
    });
    await page.locator('.picture input').first().waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    const cut = await page.evaluate(() =>
      [...document.querySelectorAll('pre, pre code, table, .katex-block')]
        .filter((block) => block.scrollWidth > block.clientWidth + 1 && block.clientWidth > 0)
        .map((block) => block.textContent!.slice(0, 60)),
    );
    expect(cut).toEqual([]);
    const light = await page.evaluate(() => {
      const lightness = (color: string): number =>
        /\d+/g
          [Symbol.match](color)!
          .slice(0, 3)
          .map(Number)
          .reduce((sum, channel) => sum + channel, 0) / 3;
      const style = (selector: string): CSSStyleDeclaration =>
        getComputedStyle(document.querySelector(selector)!);
      return {
        text: lightness(style('.vp-doc p').color),
        code: lightness(style('.vp-code .k').color),
        paper: lightness(style('body').backgroundColor),
        inputs: style('.picture input').colorScheme,
        nav: style('.VPNav').display,
      };
    });
    expect(light.text).toBeLessThan(80);
    expect(light.code).toBeLessThan(140);
    expect(light.paper).toBeGreaterThan(250);
    expect(light.inputs).toBe('light'); // a choice that is not taken is not filled
    expect(light.nav).toBe('none');
    await page.context().close();
  });

  test('charts that are not drawn yet are drawn for paper', async () => {
    const { page } = await visit(browser, '404.html');
    await page.addInitScript(() => (globalThis.requestAnimationFrame = () => 0)); // so that none is drawn
    await page.goto(new URL('/04-fair-batches.html', page.url()).href);
    await page.waitForSelector('.picture .says');
    await page.waitForFunction(() => document.querySelectorAll('.place[data-stale=true]').length === 3);
    const drawn = await page.evaluate(() => {
      dispatchEvent(new Event('beforeprint'));
      return document.querySelectorAll('.place[data-stale=false] svg.plot').length;
    });
    expect(drawn).toBe(3);
    await page.context().close();
  });

  test('Korean breaks between words, also on its home page', async () => {
    const { page } = await visit(browser, 'ko/index.html');
    const breaks = await page.evaluate(() =>
      ['h1', '.tagline', '.card .goal', '.chapter h2'].map(
        (part) => getComputedStyle(document.querySelector(`.home ${part}`)!).wordBreak,
      ),
    );
    await page.goto(new URL('../glossary.html', page.url()).href); // in English, with the Korean of each term
    breaks.push(
      await page
        .locator('td', { hasText: '오차역전파법' })
        .evaluate((cell) => getComputedStyle(cell).wordBreak),
    );
    expect(new Set(breaks)).toEqual(new Set(['keep-all']));
    await page.context().close();
  });

  test('the home page reads a digit, and remembers which lessons were opened', async () => {
    const { page, problems } = await visit(browser, 'index.html');
    await page.locator('.home .says', { hasText: 'The network reads a 7' }).waitFor();
    await page.locator('.home .card').first().click();
    await page.locator('h1', { hasText: '01' }).waitFor();
    await page.goBack();
    await page.locator('.home .card').first().locator('.mark').waitFor();
    expect(await page.locator('.home .card.next').textContent()).toMatch(/^02/);
    await page.context().close();
    expect(problems).toEqual([]);
  });

  describe('where a file does not come', () => {
    let here: Visit;
    afterAll(() => here.page.context().close());

    test('the picture says so, and tries again', async () => {
      here = await visit(browser, '02-cross-entropy-error.html', undefined, /\/worker-[^/]*\.js$/);
      await here.page.locator('.picture .problem[data-kind=connection]').waitFor();
      here.lost = undefined;
      await here.page.locator('.picture .problem button').click();
      await here.page.locator('.picture .says', { hasText: 'squared error' }).waitFor();
    });

    test('the pad says so, and tries again', async () => {
      here.lost = /weights\.npz$/;
      await here.page.goto(new URL('/13-evaluation.html', here.page.url()).href);
      await here.page.locator('.picture .problem[data-kind=connection]').waitFor();
      here.lost = undefined;
      await here.page.locator('.picture .problem button').click();
      await here.page.locator('.picture .says', { hasText: 'reads a 7' }).waitFor();
    });

    test('test images that don’t come hide nothing of what was read', async () => {
      here.lost = /t10k/;
      await here.page.locator('.picture .evaluate').click();
      await here.page.locator('.picture .problem[data-kind=connection]').waitFor();
      expect(await here.page.locator('.picture .says').textContent()).toMatch(/reads a 7/);
    });

    test('a training says so, and begins when it is asked again', async () => {
      here.lost = /train-images/;
      await here.page.goto(new URL('/12-training.html', here.page.url()).href);
      await here.page.locator('.picture .start').click();
      await here.page.locator('.picture .problem[data-kind=connection]').waitFor();
    });

    test('a page that exists is told from one that doesn’t', async () => {
      here.lost = /assets\/03-.*\.js$/;
      await here.page.goto(new URL('/02-cross-entropy-error.html', here.page.url()).href);
      await here.page.locator('.VPSidebar a', { hasText: '03' }).click();
      await here.page.locator('main button', { hasText: 'Try again' }).waitFor();
      here.lost = undefined;
      await here.page.locator('main button', { hasText: 'Try again' }).click();
      await here.page.locator('h1', { hasText: '03' }).waitFor();
      await here.page.goto(new URL('/404.html', here.page.url()).href);
      await here.page.locator('main li a', { hasText: '14' }).waitFor();
    });
  });

  test('training in the browser passes 0.9 on the test images within 5 epochs, and can be paused and left', async () => {
    const { page, problems } = await visit(browser, '12-training.html');
    await page.locator('.picture .start').click();
    const says = page.locator('.picture .says');
    await says.filter({ hasText: 'After 1 epoch,' }).waitFor();

    await page.getByRole('button', { name: 'Pause' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement!.textContent!.trim())).toBe('Continue');
    await page.waitForTimeout(500); // what was on its way has come
    const paused = await shown(page);
    await page.waitForTimeout(500);
    expect(await shown(page)).toBe(paused);
    await page.locator('.VPSidebar a', { hasText: '13' }).click();
    await page.getByRole('radio', { name: 'trained in this browser' }).check();
    await page.locator('.says', { hasText: 'The network reads' }).waitFor();
    await page.locator('.VPSidebar a', { hasText: '12' }).click();
    await page.locator('.picture .start').waitFor();
    expect(await says.textContent()).toMatch(/After 1 epoch,/);
    await page.getByRole('button', { name: 'Continue' }).click();

    await says.filter({ hasText: 'After 5 epochs' }).waitFor();
    const [, accuracy] = /([\d.]+)% of the test images/.exec((await says.textContent()) ?? '') ?? [];
    expect(Number(accuracy)).toBeGreaterThan(90);
    expect(await page.getByRole('img', { name: /^Weights of hidden unit/ }).count()).toBeGreaterThan(0);
    await page.context().close();
    expect(problems).toEqual([]);
  });

  test.each(['1', '7'] as const)(
    'a drawn %s is read as such, and the pad stays where it is',
    async (digit) => {
      const { page } = await visit(browser, '13-evaluation.html');
      await page.waitForSelector('.picture .says');
      await page.locator('.picture .pad').scrollIntoViewIfNeeded();
      const where = (): Promise<unknown> => page.locator('.picture .pad').boundingBox();
      await page.getByRole('button', { name: 'Clear' }).click();
      const before = await where();
      await draw(page, digit);
      await page
        .locator('.picture .says')
        .filter({ hasText: `The network reads a ${digit}` })
        .waitFor();
      expect(await where()).toEqual(before);
      await page.context().close();
    },
  );

  test('what is drawn has its center where the digits of MNIST have theirs: at 14.5', async () => {
    const { page } = await visit(browser, '13-evaluation.html');
    await page.locator('.picture .says', { hasText: 'reads a 7' }).waitFor();
    const [x, y] = await page.locator('.picture .seen canvas').evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, 28, 28);
      let [mass, x, y] = [0, 0, 0];
      for (let i = 0; i < 28 * 28; i++) {
        mass += data[4 * i + 3];
        x += data[4 * i + 3] * ((i % 28) + 0.5);
        y += data[4 * i + 3] * (Math.floor(i / 28) + 0.5);
      }
      return [x / mass, y / mass];
    });
    expect(x).toBeCloseTo(14.5, 1);
    expect(Math.abs(y - 14.5)).toBeLessThan(0.25); // a little of a 7 is below the edge
    await page.context().close();
  });

  test('only the main button of the mouse draws, and the pen is as wide as is said', async () => {
    const { page } = await visit(browser, '13-evaluation.html');
    await page.waitForSelector('.picture .says');
    const ink = (): Promise<number> =>
      page.locator('.picture .pad').evaluate((pad: HTMLCanvasElement) => {
        const { data } = pad.getContext('2d')!.getImageData(0, 0, pad.width, pad.height);
        return data.filter((value, i) => i % 4 === 3 && value > 0).length;
      });
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('.picture .pad').click();
    const dot = await ink();
    expect(dot).toBeGreaterThan(0);
    await page.locator('.picture .pad').click({ button: 'right', position: { x: 30, y: 30 } });
    expect(await ink()).toBe(dot);
    await page.getByRole('slider', { name: 'Pen width' }).press('End');
    await settled(page);
    expect(await ink()).toBeGreaterThan(4 * dot);
    await page.context().close();
  });

  test('a 1 can be drawn with only the keyboard', async () => {
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
    await page.locator('.picture .gallery li').first().waitFor();
    expect(await page.locator('.picture .gallery li').count()).toBe(24);
    await page.context().close();
    expect(problems).toEqual([]);
  });
});

/** That a lesson opens with its picture in sight, at 1280 × 900; also in the system's font, where the lesson's own came too late. */
async function expectPictureNearTop(page: Page): Promise<void> {
  await page.waitForSelector('.picture .says');
  const top = await page.evaluate(
    () => document.querySelector('.picture')!.getBoundingClientRect().top + scrollY,
  );
  expect(top).toBeLessThanOrEqual(780);
}

interface Place {
  x: number;
  y: number;
}

function middleOf({ x, y, width, height }: Place & { width: number; height: number }): Place {
  return { x: x + width / 2, y: y + height / 2 };
}

/** Draws a recorded digit on the pad with the mouse. */
async function draw(page: Page, digit: keyof typeof recordedStrokes): Promise<void> {
  const pad = (await page.locator('.picture .pad').boundingBox())!;
  for (const stroke of recordedStrokes[digit]) {
    const places = stroke.map(([x, y]) => [pad.x + x * pad.width, pad.y + y * pad.height] as const);
    await page.mouse.move(...places[0]);
    await page.mouse.down();
    for (const place of places) await page.mouse.move(...place);
    await page.mouse.up();
  }
}

/** Runs in the page: sets the sliders to both of their ends in every combination, for each choice, and says what went wrong where. */
async function faultsInCorners(): Promise<string[]> {
  const picture = document.querySelector<HTMLElement>('.picture')!;
  const sliders = [...picture.querySelectorAll<HTMLInputElement>('.controls input[type=range]')];
  const radios = [...picture.querySelectorAll<HTMLInputElement>('.controls input[type=radio]')];
  const faults: string[] = [];

  const settle = async (): Promise<void> => {
    do for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
    while (document.querySelector('[data-busy=true], [data-stale=true]') !== null);
  };
  const look = (place: string): void => {
    const shown = picture.querySelector('.shown')!;
    const bad = /NaN|Infinity|∞|undefined/.exec(shown.outerHTML);
    if (bad !== null) faults.push(`${place}: ${bad[0]}`);
    for (const drawing of shown.querySelectorAll('.chart svg.plot')) {
      if (drawing.querySelector('circle, rect, path:not([d=""])') === null)
        faults.push(`${place}: an empty drawing`);
      const tick = [...drawing.querySelectorAll('text')].find((text) =>
        /^\d+[pnµmkMG]$/.test(text.textContent),
      );
      if (tick !== undefined) faults.push(`${place}: ${tick.textContent} on an axis`); // the lessons say 10⁻⁶, not 1µ
    }
    if (picture.querySelector('.problem') !== null) faults.push(`${place}: ${shown.textContent!.trim()}`);
    if (!/[\d가-힣a-z]/.test(shown.querySelector('.says')?.textContent ?? ''))
      faults.push(`${place}: no word`);
  };
  const corners = async (choice: string): Promise<void> => {
    for (let corner = 0; corner < 2 ** sliders.length; corner++) {
      sliders.forEach((slider, i) => {
        slider.value = corner & (1 << i) ? slider.max : slider.min;
        slider.dispatchEvent(new Event('input'));
      });
      await settle();
      look(`${choice} ${sliders.map((slider) => slider.value).join(' ')}`);
    }
  };

  if (radios.length === 0) await corners('');
  for (const radio of radios) {
    radio.click();
    await corners(radio.value);
  }
  radios[0]?.click();
  await settle();
  return faults;
}

/** All that a picture shows, drawn and said; its controls are not part of it, nor what is still to be drawn. */
async function shown(page: Page): Promise<string> {
  const html = await page.locator('.picture .shown').innerHTML();
  return html.replaceAll(/ data-stale="\w+"/g, '');
}

/** Whether the picture becomes another one. */
async function changed(page: Page, before: string): Promise<boolean> {
  for (let wait = 0; wait < PATIENCE; wait += 50) {
    if ((await shown(page)) !== before) return true;
    await page.waitForTimeout(50);
  }
  return false;
}

async function expectNoFaults(page: Page, ...schemes: ('light' | 'dark')[]): Promise<void> {
  await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js', { paths: [SITE] }), 'utf8'));
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme });
    expect({ colorScheme, faults: await page.evaluate(faultsByAxe) }).toEqual({ colorScheme, faults: [] });
  }
}

interface Axe {
  run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
}

/** Runs in the page. A formula is text to every screen reader, though not to axe. */
async function faultsByAxe(): Promise<string[]> {
  const { axe } = globalThis as unknown as { axe: Axe };
  const { violations } = await axe.run();
  return violations.flatMap(({ id, nodes }) =>
    nodes
      .filter(({ html }) => id !== 'empty-table-header' || !html.includes('<math'))
      .map(({ html }) => `${id}: ${html.slice(0, 200)}`),
  );
}
