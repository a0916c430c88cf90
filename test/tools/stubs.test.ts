// The packed copy of the exercises: what `npm run reset` gives back, whatever was edited first.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { isStub, packDifference, stubOf } from '../../tools/shared/stubs';
import { topicNames } from '../../tools/shared/topics';

const names = topicNames();
const [first, second] = names;

describe('the packed copy', () => {
  test.each(names)('of %s is a stub: every function is `todo`, and nothing is written', (topic) => {
    const stub = stubOf(topic)!;
    const functions = stub.match(/^export (function|class)/gm)!.length;
    expect(stub.match(/\btodo\('/g)!.length).toBeGreaterThanOrEqual(functions);
    expect(isStub(topic, stub)).toBe(true);
    expect(isStub(topic, `${stub}// mine`)).toBe(false);
  });

  test('knows a stub of a Windows editor, and no other topic’s', () => {
    expect(isStub(first, `\uFEFF${stubOf(first)!.replaceAll('\n', '\r\n')}`)).toBe(true);
    expect(isStub(first, stubOf(second)!)).toBe(false);
    expect(isStub('constructor', '')).toBe(false);
    expect(stubOf('constructor')).toBeUndefined();
  });

  test('that is out of step with the exercise says how to pack it', () => {
    expect(packDifference(first, stubOf(first)!)).toBeUndefined();
    expect(packDifference(first, `${stubOf(first)!}// new`)).toContain('npm run verify -- --pack');
    expect(packDifference('99-new', 'new')).toContain('npm run verify -- --pack');
  });

  test('holds all topics, in order, and nothing else', () => {
    const pack = JSON.parse(readFileSync('tools/shared/stubs.json', 'utf8')) as object;
    expect(Object.keys(pack)).toEqual(names);
  });
});
