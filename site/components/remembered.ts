/** The options of a chart are the same object as long as they are made of the same: then its drawing stays, too. */
export function remembered<Parts extends unknown[], Options>(
  make: (...parts: Parts) => Options,
): (...parts: Parts) => Options {
  let last: { parts: string; options: Options } | undefined;
  return (...parts) => {
    const now = JSON.stringify(parts, whole);
    if (last?.parts !== now) last = { parts: now, options: make(...parts) };
    return last.options;
  };
}

/** JSON has no NaN and no Infinity, and would take each for the other. */
function whole(_: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}
