#!/usr/bin/env bash
# d3-random 3.0.2 (Node 20.20): a hundred seeds in a row draw nearly the same first number.
#
# Seen: `randomLcg(seed)` makes the source of a repeatable run. Its first number is 0.2361 for the seed 0, 0.2365 for 1, and 0.2744 for 99: it grows
# by 0.0004 from seed to seed, because a linear congruential generator begins with a linear function of its seed, and nothing mixes the seed first. So the first
# of ten classes, drawn with `randomInt.source(randomLcg(seed))(10)`, is 2 for all hundred seeds. The second number grows by 0.0907
# with each seed, and turns over at 1. Runs "over seeds 1 to 10" are not ten independent runs: their first draws differ by less than 0.004.
#
# Output of the last line: {"first":[0.2361,0.2744],"classes":[2],"steps":[0.0907]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact d3-random@3.0.2
cat > look.mjs <<'JS'
import { randomInt, randomLcg } from 'd3-random';
const seeds = [...Array(100).keys()];
const digits = (number) => Number(number.toFixed(4));
const first = seeds.map((seed) => randomLcg(seed)());
const second = seeds.map((seed) => {
  const draw = randomLcg(seed);
  draw();
  return draw();
});
const classes = seeds.map((seed) => randomInt.source(randomLcg(seed))(10)());
const steps = second.slice(1).map((number, i) => digits((number - second[i] + 1) % 1));
console.log(
  JSON.stringify({
    first: [Math.min(...first), Math.max(...first)].map(digits),
    classes: [...new Set(classes)],
    steps: [...new Set(steps)],
  }),
);
JS
expected='{"first":[0.2361,0.2744],"classes":[2],"steps":[0.0907]}'
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
