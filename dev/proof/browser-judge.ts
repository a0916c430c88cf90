// The judge of the built site, in Chromium and without its pages: the worker that the pages start is given answers, one after the other.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join, resolve } from 'node:path';
import type { SuiteOutcome } from '../../engine/runner/outcome';
import { serve, type SiteServer } from '../../site/test/server';
import { didNotEnd, TEST_TIME_LIMIT } from '../../tools/shared/limits';

const SITE = resolve(__dirname, '../../site');
const DIST = join(SITE, 'dist');
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome'];

/** How long the worker may be silent, by the clock of a machine that may be busy: a test has less, by its processor's. */
const SILENCE_LIMIT = 12 * TEST_TIME_LIMIT;

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
  /** How long the worker may say nothing, in milliseconds. */
  limit: number;
}

/** The test in which the worker fell silent; before the first one, it has no name. */
interface Silent {
  silentIn: { block: string; sentence: string };
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

  /** An answer that never ends is stopped, and fails the test in which it was. */
  async judge(topic: string, text: string, seed: number, limit = SILENCE_LIMIT): Promise<SuiteOutcome> {
    const found = await this.page.evaluate(judgeInPage, { worker: this.worker, topic, text, seed, limit });
    if (!('silentIn' in found)) return found;
    const problem = { kind: 'stopped', said: didNotEnd(TEST_TIME_LIMIT) } as const;
    const finding = { inputs: [], problem, seed };
    return { topic, seed, cutShort: true, tests: [{ ...found.silentIn, status: 'failed', finding }] };
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

/** Runs in the page, and so is all that it needs. A worker is kept for the next answer, unless its built-in objects were changed. */
function judgeInPage({ worker: file, topic, text, seed, limit }: Job): Promise<SuiteOutcome | Silent> {
  interface Kept {
    judge?: { url: string; worker: Worker };
  }
  interface Worker {
    onmessage: (event: {
      data: {
        type: string;
        block?: string;
        sentence?: string;
        outcome?: SuiteOutcome;
        message?: string;
        worn?: boolean;
      };
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
    let silentIn = { block: '', sentence: '' };
    let patience: ReturnType<typeof setTimeout> | undefined;
    const end = (): void => {
      clearTimeout(patience);
      worker.terminate();
      here.judge = undefined;
    };
    const wait = (): void => {
      clearTimeout(patience);
      patience = setTimeout(() => {
        end();
        done({ silentIn });
      }, limit);
    };
    worker.onerror = ({ message }) => {
      end();
      failed(new Error(message));
    };
    worker.onmessage = ({ data }) => {
      wait();
      if (data.type === 'testStart') silentIn = { block: data.block!, sentence: data.sentence! };
      if (data.type === 'outcome') outcome = data.outcome!;
      if (data.type === 'failed') {
        end();
        failed(new Error(data.message));
      }
      if (data.type !== 'idle') return;
      clearTimeout(patience);
      if (data.worn) end();
      done(outcome);
    };
    wait();
    worker.postMessage({ topic, files: { [`exercises/${topic}.ts`]: text }, seed, diagnosis: true });
  });
}
