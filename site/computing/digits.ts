// How many digits of a number are shown.

/** How a number is written. */
export type NumberFormat = (value: number) => string;

/** With all digits that it has. */
export const exactly: NumberFormat = (value) => (Object.is(value, -0) ? '-0' : String(value));

/** Where a lesson doesn't say how many: the last ones of the sixteen that a computer has are mostly rounding errors. */
export const rounded: NumberFormat = (value) => exactly(value === 0 ? value : Number(value.toPrecision(10)));

const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi;

/** Whether a lesson shows this very value, rounded as it may be: `exact` is the value with all its digits. */
export function isShownAs(lesson: string, exact: string): boolean {
  if (aroundNumbers(lesson) !== aroundNumbers(exact)) return false;
  const [written, found] = [lesson, exact].map((text) => text.match(NUMBER) ?? []);
  return written.every((number, i) => {
    const [digits, exponent = '0'] = number.toLowerCase().split('e');
    const lastDigit = 10 ** (Number(exponent) - (digits.split('.')[1]?.length ?? Infinity)); // a whole number is exact
    return Math.abs(Number(number) - Number(found[i])) <= 0.5000001 * lastDigit;
  });
}

function aroundNumbers(text: string): string {
  return text.replace(NUMBER, '#').replaceAll("'", '"').replace(/\s+/g, '');
}
