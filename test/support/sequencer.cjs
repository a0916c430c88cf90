// In which order jest starts the files of tests: as it does by itself, by the time that each took in the last run or else by size, but
// first those that are short to read and long to run, because they start whole commands. Started last, one of them would leave all other
// processors idle. Plain JavaScript, because jest loads it itself.
const Sequencer = require('@jest/test-sequencer').default;

/** The longest first; but whatever else starts graders is begun later than `tools/grade`, and finds the suites calibrated. */
const LONGEST = [
  'tools/grade',
  'tools/check',
  'tools/commands',
  'dev/types',
  'tools/train/command',
  'tools/grade/two-judges',
  'tools/learn',
].map((name) => `test/${name}.test.ts`);

/** Its place among them; -1 for all others. */
const placeOf = ({ path }) => LONGEST.findIndex((file) => path.replaceAll('\\', '/').endsWith(`/${file}`));

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const long = sorted.filter((test) => placeOf(test) >= 0);
    long.sort((a, b) => placeOf(a) - placeOf(b));
    return [...long, ...sorted.filter((test) => placeOf(test) < 0)];
  }
};
