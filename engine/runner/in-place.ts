// A suite is loaded with an answer instead of its topic.

/** Loads a suite anew: what it imports as its topic is `student`. Whatever was loaded before, as the known mistakes, has the solution. */
export function loadInPlace(
  load: NodeJS.Require,
  suite: string,
  solutionFile: string,
  student: object,
): void {
  const loaded = load.cache[solutionFile]!;
  const solution: unknown = loaded.exports;
  Reflect.deleteProperty(load.cache, suite);
  loaded.exports = student;
  try {
    load(suite);
  } finally {
    loaded.exports = solution;
  }
}
