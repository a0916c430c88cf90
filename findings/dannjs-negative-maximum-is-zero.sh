#!/usr/bin/env bash
# dannjs 2.3.13, the latest on npm (Node 20.20): the maximum of negative numbers is 0 in its pooling layers.
#
# Seen: `new Layer('maxpool', 16, 2, 2)` takes the largest number of each 2 × 2 part of a 4 × 4 picture. Its search begins with 0 in place of the first
# number, so that a part without a positive number gives 0: [-1, -2, -3, -4] becomes 0 and not -1. What comes out is the maximum after a ReLU. Pictures
# that were centered, and activations such as tanH, have such parts; pixels from 0 to 1 have none, which hides it. 'minpool' and 'avgpool' give -4 and -2.5.
#
# Output of the last line: {"max":0,"min":-4,"avg":-2.5,"picture":[0,0.3,0,0]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact dannjs@2.3.13
cat > look.cjs <<'JS'
const { layer: Layer } = require('dannjs');
const pooled = (kind) => new Layer(kind, 4, 2, 2).feed([-1, -2, -3, -4])[0];
const picture = [-0.5, -0.2, 0.1, 0.3, -0.4, -0.1, 0.2, -0.6, -0.3, -0.9, -0.8, -0.7, -0.6, -0.5, -0.2, -0.4];
console.log(JSON.stringify({
  max: pooled('maxpool'),
  min: pooled('minpool'),
  avg: pooled('avgpool'),
  picture: new Layer('maxpool', 16, 2, 2).feed(picture),
}));
JS
expected='{"max":0,"min":-4,"avg":-2.5,"picture":[0,0.3,0,0]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
