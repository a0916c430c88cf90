// The version of the course that a verdict belongs to: what the suites load when they judge, file by file, and nothing else.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import type { Course, TopicName } from '#engine/course/course';
import { ENGINE_ROOT } from '#engine/course/link';

/** Hashes by path from the course's folder; Node and the packages that draw inputs stand among them with their versions. */
export type Version = Record<string, string>;

const PACKAGES = ['fast-check', 'pure-rand', 'seedrandom', 'expect'];

/** What is loaded beside the suites: the judge's and the student's end of the line between them. */
const ENDS = [
  'tools/grade/judge/remote.ts',
  'tools/grade/judge/judged-suite.ts',
  'engine/runner/runner.ts',
  'tools/grade/sandbox/guest.ts',
];

/** What the suites of a course load, and the solutions that they are judged with. */
export class CourseVersions {
  private readonly imports: Map<string, string[]>;
  private readonly hashes = new Map<string, string>();

  /** @param topics all that may be asked for */
  constructor(
    private readonly course: Course,
    topics: TopicName[],
  ) {
    const { metafile } = buildSync({
      absWorkingDir: ENGINE_ROOT,
      entryPoints: [...topics.flatMap((topic) => this.entriesOf(topic)), ...this.entriesOfAll],
      bundle: true,
      splitting: true, // only who imports whom is asked for: what several of them import is written once, and not for each
      format: 'esm',
      write: false,
      outdir: 'nowhere',
      metafile: true,
      packages: 'external',
      conditions: ['solutions'],
      platform: 'node',
      logLevel: 'silent',
    });
    this.imports = new Map(
      Object.entries(metafile.inputs).map(([file, { imports }]) => [
        resolve(ENGINE_ROOT, file),
        imports.filter(({ external }) => !external).map(({ path }) => resolve(ENGINE_ROOT, path)),
      ]),
    );
  }

  /** The version as far as these topics are concerned: another topic may change without them. */
  of(topics: TopicName[]): Version {
    const entries = [...topics.flatMap((topic) => this.entriesOf(topic)), ...this.entriesOfAll];
    const files = new Set<string>();
    const add = (file: string): void => {
      if (files.has(file)) return;
      files.add(file);
      this.imports.get(file)?.forEach(add);
    };
    entries.forEach((file) => add(resolve(ENGINE_ROOT, file)));
    return {
      ...Object.fromEntries([...files].map((file) => [nameOf(this.course, file), this.hashOf(file)]).sort()),
      'course.json': hashOf(JSON.stringify(this.course.settings)),
      ...versionsOfPackages(),
      Node: process.version,
    };
  }

  private entriesOf(topic: TopicName): string[] {
    const { suite, solution, mistakes } = this.course;
    return [suite, solution, mistakes].map((pathOf) => pathOf(topic)).filter((file) => existsSync(file));
  }

  private get entriesOfAll(): string[] {
    return [...ENDS, ...this.course.settings.library.map((name) => `lib/${name}.ts`)];
  }

  private hashOf(file: string): string {
    const hash = this.hashes.get(file) ?? hashOf(readFileSync(file));
    this.hashes.set(file, hash);
    return hash;
  }
}

/** From the course's folder; a file of the engine from the engine's. */
function nameOf(course: Course, file: string): string {
  const path = course.pathOf(file);
  return path.startsWith('../../') || path.startsWith('node_modules/')
    ? relative(ENGINE_ROOT, file).replaceAll('\\', '/')
    : path;
}

function versionsOfPackages(): Version {
  const { packages } = JSON.parse(readFileSync(join(ENGINE_ROOT, 'package-lock.json'), 'utf8')) as {
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
