#!/usr/bin/env bash
# js-yaml 4.3.2 beside js-yaml 5.5.0 and yaml 2.9.1 (Node 20.20): a weight written as -.5 is a text, one written as .5 a number.
#
# Seen: in js-yaml 4.3.2 a fraction without a digit before its point is a number only without a sign: `.5` is 0.5, and `-.5`, `+.5` and `-.5e1` are
# texts, while `-5.` and `-.inf` are numbers. The core schema of YAML 1.2 has all of them as numbers, and so have js-yaml 5.5.0 and yaml 2.9.1. A list
# of weights becomes a list of numbers and texts, without an error.
#
# Output of the last line: {"js-yaml 4":[0.5,"-.5","+.5","-.5e1",-5],"js-yaml 5":[0.5,-0.5,0.5,-5,-5],"yaml":[0.5,-0.5,0.5,-5,-5]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact four@npm:js-yaml@4.3.2 five@npm:js-yaml@5.5.0 yaml@2.9.1
cat > look.js <<'JS'
const [four, five, yaml] = ['four', 'five', 'yaml'].map((name) => require(name));
const weights = '[.5, -.5, +.5, -.5e1, -5.]';
console.log(
  JSON.stringify({
    'js-yaml 4': four.load(weights),
    'js-yaml 5': five.load(weights),
    yaml: yaml.parse(weights),
  }),
);
JS
expected='{"js-yaml 4":[0.5,"-.5","+.5","-.5e1",-5],"js-yaml 5":[0.5,-0.5,0.5,-5,-5],"yaml":[0.5,-0.5,0.5,-5,-5]}'
seen=$(node look.js | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
