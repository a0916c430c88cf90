// Which solutions a copy of the course lacks: it may be handed out without them, or without some. As a program (node
// tools/launch/solutions.cjs), it ends with 1 and one sentence where this course lacks one: for scripts that need all of them, and do not
// begin with the launcher. Plain Node, since nothing may be installed yet.
const { existsSync, readdirSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { wordsFor } = require('./words.cjs');

/** The topics that have a suite and no solution, and whether there is any solution at all. */
function solutionsMissing(course) {
  const folder = join(course, 'test');
  const suites = existsSync(folder) ? readdirSync(folder) : [];
  const topics = suites.flatMap((name) => /^(\d\d-[^.]+)\.test\.ts$/.exec(name)?.[1] ?? []);
  const missing = topics.filter((topic) => !existsSync(join(course, 'solutions', `${topic}.ts`)));
  return { missing, hasSome: missing.length < topics.length };
}

/** Why a command that needs all solutions cannot begin; undefined where they are there. */
function whyNot(command, { missing, hasSome }, words) {
  if (missing.length === 0) return undefined;
  return hasSome ? words.needsSolution(command, `solutions/${missing[0]}.ts`) : words.needsSolutions(command);
}

module.exports = { solutionsMissing, whyNot };

if (require.main === module) {
  const command = process.env.npm_lifecycle_event ?? 'npm test';
  const sentence = whyNot(
    command,
    solutionsMissing(resolve(module.path, '../..')),
    wordsFor([], process.env),
  );
  if (sentence !== undefined) {
    console.error(sentence);
    process.exitCode = 1;
  }
}
