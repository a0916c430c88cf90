// Which submissions a folder holds, under what names, and whose they are by a roster.
import fs, { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import {
  matched,
  readRoster,
  type Submission,
  submissionsIn,
  readSubmission,
} from '../../../../tools/grade/intake';
import { COURSE } from '../../support/course';
import { temporaryFolder } from '../../support/folders';

const root = temporaryFolder();
const topics = ['01-a', '02-b'];
let count = 0;

const testOnLinux = process.platform === 'linux' ? test : test.skip;

afterEach(() => void jest.restoreAllMocks());

/** A folder with these files; a name that ends in / is a folder. */
function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = join(root, String(count++));
  mkdirSync(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(name.endsWith('/') ? join(folder, name) : dirname(join(folder, name)), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(join(folder, name), content);
  }
  return folder;
}

const zip = (files: Record<string, string>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));

const namesIn = (folder: string): string[] => submissionsIn(folder).submissions.map(({ name }) => name);

/** What each submission holds, by its name. */
function filesIn(folder: string): Record<string, Record<string, string>> {
  const { submissions } = submissionsIn(folder, topics);
  return Object.fromEntries(submissions.map((one) => [one.name, readSubmission(one, COURSE, topics).files]));
}

describe('a class', () => {
  test('is the folders and zips of a folder, in order', () => {
    const folder = folderWith({
      'carol/': '',
      'alice.zip': '',
      'Bob.ZIP': '',
      '__MACOSX/': '',
      '.git/': '',
      '.zip': '',
      Bob: '',
      'notes.txt': '',
      'a.zip.bak': '',
    });
    const expected = [
      ['Bob', 'zip'],
      ['alice', 'zip'],
      ['carol', 'folder'],
    ];
    const found = (): unknown[] => submissionsIn(folder).submissions.map(({ name, kind }) => [name, kind]);
    expect(found()).toEqual(expected);
    expect(submissionsIn(folder).ignored).toEqual(['Bob', 'a.zip.bak', 'notes.txt']);
    const { readdirSync } = fs; // in which order a system names what is in a folder is its own affair
    jest
      .spyOn(fs, 'readdirSync')
      .mockImplementation(((path: Buffer, options: never) =>
        [...readdirSync(path, options)].reverse()) as never);
    expect(found()).toEqual(expected);
  });

  test('has a name of its own for each, and says which seem to be of one student', () => {
    const folder = folderWith({
      'bob/': '',
      'bob.zip': '',
      'bob.zip.zip': '',
      'eve.zip': '',
      'Eve/': '',
      'dan.zip': '',
    });
    const { submissions } = submissionsIn(folder);
    expect(submissions.map(({ name }) => name)).toEqual([
      'Eve',
      'bob',
      'bob.zip',
      'bob.zip.zip',
      'dan',
      'eve.zip',
    ]);
    const doubles = submissions.map(({ name, doubles }) => [name, doubles]);
    expect(Object.fromEntries(doubles)).toMatchObject({
      Eve: ['eve.zip'],
      'eve.zip': ['Eve'],
      bob: ['bob.zip'],
    });
    const logins = submissions.map(({ student }) => student.login);
    expect(new Set(logins).size).toBe(logins.length);
  });

  testOnLinux('has different folders of reports where a file system takes two names for one', () => {
    const folder = folderWith({ 'ann.zip': '', 'ann.ZIP': '', [`${'é'.normalize('NFD')}/`]: '', 'é/': '' });
    const names = namesIn(folder);
    expect(names).toHaveLength(4);
    expect(new Set(names.map((name) => name.normalize('NFC').toLowerCase())).size).toBe(4);
  });

  testOnLinux('is read by the bytes of its names', () => {
    const folder = folderWith({});
    const name = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0xb0, 0xa1])]); // 가 in EUC-KR
    mkdirSync(name);
    writeFileSync(Buffer.concat([name, Buffer.from('/01-a.ts')]), 'a');
    mkdirSync(Buffer.concat([name, Buffer.from([0x2f, 0xb0, 0xfa])])); // 과
    writeFileSync(Buffer.concat([name, Buffer.from([0x2f, 0xb0, 0xfa]), Buffer.from('/02-b.ts')]), 'b');
    mkdirSync(join(folder, '김'.normalize('NFD')));
    expect(filesIn(folder)).toEqual({ 가: { '01-a': 'a', '02-b': 'b' }, 김: {} });
  });

  test('that is no class is no submission', () => {
    const folder = folderWith({ '01-a.ts': 'a' });
    expect(submissionsIn(folder)).toEqual({ submissions: [], ignored: ['01-a.ts'], typedIn: [] });
  });

  testOnLinux('follows no links', () => {
    const folder = folderWith({ 'ann/01-a.ts': 'a' });
    symlinkSync(join(folder, 'ann'), join(folder, 'bob'));
    expect(submissionsIn(folder).ignored).toEqual(['bob']);
  });

  test('has an archive of another kind as a submission that cannot be read, and not as a zero', () => {
    const folder = folderWith({ 'ann.tar.gz': 'x', 'bob.7z': 'x' });
    const { submissions } = submissionsIn(folder);
    expect(submissions.map(({ name }) => name)).toEqual(['ann', 'bob']);
    expect(readSubmission(submissions[1], COURSE, topics).failures['01-a']).toContain('bob.7z');
  });
});

describe('a bulk download', () => {
  test('of Moodle: folders, in which there may be a zip', () => {
    const folder = folderWith({
      'Ann Lee_1234_assignsubmission_file/01-a.ts': 'a',
      '김 민수_77_assignsubmission_file_/hw.zip': zip({ 'hw/exercises/01-a.ts': 'b' }),
      '김 민수_77_assignsubmission_onlinetext/onlinetext.html': '<p>',
    });
    expect(filesIn(folder)).toEqual({ 'Ann Lee': { '01-a': 'a' }, '김 민수': { '01-a': 'b' } });
    const { submissions, ignored, typedIn } = submissionsIn(folder);
    expect(submissions.map(({ student }) => student)).toEqual([{ name: 'Ann Lee' }, { name: '김 민수' }]);
    expect([ignored, typedIn]).toEqual([[], ['김 민수']]);
  });

  test('of Moodle, without folders', () => {
    const folder = folderWith({
      'Ann Lee_1234_assignsubmission_file_01-a.ts': 'a',
      'Ann Lee_1234_assignsubmission_file_02-b.ts': 'b',
      'Ann Lee_1235_assignsubmission_file_hw.zip': zip({ '01-a.ts': 'other' }),
    });
    expect(filesIn(folder)).toEqual({
      'Ann Lee_1234': { '01-a': 'a', '02-b': 'b' },
      'Ann Lee_1235': { '01-a': 'other' },
    });
  });

  test('of Canvas: single files and zips, with the student’s number', () => {
    const folder = folderWith({
      'leeann_12345_67890_01-a.ts': 'a',
      'leeann_LATE_12345_67891_02-b-1.ts': 'b',
      'parkbo_222_333_homework.zip': zip({ '01-a.ts': 'c' }),
    });
    expect(filesIn(folder)).toEqual({ leeann: { '01-a': 'a', '02-b': 'b' }, parkbo: { '01-a': 'c' } });
    expect(submissionsIn(folder).submissions.map(({ student }) => student)).toEqual([
      { login: 'leeann', id: '12345' },
      { login: 'parkbo', id: '222' },
    ]);
  });

  test.each([
    ['Canvas', ['leeann_12_100_01-a.ts', 'leeann_13_101_01-a.ts'], ['leeann_12', 'leeann_13']],
    [
      'Moodle',
      ['Ann Lee_12_assignsubmission_file_01-a.ts', 'Ann Lee_13_assignsubmission_file_01-a.ts'],
      ['Ann Lee_12', 'Ann Lee_13'],
    ],
  ])('of %s: two students of one name are no student who has handed in twice', (_, files, names) => {
    const { submissions } = submissionsIn(folderWith(Object.fromEntries(files.map((file) => [file, file]))));
    expect(submissions.map(({ name, doubles }) => [name, doubles])).toEqual(
      names.map((name) => [name, undefined]),
    );
  });

  test('of Canvas, with what was handed in again: the latest counts, whatever it is called', () => {
    const folder = folderWith({
      'leeann_LATE_12_90_01-a-2.ts': 'second',
      'leeann_LATE_12_101_01-a.ts': 'third',
      'leeann_LATE_12_80_01-a-1.ts': 'first',
      'leeann_LATE_12_110_old.zip': zip({ '01-a.ts': 'in a zip, deeper' }),
    });
    expect(filesIn(folder)).toEqual({ leeann: { '01-a': 'third' } });
    expect(readSubmission(submissionsIn(folder).submissions[0], COURSE, topics).notes[0]).toMatch(
      /^01-a\.ts is there 4 times: 01-a\.ts counts, and not 01-a-2\.ts/,
    );
  });

  test.each([
    [
      'Canvas',
      ['bob_22_901_01-a.ts', 'eve_66_902_x_bob_attempt_2026-11-28-23-58-01_01-a.ts'],
      ['bob_22_901_02-b.ts', 'eve_66_903_Bob_77_assignsubmission_file_02-b.ts'],
    ],
    [
      'Blackboard',
      ['HW_bob_attempt_2026-11-27-10-00-01_01-a.ts', 'HW_eve_attempt_2026-11-27-10-00-01_bob_22_901_01-a.ts'],
      [
        'HW_bob_attempt_2026-11-27-10-00-01_02-b.ts',
        'HW_eve_attempt_2026-11-27-10-00-01_HW_bob_attempt_2026-11-28-10-00-01_02-b.ts',
      ],
    ],
    [
      'Moodle',
      ['bob_22_assignsubmission_file_01-a.ts', 'eve_66_assignsubmission_file_bob_22_901_01-a.ts'],
      [
        'bob_22_assignsubmission_file_02-b.ts',
        'eve_66_assignsubmission_file_bob_attempt_2026-11-27-10-00-01_02-b.ts',
      ],
    ],
  ])(
    'of %s: a file that its student calls like one of someone else is still its student’s',
    (_, ...names) => {
      const folder = folderWith(Object.fromEntries(names.flat().map((name) => [name, name])));
      const { submissions } = submissionsIn(folder);
      expect(submissions.map(({ name, files, doubles }) => [name, files?.length, doubles])).toEqual([
        ['bob', 2, undefined],
        ['eve', 2, undefined],
      ]);
    },
  );

  test('of Blackboard: the latest attempt counts, and who has only typed something is there, too', () => {
    const folder = folderWith({
      'HW_1_annlee_attempt_2026-11-27-10-00-01_01-a.ts': 'first',
      'HW_1_annlee_attempt_2026-11-27-10-00-01_02-b.ts': 'b',
      'HW_1_annlee_attempt_2026-11-27-10-00-01.txt': 'Name: Ann Lee (annlee)',
      'HW_1_annlee_attempt_2026-11-28-23-58-01_hw.zip': zip({ 'hw/01-a.ts': 'second' }),
      'HW_1_bo_attempt_2026-11-28-23-59-01.txt': 'Name: Bo Park (bo)',
    });
    expect(filesIn(folder)).toEqual({ annlee: { '01-a': 'second', '02-b': 'b' }, bo: {} });
    const { submissions, ignored } = submissionsIn(folder);
    expect(ignored).toEqual([]);
    expect(readSubmission(submissions[0], COURSE, topics).notes).toEqual([
      '01-a.ts is there 2 times: 2026-11-28-23-58-01/hw.zip/hw/01-a.ts counts, and not 2026-11-27-10-00-01/01-a.ts',
    ]);
  });

  test('of ILIAS: the time is before each file’s name, and the latest counts', () => {
    const folder = folderWith({
      'Lee_Ann_annlee_4711/20261127100001_01-a.ts': 'first',
      'Lee_Ann_annlee_4711/20261128235801_01-a.ts': 'second',
      'Lee_Ann_annlee_4711/20261127100001_02-b.ts': 'b',
    });
    expect(filesIn(folder)).toEqual({ Lee_Ann_annlee_4711: { '01-a': 'second', '02-b': 'b' } });
  });

  test('of a shared drive: each file has its owner’s name before its own', () => {
    const folder = folderWith({
      'Ann Lee - 01-a.ts': 'a1',
      'Ann Lee - 01-a (1).ts': 'a copy',
      'Ann Lee - 02-b.ts': 'a2',
      'bobkim_01-a.ts': 'b1',
      'İpek Öz-01_a.ts': 'i1',
      '20261234 02-b.ts': 'n2',
      'cem/01-a.ts': 'c1',
      'notes - 2026.txt': '',
    });
    expect(filesIn(folder)).toEqual({
      'Ann Lee': { '01-a': 'a1', '02-b': 'a2' },
      bobkim: { '01-a': 'b1' },
      'İpek Öz': { '01-a': 'i1' },
      '20261234': { '02-b': 'n2' },
      cem: { '01-a': 'c1' },
    });
    const { submissions, ignored } = submissionsIn(folder, topics);
    expect(ignored).toEqual(['notes - 2026.txt']);
    expect(submissions.map(({ student }) => student)).toEqual([
      { login: '20261234' },
      expect.objectContaining({ name: 'Ann Lee' }),
      { login: 'bobkim' },
      { login: 'cem' },
      expect.objectContaining({ name: 'İpek Öz' }),
    ]);
  });

  test('of a shared drive, with what the exercises import', () => {
    const folder = folderWith({
      'Ann - 01-a.ts': "import './half';",
      'Ann Lee - 01-a.ts': "import './half'; import './data/one.json';",
      'Ann Lee - half.ts': 'h',
      'Ann Lee - one.json': '1',
      'Annabel - half.ts': '',
      'half.ts': '',
    });
    const { submissions, ignored } = submissionsIn(folder, topics);
    const helpers = submissions.map((one) => [one.name, readSubmission(one, COURSE, topics).helpers]);
    expect(Object.fromEntries(helpers)).toEqual({
      Ann: {},
      'Ann Lee': { '01-a': { 'half.ts': 'h', 'data/one.json': '1' } },
    });
    expect(ignored).toEqual(['Annabel - half.ts', 'half.ts']);
  });

  test('of Google Forms: each file has its owner’s name behind its own', () => {
    const folder = folderWith({
      '01-a - Ann Lee.ts': "import './half';",
      '02-b - Ann Lee.ts': 'a2',
      'half - Ann Lee.ts': 'h',
      '01-a - 김민수.ts': 'k1',
      'half - 김민수.ts': 'unused',
      '02-b - J. Oh.ts.txt': 'o2',
      'my report - Ann Lee.pdf': '',
      'slides - nobody.pdf': '',
    });
    expect(filesIn(folder)).toEqual({
      'Ann Lee': { '01-a': "import './half';", '02-b': 'a2' },
      'J. Oh': { '02-b': 'o2' },
      김민수: { '01-a': 'k1' },
    });
    const { submissions, ignored } = submissionsIn(folder, topics);
    const [ann] = submissions.map((one) => readSubmission(one, COURSE, topics));
    expect(ann.helpers).toEqual({ '01-a': { 'half.ts': 'h' } });
    expect(ann.notes).toEqual(['ignored: my report.pdf']);
    expect(ignored).toEqual(['slides - nobody.pdf']);
  });

  test('of Microsoft Forms: a sign less', () => {
    const folder = folderWith({
      '01-a_Ann Lee.ts': "import './half';",
      'half_Ann Lee.ts': 'h',
      '01-a 1_김민수.ts': 'k',
      '02-b_final.ts': 'of nobody',
    });
    expect(filesIn(folder)).toEqual({ 'Ann Lee': { '01-a': "import './half';" }, 김민수: { '01-a': 'k' } });
    const { submissions, ignored } = submissionsIn(folder, topics);
    expect(readSubmission(submissions[0], COURSE, topics).helpers).toEqual({ '01-a': { 'half.ts': 'h' } });
    expect(ignored).toEqual(['02-b_final.ts']);
  });

  test('of a class that was told to sign its files', () => {
    const signed = {
      '01-a_annlee.ts': "import './half';",
      '02_b-annlee.ts': 'a2',
      'half_annlee.ts': 'h',
      '01-a-20261234.ts': '1234',
      '01-a_20261235_김민수.ts': '1235',
      'half_nobody.ts': '',
    };
    const folder = folderWith({ ...signed, '01 a kim.min.ts.txt': 'kim' });
    expect(filesIn(folder)).toEqual({
      20261234: { '01-a': '1234' },
      annlee: { '01-a': "import './half';", '02-b': 'a2' },
      'kim.min': { '01-a': 'kim' },
      김민수: { '01-a': '1235' },
    });
    const { submissions, ignored } = submissionsIn(folder, topics);
    const annlee = submissions.find(({ name }) => name === 'annlee')!;
    expect(readSubmission(annlee, COURSE, topics).helpers).toEqual({ '01-a': { 'half.ts': 'h' } });
    expect(ignored).toEqual(['half_nobody.ts']);
    // Two may be one's own: "…_old.ts", "…_new.ts".
    expect(
      submissionsIn(folderWith({ '01-a_old.ts': '', '01-a_new.ts': '', '02-b_v2.ts': '' }), topics)
        .submissions,
    ).toEqual([]);
  });

  test('in which one student’s files lie by themselves is none, whatever else they have there', () => {
    const folder = folderWith({ '01-a.ts': 'a', 'old 01-a.ts': 'b', 'old 02-b.ts': 'c' });
    expect(submissionsIn(folder, topics).submissions).toEqual([]);
    const dated = folderWith({ '2026-11-28_01-a.ts': 'a', 'Copy of 02-b.ts': 'b' });
    expect(submissionsIn(dated, topics).submissions).toEqual([]);
  });

  describe('of Gradescope', () => {
    const METADATA = [
      '---',
      'submission_101:',
      '  :submitters:',
      '  - :name: Ann Lee',
      "    :sid: '0012'",
      '    :email: ann@example.edu',
      '  :created_at: 2026-11-28 16:36:09.479474000 Z',
      '  :score: 10.0',
      '  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess',
      '    tests: !x',
      '    - output: !y text',
      'submission_102:',
      '  :submitters:',
      '  - :name: 김민준',
      '    :sid:',
      '    :email: min@example.edu',
      '  - :name: Cho Eun',
      '  :created_at: 2026-11-28 16:36:10.479474000 Z',
      'submission_103:',
      '  :submitters: []',
      'submission_104:',
      '  :submitters:',
      '  - :name: Dan Oh',
      '',
    ].join('\n');

    test('folders by number, and a file that says whose they are: of a group, all its members', () => {
      const folder = folderWith({
        'submission_metadata.yml': METADATA,
        'submission_101/01-a.ts': 'one',
        'submission_102/01-a.ts': 'two',
        'submission_103/01-a.ts': 'three',
        'later/01-a.ts': 'four',
      });
      const found = submissionsIn(folder);
      expect(found.ignored).toEqual([]);
      expect(found.submissions.map(({ name, student, doubles }) => [name, student, doubles])).toEqual([
        ['later', { login: 'later' }, undefined],
        [
          'submission_101',
          { name: 'Ann Lee', login: 'ann@example.edu', sisId: '0012', email: 'ann@example.edu' },
          undefined,
        ],
        ['submission_102', { name: '김민준', login: 'min@example.edu', email: 'min@example.edu' }, undefined],
        ['submission_102 (2)', { name: 'Cho Eun', login: 'Cho Eun' }, undefined],
        ['submission_103', { login: 'submission_103' }, undefined],
      ]);
      expect(filesIn(folder)).toMatchObject({
        submission_102: { '01-a': 'two' },
        'submission_102 (2)': { '01-a': 'two' },
      });
    });

    test.each([
      ['no YAML', 'a: [', /submission_metadata\.yml cannot be read \(.+\): move it away/],
      ['something else', 'a: 1', /does not say who has handed in what/],
      ['nothing', '', /cannot be read/],
      ['no text', 'a\0b', /zero bytes/],
    ])('%s in that file is an error that says what to do', (_, text, words) => {
      const folder = folderWith({ 'submission_metadata.yml': text, 'submission_101/01-a.ts': '' });
      expect(() => submissionsIn(folder)).toThrow(words);
    });

    test('a file of that name speaks for no other folders, and stops no one where there are only others', () => {
      const [ofAnn, broken] = [METADATA.replace('submission_104', 'ben'), 'a: ['];
      const both = folderWith({
        'submission_metadata.yml': ofAnn,
        'submission_101/01-a.ts': '',
        'ben/01-a.ts': '',
      });
      expect(submissionsIn(both).submissions.map(({ student }) => student.login)).toEqual([
        'ben',
        'ann@example.edu',
      ]);
      for (const text of [ofAnn, broken]) {
        const folder = folderWith({ 'submission_metadata.yml': text, 'ann/01-a.ts': '', 'ben/01-a.ts': '' });
        const { submissions } = submissionsIn(folder);
        expect(submissions.map(({ student }) => student)).toEqual([{ login: 'ann' }, { login: 'ben' }]);
      }
    });

    test('is matched with a roster by address, number or name', () => {
      const folder = folderWith({
        'submission_metadata.yml': METADATA,
        'submission_101/01-a.ts': '',
        'submission_102/01-a.ts': '',
        'submission_104/01-a.ts': '',
        'roster.csv':
          'login,name,id number,email\nann9,A. Lee,0012,\nmin7,,,min@example.edu\ndan3,Dan Oh,,\neun,Eun Cho,,\n',
      });
      const { submissions } = submissionsIn(folder);
      const { submissions: named, unknown } = matched(submissions, readRoster(join(folder, 'roster.csv')));
      expect(unknown).toEqual([]);
      expect(named.map(({ student }) => student.login)).toEqual(['ann9', 'min7', 'eun', 'dan3']);
    });
  });

  test('of GitHub Classroom: clones of one assignment', () => {
    const folder = folderWith({
      'gradient-dojo-ann/.git/': '',
      'gradient-dojo-ann/exercises/01-a.ts': 'a',
      'gradient-dojo-an-na/.git/': '',
      'gradient-dojo-an-na/exercises/02-b.ts': 'b',
    });
    expect(filesIn(folder)).toEqual({ ann: { '01-a': 'a' }, 'an-na': { '02-b': 'b' } });
    expect(namesIn(folderWith({ 'kim-ann/': '', 'kim-bo/': '' }))).toEqual(['kim-ann', 'kim-bo']);
    expect(namesIn(folderWith({ 'hw-ann/.git/': '' }))).toEqual(['hw-ann']);
  });

  test('of GitHub Classroom: a roster may know the whole names of folders, too', () => {
    const kims = { 'kim-minsu/package.json': '', 'kim-jisu/package.json': '' };
    const rosters = {
      'login\nkim-minsu\nkim-jisu\n': ['kim-jisu', 'kim-minsu'],
      'login,folder\nm1,kim-minsu\nj2,kim-jisu\n': ['j2', 'm1'],
    };
    for (const [roster, logins] of Object.entries(rosters)) {
      const folder = folderWith({ ...kims, 'roster.csv': roster });
      const { submissions } = submissionsIn(folder, topics);
      const { submissions: found, unknown } = matched(submissions, readRoster(join(folder, 'roster.csv')));
      expect(unknown).toEqual([]);
      expect(found.map(({ student }) => student.login)).toEqual(logins);
    }
  });

  test('of a platform, with copies of the course, is known by the platform’s names', () => {
    const folder = folderWith({
      'Al-Hassan Omar_12_assignsubmission_file_/package.json': '',
      'Al-Rashid Ali_13_assignsubmission_file_/package.json': '',
    });
    const { submissions } = submissionsIn(folder, topics);
    expect(submissions.map(({ student }) => student)).toEqual([
      { name: 'Al-Hassan Omar' },
      { name: 'Al-Rashid Ali' },
    ]);
  });
});

describe('a roster', () => {
  const submission = (name: string, student: Submission['student'] = { login: name }): Submission => ({
    ...{ name, path: '', kind: 'folder', student },
  });

  function rosterOf(text: string | Buffer): ReturnType<typeof readRoster> {
    const path = join(root, `roster-${count++}.csv`);
    writeFileSync(path, text);
    return readRoster(path);
  }

  const students = (names: string[], text: string | Buffer): unknown[] =>
    matched(
      names.map((name) => submission(name)),
      rosterOf(text),
    ).submissions.map(({ student }) => student);

  test('by hand gives names and logins', () => {
    const text = 'login,name,email\nann01,Ann Lee,ann@example.org\nbo02,"Park, Bo",\n';
    expect(students(['Ann Lee', 'bo02', 'Bo Park'], text)).toEqual([
      { login: 'ann01', name: 'Ann Lee', email: 'ann@example.org' },
      { login: 'bo02', name: 'Park, Bo' },
      { login: 'bo02', name: 'Park, Bo' },
    ]);
  });

  test.each<[string, string | Buffer, string, object]>([
    [
      'Canvas',
      'Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"Lee, Ann",12345,s1,ann01,A\n',
      'leeann',
      { login: 'ann01', id: '12345', sisId: 's1', name: 'Lee, Ann' },
    ],
    [
      'Moodle',
      '"First name","Last name","ID number","Email address"\nAnn,Lee,2026001,ann@example.org\n',
      'Ann Lee',
      { login: 'ann@example.org', name: 'Ann Lee', sisId: '2026001' },
    ],
    [
      'Moodle in Korean, with the family name first',
      '이름,성,학번,사용자명\n철수,김,2026002,cskim\n',
      '김 철수',
      { login: 'cskim', name: '김 철수', sisId: '2026002' },
    ],
    [
      'GitHub Classroom',
      'identifier,github_username,github_id,name\n2026001,annhub,77,Ann Lee\n',
      'gradient-dojo-annhub',
      { login: '2026001', name: 'Ann Lee', sisId: '2026001' },
    ],
    [
      'Excel, with semicolons and a mark',
      '\ufeff학번;이름;아이디\r\n2026001;김민수;minsu\r\n',
      '김민수',
      { login: 'minsu', name: '김민수' },
    ],
    [
      'an old Korean Excel',
      Buffer.concat([Buffer.from('login,name\nminsu,'), Buffer.from([0xb1, 0xe8]), Buffer.from('\n')]),
      '김'.normalize('NFD'),
      { login: 'minsu', name: '김' },
    ],
    [
      'Excel, with the sign that it names itself, and numbers that it must not shorten',
      '\ufeffsep=;\r\nStudent;Login;ID Number;\r\n"Lee, Ann";ann01;="0012";\r\n',
      'Lee, Ann(ann01)',
      { login: 'ann01', name: 'Lee, Ann', sisId: '0012' },
    ],
    [
      'an office, below titles',
      '2026-2, Neural networks\r\n\r\nCourse;;\r\nName;Login;\r\nAnn Lee;ann01;\r\n',
      '12345-67890 - Ann Lee - 28 November, 2026 1158 PM',
      { login: 'ann01', name: 'Ann Lee' },
    ],
  ])('of %s is read', (_, text, name, student) => {
    expect(students([name], text)).toEqual([expect.objectContaining(student)]);
  });

  test('says who is not in it, who has handed in nothing, and who has handed in twice', () => {
    const roster = rosterOf('login,name\nann,Ann Lee\nbo,Bo Park\n');
    const { submissions, unknown, missing } = matched(
      [submission('ann'), submission('Ann Lee'), submission('eve')],
      roster,
    );
    expect(unknown).toEqual(['eve']);
    expect(missing).toMatchObject([{ login: 'bo' }]);
    expect(submissions.map(({ doubles }) => doubles)).toEqual([['Ann Lee'], ['ann'], undefined]);
  });

  test('does not guess between two students who are both in a name', () => {
    const roster = rosterOf('login,name\nann1,Ann Lee\nbo,Bo Park\n');
    const both = '12 - Ann Lee and Bo Park - 2026';
    expect(matched([submission(both)], roster)).toMatchObject({ unknown: [both] });
    expect(matched([submission('hw-bo')], rosterOf('login\nbo\nhw-b\nw\n'))).toMatchObject({ unknown: [] });
  });

  test('takes no number in a name for a student whose line in the roster has it', () => {
    const roster = rosterOf('id,name\n12,Cem Ak\n28,Dan Roe\n2026001,Eva Ito\n');
    const names = [
      '12345-67890 - Ann Lee - 28 November, 2026 1158 PM',
      'Ann Lee_12',
      'hw-12-fay',
      'hw1 2026001',
    ];
    const { submissions, unknown } = matched(
      names.map((name) => submission(name)),
      roster,
    );
    expect(unknown).toEqual(names.slice(0, 3));
    expect(submissions[3].student).toMatchObject({ name: 'Eva Ito' });
    expect(matched([submission('12')], roster)).toMatchObject({
      submissions: [{ student: { name: 'Cem Ak' } }],
    });
  });

  test('takes no word of a person’s name for someone else’s login, and finds names in another order', () => {
    const roster = rosterOf('login,name\nlee,Kim Lee\nal,Ann Lee\nsmith,Bob Smith\nan,Pak An\nk1,김민수\n');
    const names = ['Lee Ann', 'Mary Ann Smith', 'Nguyen Van An', '김민수 (2026001)'];
    const folders = ['j.smith', 'hw1-smith', 'Mary Lee'];
    const { submissions } = matched(
      [...names.map((name) => submission(name, { name })), ...folders.map((name) => submission(name))],
      roster,
    );
    expect(submissions.map(({ student }) => student.login)).toEqual([
      ...['al', undefined, undefined, 'k1'],
      ...['j.smith', 'smith', 'Mary Lee'],
    ]);
  });

  test('takes Canvas’ number of a student for no login, and for no number of a school', () => {
    const text =
      'Student,ID,SIS User ID,SIS Login ID\n"Kim, Bo",13.0,2026001,12\n"Lee, Ann",14,2026002,ann\n';
    const ids = ['12', '2026001', '13'];
    const { submissions } = matched(
      ids.map((id) => submission(`someone${id}x`, { login: `someone${id}x`, id })),
      rosterOf(text),
    );
    expect(submissions.map(({ student }) => student.name)).toEqual([undefined, undefined, 'Kim, Bo']);
  });

  test('may have a student in several lines, one for each group, and lines that end in different ways', () => {
    const text = 'login,name,section\r\nann,Ann Lee,A\r\nann,Ann Lee,B\nbo,Bo Park,A\r';
    expect(students(['ann', 'bo'], text)).toEqual([
      { login: 'ann', name: 'Ann Lee' },
      { login: 'bo', name: 'Bo Park' },
    ]);
  });

  test('does not guess between two students of one name', () => {
    const roster = rosterOf('login,name\nann1,Ann Lee\nann2,Ann Lee\n');
    expect(matched([submission('Ann Lee'), submission('ann2')], roster)).toMatchObject({
      unknown: ['Ann Lee'],
      submissions: [{ student: { login: 'Ann Lee' } }, { student: { login: 'ann2' } }],
    });
  });

  test.each([
    ['without a column that it knows', 'colour,size\nred,3\n', /colour, size.*login/s],
    ['without students', 'login,name\n', /no students/],
    ['that is no text', '\0\0', /not text/],
    [
      'with a quotation mark too many',
      'login,name\nann,"Ann\nbo,Bo\n',
      /no table of comma-separated values: Quote/,
    ],
    [
      'with numbers cut by a spreadsheet',
      'name,id\nAnn,1.0E+16\nBo,1.0E+16\n',
      /shortened a number to 1\.0E\+16/,
    ],
    ['that is a workbook', 'PK\x03\x04\0\0', /spreadsheet: save it as \.csv/],
  ])('%s is refused', (_, text, sentence) => {
    expect(() => rosterOf(text)).toThrow(sentence);
  });
});
