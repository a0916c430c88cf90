// The judge of the built site, in Chromium and without its pages: the worker that the pages start is given answers, one after the other.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import type { SuiteOutcome } from '../../engine/runner/outcome';
import { serve, type SiteServer } from '../../site/test/server';

const SITE = resolve(__dirname, '../../site');
const DIST = join(SITE, 'dist');
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/** What is used of playwright-core, which belongs to the site's packages. */
interface Page {
  goto(url: string): Promise<unknown>;
  evaluate<Argument, Result>(
    work: string | ((argument: Argument) => Promise<Result>),
    argument: Argument,
  ): Promise<Result>;
}
interface Browser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** The first Chromium on the path. */
function installedBrowser(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return BROWSERS.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) =>
    existsSync(path),
  );
}

interface Job {
  /** The file of the worker that judges. */
  worker: string;
  topic: string;
  text: string;
  seed: number;
}

export class BrowserJudge {
  private constructor(
    private readonly server: SiteServer,
    private readonly browser: Browser,
    private readonly page: Page,
    private readonly worker: string,
  ) {}

  /** @throws Error if the site is not built, or there is no Chromium */
  static async start(): Promise<BrowserJudge> {
    const assets = join(DIST, 'assets/dojo');
    const worker = existsSync(assets)
      ? readdirSync(assets).find((file) => /^judge-worker-.*\.js$/.test(file))
      : undefined;
    if (worker === undefined) throw new Error('the site is not built: npm run docs:build');
    const executablePath = process.env.CHROMIUM ?? installedBrowser();
    if (executablePath === undefined) throw new Error('there is no Chromium: set CHROMIUM to its path');
    const { chromium } = createRequire(join(SITE, 'package.json'))('playwright-core') as {
      chromium: { launch(options: object): Promise<Browser> };
    };
    const server = await serve(DIST);
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage();
    await page.goto(`${server.address}/404.html`);
    await page.evaluate('globalThis.__name = (named) => named', undefined); // tsx names the functions of judgeInPage by it
    return new BrowserJudge(server, browser, page, worker);
  }

  judge(topic: string, text: string, seed: number): Promise<SuiteOutcome> {
    return this.page.evaluate(judgeInPage, { worker: this.worker, topic, text, seed });
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

/** Runs in the page, and so is all that it needs. A worker is kept for the next answer, unless its built-in objects were changed. */
function judgeInPage({ worker: file, topic, text, seed }: Job): Promise<SuiteOutcome> {
  interface Kept {
    judge?: { url: string; worker: Worker };
  }
  interface Worker {
    onmessage: (event: {
      data: { type: string; outcome?: SuiteOutcome; message?: string; worn?: boolean };
    }) => void;
    onerror: (event: { message: string }) => void;
    postMessage(job: object): void;
    terminate(): void;
  }
  interface Here extends Kept {
    Worker: new (url: string, options: object) => Worker;
    location: { origin: string };
  }
  const here = globalThis as unknown as Here;
  const url = `${here.location.origin}/assets/dojo/${file}`;
  here.judge ??= { url, worker: new here.Worker(url, { type: 'module' }) };
  const { worker } = here.judge;
  return new Promise((done, failed) => {
    let outcome: SuiteOutcome;
    const end = (): void => {
      worker.terminate();
      here.judge = undefined;
    };
    worker.onerror = ({ message }) => {
      end();
      failed(new Error(message));
    };
    worker.onmessage = ({ data }) => {
      if (data.type === 'outcome') outcome = data.outcome!;
      if (data.type === 'failed') {
        end();
        failed(new Error(data.message));
      }
      if (data.type !== 'idle') return;
      if (data.worn) end();
      done(outcome);
    };
    worker.postMessage({ topic, files: { [`exercises/${topic}.ts`]: text }, seed, diagnosis: true });
  });
}
