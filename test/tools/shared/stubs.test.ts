// The packed copy of the exercises: what `npm run reset` gives back, whatever was edited first.
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isStub, packDifference, stubOf } from '../../../tools/shared/stubs';
import { COURSE, topicNames } from '../support/course';

const names = topicNames();
const [first, second] = names;

describe('the packed copy', () => {
  test.each(names)('of %s is a stub: every function is `todo`, and nothing is written', (topic) => {
    const stub = stubOf(COURSE, topic)!;
    const functions = stub.match(/^export (function|class)/gm)!.length;
    expect(stub.match(/\btodo\('/g)!.length).toBeGreaterThanOrEqual(functions);
    expect(isStub(COURSE, topic, stub)).toBe(true);
    expect(isStub(COURSE, topic, `${stub}// mine`)).toBe(false);
  });

  test('knows a stub of a Windows editor, and no other topic’s', () => {
    expect(isStub(COURSE, first, `\uFEFF${stubOf(COURSE, first)!.replaceAll('\n', '\r\n')}`)).toBe(true);
    expect(isStub(COURSE, first, stubOf(COURSE, second)!)).toBe(false);
    expect(isStub(COURSE, 'constructor', '')).toBe(false);
    expect(stubOf(COURSE, 'constructor')).toBeUndefined();
  });

  test('that is out of step with the exercise says how to pack it', () => {
    expect(packDifference(COURSE, first, stubOf(COURSE, first)!)).toBeUndefined();
    expect(packDifference(COURSE, first, `${stubOf(COURSE, first)!}// new`)).toContain(
      'npm run verify -- --pack',
    );
    expect(packDifference(COURSE, '99-new', 'new')).toContain('npm run verify -- --pack');
  });

  test('holds all topics, and nothing else', () => {
    expect(readdirSync('test/stubs').sort()).toEqual(names.map((topic) => `${topic}.json`));
  });
});
