#!/usr/bin/env bash
# ml-logistic-regression 2.0.0 with ml-matrix 6.15.1 (Node 20.20): it can't learn that numbers above ten are one class, and says nothing.
#
# Seen: six numbers, 8 to 13, of which the three above 10.5 are of class 1. After 1,000 steps and after 50,000, all six are predicted to be of the same class:
# half are wrong. The model has one weight for each input and no intercept, so that the line between two classes goes through the origin,
# and no weight puts it at 10.5. The README doesn't say so, and its own example has classes that a line through the origin parts. With
# 10.5 subtracted, or a column of ones added by the caller, all six are right. Pixels, which are never negative, are such inputs.
#
# Output of the last line: {"wrong":{"1000":3,"50000":3},"shifted":0,"ones":0}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-logistic-regression@2.0.0 ml-matrix@6.15.1
cat > look.cjs <<'JS'
const Regression = require('ml-logistic-regression');
const { Matrix } = require('ml-matrix');
const classes = [0, 0, 0, 1, 1, 1];
function wrongOf(rows, numSteps) {
  const model = new Regression({ numSteps, learningRate: 5e-3 });
  model.train(new Matrix(rows), Matrix.columnVector(classes));
  return model.predict(new Matrix(rows)).filter((predicted, i) => predicted !== classes[i]).length;
}
const values = [8, 9, 10, 11, 12, 13];
const plain = values.map((x) => [x]);
console.log(
  JSON.stringify({
    wrong: { 1000: wrongOf(plain, 1000), 50000: wrongOf(plain, 50_000) },
    shifted: wrongOf(values.map((x) => [x - 10.5]), 50_000),
    ones: wrongOf(values.map((x) => [1, x]), 50_000),
  }),
);
JS
expected='{"wrong":{"1000":3,"50000":3},"shifted":0,"ones":0}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
