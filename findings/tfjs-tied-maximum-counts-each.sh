#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (Node 20.20): gradients at ties and at zero are too large, so that an L1 penalty pushes zero weights away.
#
# Seen: the gradient of `tf.max` is 1 at each of five equal numbers. Moved together by h, they move the maximum by h, and this gradient says 5h; TensorFlow
# and PyTorch's `amax` give a fifth each, NumPy users write argmax. (`tf.maxPool` gives it to one.) The gradient of `tf.abs` at 0 is -1, where they
# have 0: three weights at 0, trained with nothing but an L1 penalty, go to 0.001, back to 0, and on like that: they never stay at what the penalty
# is for.
#
# Output of the last line: {"max":[1,1,1,1,1],"pool":[1,0,0,0],"steps":[0.001,0,0.001]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0
cat > look.cjs <<'JS'
const tf = require('@tensorflow/tfjs');
(async () => {
  await tf.setBackend('cpu');
  const max = [...tf.grad((x) => tf.max(x))(tf.zeros([5])).dataSync()];
  const pool = [...tf.grad((x) => tf.maxPool(x, 2, 2, 'valid').sum())(tf.ones([1, 2, 2, 1])).dataSync()];
  const weights = tf.variable(tf.zeros([3]));
  const optimizer = tf.train.sgd(0.1);
  const steps = [];
  for (let step = 0; step < 3; step++) {
    optimizer.minimize(() => tf.abs(weights).sum().mul(0.01));
    steps.push(Number(weights.dataSync()[0].toFixed(4)));
  }
  console.log(JSON.stringify({ max, pool, steps }));
})();
JS
expected='{"max":[1,1,1,1,1],"pool":[1,0,0,0],"steps":[0.001,0,0.001]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
