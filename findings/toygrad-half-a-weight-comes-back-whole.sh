#!/usr/bin/env bash
# toygrad 2.6.0, the latest on npm (Node 20.20): saved with the precision "f6", weights of about half the largest come back larger than the largest.
#
# Seen: `getAsOptions(precision)` makes a network small enough for a JSON file, and with "f6" each weight is one letter of 86. The letters stand for
# 86 equally spaced values, so that no weight should be off by more than a 63rd of the largest. But the alphabet has "!" twice, for the 63rd value
# and for the last, and reading takes the last: 0.461 comes back as 1.016 where the largest weight is 1. Of 2001 weights from -1 to 1 those from
# 0.461 to 0.484 are wrong, and all others are as close as the letters allow. One weight in about a hundred is doubled, which looks like a loss of
# accuracy by rounding. "f8", "f16" and "f32" have no such gap.
#
# Output of the last line: {"f32":0,"f16":0.0039,"f8":0.0079,"f6":0.5549,"wrong":[0.461,0.484],"others":0.0158}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact toygrad@2.6.0
cat > look.mjs <<'JS'
import { NeuralNetwork } from 'toygrad';
const weights = Array.from({ length: 2001 }, (_, i) => (i - 1000) / 1000);
function again(precision) {
  const layers = [{ type: 'input', sx: 1, sy: 1, sz: weights.length }, { type: 'dense', filters: 1 }, { type: 'regression' }];
  const net = new NeuralNetwork({ layers });
  net.layers[1].filters[0].w.set(weights);
  net.layers[1].biases.w.set([1]);
  const saved = JSON.parse(JSON.stringify(net.getAsOptions(precision)));
  return [...new NeuralNetwork(saved).layers[1].filters[0].w];
}
const off = (precision) => again(precision).map((weight, i) => Math.abs(weight - weights[i]));
const largest = (numbers) => Number(Math.max(...numbers).toFixed(4));
const f6 = off('f6');
const wrong = weights.filter((_, i) => f6[i] > 0.1);
console.log(JSON.stringify({
  f32: largest(off('f32')), f16: largest(off('f16')), f8: largest(off('f8')), f6: largest(f6),
  wrong: [wrong[0], wrong.at(-1)], others: largest(f6.filter((error) => error <= 0.1)),
}));
JS
expected='{"f32":0,"f16":0.0039,"f8":0.0079,"f6":0.5549,"wrong":[0.461,0.484],"others":0.0158}'
seen=$(node look.mjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
