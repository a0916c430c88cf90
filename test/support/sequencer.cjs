// In which order jest starts the files of tests: as it does by itself, by the time that each took in the last run or else by size, but
// first those that are short to read and long to run, because they start whole commands. Started last, one of them would leave all other
// processors idle. Plain JavaScript, because jest loads it itself.
const { basename } = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** The longest first. `grade-command` is not among them, though it starts graders: begun later than `grade`, it finds the suites calibrated. */
const LONGEST = ['grade', 'check', 'train-command', 'commands', 'two-judges', 'learn'].map(
  (name) => `${name}.test.ts`,
);

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const isLong = ({ path }) => LONGEST.includes(basename(path));
    const sorted = super.sort(tests);
    const long = sorted.filter(isLong);
    long.sort((a, b) => LONGEST.indexOf(basename(a.path)) - LONGEST.indexOf(basename(b.path)));
    return [...long, ...sorted.filter((test) => !isLong(test))];
  }
};
