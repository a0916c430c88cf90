// The reports on a small class: what must hold of each. What they say is in the golden files (test/golden/grade-en, grade-ko).
import type { Finding } from '#engine/suite/law';
import { asWritten } from '#engine/words/phrase';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { writeClassReports, writeStudentReports } from '../../../../tools/grade/reports';
import { classroomResults } from '../../../../tools/grade/reports/classroom';
import { canvasTable, grades, moodleTable } from '../../../../tools/grade/reports/csv';
import { feedback } from '../../../../tools/grade/reports/feedback';
import { gradescopeResults } from '../../../../tools/grade/reports/gradescope';
import { junit } from '../../../../tools/grade/reports/junit';
import { summary } from '../../../../tools/grade/reports/summary';
import { Reporting } from '../../../../tools/grade/reports/words';
import { messageIn } from '../../../../tools/shared/type-advice';
import type { GradedTest, Verdict } from '../../../../tools/grade/score/verdict';
import { TYPES_DID_NOT_END } from '../../../../tools/shared/limits';
import { COURSE } from '../../support/course';
import { temporaryFolder } from '../../support/folders';
import {
  alice,
  bob,
  carol,
  dan,
  first,
  second,
  tests,
  topicWith,
  verdictWith,
} from '../../support/small-class';

const [EN, KO] = ['en', 'ko'].map((language) => new Reporting(COURSE, language));

describe('grades.csv', () => {
  test('has a row for each submission, and what is possible; an empty field is no zero', () => {
    expect(grades([alice, bob, carol], EN).split('\r\n')).toEqual([
      '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,01 The mean squared error,02 The cross-entropy error,Gradient Dojo,Remarks',
      'Points Possible,,,,,6,6,12,',
      'alice,,,alice,,1,6,7,',
      "'=bob ,,,'=bob ,,0,0,0,unconfined: can be forged",
      'carol,,,carol,,0,,,not graded: see the feedback',
      '',
    ]);
    expect(grades([{ ...carol, unconfined: true }], EN)).toContain(
      'not graded: see the feedback; unconfined: can be forged',
    );
    expect(grades([{ ...alice, doubles: ['alice.ZIP'] }], EN)).toMatch(/more than once, see alice\.ZIP/);
  });

  test('opens in Excel, with names as people write them', () => {
    const minsu = { ...alice, student: { login: 'minsu', name: '김민수', id: '12', sisId: 's' } };
    expect(grades([minsu], EN)).toMatch(/^\ufeff.*\n김민수,12,s,minsu,/s);
  });

  test('of nobody is a header', () => {
    expect(grades([], EN)).toBe(
      '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Gradient Dojo,Remarks\r\n',
    );
  });
});

const whole = (name: string, student: Verdict['student'], more: Partial<Verdict> = {}): Verdict => ({
  ...verdictWith(
    name,
    [topicWith(first, { points: 3, tests }), topicWith(second, { points: 2, possible: 9 })],
    more,
  ),
  student,
});

describe('canvas.csv', () => {
  test('has the columns, and the row of points possible, that the importer knows, and logins as they are', () => {
    const { text: table, leftOut } = canvasTable(COURSE, [
      whole('+82ann', { login: '+82ann', id: '7', name: 'Ann Lee' }),
      whole('김민수', { login: '김민수' }),
    ]);
    expect(table.split('\r\n')).toEqual([
      '\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,01 The mean squared error,02 The cross-entropy error,Gradient Dojo',
      'Points Possible,,,,,6,9,15',
      'Ann Lee,7,,+82ann,,3,2,5',
      '김민수,,,김민수,,3,2,5',
      '',
    ]);
    expect(leftOut).toEqual([]);
  });

  test('takes away no grade that is there: who could not be graded is not in it', () => {
    const { text: table, leftOut } = canvasTable(COURSE, [alice, carol]);
    expect(table).toContain('alice');
    expect(table).not.toContain('carol');
    expect(leftOut).toMatchObject([{ name: 'carol' }]);
  });

  test('holds nothing that a spreadsheet would compute, and no student twice', () => {
    const names = ['=1+1', '@SUM(1)', "+cmd|'/c'!A1", 'twice', 'fine'];
    const verdicts = names.map((name) =>
      whole(name, { login: name }, name === 'twice' ? { doubles: ['twice.ZIP'] } : {}),
    );
    const { text: table, leftOut } = canvasTable(COURSE, verdicts);
    expect(table.split('\r\n').slice(2, -1)).toEqual(['fine,,,fine,,3,2,5']);
    expect(leftOut.map(({ name }) => name)).toEqual(names.slice(0, 4));
  });

  test('finds a student by a name that is no formula, and shows one that is as a text', () => {
    const byLogin = whole('=1+1 - ann', { login: 'ann' });
    const byName = ['=1+1', "O'Brien, Ann"].map((name) => whole(name, { name }));
    const { text: table, leftOut } = canvasTable(COURSE, [byLogin, ...byName]);
    expect(table.split('\r\n').slice(2, -1)).toEqual([
      "'=1+1 - ann,,,ann,,3,2,5",
      `"O'Brien, Ann",,,,,3,2,5`,
    ]);
    expect(leftOut.map(({ name }) => name)).toEqual(['=1+1']);
    expect(moodleTable(COURSE, [byLogin]).text).toContain("\r\nann,'=1+1 - ann,");
  });
});

test('who would have another’s row is in neither table: the importers take whichever they read last', () => {
  const verdicts = [
    whole('a', { login: 'ann' }),
    whole('b', { login: 'Ann', name: 'Ann Kim' }),
    whole('c', { name: 'Cem Ak' }),
    whole('d', { name: 'Cem Ak' }),
    whole('e', { login: 'eve', id: '7' }),
    whole('f', { login: 'eve', id: '8' }),
  ];
  const why = 'another student has the same name or login';
  const leftOut = ['a', 'b', 'c', 'd'].map((name) => ({ name, why }));
  expect(canvasTable(COURSE, verdicts).leftOut).toEqual(leftOut); // it looks at the number first
  expect(moodleTable(COURSE, verdicts).text.split('\r\n')).toHaveLength(2);
});

describe('moodle.csv', () => {
  test('is in percent, since the import stops above 100', () => {
    expect(moodleTable(COURSE, [whole('ann', { login: 'ann' })]).text.split('\r\n')).toEqual([
      '\ufeffUsername,Name,01 The mean squared error (%),02 The cross-entropy error (%),Gradient Dojo (%)',
      'ann,ann,50,22.22,33.33',
      '',
    ]);
  });

  test('has other columns that name the student for all or for nobody: an empty one would mean the student before', () => {
    const ann = whole('ann', { login: 'ann', email: 'a@x', sisId: '1' });
    const bo = whole('bo', { login: 'bo', email: 'b@x' });
    const [header, ...rows] = moodleTable(COURSE, [ann, bo]).text.split('\r\n');
    expect(header).toMatch(/^\ufeffUsername,Email address,Name,01/);
    expect(rows.slice(0, 2)).toEqual(['ann,a@x,ann,50,22.22,33.33', 'bo,b@x,bo,50,22.22,33.33']);
  });

  test('holds nobody whose login would be cut to fit into a cell', () => {
    const [fits, isCut] = ['a'.repeat(100), 'b'.repeat(101)];
    const { text: table, leftOut } = moodleTable(
      COURSE,
      [fits, isCut].map((login) => whole('ann', { login, name: 'n'.repeat(101) })),
    );
    expect(table).toContain(fits);
    expect(table).not.toContain('bbb');
    expect(leftOut).toMatchObject([{ why: 'its name can’t be a login' }]);
  });

  test('holds nobody whose login is not known: the import would stop at it', () => {
    const { text: table, leftOut } = moodleTable(COURSE, [
      whole('Ann Lee', { name: 'Ann Lee' }),
      whole('bo', { login: 'bo' }),
    ]);
    expect(table).not.toContain('Ann');
    expect(leftOut).toEqual([{ name: 'Ann Lee', why: expect.stringContaining('--roster') as unknown }]);
  });

  test('of nobody is a header', () => {
    expect(moodleTable(COURSE, []).text).toBe('\ufeffUsername,Name,Gradient Dojo (%)\r\n');
  });
});

describe('classroom.json', () => {
  test('is what the reporter of GitHub Classroom adds up', () => {
    const { max_score, status, tests: told } = classroomResults(alice, EN);
    expect({ max_score, status }).toEqual({ max_score: 12, status: 'fail' });
    expect(told.map(({ score, status: each }) => [score, each])).toEqual([
      [1, 'fail'],
      [6, 'pass'],
    ]);
    expect(told[0].name).toBe('01 · The mean squared error');
    expect(classroomResults(verdictWith('a', [alice.topics[1]]), KO)).toMatchObject({
      status: 'pass',
      max_score: 6,
    });
  });

  test('reports no points where something could not be graded', () => {
    const { max_score, status, tests: told } = classroomResults(carol, EN);
    expect({ max_score, status }).toEqual({ max_score: 0, status: 'error' });
    expect(told.map(({ score }) => score)).toEqual([0, 0]);
    expect(told[1].status).toBe('error');
  });

  test('fits into an environment variable, whatever a student has written', () => {
    const reason = '가'.repeat(10_000);
    const topics = Array.from({ length: 14 }, () => topicWith(first, { state: 'unreadable', reason }));
    const json = JSON.stringify(classroomResults(verdictWith('a', topics), KO));
    expect(Buffer.from(json).toString('base64').length).toBeLessThan(100_000);
  });
});

describe('feedback.md', () => {
  test('says nothing of what there is none of', () => {
    const sections = (...some: GradedTest[]): string[] =>
      feedback(verdictWith('alice', [topicWith(first, { points: 1, tests: some })]), EN)
        .split('\n')
        .slice(8);
    expect(sections(tests[0], tests[3])).toEqual([
      '## 01 · The mean squared error · 1 of 6',
      '',
      '✘ **`f` is 0**',
      '',
    ]);
    expect(sections(tests[0], tests[4])).toEqual([
      '## 01 · The mean squared error · 1 of 6',
      '',
      'Not written yet: `g`.',
      '',
    ]);
  });

  test('shows no more than twenty lines of what a student’s code says, none of them empty or endless', () => {
    const message = ['', 'a'.repeat(600), ...Array.from({ length: 30 }, (_, i) => `line ${i}\n \n`)].join(
      '\n',
    );
    const failing: GradedTest = {
      ...tests[3],
      finding: { inputs: [], problem: { kind: 'threw', message }, seed: 7 },
    };
    const told = feedback(verdictWith('alice', [topicWith(first, { tests: [failing] })]), EN).split('\n');
    const shown = told.filter((line) => line.startsWith('    '));
    expect(shown).toHaveLength(20);
    expect(shown[0]).toBe(`    ${'a'.repeat(500)}…`);
    expect(shown.at(-1)).toBe('    line 18');
  });

  test('escapes all signs of a name, cut to three hundred characters', () => {
    const signs = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
    const [heading] = feedback(verdictWith(`a0Z ${signs}${'b'.repeat(300)}`, []), EN).split('\n');
    const escaped = [...signs].map((sign) => `\\${sign}`).join('');
    expect(heading).toBe(`# Feedback: a0Z ${escaped}${'b'.repeat(300 - 4 - signs.length)}…`);
  });
});

describe('results.json', () => {
  test('has no score where something could not be graded', () => {
    const { score, tests, output, extra_data } = gradescopeResults({ ...carol, notes: ['a note'] }, EN);
    expect([score, tests]).toEqual([undefined, undefined]);
    expect(output.split('\n').slice(1)).toEqual(['a note']);
    expect(extra_data).toMatchObject({ topics: [{ state: 'unreadable' }, { state: 'ungradable' }] });
  });

  test('says it in Korean', () => {
    const [, , failing] = gradescopeResults(alice, KO).tests!;
    expect(failing).toMatchObject({
      name: '01 · 오차제곱합: f: 차이의 제곱을 모두 더한 것의 절반이다',
      output: expect.stringMatching(/결과는 1, 기대한 값은 0\.5.*절반이 빠졌습니다/s) as unknown,
    });
  });

  test('has no Markdown of our own: it is plain text', () => {
    for (const language of [EN, KO]) {
      for (const verdict of [bob, carol, { ...carol, unconfined: true }]) {
        expect(gradescopeResults(verdict, language).output.replace('a *note*', '')).not.toMatch(/[*`]/);
      }
    }
  });

  test('has no more than twenty lines of what a student’s code says, and no endless ones', () => {
    const message = [...Array.from({ length: 30 }, (_, i) => `line ${i}`)].join('\n');
    const failing: GradedTest = {
      ...tests[3],
      finding: { inputs: [['x', 'a'.repeat(600)]], problem: { kind: 'threw', message }, seed: 7 },
    };
    const [{ output }] = gradescopeResults(
      verdictWith('alice', [topicWith(first, { tests: [failing] })]),
      EN,
    ).tests!;
    const shown = output.split('\n');
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([20, `x = ${'a'.repeat(496)}…`, 'line 18']);
    const notes = ['b'.repeat(2_001)];
    expect(gradescopeResults(verdictWith('alice', [], { notes }), EN).output).toBe(`${'b'.repeat(2_000)}…`);
  });
});

describe('results.xml', () => {
  test('has one case for a topic without any tests', () => {
    const cases = (verdict: Verdict): string[] => junit([verdict], EN).split('\n').slice(2, -3);
    expect(cases(verdictWith('eve', [topicWith(first, { state: 'judged' })]))).toEqual([
      '  <testsuite name="eve" tests="1" failures="0" errors="1" skipped="0">',
      '    <testcase classname="01-mean-squared-error" name="01-mean-squared-error">',
      '      <error message="judged"/>',
      '    </testcase>',
    ]);
  });

  test('is in the language of the reports', () => {
    const korean = junit([alice, carol], KO);
    const messages = [...korean.matchAll(/message="([^"]+)"/g)].map(([, message]) => message);
    expect(messages.filter((message) => !/[가-힣]/.test(message))).toEqual([]);
    expect(korean).toContain('name="f: 차이의 제곱을 모두 더한 것의 절반이다"');
  });

  test('cuts what a student’s code says to five hundred characters', () => {
    const finding: Finding = { inputs: [], problem: { kind: 'threw', message: 'a'.repeat(501) }, seed: 7 };
    expect(
      junit([verdictWith('a', [topicWith(first, { tests: [{ ...tests[3], finding }] })])], EN),
    ).toContain(`"${'a'.repeat(500)}…"`);
    expect(
      junit([verdictWith('a', [topicWith(first, { state: 'unreadable', reason: 'b'.repeat(500) })])], EN),
    ).toContain(`"cannot be run: ${'b'.repeat(485)}…"`);
  });
});

describe('type errors', () => {
  const place = 'exercises/02-cross-entropy-error.ts:3:10';
  const report = `${place} - error TS2362: The left-hand side <b>is no number</b>.`;
  const eve = verdictWith('eve', [
    topicWith(first, { state: 'missing' }),
    topicWith(second, { points: 6, tests: Array.from({ length: 6 }, () => tests[0]), types: report }),
  ]);

  test('come first in what the student reads, with help, and take no points', () => {
    for (const reporting of [EN, KO]) {
      const said = feedback(eve, reporting);
      const [, section] = said.split('\n## ');
      expect(section).toContain(reporting.words.typeErrors);
      const message = messageIn('The left-hand side <b>is no number</b>.', reporting.language);
      expect(section).toContain(`    ${place}  ${message}`); // in a block of code
      expect(section).toContain('a.add(b)');
      const { score, output, tests, extra_data } = gradescopeResults(eve, reporting);
      expect([score, tests!.filter(({ status }) => status === 'failed').length]).toEqual([6, 1]);
      expect(output).toContain(place);
      expect(extra_data).toMatchObject({ topics: [{}, { points: 6, typeErrors: [report] }] });
    }
  });

  test('that the compiler could not find are a sentence, in the language of the report', () => {
    const fay = verdictWith('fay', [
      topicWith(first, { points: 13, types: asWritten(TYPES_DID_NOT_END) }),
      topicWith(second, {}),
    ]);
    const [english, korean] = [EN, KO].map((reporting) => reporting.typeErrorLines(fay.topics[0]));
    expect(english).toEqual([asWritten(TYPES_DID_NOT_END)]);
    expect(korean).toEqual([expect.stringMatching(/타입/)]);
    expect(feedback(fay, KO)).toContain(`    ${korean[0]}`);
  });

  test('are on the page of the class', () => {
    const page = summary([eve], EN);
    expect(page).toContain(place);
    expect(page).not.toContain('<b>is no number');
    expect(summary([alice], EN)).not.toContain('Type errors');
  });
});

describe('what the grader says of a submission', () => {
  const sources = ['zip', 'listing', 'intake', 'text'].map((name) =>
    readFileSync(join(COURSE.root, 'tools/grade/intake', `${name}.ts`), 'utf8').replace(
      /\/\*\*[^]*?\*\/|^ *\/\/.*$/gm,
      '',
    ),
  );
  /** Sentences in quotes: names have no spaces. */
  const sentences = sources.flatMap(
    (source) =>
      [...source.matchAll(/(?<![\w])(['`])((?:(?!\1)[^\n])*)\1/g)]
        .map(([, , text]) => text.replace(/\$\{[^{}]*(?:\{[^}]*\}[^{}]*)*\}/g, '7'))
        .filter((text) => /^\w.* .* /.test(text) && !/\$\{|\\n/.test(text)), // whole ones, and none that is only hashed,
  );

  test('is said in Korean, all of it', () => {
    expect(sentences.length).toBeGreaterThan(25);
    expect(sentences.filter((sentence) => !/[가-힣]/.test(KO.said(sentence)))).toEqual([]);
    expect(EN.said(sentences[0])).toBe(sentences[0]);
  });

  test('is put together from parts, each in Korean', () => {
    expect(KO.said('hw.zip: the zip has a password: hand it in without one')).toMatch(/^hw\.zip: .*암호/);
    expect(KO.said('the zip is packed by LZMA, which is not read: pack it as an ordinary zip')).toContain(
      'LZMA 방식',
    );
    expect(KO.said('ignored: a.py, b.py and 3 more')).toBe('보지 않은 것: a.py, b.py 외 3개');
  });

  test('is looked for once, and not in a million ways, in what a student has thrown', () => {
    const words = [' in ', ', of class ', ', came ', ' times in ', ', expected about '];
    const thrown = `sample x${words.map((one) => one.repeat(400 / one.length)).join('')}`;
    const test = { block: 'stratifiedChoice', sentence: '', status: 'failed' } as const;
    for (const message of [thrown, `cannot read ${'.'.repeat(2_000)}`]) {
      const finding = { inputs: [], problem: { kind: 'threw', message } as const, seed: 0 };
      expect(KO.problemOf('04-fair-batches', { ...test, finding })).toContain(message.slice(-100));
    }
    const deep = 'hw: '.repeat(1_000);
    expect(KO.said(deep)).toBe(deep);
  });

  test('is in all reports', () => {
    const noted = { ...bob, notes: ['the zip has a password: hand it in without one'] };
    for (const report of [feedback(noted, KO), gradescopeResults(noted, KO).output]) {
      expect(report).toContain('zip에 암호가 걸려 있습니다');
    }
    const broken = verdictWith('fay', [
      topicWith(first, { state: 'unreadable', reason: 'a folder has this name' }),
    ]);
    const reports = [
      feedback(broken, KO),
      gradescopeResults(broken, KO).tests![0].output,
      summary([broken], KO),
    ];
    for (const report of reports) expect(report).toContain('폴더가 이 이름을 쓰고 있습니다');
  });
});

describe('what a student has written', () => {
  /** Every character that XML 1.0 forbids or that some program obeys, and some that neither does. */
  const odd = String.fromCodePoint(
    ...[
      0, 1, 7, 8, 9, 0xb, 0x1b, 0x1f, 0x7f, 0x85, 0x9b, 0x202e, 0x2028, 0xd800, 0xdc00, 0xfdd0, 0xfffe,
      0xffff, 0x1fffe,
    ],
  );
  const hostile = verdictWith(
    `n${odd}`,
    [
      topicWith(first, {
        tests: [
          {
            ...tests[2],
            finding: { inputs: [[`i${odd}`, odd]], problem: { kind: 'threw', message: `m${odd}` }, seed: 1 },
            place: odd,
          },
        ],
      }),
      topicWith(second, { state: 'unreadable', reason: `r${odd}\n${'🙂'.repeat(400)}` }),
    ],
    { notes: [`note${odd}`], student: { login: `l${odd}`, name: `s${odd}`, id: odd } },
  );

  // After XML 1.0's Char, and without what a terminal obeys; line ends are the report's own.
  const CLEAN = /^[\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;

  test.each<[string, () => string]>([
    ['grades.csv', () => grades([hostile], EN)],
    ['canvas.csv', () => canvasTable(COURSE, [hostile]).text],
    ['moodle.csv', () => moodleTable(COURSE, [hostile]).text],
    ['results.xml', () => junit([hostile], EN)],
    ['summary.html', () => summary([hostile], EN)],
    ['feedback.md', () => feedback(hostile, EN)],
    ['results.json', () => unescaped(gradescopeResults(hostile, EN))],
    ['classroom.json', () => unescaped(classroomResults(hostile, EN))],
  ])('is clean in %s', (_, report) => {
    expect(report()).toMatch(CLEAN);
  });

  /** All texts in it: JSON would write what is forbidden as \\u…. */
  function unescaped(value: unknown): string {
    if (typeof value === 'string') return value;
    if (typeof value !== 'object' || value === null) return '';
    return Object.values(value).map(unescaped).join('\n');
  }
});

describe('the words', () => {
  test('are there in both languages', () => {
    for (const [language, letters] of [
      [EN, /^[^가-힣]*[a-zA-Z]{2}[^가-힣]*$/],
      [KO, /[가-힣]/],
    ] as const) {
      const { states, total, of, unwrittenBlocks, ...plain } = language.words;
      for (const word of Object.values(plain)) expect(word).toMatch(letters);
      expect(Object.entries(states).filter(([, said]) => !letters.test(said))).toEqual([['judged', '']]);
      for (const said of [total(3, 5), of(3, 5)]) {
        expect([said.includes('3'), said.includes('5')]).toEqual([true, true]);
      }
      expect(unwrittenBlocks(['f', 'g'])).toContain('f, g');
    }
    expect(KO.titleOf(first)).toBe('오차제곱합');
    expect(EN.titleOf(first)).toBe('The mean squared error');
  });
});

describe('the files', () => {
  const out = temporaryFolder();

  test('lie where they are looked for', () => {
    writeClassReports(out, [alice, dan], EN);
    writeStudentReports(out, alice, EN);
    expect(readdirSync(out).sort()).toEqual([
      ...['canvas.csv', 'grades.csv', 'moodle.csv', 'results.xml', 'submissions', 'summary.html'],
    ]);
    const read = (...path: string[]): string => readFileSync(join(out, ...path), 'utf8');
    expect(read('grades.csv')).toBe(grades([alice, dan], EN));
    expect(read('results.xml')).toBe(junit([alice, dan], EN));
    expect(read('submissions', 'alice', 'feedback.md')).toBe(feedback(alice, EN));
    const results = read('submissions', 'alice', 'results.json');
    expect(results).toBe(`${JSON.stringify(gradescopeResults(alice, EN), null, 2)}\n`);
    expect(read('summary.html')).toMatch(/^<!doctype html>/);
  });

  test('of nobody are there, too', () => {
    writeClassReports(join(out, 'nobody'), [], EN);
    expect(readdirSync(join(out, 'nobody', 'submissions'))).toEqual([]);
  });
});
