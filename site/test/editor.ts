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

/** Checks what is there, or other code, and returns what the verdict says. */
export async function check(page: Page, code?: string): Promise<string> {
  if (code !== undefined) await write(page, code);
  await page.locator('.dojo .cm-content').focus();
  await page.keyboard.press('ControlOrMeta+Enter');
  await page.locator('.dojo[data-busy=true]').waitFor();
  await page.locator('.dojo[data-busy=false]').waitFor({ timeout: 60_000 });
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
