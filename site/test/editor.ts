// What a reader does in the editor of a task.
import type { Locator, Page } from 'playwright-core';

/** The editor of a page, once it is there. */
export async function editorOf(page: Page): Promise<void> {
  await page.locator('.task-editor').scrollIntoViewIfNeeded();
  await page.locator('.dojo .cm-content').waitFor();
}

export async function write(page: Page, code: string): Promise<void> {
  await page.locator('.dojo .cm-content').focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.insertText(code);
}

/** Begins a run, and waits until it has ended. It may last only a moment, so it is watched from before it begins. */
export async function runOf(page: Page, place: string, begin: () => Promise<void>): Promise<void> {
  await page.locator(`${place}[data-busy=false]`).waitFor();
  await page.locator(place).evaluate(watchRun);
  await begin();
  await page.locator(place).evaluate(endOfRun);
}

type Watched = HTMLElement & { ended?: Promise<void> };

/** Runs in the page: from here on, the end of a run is not missed. */
export function watchRun(place: Element): void {
  const watched = place as Watched;
  watched.ended = new Promise((done) => {
    const observer = new MutationObserver(() => {
      if (watched.dataset.busy === 'true') return;
      observer.disconnect();
      done();
    });
    observer.observe(watched, { attributeFilter: ['data-busy'] });
  });
}

/** Runs in the page. */
export function endOfRun(place: Element): Promise<void> {
  return (place as Watched).ended!;
}

/** Checks what is there, or other code, and returns what the verdict says. */
export async function check(page: Page, code?: string): Promise<string> {
  if (code !== undefined) await write(page, code);
  await page.locator('.dojo .cm-content').focus();
  await runOf(page, '.dojo', () => page.keyboard.press('ControlOrMeta+Enter'));
  return page.locator('.dojo .verdict').innerText();
}

export function written(page: Page): Promise<string> {
  return page
    .locator('.dojo .cm-content')
    .evaluate((content) =>
      [...content.querySelectorAll('.cm-line')].map((line) => line.textContent).join('\n'),
    );
}

export const button = (page: Page, name: string): Locator =>
  page.locator('.dojo').getByRole('button', { name, exact: true });
