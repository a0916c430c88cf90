// A course as a value: opened from a folder, described by its files and its course.json.
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exportedFunctions, openCourse } from '#engine/course/course';
import { parseSettings } from '#engine/course/settings';
import { temporaryFolder } from '../../tools/support/folders';

const OURS = resolve(__dirname, '../../..');

const SETTINGS = {
  name: 'Sums',
  languages: { fr: { name: 'Français', headings: { goal: 'But', task: 'À vous', hints: 'Indices (1+)' } } },
};

const folder = temporaryFolder();

/** A course in a new folder, of these files. */
function courseOf(files: Record<string, string>) {
  const root = mkdtempSync(join(folder, 'course-'));
  for (const [path, text] of Object.entries({ 'course.json': JSON.stringify(SETTINGS), ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return openCourse(root);
}

describe('this course', () => {
  const course = openCourse(OURS);

  test('is written in English, and complete in Korean', () => {
    expect(course.name).toBe('Gradient Dojo');
    expect(course.languages).toEqual(['en', 'ko']);
    expect(course.settings.translations).toBe('complete');
  });

  test('has a chapter for each topic, and each chapter begins with a topic', () => {
    const topics = course.topicNames();
    expect(topics.map((topic) => course.chapterOf(topic))).not.toContain(undefined);
    for (const { first } of course.settings.chapters) expect(topics).toContain(first);
  });

  test('has lessons with title, goal and hints in all its languages', () => {
    for (const topic of course.topicNames()) {
      for (const language of course.languages) {
        const { title, goal, hints, path } = course.lesson(topic, language);
        expect(path).toBe(`docs/${language}/${topic}.md`);
        expect([title, goal]).not.toContain('');
        expect(title).not.toBe(topic);
        expect(hints.size).toBeGreaterThan(0);
      }
    }
  });

  test('declares classes that its topics export', () => {
    for (const { topic, name } of course.settings.classes) expect(course.exportsOf(topic)).toContain(name);
  });
});

describe('another course', () => {
  test('has the topics of its exercises, with or without solutions, in order', () => {
    const course = courseOf({
      'exercises/02-b.ts': '',
      'exercises/01-a.ts': '',
      'exercises/helpers.ts': '',
      'solutions/03-c.ts': '',
    });
    expect(course.topicNames()).toEqual(['01-a', '02-b', '03-c']);
    expect(
      ['2', '02', '02-b', 'exercises/02-b.ts', 'C:\\x\\exercises\\02-b.ts'].map((words) =>
        course.findTopic(words),
      ),
    ).toEqual(Array.from({ length: 5 }, () => '02-b'));
    expect(() => course.findTopic('99')).toThrow(
      new RangeError('there is no topic "99": give a number from 01 to 03'),
    );
  });

  test('has no topic of an exercise that was renamed', () => {
    const course = courseOf({
      'exercises/01-a.ts': '',
      'exercises/02-mine.ts': '',
      'test/01-a.test.ts': '',
      'test/02-b.test.ts': '',
    });
    expect(course.topicNames()).toEqual(['01-a', '02-b']);
    expect(course.exercisesNamedLike('02-b')).toEqual([course.exercise('02-mine')]);
    expect(course.exercisesNamedLike('01-a')).toEqual([]);
  });

  test('has its files where its topics say', () => {
    const course = courseOf({ 'exercises/01-a.ts': '', 'solutions/01-a.ts': '' });
    const { exercise, solution, suite, mistakes, alternatives, heldOut } = course;
    const paths = [exercise, solution, suite, mistakes, alternatives, heldOut].map((of) =>
      course.pathOf(of('01-a')),
    );
    expect(paths).toEqual([
      'exercises/01-a.ts',
      'solutions/01-a.ts',
      'test/01-a.test.ts',
      'test/mistakes/01-a.ts',
      'test/alternatives/01-a.ts',
      'dev/proof/held-out/01-a.ts',
    ]);
    expect(course.pathOf(course.lessonFile('01-a', 'fr'))).toBe('docs/fr/01-a.md');
    expect([course.hasSolution('01-a'), course.hasSolution('02-b')]).toEqual([true, false]);
  });

  test('has only topics that begin with their number, in files of TypeScript', () => {
    const course = courseOf({
      'exercises/01-a.ts': '',
      'exercises/02-b.txt': '',
      'exercises/3-c.ts': '',
      'exercises/x04-d.ts': '',
    });
    expect(course.topicNames()).toEqual(['01-a']);
  });

  test('that has no exercises yet has no topic', () => {
    const course = courseOf({});
    expect(course.topicNames()).toEqual([]);
    expect(() => course.findTopic('1\u001b[2J')).toThrow(
      new RangeError(`there is no topic "1\ufffd[2J": ${course.root} has no exercises yet`),
    );
    expect(course.exportsOf('01-a')).toEqual([]);
    expect(course.lesson('01-a', 'fr')).toMatchObject({ title: '01-a', goal: '', hints: new Map() });
  });

  test('has the chapter that begins last before a topic', () => {
    const chapters = ['02-b', '04-d'].map((first) => ({ first, title: { fr: first } }));
    const course = courseOf({ 'course.json': JSON.stringify({ ...SETTINGS, chapters }) });
    const firsts = ['01-a', '02-b', '03-c', '04-d', '05-e'].map((topic) => course.chapterOf(topic)?.first);
    expect(firsts).toEqual([undefined, '02-b', '02-b', '04-d', '04-d']);
  });

  test('reads what its suites say in a language once, and each by itself', () => {
    const laws = (says: string): string => JSON.stringify({ laws: { one: says } });
    const course = courseOf({
      'test/translations/fr/01-a.json': laws('un'),
      'test/translations/fr/02-b.json': laws('deux'),
      'test/translations/de/01-a.json': laws('eins'),
    });
    const said = (topic: string, language: string): string | undefined =>
      course.translation(topic, language).law('one');
    expect([said('01-a', 'fr'), said('02-b', 'fr'), said('01-a', 'de')]).toEqual(['un', 'deux', 'eins']);
    expect(course.translation('01-a', 'fr')).toBe(course.translation('01-a', 'fr'));
  });

  test('reads lessons by the headings of its language', () => {
    const course = courseOf({
      'exercises/01-a.ts': '',
      'docs/fr/01-a.md':
        '# 01 · Sommes\n\n> **But**: sommer\n> deux nombres.\n\n## Indices (1+)\n\n### `sum`\n\n1. Pensez\n   à +.\n2. `a + b`\n',
    });
    const { title, goal, hints, path } = course.lesson('01-a', 'fr');
    expect([title, goal, path]).toEqual(['Sommes', 'sommer deux nombres.', 'docs/fr/01-a.md']);
    expect([...hints]).toEqual([['sum', ['Pensez à +.', '`a + b`']]]);
  });

  test('falls back to its first language where a translation is missing', () => {
    const course = courseOf({ 'exercises/01-a.ts': '', 'docs/fr/01-a.md': '# 01 · Sommes\n' });
    expect(course.lesson('01-a', 'de')).toMatchObject({ language: 'fr', title: 'Sommes' });
    expect(course.inLanguage({ fr: 'un' }, 'de')).toBe('un');
    expect(course.inLanguage({ fr: 'un', de: 'eins' }, 'de')).toBe('eins');
    expect(course.inLanguage({}, 'de')).toBe('');
  });

  test('exports what its solution exports, else its exercise', () => {
    const course = courseOf({
      'exercises/01-a.ts': 'export const f = () => 1;',
      'exercises/02-b.ts': 'export function g() {}',
      'solutions/01-a.ts': 'export function h() {}',
    });
    expect([course.exportsOf('01-a'), course.exportsOf('02-b')]).toEqual([['h'], ['g']]);
  });
});

test('functions and classes are exports however they are written; values are none', () => {
  expect(
    exportedFunctions(
      [
        'export function a<T>(x: T): T { return x; }',
        'export async function b() {}',
        'export class C {}',
        'export abstract class D {}',
        'export const e = (x: number): number => x;',
        'export const f: (x: number) => number = (x) => x;',
        'export const g = function () {};',
        'export const h = async (\n  x: number,\n  y: number,\n) => x + y;',
        'export const i = <T>(x: T) => x;',
        'export const j = x => x;',
        'export const k = class {};',
        'function l() {}\nconst m = () => 0;\nfunction inner() {}\nexport { l, m as n };',
        'export const one = 1;\nexport const squares = [1, 2].map((x) => x * x);\nexport type P = () => void;',
        "export { other } from './other';",
        'const p = 0; export const inLine = () => 0; function q() {}',
        'export const  = () => 0;\n//export { m };',
        'export const long  =   async   (x) => x;',
        'export const typed = <Item extends object>  (x: Item) => x;',
        'export const w = word => word;',
        'function r() {}\nfunction s() {}\nexport { r  as  t, , s };',
      ].join('\n'),
    ),
  ).toEqual([...'abCDefghijkln', 'long', 'typed', 'w', 't', 's']);
});

test('what a course.json leaves out is filled in', () => {
  const { library, chapters, classes, translations } = parseSettings(SETTINGS, 'course.json');
  expect({ library, chapters, classes, translations }).toEqual({
    library: ['ndarray', 'random', 'todo'],
    chapters: [],
    classes: [],
    translations: 'pending',
  });
});

test.each(['en', 'pt-BR', 'zh-Hant-TW', 'gsw'])('%s is the code of a language', (code) => {
  const languages = { [code]: SETTINGS.languages.fr };
  expect(parseSettings({ ...SETTINGS, languages }, 'course.json').languages).toEqual(languages);
});

describe('a folder that is no course', () => {
  test('is told apart: no folder, no course.json, no JSON', () => {
    expect(() => openCourse(join(folder, 'none'))).toThrow(/there is no folder/);
    expect(() => openCourse(folder)).toThrow(/has no course\.json/);
    expect(() => courseOf({ 'course.json': '{' })).toThrow(/course\.json is not valid JSON/);
  });

  test.each<[string, object, RegExp]>([
    ['no name', { name: undefined }, /name: /],
    ['an empty name', { name: ' ' }, /name: /],
    ['no language', { languages: {} }, /languages: names no language/],
    [
      'a language that is no code',
      { languages: { French: SETTINGS.languages.fr } },
      /is not the code of a language/,
    ],
    [
      'a heading that is missing',
      { languages: { fr: { name: 'F', headings: { goal: 'But' } } } },
      /languages\.fr\.headings\.task/,
    ],
    [
      'a language with more to its code',
      { languages: { 'fr-': SETTINGS.languages.fr } },
      /is not the code of a language/,
    ],
    ['a field that nobody knows', { topics: [] }, /topics: /],
    [
      'a chapter without a topic',
      { chapters: [{ first: 'one', title: { fr: 'Un' } }] },
      /chapters\.0\.first: .*"01-first-steps"/,
    ],
    [
      'a chapter whose topic only ends as one',
      { chapters: [{ first: 'x01-a', title: { fr: 'Un' } }] },
      /chapters\.0\.first/,
    ],
    [
      'a chapter whose topic only begins as one',
      { chapters: [{ first: '01-a.ts', title: { fr: 'Un' } }] },
      /chapters\.0\.first/,
    ],
    [
      'a part that is not in the first language',
      { chapters: [{ first: '01-a', title: { fr: 'Un' }, part: {} }] },
      /the part that begins with 01-a is not in "fr"/,
    ],
    ...['headline', 'tagline', 'whenFinished'].map((name): [string, object, RegExp] => [
      `a ${name} in another language only`,
      { [name]: { fr: 'Un', de: 'Eins' } },
      new RegExp(`${name} is in "de"`),
    ]),
    ['a chapter without a title', { chapters: [{ first: '01-a', title: {} }] }, /01-a is not in "fr"/],
    [
      'a title in another language',
      { chapters: [{ first: '01-a', title: { fr: 'Un', de: 'Eins' } }] },
      /"de"/,
    ],
    [
      'a class without fields',
      { classes: [{ topic: '01-a', name: 'Net', fields: [] }] },
      /classes\.0\.fields/,
    ],
  ])('%s', (_, change, problem) => {
    expect(() => parseSettings({ ...SETTINGS, ...change }, 'course.json')).toThrow(problem);
  });

  test('is an array, or a text', () => {
    for (const value of [[], 'course', null, 1])
      expect(() => parseSettings(value, 'course.json')).toThrow(
        /^course\.json does not describe a course:\n {2}(the file|name): /,
      );
  });
});
