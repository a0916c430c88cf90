// The version of the course that a verdict belongs to: what the suites load when they judge, file by file, and nothing else.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { pathOf, ROOT, type TopicName } from '../shared/topics';

/** Hashes by path from the course's folder; Node and the packages that draw inputs stand among them with their versions. */
export type Version = Record<string, string>;

const PACKAGES = ['fast-check', 'pure-rand', 'seedrandom', 'expect'];

/** What is loaded beside the suites: the judge's and the student's end of the line between them. */
const ENDS = [
  'tools/grade/remote.ts',
  'tools/grade/judged-suite.ts',
  'engine/runner/runner.ts',
  'tools/grade/accused/main.ts',
];

/** What the suites of these topics load, and the solutions that they are judged with. */
export function courseVersion(topics: TopicName[]): Version {
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [
      ...topics.flatMap((topic) => [pathOf.suite(topic), pathOf.solution(topic), pathOf.mistakes(topic)]),
      ...ENDS,
    ],
    bundle: true,
    write: false,
    outdir: 'nowhere',
    metafile: true,
    packages: 'external',
    conditions: ['solutions'],
    platform: 'node',
    logLevel: 'silent',
  });
  const files = Object.keys(metafile.inputs).sort();
  return {
    ...Object.fromEntries(files.map((file) => [file, hashOf(readFileSync(join(ROOT, file)))])),
    ...versionsOfPackages(),
    Node: process.version,
  };
}

function versionsOfPackages(): Version {
  const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string }>;
  };
  return Object.fromEntries(PACKAGES.map((name) => [name, packages[`node_modules/${name}`]?.version ?? '']));
}

/** One short name for a version. */
export function nameOfVersion(version: Version): string {
  return hashOf(JSON.stringify(version)).slice(0, 16);
}

/** What differs between two versions, in words. */
export function differences(before: Version, now: Version): string[] {
  const all = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  return all
    .filter((name) => before[name] !== now[name])
    .map((name) => {
      if (name === 'Node' || PACKAGES.includes(name)) return `${name} ${before[name]} → ${now[name]}`;
      if (before[name] === undefined) return `${name} (new)`;
      return now[name] === undefined ? `${name} (gone)` : name;
    });
}

function hashOf(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex').slice(0, 16);
}
