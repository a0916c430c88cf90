// A roster: whose submission it is, by name and login. Any table will do that has a header: an export of Canvas, Moodle or GitHub
// Classroom, or one that was made by hand.
import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Student } from './student';
import type { Submission } from './submissions';
import { decodeFile, folded } from './text';

/** A student of the roster, and all that a submission may call them. */
interface Listed {
  student: Student;
  keys: string[];
}

export interface Roster {
  students: Listed[];
}

/** Headers, in the words of the platforms, folded and without spaces or signs. */
const COLUMNS: Record<
  'login' | 'name' | 'first' | 'last' | 'id' | 'sisId' | 'email' | 'github' | 'submission',
  string[]
> = {
  login: [
    'login',
    'loginid',
    'username',
    'sisloginid',
    'user',
    'userid',
    '로그인',
    '로그인id',
    '아이디',
    '사용자아이디',
    '사용자명',
    '계정',
  ],
  name: ['name', 'student', 'fullname', 'studentname', '이름', '성명', '학생', '학생이름'],
  first: ['firstname', 'givenname', '이름first'],
  last: ['lastname', 'surname', 'familyname', '성'],
  id: ['id', 'canvasuserid', 'canvasid'],
  sisId: [
    'sisuserid',
    'idnumber',
    'studentid',
    'studentnumber',
    'identifier',
    'rosteridentifier',
    '학번',
    '학생번호',
  ],
  email: ['email', 'emailaddress', 'mail', '이메일', '이메일주소'],
  github: ['github', 'githubusername', 'githublogin', 'githubid'],
  submission: ['submission', 'folder', 'file', '제출', '폴더'],
};

/** @throws Error when it is no table with a column of logins, names, numbers or addresses */
export function readRoster(path: string): Roster {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  const bytes = readFileSync(path);
  if (WORKBOOKS.some((beginning) => bytes.subarray(0, beginning.length).equals(beginning)))
    throw new Error(`${path} is a spreadsheet: save it as .csv`);
  const decoded = decodeFile(bytes);
  if ('problem' in decoded) throw new Error(`${path}: ${decoded.problem}`);
  const { header, body } = tableIn(decoded.text, path);
  const place = placesOf(header);
  if (knownIn(header) === 0) {
    throw new Error(
      `${path}: no column is known (found: ${header.slice(0, 10).join(', ')}): name them login, name, id or email in the first line`,
    );
  }
  const listed = oncePerStudent(body.flatMap((row) => listedIn(row, place) ?? []));
  const cut = listed
    .flatMap(({ student: { id, sisId } }) => [id ?? '', sisId ?? ''])
    .find((word) => SHORTENED.test(word));
  if (cut !== undefined)
    throw new Error(
      `${path}: a spreadsheet has shortened a number to ${cut}: format its column as text, and export it again`,
    );
  if (listed.length === 0) throw new Error(`${path} holds no students`);
  return { students: listed };
}

/** A long number as a spreadsheet writes it, whose end is lost: several students would have it, or it would be another student's. */
const SHORTENED = /^\d([.,]\d+)?E\+\d+$/i;

/** An export may have a row for each group that a student is in. */
function oncePerStudent(listed: Listed[]): Listed[] {
  const byStudent = new Map<string, Listed>();
  for (const one of listed) {
    const { login, name, id, sisId, email } = one.student;
    const key = JSON.stringify([login, name, id, sisId, email].map((word) => folded(word ?? '')));
    if (!byStudent.has(key)) byStudent.set(key, one);
  }
  return [...byStudent.values()];
}

/** How files of spreadsheets begin: .xlsx and .ods, which are zips, and the older .xls. */
const WORKBOOKS = [Buffer.from('PK\x03\x04'), Buffer.from([0xd0, 0xcf, 0x11, 0xe0])];

interface Table {
  header: string[];
  body: string[][];
}

/** Excel's own first line: which sign is between the columns. */
const SEPARATOR = /^\ufeff?sep=(.)\r?\n/i;

/** Lines above the header that may say what the table is. */
const MOST_TITLES = 10;

/** The rows below the header, with whichever sign between the columns gives the most columns that are known. */
function tableIn(text: string, path: string): Table {
  const [line = '', sign] = SEPARATOR.exec(text) ?? [];
  const signs = sign === undefined ? bySign(text) : [sign];
  const lines = text.slice(line.length).replace(/\r\n?/g, '\n'); // a row that was added by another program may end in another way
  const tables: Table[] = [];
  let problem: Error | undefined;
  for (const delimiter of signs) {
    try {
      tables.push(tableOf(rowsOf(lines, delimiter)));
    } catch (error) {
      problem ??= error as Error;
    }
  }
  const most = Math.max(...tables.map(({ header }) => knownIn(header)));
  const best = tables.find(({ header }) => knownIn(header) === most);
  // With another sign, anything is a table of one column.
  if (best !== undefined && (most > 0 || problem === undefined)) return best;
  throw new Error(`${path} is no table of comma-separated values: ${problem?.message}`, { cause: problem });
}

function rowsOf(text: string, delimiter: string): string[][] {
  return parse(text, {
    bom: true,
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    trim: true,
  });
}

/** The header is the first line, or below a title the first with a column that is known. */
function tableOf(rows: string[][]): Table {
  const found = rows.slice(0, MOST_TITLES).findIndex((row) => knownIn(row) > 0);
  const at = Math.max(found, 0);
  return { header: rows[at] ?? [], body: rows.slice(at + 1) };
}

function knownIn(header: string[]): number {
  return Object.values(placesOf(header)).filter((at) => at !== undefined).length;
}

/** The signs that may be between columns, that which the first line has most often first. */
function bySign(text: string): string[] {
  const [line = ''] = text.split(/\r?\n/);
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count).map(({ sign }) => sign);
}

type Places = Record<keyof typeof COLUMNS, number | undefined>;

function placesOf(header: string[]): Places {
  const names = header.map(bare);
  const entries = Object.entries(COLUMNS).map(([key, known]) => {
    const at = known.map((name) => names.indexOf(bare(name))).find((index) => index >= 0);
    return [key, at];
  });
  return Object.fromEntries(entries) as Places;
}

/** Where the family's name stands first: Korean, Chinese and Japanese. */
const FAMILY_FIRST = /^[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\s]+$/u;

function listedIn(row: string[], place: Places): Listed | undefined {
  const cell = (column: keyof Places): string =>
    (row[place[column] ?? -1] ?? '')
      .replace(/^="(.*)"$/, '$1') // how numbers keep their leading zeros in Excel
      .normalize('NFC')
      .trim();
  const last = cell('last');
  const called = cell('name');
  // Beside a column of family names, "이름" and "name" are the given one.
  const isGiven = last !== '' && cell('first') === '' && !called.includes(last);
  const first = isGiven ? called : cell('first');
  const parts = FAMILY_FIRST.test(first + last) ? [last, first] : [first, last];
  const name = (isGiven ? '' : called) || parts.filter(Boolean).join(' ');
  if (/points possible/i.test(name) || name === 'Student, Test') return undefined; // rows of Canvas' own export
  const number = (column: keyof Places): string => cell(column).replace(/^(\d+)\.0$/, '$1'); // as a program writes it that computes with it
  const [email, github, id, sisId] = [cell('email'), cell('github'), number('id'), number('sisId')];
  const login = cell('login') || email || sisId || github;
  if (login === '' && name === '') return undefined;
  const [family, given] = name.includes(',') ? name.split(/, */) : [];
  const names = [name, `${last}${first}`, `${last} ${first}`, `${given ?? ''} ${family ?? ''}`].map((text) =>
    text.trim(),
  );
  const others = [cell('login'), id, sisId, email, email.replace(/@.*/, ''), github, cell('submission')];
  const keys = [...others, ...names].filter(Boolean);
  const student: Student = {
    login: login || name,
    name: name || undefined,
    id: id || undefined,
    sisId: sisId || undefined,
    email: email || undefined,
  };
  const words = keys.flatMap((key) => [folded(key), bare(key)]).filter(Boolean);
  return { student, keys: [...new Set([...(id === '' ? [] : [keyOfId(id)]), ...words])] };
}

/** Letters and digits only, as Canvas makes "leeann" of "Lee, Ann". */
function bare(text: string): string {
  return folded(text).replace(/[^\p{L}\p{N}]/gu, '');
}

export interface Matched {
  submissions: Submission[];
  /** Names of submissions that match no one in the roster. */
  unknown: string[];
  /** Students who have handed in nothing. */
  missing: Student[];
}

/** Gives the submissions the names and logins of the roster. */
export function matched(submissions: Submission[], { students }: Roster): Matched {
  const byKey = new Map<string, Listed | 'several'>();
  for (const one of students) {
    for (const key of one.keys) {
      const other = byKey.get(key);
      byKey.set(key, other === undefined || other === one ? one : 'several');
    }
  }
  const of = new Map<Listed, string[]>();
  const unknown: string[] = [];
  const found = submissions.map((submission) => {
    const one = studentOf(submission, byKey);
    if (one === undefined) {
      unknown.push(submission.name);
      return submission;
    }
    of.set(one, [...(of.get(one) ?? []), submission.name]);
    return { ...submission, student: { ...submission.student, ...withoutGaps(one.student) } };
  });
  const missing = students.filter((one) => !of.has(one)).map(({ student }) => student);
  const groups = [...of.values()].filter((names) => names.length > 1);
  const withDoubles = found.map((submission) => {
    const others = groups
      .find((names) => names.includes(submission.name))
      ?.filter((name) => name !== submission.name);
    // By the roster, two that looked like one student's may be of two students.
    return { ...submission, doubles: unknown.includes(submission.name) ? submission.doubles : others };
  });
  return { submissions: withDoubles, unknown, missing };
}

/** A date's, an exercise's, or one that a platform has given: not that of a student, whatever the roster counts its lines with. */
const SHORT_NUMBER = /^\d{1,4}$/;

/** Words and signs of a name that are looked at in every combination. */
const MOST_WORDS = 60;

function withoutGaps(student: Student): Student {
  return Object.fromEntries(
    Object.entries(student).filter(([, value]) => value !== undefined),
  ) as unknown as Student;
}

/** A person's name, such as "Mary Ann Smith": its words are no logins of others. In scripts such as Hangul a whole name is one word. */
const WORDS_OF_A_NAME = /^[\p{L}\p{M}'.-]+( [\p{L}\p{M}'.-]+)+$/u;
const LATIN_WORD = /^[\p{Script=Latin}\p{M}'.-]+$/u;

/** What is between the parts of a name; a point in "j.smith" is not. */
const SIGNS = /(?<=[-_ ,()]|(?<!\p{L})\.|\.(?!\p{L}))|(?=[-_ ,()]|(?<!\p{L})\.|\.(?!\p{L}))/u;

function studentOf(
  { name, student, folder }: Submission,
  byKey: Map<string, Listed | 'several'>,
): Listed | undefined {
  const isSaid = (call: string | undefined): call is string => call !== undefined;
  const calls = [...new Set([student.login, name, student.name].filter(isSaid))];
  // Two clones, "kim-minsu" and "kim-jisu", may be no clones of a "kim": what the roster knows is meant.
  const whole = [student.sisId, student.email, folder, ...calls]
    .filter(isSaid)
    .flatMap((call) => [folded(call), bare(call)]);
  const isPersons = (call: string): boolean =>
    WORDS_OF_A_NAME.test(call) || (student.name !== undefined && call.startsWith(student.name));
  const piecesOf = (pieces: (words: string[]) => string[][]): string[] =>
    calls.flatMap((call) =>
      pieces(folded(call).split(SIGNS))
        .map((words) => words.join('').replace(/^[-_ .,()]+|[-_ .,()]+$/g, ''))
        .filter((piece) => piece.length > 1 && !SHORT_NUMBER.test(piece))
        .filter((piece) => !(isPersons(call) && LATIN_WORD.test(piece))),
    );
  // "gradient-dojo-ann", "2026-1 ann", "Lee, Ann(annlee)" of Sakai: what is at the end, or at the beginning, after a sign.
  const ends = piecesOf((words) => words.flatMap((_, i) => [words.slice(i), words.slice(0, i)]));
  // "12345-67890 - Ann Lee - 28 November, 2026 1158 PM" of Brightspace: what is anywhere.
  const inside = (): string[] =>
    piecesOf((words) =>
      words
        .slice(0, MOST_WORDS)
        .flatMap((_, i) => words.slice(i, MOST_WORDS).map((_, j) => words.slice(i, i + j + 1))),
    );
  const found = (keys: string[]): Listed[] => [
    ...new Set(keys.map((key) => byKey.get(key)).filter((one) => one !== undefined && one !== 'several')),
  ];
  const [exact] = found([...(student.id === undefined ? [] : [keyOfId(student.id)]), ...whole]);
  if (exact !== undefined) return exact;
  const byOrder = found(calls.flatMap(inOtherOrders));
  const byEnds = byOrder.length > 0 ? byOrder : found(ends);
  const byParts = byEnds.length > 0 ? byEnds : found(inside());
  return byParts.length === 1 ? byParts[0] : undefined; // two students: it is not said which
}

/** "Lee Ann" for "Ann Lee": the family's name may stand first or last. */
function inOtherOrders(call: string): string[] {
  const words = folded(call).split(/[ ,]+/).filter(Boolean);
  if (words.length < 2) return [];
  const orders = [
    [...words.slice(1), words[0]],
    [words.at(-1)!, ...words.slice(0, -1)],
  ];
  return orders.flatMap((order) => [order.join(' '), bare(order.join(' '))]);
}

/** Canvas' own number of a student is no one else's login, and no number that a school gives. */
function keyOfId(id: string): string {
  return `#${id}`;
}
