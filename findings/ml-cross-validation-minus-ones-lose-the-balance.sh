#!/usr/bin/env bash
# ml-cross-validation 1.3.0, the latest on npm (Node 20.20): a sample that should keep the balance of the classes doesn't, for the labels -1 and 1.
#
# Seen: `sampleAClass(labels, 0.5)` is documented as sampling "maintaining classes equilibrated": half of each class. Of ninety samples of one class
# and ten of the other it takes five of the ten, each time, if the labels are 0 and 1 or "no" and "yes". If they are -1 and 1, as for a perceptron
# or a support vector machine, it takes from none to nine of the ten. It sorts the labels by value, but goes through the classes in the order of an
# object's keys, where whole numbers from 0 up come first and "-1" after them, so that the places of one class are taken for the other's. "2" and
# "10", which sort as text the other way round, lose it, too. The mean is right, so that an average over many runs doesn't show it.
#
# Output of the last line: {"0/1":[5,5],"no/yes":[5,5],"-1/1":[0,9],"2/10":[1,9]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-cross-validation@1.3.0
cat > look.cjs <<'JS'
const { sampleAClass } = require('ml-cross-validation');
let state = 3;
Math.random = () => { // the same numbers in every run
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
function range(many, few) {
  const labels = Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? few : many));
  const counts = Array.from({ length: 1000 }, () => sampleAClass(labels, 0.5).trainIndex.filter((i) => labels[i] === few).length);
  return [Math.min(...counts), Math.max(...counts)];
}
console.log(JSON.stringify({ '0/1': range(0, 1), 'no/yes': range('no', 'yes'), '-1/1': range(-1, 1), '2/10': range('2', '10') }));
JS
expected='{"0/1":[5,5],"no/yes":[5,5],"-1/1":[0,9],"2/10":[1,9]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
