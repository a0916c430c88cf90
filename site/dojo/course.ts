// What the course has for a topic, fetched when it is asked for: the exercise as it is shipped, the solution, and Korean for its suite.
import { Translation, type Phrases } from '../../engine/course/phrases';
import { byName } from './by-name';

const stubs = byName(
  import.meta.glob<{ lines: string[] }>('#course/test/stubs/[0-9]*.json', { import: 'default' }),
);
const solutions = byName(
  import.meta.glob<string>('#course/solutions/[0-9]*.ts', { query: '?raw', import: 'default' }),
);
const translations = Object.entries(
  import.meta.glob<Partial<Phrases>>('#course/test/translations/*/*.json', { import: 'default' }),
);
const engine = byName(import.meta.glob<Partial<Phrases>>('../../engine/words/*.json', { import: 'default' }));

export const pathOf = (topic: string): string => `exercises/${topic}.ts`;

/** The topics that can be written here. */
export const taskTopics = Object.keys(stubs);

export async function stubOf(topic: string): Promise<string> {
  const { lines } = await stubs[topic]!();
  return `${lines.join('\n').trimEnd()}\n`;
}

export function solutionOf(topic: string): Promise<string> {
  return solutions[topic]!();
}

export async function translationOf(topic: string, language: string): Promise<Translation> {
  const empty: Phrases = { laws: {}, subjects: {}, values: {}, messages: {} };
  const ofCourse = (name: string) =>
    translations.find(([path]) => path.endsWith(`/translations/${language}/${name}.json`))?.[1];
  const files = [ofCourse(topic), ofCourse('shared'), engine[language]];
  const all = await Promise.all(files.map(async (file) => ({ ...empty, ...(await file?.()) })));
  return new Translation(all[0], all);
}
