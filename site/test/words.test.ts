// The words of the site are all said somewhere.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { words as ofEditor } from '../dojo/words';
import { words as ofSite } from '../words';

const SITE = resolve(__dirname, '..');

/** What is written in the site's own files of some folders. */
const sourcesOf = (...folders: string[]): string =>
  folders
    .flatMap((folder) =>
      readdirSync(join(SITE, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => /\.(?:ts|vue)$/.test(file) && !file.endsWith('words.ts') && !/\bcache\b/.test(file))
        .map((file) => readFileSync(join(SITE, folder, file), 'utf8')),
    )
    .join('\n');

test('each word around the editor and the examples is said', () => {
  const sources = sourcesOf('dojo', 'components');
  const { scratch, ...others } = ofEditor.en;
  const asked = [...Object.keys(others), ...Object.keys(scratch).map((name) => `scratch.${name}`)];
  expect(asked.filter((name) => !new RegExp(`say\\.${name}\\b`).test(sources))).toEqual([]);
});

test('each word around the lessons is said', () => {
  const sources = sourcesOf('build', 'components', 'dojo', 'pictures', '.vitepress');
  const asked = Object.values(ofSite.en).flatMap((room) => Object.keys(room));
  const isAsked = (name: string): boolean => new RegExp(`\\.${name}\\b|\\{ ${name} \\}`).test(sources);
  expect(asked.filter((name) => !isAsked(name))).toEqual([]);
});
