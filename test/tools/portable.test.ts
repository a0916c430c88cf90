// The course runs on Windows, macOS and Linux: what would tie it to one of them is found here, on any of them.
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ROOT } from './support/course';

/** What is made or installed on this machine, and is no part of the course. */
const NOT_OURS = new Set(['node_modules', '.git', '.dojo', 'runs', 'coverage', 'dist', 'reports']);

/** All files of the course, from its folder on, with slashes. */
function filesIn(folder = ROOT): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).filter(({ name }) => !NOT_OURS.has(name));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [relative(ROOT, path).replaceAll(sep, '/')];
  });
}

const files = filesIn();

interface Manifest {
  type?: string;
  scripts?: Record<string, string>;
}

describe('npm scripts', () => {
  const manifests = files
    .filter((file) => /(^|\/)package\.json$/.test(file))
    .map((file) => ({
      file,
      folder: posix.dirname(file),
      ...(JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as Manifest),
    }));
  const scripts = manifests.flatMap(({ scripts: own = {} }) => Object.entries(own));

  // Windows runs them with cmd, which knows && and double quotes, and none of these.
  const FOREIGN: [what: string, pattern: RegExp][] = [
    ['a semicolon, a pipe, a redirection, a lone &, a variable or single quotes', /[;|<>$'`]|(?<!&)&(?!&)/],
    ['a variable before the command', /(^|&&)\s*\w+=/],
    [
      'a command that Windows lacks',
      /(^|&&|\s)(rm|cp|mv|cat|export|touch|sed|grep|chmod|sh|bash|which|true)(\s|$)/,
    ],
    ['a file started by its first line', /(^|&&)\s*\.?\.?\//],
  ];

  test('are there, the root’s and those of the rooms with packages of their own', () => {
    expect(manifests.map(({ file }) => file)).toContain('package.json');
    expect(scripts.length).toBeGreaterThan(10);
  });

  test.each(scripts)('%s has nothing that cmd does not understand', (_, script) => {
    expect(FOREIGN.filter(([, pattern]) => pattern.test(script)).map(([what]) => what)).toEqual([]);
  });

  /** What the nearest package.json makes of a file. */
  const isModule = (file: string): boolean => {
    const around = manifests.filter(({ folder }) => !posix.relative(folder, file).startsWith('../'));
    return around.sort((a, b) => b.file.length - a.file.length)[0].type === 'module';
  };

  // tsx/cjs covers what is loaded with require, and nothing else.
  test('load TypeScript in the way that its package asks for', () => {
    const started = manifests.flatMap(({ folder, scripts: own = {} }) =>
      Object.values(own)
        .flatMap((script) => [...script.matchAll(/(-r tsx\/cjs|--import tsx)\b.*? ([\w/.-]+\.ts)\b/g)])
        .map(([command, by, file]) => ({ command, by, file: posix.join(folder, file) })),
    );
    expect(started.length).toBeGreaterThan(10);
    const wrong = started.filter(({ by, file }) => (by === '--import tsx') !== isModule(file));
    expect(wrong.map(({ command }) => command)).toEqual([]);
  });

  test.each([
    'a; b',
    'a | b',
    "a 'b c'",
    'a & b',
    'X=1 a',
    'a && X=1 b',
    'rm -rf x',
    'a && cp x y',
    'a $X',
    './a.sh',
  ])('the check finds %j', (script) => {
    expect(FOREIGN.some(([, pattern]) => pattern.test(script))).toBe(true);
  });
});

describe('file names', () => {
  test('differ in more than capitals, which macOS and Windows take for the same', () => {
    const seen = new Map<string, string>();
    const twins = files.filter((file) => {
      const other = seen.get(file.toLowerCase());
      seen.set(file.toLowerCase(), file);
      return other !== undefined;
    });
    expect(twins).toEqual([]);
  });

  test('have no characters and no words that Windows forbids, and are short enough for it', () => {
    const forbidden = files.filter((file) =>
      file
        .split('/')
        .some((name) => /[<>:"|?*\\]|[. ]$/.test(name) || /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name)),
    );
    expect(forbidden).toEqual([]);
    expect(files.filter((file) => file.length > 120)).toEqual([]);
  });

  test('and their line ends are the same everywhere', () => {
    expect(readFileSync(join(ROOT, '.gitattributes'), 'utf8')).toMatch(/^\* text=auto eol=lf$/m);
  });
});

describe('the commands and the library', () => {
  // The grader confines answers by Linux's own means, and says elsewhere that it can't.
  const sources = files.filter(
    (file) =>
      /^(tools|lib|solutions|proof)\/.*\.(ts|mjs|cjs)$/.test(file) &&
      !file.startsWith('tools/grade/') &&
      file !== 'tools/shared/sleep.cjs', // it asks Linux, and takes nothing for granted elsewhere
  );
  const HABITS: [what: string, pattern: RegExp][] = [
    ['a temporary folder by its Unix name: ask os.tmpdir()', /['"`]\/(tmp|var|usr|home|proc|dev)\b/],
    ['a shell: start the program itself', /(spawn|exec|execFile|fork)(Sync)?\(\s*['"`](ba|z)?sh['"`]/],
    ['a command line for a shell: start the program itself', /\b(exec|execSync)\(\s*['"`]/],
    ['a home folder by its Unix name: ask os.homedir()', /env\.HOME\b/],
    ['paths put together by hand: use path.join', /(__dirname|dirname\([^)]*\)|tmpdir\(\)) ?\+ ?['"`]/],
  ];

  test('are there', () => {
    expect(sources.length).toBeGreaterThan(50);
  });

  test('have no habits that work only on Unix', () => {
    const found = sources.flatMap((file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      return HABITS.filter(([, pattern]) => pattern.test(text)).map(([what]) => `${file}: ${what}`);
    });
    expect(found).toEqual([]);
  });
});
