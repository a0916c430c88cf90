// npm run proof:dependencies: every package that the code uses is declared, every declared one is used, all are pinned by the lock
// files, and all have licenses that go with MIT.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');

/** Each has a package.json and a lock file of its own. */
const ROOMS = [
  '.',
  ...readdirSync(ROOT),
  ...readdirSync(join(ROOT, 'dev')).map((name) => join('dev', name)),
].filter((folder) => existsSync(join(ROOT, folder, 'package.json')));

/** What is compatible with MIT: licenses that ask for their own text to be kept, and nothing of the code that uses them. */
const COMPATIBLE = [
  'MIT',
  'ISC',
  '0BSD',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'Python-2.0',
  'PSF-2.0', // argparse, for a command of js-yaml that is not used
  'OFL-1.1', // the site's letters
  'MPL-2.0', // axe-core, only in the site's tests
  'MIT AND Zlib',
  'Unlicense',
  'WTFPL', // a formatter of textlint's
  'CC0-1.0',
  'CC-BY-3.0', // tables of data, not code: SPDX's list of exceptions
  'CC-BY-4.0', // tables of data, not code: which browser can do what
  'MIT OR CC0-1.0',
  'MIT AND CC-BY-3.0',
];

interface LockFile {
  packages: Record<string, { version?: string; integrity?: string; link?: boolean }>;
}

type Issues<Kind extends string> = Partial<Record<Kind, { name: string }[]>>;

const problems = [...undeclaredAndUnused(), ...ROOMS.flatMap(unpinned)];
const licences = ROOMS.filter((room) => existsSync(join(ROOT, room, 'node_modules'))).map(licencesIn);
problems.push(...licences.flatMap(({ foreign }) => foreign));

for (const { room, counts } of licences) {
  const list = [...counts].sort(([, a], [, b]) => b - a).map(([licence, count]) => `${count} ${licence}`);
  console.log(`licences in ${room === '.' ? 'the course' : `${room}/`}: ${list.join(', ')}`);
}
for (const problem of problems) console.log(`✘ ${problem}`);
console.log(`dependencies: ${problems.length === 0 ? 'all in order' : `${problems.length} problems`}`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** What knip finds: packages that are declared but not used, or used but not declared. */
function undeclaredAndUnused(): string[] {
  const kinds = {
    dependencies: 'is declared but not used',
    devDependencies: 'is declared but not used',
    unlisted: 'is used but not declared',
    unresolved: 'cannot be found',
  };
  const { stdout } = run('knip/bin/knip.js', [
    ...['--config', 'dev/proof/knip.jsonc', '--no-progress', '--no-config-hints'],
    ...['--include', 'dependencies,unlisted,unresolved', '--reporter', 'json'],
  ]);
  const { issues } = JSON.parse(stdout) as { issues: ({ file: string } & Issues<keyof typeof kinds>)[] };
  return issues.flatMap((issue) =>
    (Object.keys(kinds) as (keyof typeof kinds)[]).flatMap((kind) =>
      (issue[kind] ?? []).map(({ name }) => `${issue.file}: ${name} ${kinds[kind]}`),
    ),
  );
}

/** Versions that are not exact in package.json, and packages that the lock file doesn't hold to their contents. */
function unpinned(room: string): string[] {
  const declared = readJson<Record<string, Record<string, string> | undefined>>(room, 'package.json');
  const { packages } = readJson<LockFile>(room, 'package-lock.json');
  const loose = Object.entries({ ...declared.dependencies, ...declared.devDependencies })
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `${join(room, 'package.json')}: ${name} is not pinned (${version})`);
  const unknown = Object.entries(packages)
    .filter(([path, { integrity, link }]) => path !== '' && !link && integrity === undefined)
    .map(([path]) => `${join(room, 'package-lock.json')}: ${path} has no checksum`);
  return [...loose, ...unknown];
}

/** The licenses of what is installed in a folder, and the packages whose license is not compatible. */
function licencesIn(room: string): { room: string; counts: Map<string, number>; foreign: string[] } {
  const { stdout } = run('license-checker-rseidelsohn/bin/license-checker-rseidelsohn.js', [
    ...['--start', room, '--json', '--excludePrivatePackages'],
  ]);
  const installed = Object.entries(JSON.parse(stdout) as Record<string, { licenses: string | string[] }>);
  if (installed.length === 0) throw new Error(`${room}: no installed package was found`);
  const counts = new Map<string, number>();
  const foreign: string[] = [];
  for (const [name, { licenses }] of installed) {
    const licence = [licenses].flat().join(' AND ').replace(/[()]/g, '');
    counts.set(licence, (counts.get(licence) ?? 0) + 1);
    if (!COMPATIBLE.includes(licence)) foreign.push(`${name}: its license is ${licence}`);
  }
  return { room, counts, foreign };
}

/** Runs a program of this room's packages. */
function run(program: string, args: string[]): { stdout: string } {
  const file = join(ROOT, 'dev', 'proof', 'node_modules', program);
  if (!existsSync(file))
    throw new Error('the proofs are not installed: run `npm ci --prefix dev/proof` first');
  const { stdout, stderr, status } = spawnSync(process.execPath, [file, ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (status !== 0 && stdout === '') throw new Error(stderr);
  return { stdout };
}

function readJson<Contents>(room: string, name: string): Contents {
  return JSON.parse(readFileSync(join(ROOT, room, name), 'utf8')) as Contents;
}
