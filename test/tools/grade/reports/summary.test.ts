// summary.html: the class on one page, and what must hold of it. A whole page is among the golden files (test/golden/grade-en, grade-ko).
import { describe, expect, jest, test } from '@jest/globals';
import { parseHTML } from 'linkedom';
import { Reporting } from '../../../../tools/grade/reports/words';
import { COURSE } from '../../support/course';
import { summary } from '../../../../tools/grade/reports/summary';
import type { GradedTest, TopicVerdict, Verdict } from '../../../../tools/grade/score/verdict';

type Bundled = typeof import('../../support/esm-for-jest');
jest.mock('linkedom', () => jest.requireActual<Bundled>('../../support/esm-for-jest').bundled('linkedom'));

const [first, second] = ['01-mean-squared-error', '02-cross-entropy-error'];

function topicWith(topic: string, more: Partial<TopicVerdict> = {}): TopicVerdict {
  return { topic, state: 'judged', points: 0, possible: 4, tests: [], seconds: 0, ...more };
}

function verdictWith(name: string, topics: TopicVerdict[], more: Partial<Verdict> = {}): Verdict {
  return { name, student: { login: name }, topics, notes: [], unconfined: false, ...more };
}

/** A failed test in which this mistake was recognized. */
function mistaken(id?: string): GradedTest {
  const diagnosis = id && {
    id,
    name: { en: `the mistake ${id}`, ko: `실수 ${id}` },
    explanation: { en: '', ko: '' },
  };
  const problem = { kind: 'threw', message: '' } as const;
  const finding = { inputs: [], problem, seed: 1, ...(diagnosis && { diagnosis }) };
  return { block: 'f', sentence: 'is 1', kind: 'law', status: 'failed', points: 0, finding };
}

/** What is needed of an element of the page. */
interface Tag {
  textContent: string | null;
  children: Iterable<Tag>;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Tag>;
}

const words = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();

/** The page, and what it says. */
function page(verdicts: Verdict[]) {
  const text = summary(verdicts, new Reporting(COURSE, 'en'));
  const { document } = parseHTML(text);
  const all = (selector: string): Tag[] => [...(document as unknown as Tag).querySelectorAll(selector)];
  const rowsOf = (table: Tag | undefined): string[][] =>
    [...(table?.querySelectorAll('tr') ?? [])].map((row) =>
      [...row.children].map((cell) => words(cell.textContent)),
    );
  return {
    text,
    document,
    said: (selector: string) => all(selector).map((element) => words(element.textContent)),
    attributes: (selector: string, name: string) =>
      all(selector).map((element) => element.getAttribute(name)),
    map: () => rowsOf(all('.map')[0]),
    tables: () => all('table:not(.map)').map(rowsOf),
  };
}

const everybody = [
  verdictWith('alice', [
    topicWith(first, { points: 4, seconds: 1.25 }),
    topicWith(second, { points: 1, seconds: 0.5 }),
  ]),
  verdictWith('bob', [topicWith(first, { state: 'missing' }), topicWith(second, { state: 'unwritten' })]),
  verdictWith('carol', [
    topicWith(first, { state: 'unreadable', reason: 'no <b>bold</b>', seconds: 4 }),
    topicWith(second, { state: 'ungradable', reason: 'the grader failed' }),
  ]),
];

describe('the page', () => {
  test('runs no script and loads nothing, and shows what comes from students as text', () => {
    const evil = page([verdictWith('<script>alert(1)</script>', everybody[2].topics)]);
    expect(evil.document.querySelector('script, b b, td b, img, link')).toBeNull();
    expect(evil.map()[2][0]).toBe('<script>alert(1)</script>');
    expect(evil.text).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
    expect(evil.document.querySelector('style')?.textContent).toMatch(/^\s*:root \{[^]*\.map[^]*\}\s*$/);
  });

  test('warns where the code ran unconfined', () => {
    const unconfined = [...everybody, verdictWith('dan', everybody[0].topics, { unconfined: true })];
    expect(page(unconfined).said('.warning')).toEqual([
      'The code ran without a sandbox (`--unsafe`), so this result could be forged.',
    ]);
    expect(page(everybody).said('.warning')).toEqual([]);
    expect(page(everybody).text).toMatch(/on average<\/p>\s*<h2>Results by topic/);
  });

  test('of nobody has no topics', () => {
    const empty = page([]);
    expect(empty.said('h1 + p')).toEqual(['0 submissions · 0 % of the points on average']);
    expect(empty.map()).toEqual([
      ['Submission', 'Total'],
      ['Class', '0 %'],
    ]);
  });
});

describe('the map', () => {
  test('has a row for each submission, with shares of points or a sign', () => {
    expect(page(everybody).map()).toEqual([
      ['Submission', '01', '02', 'Total'],
      ['Class', '33', '13', '31 %'],
      ['alice', '100', '25', '5/8'],
      ['bob', '·', '○', '0/8'],
      ['carol', '!', '?', '–'],
    ]);
  });

  test('says more where the pointer rests', () => {
    const { attributes } = page(everybody);
    expect(attributes('.map thead th[title]', 'title')).toEqual([
      'The mean squared error',
      'The cross-entropy error',
    ]);
    expect(attributes('.map td[title]', 'title')).toEqual([
      '01 The mean squared error: 4/4',
      '02 The cross-entropy error: 1/4',
      '01 The mean squared error: 0/4 · no file',
      '02 The cross-entropy error: 0/4 · not written yet',
      '01 The mean squared error: 0/4 · cannot be run · no <b>bold</b>',
      '02 The cross-entropy error: 0/4 · not graded · the grader failed',
    ]);
    expect(attributes('.map td[title]', 'class')).toEqual([
      'judged',
      'judged',
      'missing',
      'unwritten',
      'unreadable',
      'ungradable',
    ]);
  });

  test('is colored from orange over white to blue, with letters that can be read on it', () => {
    const points = [0, 1, 2, 3, 4];
    const steps = page([
      verdictWith(
        'a',
        points.map((count) => topicWith(first, { points: count })),
      ),
    ]);
    const colours = [
      'background:hsl(30 80% 72%);color:#111',
      'background:hsl(30 80% 83%);color:#111',
      'background:hsl(212 80% 94%);color:#111',
      'background:hsl(212 80% 72%);color:#111',
      'background:hsl(212 80% 50%);color:#fff',
    ];
    expect(steps.attributes('.map td[title]', 'style')).toEqual(colours);
    expect(steps.attributes('.map .class td[style]', 'style')).toEqual(colours);
    expect(steps.attributes('.legend span', 'style')).toEqual(colours);
    const darkest = topicWith(first, { points: 19, possible: 22 }); // of those with dark letters
    expect(page([verdictWith('a', [darkest])]).attributes('.map td[title]', 'style')).toEqual([
      'background:hsl(212 80% 62%);color:#111',
    ]);
    expect(page(everybody).attributes('.map td.missing, .map td.ungradable', 'style')).toEqual(['', '']);
  });

  test('leaves what could not be graded out of the averages', () => {
    const ungraded = verdictWith('b', [topicWith(first, { state: 'ungradable' })]);
    const rows = page([verdictWith('a', [topicWith(first, { points: 2 })]), ungraded]).map();
    expect(rows[1]).toEqual(['Class', '50', '50 %']);
    expect(page([ungraded]).map()[1]).toEqual(['Class', '0', '0 %']);
  });

  test('cuts long names and reasons', () => {
    const long = page([
      verdictWith('a'.repeat(61), [topicWith(first, { state: 'unreadable', reason: 'b'.repeat(201) })]),
    ]);
    const [name, reason] = [`${'a'.repeat(60)}…`, `${'b'.repeat(200)}…`];
    expect(long.map()[2][0]).toBe(name);
    expect(long.attributes('.map td[title]', 'title')[0]).toMatch(new RegExp(` · ${reason}$`));
    expect(long.tables()[0][1]).toEqual([name, '01', 'cannot be run', reason]);
    expect(long.said('.time')[0]).toContain(`: ${name} (0.0 s)`);
  });
});

describe('the mistakes', () => {
  const tableOf = (...students: (string | undefined)[][]): string[][] | undefined =>
    page(
      students.map((ids) => verdictWith('a', [topicWith(first, { tests: ids.map(mistaken) })])),
    ).tables()[0];

  test('are counted once for each submission, the most common first', () => {
    expect(tableOf(['x', 'y', 'x'], ['y', undefined], ['z', 'y', 'x'], ['a'])).toEqual([
      ['Topic', 'Mistake', 'Submissions'],
      ['01 · The mean squared error', 'the mistake y', '3'],
      ['01 · The mean squared error', 'the mistake x', '2'],
      ['01 · The mean squared error', 'the mistake a', '1'],
      ['01 · The mean squared error', 'the mistake z', '1'],
    ]);
  });

  test('are told apart by their topics', () => {
    const both = [first, second].map((topic) => topicWith(topic, { tests: [mistaken('x')] }));
    expect(
      page([verdictWith('a', both)])
        .tables()[0]
        ?.slice(1),
    ).toEqual([
      ['01 · The mean squared error', 'the mistake x', '1'],
      ['02 · The cross-entropy error', 'the mistake x', '1'],
    ]);
  });

  test('are the twenty most common ones', () => {
    const ids = Array.from({ length: 25 }, (_, i) => `${10 + i}`);
    expect(tableOf(ids)).toHaveLength(21);
  });

  test('may be none', () => {
    expect(
      page([
        verdictWith('a', [topicWith(first, { tests: [mistaken(), { ...mistaken(), finding: undefined }] })]),
      ])
        .said('h2 + p')
        .slice(1, 3),
    ).toEqual(['No known mistake was recognized.', 'Everything was graded normally.']);
  });
});

describe('what could not be judged', () => {
  test('is listed with the reason', () => {
    expect(page(everybody).tables()).toEqual([
      [
        ['Submission', 'Topic', 'State', 'Reason'],
        ['carol', '01', 'cannot be run', 'no <b>bold</b>'],
        ['carol', '02', 'not graded', 'the grader failed'],
      ],
    ]);
    expect(page([verdictWith('a', [topicWith(first, { state: 'unreadable' })])]).tables()[0]?.[1]).toEqual([
      'a',
      '01',
      'cannot be run',
      '',
    ]);
  });
});

describe('the time', () => {
  test('is the sum, and the five slowest submissions', () => {
    const seconds = [1, 6, 2, 5, 3, 4];
    const verdicts = seconds.map((time) =>
      verdictWith(`s${time}`, [topicWith(first, { seconds: time }), topicWith(second, { seconds: 0.25 })]),
    );
    expect(page(verdicts).said('.time')).toEqual([
      'Grading took 22.5 s in total. Slowest submissions: s6 (6.3 s), s5 (5.3 s), s4 (4.3 s), s3 (3.3 s), s2 (2.3 s).',
    ]);
  });
});
