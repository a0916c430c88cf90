// The version of a course: what its suites load, and nothing else.
import { expect, test } from '@jest/globals';
import { gradedTopics } from '../../../../tools/grade/score/baseline';
import { CourseVersions } from '../../../../tools/grade/score/version';
import { COURSE } from '../../support/course';

test('the version of a topic holds its own files and what they import, and no other topic’s', () => {
  const [first, second, ...others] = gradedTopics(COURSE);
  const versions = new CourseVersions(COURSE, [first, second, ...others]);
  const [one, all] = [versions.of([first]), versions.of([first, second, ...others])];
  for (const folder of ['test', 'solutions', 'test/mistakes']) {
    const paths = Object.keys(one).filter((path) => path.startsWith(`${folder}/`) && /\/\d\d-/.test(path));
    expect(paths.filter((path) => !path.includes(first))).toEqual([]);
  }
  expect(Object.keys(one)).toEqual(
    expect.arrayContaining([`test/${first}.test.ts`, `solutions/${first}.ts`, 'lib/ndarray.ts', 'Node']),
  );
  expect(all).toMatchObject(one);
  expect(Object.keys(all)).toEqual(expect.arrayContaining([`test/${second}.test.ts`, 'engine/suite/law.ts']));
  expect(Object.keys(all).filter((path) => path.includes('node_modules'))).toEqual([]);
});
