#!/usr/bin/env bash
# @stryker-mutator/core and jest-runner 9.6.1, the last for Node 20, with jest 30.5.2 (Node 20.20): one test with a long title, and most
# mutants that it reaches are not tested. They count as errors, and the score is of the others.
#
# Seen: with coverage analysis "perTest", the runner chooses the tests of a mutant by one regular expression of all their full titles. A title such as
# test.each's '%j' makes of an array of 20,000 numbers (40 KB) is more than an expression can hold. Each mutant that such a test reaches then has the
# status RuntimeError, which the score leaves out. Below, `mean` has a test that notices nothing, and `scale` one that notices all. With an array of
# two numbers in the title, four mutants of `mean` survive and the score is 33; with 20,000 it is 67: only one survives, which is tried when the file is
# loaded, and so with all tests, unchosen. The runner ends with 0 both times.
#
# Output of the last line: {"2":{"Killed":2,"Survived":4},"20000":{"Killed":2,"RuntimeError":3,"Survived":1}}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @stryker-mutator/core@9.6.1 @stryker-mutator/jest-runner@9.6.1 jest@30.5.2
cat > numbers.js <<'JS'
exports.mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
exports.scale = (a, b) => a * b;
JS
cat > numbers.test.js <<'JS'
const { mean, scale } = require('./numbers');
const lengths = [JSON.parse(require('fs').readFileSync('length.json', 'utf8'))];
test.each(lengths.map((length) => [new Array(length).fill(1)]))('%j has a mean', (list) => {
  mean(list);
});
test('scale', () => {
  expect(scale(2, 3)).toBe(6);
});
JS
cat > stryker.json <<'JSON'
{ "testRunner": "jest", "plugins": ["@stryker-mutator/jest-runner"], "coverageAnalysis": "perTest", "reporters": ["json"], "mutate": ["numbers.js"] }
JSON
for length in 2 20000; do
  echo "$length" > length.json
  npx stryker run stryker.json > /dev/null
  cp reports/mutation/mutation.json "report-$length.json"
done
cat > look.js <<'JS'
const counted = (length) => {
  const counts = {};
  for (const { status } of require(`./report-${length}.json`).files['numbers.js'].mutants) counts[status] = (counts[status] ?? 0) + 1;
  return Object.fromEntries(Object.entries(counts).sort());
};
console.log(JSON.stringify({ 2: counted(2), 20000: counted(20000) }));
JS
expected='{"2":{"Killed":2,"Survived":4},"20000":{"Killed":2,"RuntimeError":3,"Survived":1}}'
seen=$(node look.js | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
