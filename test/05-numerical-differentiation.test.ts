// The laws of topic 05 · numerical differentiation.
import {
  describeFunction,
  differs,
  example,
  expect,
  fail,
  fc,
  gate,
  law,
  phrase,
  underTest,
} from '#engine/suite';
import * as topic from '#topics/05-numerical-differentiation';
import { array } from '#lib/ndarray';
import { fineNumbers, tenths } from './support/arbitraries';

const { numericalDiff, tangentLine } = underTest(topic);

const h = 1e-4;

/** The book's function, and its derivative 0.02u + 0.1. */
const book = (u: number) => 0.01 * u ** 2 + 0.1 * u;

/** c₀ + c₁u + c₂u² + c₃u³. */
const polynomial = (c: number[]) => (u: number) => c.reduce((sum, ck, k) => sum + ck * u ** k, 0);

/** Its derivative, c₁ + 2c₂u + 3c₃u². */
const slopeOfPolynomial = (c: number[]) => polynomial(c.slice(1).map((ck, k) => ck * (k + 1)));

const coefficients = (count: number) => fc.array(tenths(), { minLength: count, maxLength: count });

const curves = fc.record({ c: coefficients(4), x: tenths() });
const onCurves = fc.record({ c: coefficients(4), x: tenths(), u: tenths() });

/** The same point, but for the rounding of another way to get there. */
const isAt = (point: number, place: number) => Math.abs(point - place) < 1e-10;

/** Where `f` was called, told from `x`: "x + 0.0001". */
function whereFromX(points: number[], x: number): string {
  const offsets = points.map((point) => Number((point - x).toPrecision(2)));
  const names = offsets.map((offset) =>
    offset === 0 ? 'x' : `x ${offset < 0 ? '−' : '+'} ${Math.abs(offset)}`,
  );
  return names.join(' and ');
}

describeFunction('numericalDiff', numericalDiff, () => {
  gate('returns one finite number', () => {
    expect(numericalDiff((u) => u ** 2, 1)).toBeOneFiniteNumber();
  });

  example('the book’s 0.01x² + 0.1x has the slope 0.2 at 5, up to rounding', () => {
    expect(numericalDiff(book, 5)).toAgreeWith(0.1999999999990898);
  });

  example('the book’s 0.01x² + 0.1x has the slope 0.3 at 10, up to rounding', () => {
    expect(numericalDiff(book, 10)).toAgreeWith(0.2999999999986347);
  });

  example('|x| has the slope 0 at its corner: the slopes on the two sides are opposite', () => {
    expect(numericalDiff(Math.abs, 0)).toAgreeWith(0);
  });

  // What a central difference misses of a straight line is the rounding of f over h, about 1e-11.
  example('x / 7 has the slope 1 / 7, to nine digits', () => {
    expect(numericalDiff((u) => u / 7, 2)).toAgreeWith(1 / 7);
  });

  // Further calls do no harm, as long as the answer does not depend on them: see the law about "elsewhere" below.
  law('calls f one step of h = 0.0001 above x, and one step below', fc.record({ x: tenths() }), ({ x }) => {
    const points: number[] = [];
    numericalDiff((u) => {
      points.push(u);
      return u ** 2;
    }, x);
    for (const [name, place] of [['x + 0.0001', x + h] as const, ['x − 0.0001', x - h] as const]) {
      if (points.some((point) => isAt(point, place))) continue;
      if (points.length === 0) fail(phrase`f was not called at ${{ place: name }}, but at no point at all`);
      fail(phrase`f was not called at ${{ place: name }}, but at ${{ points: whereFromX(points, x) }}`);
    }
  });

  law(
    'is (f(x + h) − f(x − h)) / 2h, whatever f is elsewhere',
    fc.record({ x: tenths(), above: tenths(), below: tenths(), elsewhere: tenths() }),
    ({ x, above, below, elsewhere }) => {
      const f = (u: number) => (isAt(u, x + h) ? above : isAt(u, x - h) ? below : elsewhere);
      // The quotient is at most 5e4, and where it is 0, above and below are the same number.
      expect(numericalDiff(f, x)).toAgreeWith((above - below) / (2 * h), { absolute: 1e-9 });
    },
  );

  // What a central difference misses here is c₃h² < 1e-7, and the rounding of f over h, about 1e-9.
  law('of c₀ + c₁x + c₂x² + c₃x³ is c₁ + 2c₂x + 3c₃x²', curves, ({ c, x }) => {
    expect(numericalDiff(polynomial(c), x)).toAgreeWith(slopeOfPolynomial(c)(x), { absolute: 1e-6 });
  });

  // The same here: frequency³ · h² / 6 < 2e-8.
  law(
    'of sin(frequency · x) is frequency · cos(frequency · x)',
    fc.record({ frequency: tenths(-2, 2), x: tenths() }),
    ({ frequency, x }) => {
      const slope = frequency * Math.cos(frequency * x);
      expect(numericalDiff((u) => Math.sin(frequency * u), x)).toAgreeWith(slope, { absolute: 1e-7 });
    },
  );

  // The slopes at two such points differ by more than the rounding of f over h, 1e-9.
  law(
    'distinguishes points that differ in the fourth decimal',
    fc.record({ c: coefficients(4), x: fineNumbers(), step: fc.constantFrom(0.0001, 0.0002, 0.0004) }),
    ({ c, x, step }) => {
      for (const point of [x, x + step]) {
        const slope = slopeOfPolynomial(c)(point);
        expect(numericalDiff(polynomial(c), point)).toAgreeWith(slope, { absolute: 1e-6 });
      }
    },
  );
});

describeFunction('tangentLine', tangentLine, () => {
  gate('returns a function from numbers to numbers', () => {
    const line: unknown = tangentLine((u) => u ** 2, 1);
    if (typeof line !== 'function') differs(line, 'a function');
    expect(line(2)).toBeOneFiniteNumber();
  });

  example('the tangent of the book’s 0.01x² + 0.1x at 5 is 0.2u − 0.25', () => {
    const line = tangentLine(book, 5);
    expect(array([line(0), line(5), line(10)])).toAgreeWith([-0.25, 0.75, 1.75]);
  });

  // Written as slope · u + b, it adds two numbers up to 2,000 that cancel: that costs 1e-12.
  law('touches f at x: there it has the same value', curves, ({ c, x }) => {
    expect(tangentLine(polynomial(c), x)(x)).toAgreeWith(polynomial(c)(x), { absolute: 1e-9 });
  });

  // The slope is good to 1e-7 (see above); the values of the line, up to 5,000, are rounded by 1e-12.
  law('rises by f′(x) from u to u + 1', onCurves, ({ c, x, u }) => {
    const line = tangentLine(polynomial(c), x);
    expect(line(u + 1) - line(u)).toAgreeWith(slopeOfPolynomial(c)(x), { absolute: 1e-6 });
  });

  // The slope is good to 1e-7 (see above), and u is at most 10 away from x.
  law('is f(x) + f′(x) · (u − x) at every u', onCurves, ({ c, x, u }) => {
    const expected = polynomial(c)(x) + slopeOfPolynomial(c)(x) * (u - x);
    expect(tangentLine(polynomial(c), x)(u)).toAgreeWith(expected, { absolute: 1e-5 });
  });

  // The slope of a line is off by 1e-11 (see above), and u is at most 10 away from x.
  law(
    'of a straight line is that line',
    fc.record({ c: coefficients(2), x: tenths(), u: tenths() }),
    ({ c, x, u }) => {
      expect(tangentLine(polynomial(c), x)(u)).toAgreeWith(polynomial(c)(u), { absolute: 1e-7 });
    },
  );

  // A central difference misses nothing of a parabola but the rounding of f over h, 1e-9 here, and u is at most 10 away from x.
  law(
    'of c₀ + c₁x + c₂x² differs from the curve by c₂ · (u − x)²',
    fc.record({ c: coefficients(3), x: tenths(), u: tenths() }),
    ({ c, x, u }) => {
      const gap = polynomial(c)(u) - tangentLine(polynomial(c), x)(u);
      expect(gap).toAgreeWith(c[2] * (u - x) ** 2, { absolute: 1e-6, of: 'f(u) − line(u)' });
    },
  );

  law(
    'keeps belonging to its own x when another tangent is computed',
    fc.record({ c: coefficients(3), x: tenths(), otherX: tenths(), u: tenths() }),
    ({ c, x, otherX, u }) => {
      const line = tangentLine(polynomial(c), x);
      const before = line(u);
      tangentLine(polynomial(c), otherX)(u);
      expect(line(u)).toAgreeWith(before);
    },
  );
});
