// What the course has for a topic, fetched when it is asked for: the exercise as it is shipped, the solution, and Korean for its suite.
import { Translation, type Phrases } from '../../engine/course/phrases';
import type { Language } from '../words';

const stubs = import.meta.glob<{ lines: string[] }>('../../test/stubs/[0-9]*.json', {
  import: 'default',
});
const solutions = import.meta.glob<string>('../../solutions/[0-9]*.ts', {
  query: '?raw',
  import: 'default',
});
const translations = import.meta.glob<Partial<Phrases>>('../../test/translations/*/*.json', {
  import: 'default',
});
const engine = import.meta.glob<Partial<Phrases>>('../../engine/words/*.json', { import: 'default' });

export const pathOf = (topic: string): string => `exercises/${topic}.ts`;

/** The topics that can be written here. */
export const topics = Object.keys(stubs).map((path) => /([^/]+)\.json$/.exec(path)![1]);

export async function stubOf(topic: string): Promise<string> {
  const { lines } = await stubs[`../../test/stubs/${topic}.json`]();
  return `${lines.join('\n').trimEnd()}\n`;
}

export function solutionOf(topic: string): Promise<string> {
  return solutions[`../../solutions/${topic}.ts`]();
}

export async function translationOf(topic: string, language: Language): Promise<Translation> {
  const empty: Phrases = { laws: {}, subjects: {}, values: {}, messages: {} };
  const folder = `../../test/translations/${language}`;
  const files = [
    translations[`${folder}/${topic}.json`],
    translations[`${folder}/shared.json`],
    engine[`../../engine/words/${language}.json`],
  ];
  const all = await Promise.all(files.map(async (file) => ({ ...empty, ...(await file?.()) })));
  return new Translation(all[0], all);
}
