// npm run bench:page: how long a student waits for a verdict on the page of the built site, beside `npm start` on the same topic, in the same
// run: half of the page's checks come before those of the terminal, and half after them, so that both meet the same machine. The page's own
// clock counts, from the press of the button to the change of the page.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Browser } from 'playwright-core';
import { LOOP, measure, medianOf } from '../../dev/bench/feedback/watchers';
import type { TopicName } from '../../engine/course/course';
import { copyCourse } from '../../test/tools/support/course-copy';
import { COURSE } from '../../tools/shared/this-course';
import { serve, type SiteServer } from '../test/server';

const DIST = join(COURSE.root, 'site/dist');
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

async function bench(checks: number, topics: TopicName[]): Promise<void> {
  const page = await PageOfSite.start();
  const course = copyCourse();
  let isQuick = true;
  try {
    console.log(['median, ms'.padEnd(30), 'npm start', 'on the page', 'ratio'].join('  '));
    for (const topic of topics) {
      const waits = await page.waits(topic, Math.ceil(checks / 2));
      const { median } = await measure(LOOP, topic, course, checks);
      const onPage = medianOf([...waits, ...(await page.waits(topic, Math.floor(checks / 2)))]);
      isQuick &&= onPage <= median;
      const [terminal, here, ratio] = [median.toFixed(0), onPage.toFixed(0), (onPage / median).toFixed(2)];
      console.log([topic.padEnd(30), terminal.padStart(9), here.padStart(11), ratio.padStart(5)].join('  '));
    }
  } finally {
    course.remove();
    await page.close();
  }
  if (!isQuick) process.exitCode = 1;
}

class PageOfSite {
  private constructor(
    private readonly server: SiteServer,
    private readonly browser: Browser,
  ) {}

  /** @throws Error if the site is not built, or there is no Chromium */
  static async start(): Promise<PageOfSite> {
    if (!existsSync(join(DIST, 'index.html'))) throw new Error('the site is not built: npm run docs:build');
    const executablePath = process.env.CHROMIUM ?? BROWSERS.find((path) => existsSync(path));
    if (executablePath === undefined) throw new Error('there is no Chromium: set CHROMIUM to its path');
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    const server = await serve(DIST);
    return new PageOfSite(server, browser);
  }

  /** The waits of so many checks of a right answer, in milliseconds, after one that is not counted. */
  async waits(topic: TopicName, checks: number): Promise<number[]> {
    const page = await this.browser.newPage();
    await page.goto(`${this.server.address}/${topic}.html`);
    await page.evaluate('globalThis.__name = (named) => named'); // tsx names the functions of checkInPage by it
    const text = readFileSync(COURSE.solution(topic), 'utf8');
    const waits = await page.evaluate(checkInPage, { text, checks: checks + 1 });
    await page.close();
    return waits.slice(1);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

/** Runs in the page, and so is all that it needs. */
async function checkInPage({ text, checks }: { text: string; checks: number }): Promise<number[]> {
  const sleep = (time: number): Promise<void> => new Promise((done) => setTimeout(done, time));
  const find = async (selector: string): Promise<HTMLElement> => {
    for (;;) {
      const found = document.querySelector<HTMLElement>(selector);
      if (found !== null) return found;
      await sleep(20);
    }
  };
  (await find('.task-editor')).scrollIntoView();
  const content = await find('.dojo .cm-content');
  const dojo = await find('.dojo');
  const button = await find('.dojo button.main');
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  content.focus();
  document.execCommand('selectAll');
  content.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));

  const waits: number[] = [];
  while (waits.length < checks) {
    await sleep(300); // the student thinks
    const start = performance.now();
    const verdict = new Promise<void>((done) => {
      let wasBusy = false;
      const observer = new MutationObserver(() => {
        if (dojo.dataset.busy === 'true') wasBusy = true;
        else if (wasBusy) {
          observer.disconnect();
          done();
        }
      });
      observer.observe(dojo, { attributes: true, attributeFilter: ['data-busy'] });
    });
    button.click();
    await verdict;
    waits.push(performance.now() - start);
    if (!/all \d+ laws hold/i.test(dojo.innerText)) throw new Error(`no verdict, but: ${dojo.innerText}`);
  }
  return waits;
}

const { values, positionals } = parseArgs({
  options: { checks: { type: 'string', default: '20' } },
  allowPositionals: true,
});
const checks = Number(values.checks);
if (!(checks >= 2)) throw new Error('usage: npm run bench:page -- [--checks 20] [01 02 …]');
const topics = positionals.map((words) => COURSE.findTopic(words));
void bench(checks, topics.length === 0 ? COURSE.topicNames() : topics);
