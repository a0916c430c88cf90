// Where a course can't lie: the launcher says so before anything is installed or loaded.
import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { join } from 'node:path';
import { ROOT } from '../support/course';

test.each([
  ['?', 'en', /rename it/],
  ['*', 'en', /rename it/],
  ['*', 'ko', /이름을 바꾸세요/],
])('a %s in the name of a folder above is refused in one sentence, in %s too', (sign, language, remedy) => {
  const args = ['check', '--course', `none${sign}here`, '--lang', language];
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'tools/launch.mjs'), ...args], {
    encoding: 'utf8',
  });
  expect(stderr).toMatch(remedy);
  expect(stderr).toContain(`none${sign}here`);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect([status, stdout]).toEqual([1, '']);
});
