#!/usr/bin/env bash
# neataptic 1.4.7, the latest on npm (Node 20.20): the slope of its softsign has the wrong sign for negative inputs, and vanishes at 0.
#
# Seen: softsign, x / (1 + |x|), rises everywhere, most steeply at 0, where its slope is 1. Each activation function of the library gives its
# value, and with a second argument `true` its slope, by which the networks learn. Of the fifteen, the slope of SOFTSIGN alone is
# not that of its value, by central differences: it is 0 at 0, about -0.25 at -1 in place of 0.25, and only by chance right at 1. A network with
# SOFTSIGN goes up the loss wherever a unit's input is negative.
#
# Output of the last line: {"wrong":["SOFTSIGN"],"says":[-0.22,-0.25,0,0.25,0.22],"is":[0.11,0.25,1,0.25,0.11]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact neataptic@1.4.7
cat > look.cjs <<'JS'
const { activation } = require('neataptic').methods;
const h = 1e-6;
const measured = (f, x) => (f(x + h) - f(x - h)) / (2 * h);
const places = [-2.3, -0.7, 0.4, 1.9]; // where all of them are smooth
const wrong = Object.keys(activation).filter((name) =>
  places.some((x) => Math.abs(activation[name](x, true) - measured(activation[name], x)) > 1e-4),
);
const rounded = (numbers) => numbers.map((number) => Number(number.toFixed(2)) + 0);
const inputs = [-2, -1, 0, 1, 2];
console.log(JSON.stringify({
  wrong,
  says: rounded(inputs.map((x) => activation.SOFTSIGN(x, true))),
  is: rounded(inputs.map((x) => measured(activation.SOFTSIGN, x))),
}));
JS
expected='{"wrong":["SOFTSIGN"],"says":[-0.22,-0.25,0,0.25,0.22],"is":[0.11,0.25,1,0.25,0.11]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
