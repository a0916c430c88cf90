#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (Node 20.20): alpha dropout, made to keep the mean, moves it by more than a standard deviation.
#
# Seen: `tf.layers.alphaDropout` promises to keep mean and variance of its inputs "to their original values". Of 200,000 numbers with mean 0 and
# standard deviation 1 it makes a mean of 0.33 at a rate of 0.1, 0.62 at 0.2 and 1.56 at 0.5; the deviation stays 1. The paper on
# self-normalizing networks sets what is dropped to -1.758, the lower end of SELU, and shifts by as much as that costs. Here the shift is right, and what is
# dropped becomes +1.758: at a rate of 0.5, an input of 1 comes out as 2.338 where it is dropped, and the paper has -0.779.
#
# Output of the last line: {"0.1":["0.3","1.0"],"0.2":["0.6","1.0"],"0.5":["1.6","1.0"],"outputs":["1.666","2.338"]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0
cat > look.cjs <<'JS'
const tf = require('@tensorflow/tfjs');
const dropped = (rate, input) => tf.layers.alphaDropout({ rate }).apply(input, { training: true });
(async () => {
  await tf.setBackend('cpu');
  const seen = {};
  for (const rate of [0.1, 0.2, 0.5]) {
    const { mean, variance } = tf.moments(dropped(rate, tf.randomNormal([200_000], 0, 1, 'float32', 1)));
    // One digit: what is dropped is not drawn from a seed.
    seen[rate] = [mean.dataSync()[0].toFixed(1), Math.sqrt(variance.dataSync()[0]).toFixed(1)];
  }
  const outputs = dropped(0.5, tf.ones([1000])).dataSync();
  seen.outputs = [Math.min(...outputs), Math.max(...outputs)].map((output) => output.toFixed(3));
  console.log(JSON.stringify(seen));
})();
JS
expected='{"0.1":["0.3","1.0"],"0.2":["0.6","1.0"],"0.5":["1.6","1.0"],"outputs":["1.666","2.338"]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
