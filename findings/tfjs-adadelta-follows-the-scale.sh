#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (Node 20.20): Adadelta, whose steps do not depend on how large a gradient is, takes steps as large as the gradient.
#
# Seen: with a constant gradient of 1, `tf.train.adadelta(1)` goes to -1, -2, -3: plain gradient descent. With 1000 it goes to -1000, -2000, -3000. The
# paper (Zeiler, 2012) divides by the average of squared gradients with this step's in it, which makes the first step the same for both: -0.0014 with
# this package's epsilon of 1e-7 and rho of 0.95. The package divides by the average as it was *before* the step. At first that is zero, like
# the average of its own steps, so that their quotient is 1; and with a constant gradient the two grow alike, so that it stays 1.
#
# Output of the last line: {"one":[-1,-2,-3],"thousand":[-1000,-2000,-3000],"paper":"-0.0014"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0
cat > look.cjs <<'JS'
const tf = require('@tensorflow/tfjs');
function stepsWith(gradient) {
  const weight = tf.variable(tf.scalar(0));
  const optimizer = tf.train.adadelta(1);
  return [1, 2, 3].map(() => {
    optimizer.minimize(() => weight.mul(gradient));
    return Math.round(weight.dataSync()[0] * 100) / 100;
  });
}
(async () => {
  await tf.setBackend('cpu');
  const first = -Math.sqrt(1e-7) / Math.sqrt(0.05 + 1e-7);
  console.log(JSON.stringify({ one: stepsWith(1), thousand: stepsWith(1000), paper: first.toFixed(4) }));
})();
JS
expected='{"one":[-1,-2,-3],"thousand":[-1000,-2000,-3000],"paper":"-0.0014"}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
