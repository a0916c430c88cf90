// Operations on long arrays wait until someone asks for their numbers. Nobody can tell: not by the digits, and not by writing to an
// array in between.
import { describe, expect, jest, test } from '@jest/globals';
import { fc } from '#engine/suite';
import { evaluatePlainly, Expression } from '#lib/kernel/deferred';
import { loadKernel, type Kernel } from '#lib/kernel/kernel';
import { Storage } from '#lib/kernel/storage';
import type { Data, DType } from '#lib/kernel/types';
import { array, fromBytes, NDArray } from '#lib/ndarray';

const LENGTH = 4200; // more than the kernel takes at a time

type Operation = 'add' | 'sub' | 'mul' | 'div';

/** What a program does next, with arrays that it has by their number. */
type Step =
  | { kind: 'two arrays'; name: Operation; a: number; b: number }
  | { kind: 'a number'; name: Operation; a: number; number: number }
  | { kind: 'one array'; name: 'square' | 'sqrt' | 'reshape'; a: number }
  | { kind: 'read'; a: number }
  | { kind: 'write'; a: number; number: number };

const a = fc.nat(40);
const number = fc.constantFrom(0.1, -3, 7.25, 1e-8, 0);
const name = fc.constantFrom<Operation[]>('add', 'sub', 'mul', 'div');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('two arrays'), name, a, b: a }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('a number'), name, a, number }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('one array'),
      name: fc.constantFrom('square', 'sqrt', 'reshape'),
      a,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('read'), a }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('write'), a, number }) },
);

const plain = {
  add: (a: number, b: number) => a + b,
  sub: (a: number, b: number) => a - b,
  mul: (a: number, b: number) => a * b,
  div: (a: number, b: number) => a / b,
};

/** The same with typed arrays and nothing else: each step is done at once. */
class Plain {
  constructor(readonly data: Data) {}
  with(f: (value: number, i: number) => number): Plain {
    const result = this.data.slice();
    for (let i = 0; i < result.length; i++) result[i] = f(this.data[i], i);
    return new Plain(result);
  }
}

function run(dtype: DType, steps: readonly Step[]): { ours: NDArray[]; plain: Plain[] } {
  const first = Array.from({ length: LENGTH }, (_, i) => (i % 13) / 4 - 1);
  const ours = [
    array(first, dtype).mul(3),
    fromBytes(
      Uint8Array.from(first, (_, i) => i),
      [LENGTH],
      255,
      dtype,
    ),
  ];
  const expected = ours.map((one) => new Plain(one.copy().data));
  for (const step of steps) {
    const [mine, its] = [ours[step.a % ours.length], expected[step.a % ours.length]];
    if (step.kind === 'read') expect(mine.at(7)).toBe(its.data[7]);
    else if (step.kind === 'write') mine.data[5] = its.data[5] = step.number;
    else if (step.kind === 'one array') {
      const { name } = step;
      if (name === 'square') ours.push(mine.square());
      else if (name === 'sqrt') ours.push(mine.map(Math.sqrt));
      else ours.push(mine.reshape(LENGTH)); // a view: both are written to
      if (name === 'reshape') expected.push(its);
      else expected.push(its.with(name === 'square' ? (value) => value * value : Math.sqrt));
    } else if (step.kind === 'a number') {
      const other = dtype === 'float32' ? Math.fround(step.number) : step.number;
      ours.push(mine[step.name](step.number));
      expected.push(its.with((value) => plain[step.name](value, other)));
    } else {
      const [other, itsOther] = [ours[step.b % ours.length], expected[step.b % ours.length]];
      ours.push(mine[step.name](other));
      expected.push(its.with((value, i) => plain[step.name](value, itsOther.data[i])));
    }
  }
  return { ours, plain: expected };
}

describe.each<DType>(['float64', 'float32'])('%s', (dtype) => {
  test('any program has the digits of one that does each step at once', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 25 }), (steps) => {
        const { ours, plain } = run(dtype, steps);
        ours.forEach((one, i) => expect(isSame(one.data, plain[i].data)).toBe(true));
      }),
      {
        numRuns: 25,
        examples: [
          [
            [
              { kind: 'two arrays', name: 'mul', a: 0, b: 0 },
              { kind: 'write', a: 0, number: 9 },
            ],
          ],
        ],
      },
    );
  });

  test('a product is that of the numbers at its time', () => {
    const ones = new NDArray(new Float64Array(10_000).fill(1), [100, 100]).astype(dtype);
    const [a, b] = [ones.add(1), ones.add(2)];
    const product = a.dot(b);
    a.data[0] = 100;
    b.set(0, 0, 100);
    expect([product.at(0, 0), product.dtype, product.T.dot(ones).at(3, 4)]).toEqual([600, dtype, 60_000]);
  });

  test('a long chain that nobody reads grows no deeper', () => {
    let sum = new NDArray(new Float64Array(2000), [2000]).astype(dtype);
    for (let i = 0; i < 10_000; i++) sum = sum.add(1);
    expect(sum.at(1999)).toBe(10_000);
  });

  test('without memory for the kernel the digits are the same', () => {
    const kernel = loadKernel() as Kernel;
    const data = (start: number): Data =>
      new NDArray(
        Float64Array.from({ length: 5000 }, (_, i) => start + i),
        [5000],
      ).astype(dtype).data;
    const part = new Expression('div', data(1), 7, dtype, 5000, () => {});
    const root = new Expression('sqrt', part, undefined, dtype, 5000, () => {});
    const all = new Expression(
      'sub',
      root,
      new Expression('mul', part, part, dtype, 5000, () => {}),
      dtype,
      5000,
      () => {},
    );
    const [fast, slow] = [data(0), data(0)];
    kernel.evaluate(all, fast);
    evaluatePlainly(all, slow);
    expect(isSame(fast, slow)).toBe(true);
  });
});

test('what nobody asks for is not computed, and what is asked for twice is computed once', () => {
  const compute = jest.fn(() => Float64Array.of(1, 2));
  const storage = new Storage({ dtype: 'float64', compute }, 1, 2);
  expect([storage.dtype, compute.mock.calls.length]).toEqual(['float64', 0]);
  expect([...storage.read(), storage.at(0, 1), compute.mock.calls.length]).toEqual([1, 2, 2, 1]);
});

/** To the last bit; a NaN is a NaN. */
function isSame(a: Data, b: Data): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}
