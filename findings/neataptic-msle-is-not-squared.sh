#!/usr/bin/env bash
# neataptic 1.4.7, the latest on npm (Node 20.20): its mean squared logarithmic error is neither a mean nor squared, and falls below zero.
#
# Seen: the error that MSLE stands for is the mean of (log(1 + target) - log(1 + output))², never below 0, and 0 for a perfect answer alone. This
# one is the sum of log(target) - log(output). A perfect answer has 0, but an answer that is too large has less, without end: for the targets
# 0.2, 0.9 and 0.5, the outputs 100, 100, 100 have about -16.2, and errors in two directions can cancel to 0. Whatever is chosen by the smallest
# error, as the library's evolution does, is as wrong as it can be. MSE and MAE of the same numbers are what their names say.
#
# Output of the last line: {"msle":{"perfect":0,"tooLarge":-16.22,"canceled":0},"real":{"perfect":0,"tooLarge":17.72,"canceled":0.03},"mse":9893.7}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact neataptic@1.4.7
cat > look.cjs <<'JS'
const { MSLE, MSE } = require('neataptic').methods.cost;
const targets = [0.2, 0.9, 0.5];
const answers = { perfect: targets, tooLarge: [100, 100, 100], canceled: [0.4, 0.45, 0.5] };
const mean = (numbers) => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const real = (outputs) => mean(outputs.map((output, i) => (Math.log1p(targets[i]) - Math.log1p(output)) ** 2));
const ofEach = (error) =>
  Object.fromEntries(Object.entries(answers).map(([name, outputs]) => [name, Number(error(outputs).toFixed(2)) + 0]));
console.log(JSON.stringify({
  msle: ofEach((outputs) => MSLE(targets, outputs)),
  real: ofEach(real),
  mse: Number(MSE(targets, answers.tooLarge).toFixed(1)),
}));
JS
expected='{"msle":{"perfect":0,"tooLarge":-16.22,"canceled":0},"real":{"perfect":0,"tooLarge":17.72,"canceled":0.03},"mse":9893.7}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
