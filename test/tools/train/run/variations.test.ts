// What `--compare` may ask for, what comes of it, and what is reported if it can't mean anything.
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { UserError } from '../../../../tools/train/run/user-error';
import { SETTINGS } from '../../../../tools/train/run/settings';
import {
  COMPARABLE,
  MOST_VARIANTS,
  parseVariation,
  variationText,
  variantsOf,
  type Variation,
} from '../../../../tools/train/run/variations';

const parse = (...texts: string[]): Variation[] =>
  texts.reduce<Variation[]>((all, text) => parseVariation(text, all), []);
const variants = (...texts: string[]) => variantsOf(parse(...texts));

describe('what is asked for', () => {
  test('is one run for each value', () => {
    expect(variants('learning-rate=0.01, 1')).toEqual([
      { label: 'learning rate 0.01', name: '1_learning-rate_0.01', args: ['--learning-rate', '0.01'] },
      { label: 'learning rate 1', name: '2_learning-rate_1', args: ['--learning-rate', '1'] },
    ]);
  });

  test('may be written with the hyphens of an option', () => {
    expect(parse('--seed=1,2')).toEqual(parse('seed=1,2'));
  });

  test('twice, is every combination', () => {
    expect(variants('seed=1,2', 'hidden-size=10,20,30').map(({ label }) => label)).toEqual(
      [1, 2].flatMap((seed) => [10, 20, 30].map((size) => `seed ${seed}, hidden size ${size}`)),
    );
  });

  test('with a slash, lets options vary together', () => {
    expect(variants('batch-size/iterations=1000/20,10/2000').map(({ args }) => args)).toEqual([
      ['--batch-size', '1000', '--iterations', '20'],
      ['--batch-size', '10', '--iterations', '2000'],
    ]);
  });

  test('with semicolons, has values with commas of their own', () => {
    expect(parse('seed=1,2;3')[0].values).toEqual([['1,2'], ['3']]);
  });

  test('may be the data, in folders that are called by their names', () => {
    const [first, second] = variants('data=digits,some/clothes');
    expect(first).toEqual({
      label: 'data digits',
      name: '1_data_digits',
      args: ['--data', resolve('digits')],
    });
    expect(second.args).toEqual(['--data', resolve('some/clothes')]);
  });

  test('can be written down, and be read again', () => {
    const value = fc.stringMatching(/^[\w.+-]{1,9}$/);
    const drawn = fc.record({
      options: fc.subarray(
        COMPARABLE.filter((name) => name !== 'data'),
        { minLength: 1 },
      ),
      count: fc.integer({ min: 2, max: 5 }),
      commas: fc.boolean(),
      value,
    });
    fc.assert(
      fc.property(drawn, ({ options, count, commas, value }) => {
        const values = Array.from({ length: count }, (_, run) =>
          options.map((_, i) => (commas ? `${value},${run}` : `${value}${run}${i}`)),
        );
        expect(parse(variationText({ options, values }))).toEqual([{ options, values }]);
      }),
    );
  });

  test('can be any setting but a switch', () => {
    const settings = Object.values(SETTINGS).map((option) => option.slice(2));
    expect([...COMPARABLE, 'mine'].sort()).toEqual([...settings, 'data'].sort());
  });

  test('has folders of different names, which any system can make', () => {
    const names = variants('data=a b/ö,c:d', `weight-init-std=${'1'.repeat(99)},2`).map(({ name }) => name);
    expect(new Set(names).size).toBe(4);
    for (const name of names) expect(name).toMatch(/^\d_[\w.+-]{1,58}$/);
  });
});

describe('what cannot be meant is said, with what can be done:', () => {
  test.each([
    ['learning-rate', 'an equals sign'],
    ['learning-rate=', 'a value is empty'],
    ['learning-rate=0.1', 'at least two values'],
    ['learning-rate=0.1,', 'a value is empty'],
    ['learning-rat=1,2', 'learning-rat cannot be compared; name one of iterations, batch-size'],
    ['=1,2', 'nothing cannot be compared'],
    ['mine=1,2', 'mine cannot be compared'],
    ['workers=1,2', 'workers cannot be compared'],
    ['batch-size/iterations=1/2,3', '3 has 1 values for the 2 options'],
    ['batch-size/batch-size=1/2,3/4', 'batch-size is named twice'],
    ['data/seed=a/1,b/2', 'data can only vary by itself'],
  ])('%s', (text, what) => {
    expect(() => parse(text)).toThrow(UserError);
    expect(() => parse(text)).toThrow(what);
    expect(() => parse(text)).toThrow(`--compare ${text}: `);
  });

  test('an option in two lists', () => {
    expect(() => parse('seed=1,2', 'seed=3,4')).toThrow('seed is named twice');
  });

  test('more runs than anybody can tell apart', () => {
    const seeds = Array.from({ length: MOST_VARIANTS }, (_, seed) => seed);
    expect(variants(`seed=${seeds.join()}`)).toHaveLength(MOST_VARIANTS);
    expect(() => variants(`seed=${seeds.join()},99`)).toThrow(`asks for 25 runs, ${MOST_VARIANTS} at most`);
    expect(() => variants('seed=1,2,3,4,5', 'hidden-size=1,2,3,4,5')).toThrow('asks for 5 × 5 = 25 runs');
  });
});
