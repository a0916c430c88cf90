// Files that were looked for by a pattern, by the name of each without its ending: "02-cross-entropy-error".
export function byName<Value>(
  files: Record<string, Value>,
  ending = /\.[a-z]+$/,
): Partial<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(files).map(([path, value]) => [path.replace(/.*\//, '').replace(ending, ''), value]),
  );
}
