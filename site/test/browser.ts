// The built site in a browser, without a server: each request is answered from site/dist, and one to another host is remembered.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

const SITE = resolve(__dirname, '..');
export const DIST = join(SITE, 'dist');
/** How long what a test waits for may take, in milliseconds. No test measures speed: only what will never come is given up. */
export const PATIENCE = 300_000;
/** And a site to be built. */
export const BUILDING = 3_600_000;
const HOST = 'http://dojo.test';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
const isInstalled = existsSync(join(SITE, 'node_modules/playwright-core'));

/** Why the site can't be tested here; undefined where it can. */
export const missing = !isInstalled
  ? 'the packages of the site (`npm ci --prefix site`)'
  : executablePath === undefined
    ? 'Chromium (set CHROMIUM to its path)'
    : undefined;

/** Builds the site into site/dist. With SITE_IS_BUILT=1 what is there is taken as it is, for those who write tests. */
export function build(): void {
  if (process.env.SITE_IS_BUILT !== undefined) return;
  const vitepress = join(SITE, 'node_modules/vitepress/bin/vitepress.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitepress, 'build', SITE], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the site could not be built:\n${stdout}${stderr}`);
}

/** A page of its own, with time for a busy machine. */
export async function newPage(browser: Browser, options?: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage(options);
  page.context().setDefaultTimeout(PATIENCE);
  return page;
}

export async function launch(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];
  return chromium.launch({ executablePath, args });
}

/** A page, and what went wrong on it: errors on its console, requests to other hosts. */
export interface Visit {
  page: Page;
  problems: string[];
  /** Files that don't come as long as their path matches this. */
  lost?: RegExp;
}

/** Opens a page by its path, such as "ko/01-mean-squared-error.html"; of the site in `dist`. */
export async function visit(
  browser: Browser,
  path: string,
  options?: BrowserContextOptions,
  lost?: RegExp,
  dist = DIST,
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const problems: string[] = [];
  const here: Visit = { page, problems, lost };
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await context.route('**', async (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== HOST) {
      problems.push(`a request to ${origin}`);
      return route.abort();
    }
    if (here.lost?.test(pathname)) return route.abort('internetdisconnected');
    if (pathname === '/favicon.ico') return route.fulfill({ status: 204 });
    const file = join(dist, decodeURIComponent(pathname));
    return existsSync(file) ? route.fulfill({ path: file }) : route.fulfill({ status: 404 });
  });
  await page.goto(`${HOST}/${path}`);
  return here;
}

/** Another tab beside a page that was visited. */
export async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${HOST}/${path}`);
  return page;
}

/** Waits until the picture has shown what its controls ask for. */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = (): Promise<number> => new Promise(requestAnimationFrame);
    const isBusy = (): boolean => document.querySelector('[data-busy=true], [data-stale=true]') !== null;
    do for (let frames = 0; frames < 2; frames++) await frame();
    while (isBusy());
  });
}
