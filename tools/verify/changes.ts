// Which topics a change touches.
import { spawnSync } from 'node:child_process';
import type { TopicName } from '#engine/course/course';

/** The topics that own a changed file: exercise, solution, suite, mistakes, alternatives, packed exercise, translation or lesson. */
export function topicsTouched(files: string[], topics: TopicName[]): TopicName[] {
  return topics.filter((topic) =>
    files.some((file) => new RegExp(`(?:^|/)${topic}\\.(?:test\\.)?(?:ts|md|json)$`).test(file)),
  );
}

/** Whether a change touches what all topics are judged with. */
export function touchesAll(files: string[]): boolean {
  return files.some((file) =>
    /^(?:engine|lib|test\/support|tools\/(?:shared|verify))\/|^test\/translations\/[^/]+\/shared\.json$|^(?:jest\.config\.ts|course\.json)$/.test(
      file,
    ),
  );
}

/** The tests of the engine, the library and the commands that changed, and those of the same name as a source that changed. */
export function testsTouched(files: string[], exists: (path: string) => boolean): string[] {
  const own = files.map((file) => {
    const [, source] = /^((?:dev|engine|lib|tools)\/.*)\.ts$/.exec(file) ?? [];
    return source === undefined ? file : `test/${source}.test.ts`;
  });
  const isTest = (file: string): boolean =>
    /^test\/(?:dev|engine|lib|tools)\/.*(?<!\.long)\.test\.ts$/.test(file);
  return [...new Set(own)].filter((file) => isTest(file) && exists(file)).sort();
}

/**
 * What git sees as changed or new in a folder, with paths from that folder on.
 *
 * @throws Error where git does not say it
 */
export function changedFiles(folder: string): string[] {
  const prefix = git(folder, 'rev-parse', '--show-prefix').trimEnd(); // git itself names paths from the repository's folder on
  return git(folder, 'status', '--porcelain', '-z', '--untracked-files=all', '--no-renames', '.')
    .split('\0')
    .filter((entry) => entry !== '')
    .map((entry) => entry.slice('XY '.length + prefix.length));
}

function git(cwd: string, ...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { cwd, encoding: 'utf8' });
  if (status === 0) return stdout;
  const reason = error?.message ?? stderr.trim();
  throw new Error(
    `git does not say what was changed (${reason}): name topics, such as \`npm run quick -- 02\``,
  );
}
