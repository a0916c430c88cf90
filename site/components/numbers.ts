// Numbers as a person would write them.

/** Three digits that count; and as many as it takes, where less than 1 would become 1. */
export function short(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  const size = Math.abs(value);
  const digits = size >= 1e5 || size < 1e-3 ? scientific(size) : decimal(size);
  return value < 0 ? `−${digits}` : digits;
}

/** A share of 1 in percent. What is not all of it never becomes 100%. */
export function percent(share: number): string {
  for (let digits = 3; digits < 17; digits++) {
    const rounded = Number((100 * share).toPrecision(digits));
    if (share >= 1 || rounded < 100) return `${rounded}%`;
  }
  return `${100 * share}%`;
}

/** "1 step", "2 steps". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** "10⁻⁸" for −8. */
export function powerOfTen(exponent: number): string {
  const raised = [...String(exponent)].map((sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)]));
  return `10${raised.join('')}`;
}

function decimal(size: number): string {
  for (let digits = 3; digits < 17; digits++) {
    const rounded = Number(size.toPrecision(digits));
    if (size >= 1 || rounded < 1) return String(rounded);
  }
  return String(size);
}

/** "1.2·10⁻⁸" */
function scientific(size: number): string {
  const [factor, exponent] = size.toExponential(1).split('e');
  const power = powerOfTen(Number(exponent));
  return factor === '1.0' ? power : `${factor.replace('.0', '')}·${power}`;
}
