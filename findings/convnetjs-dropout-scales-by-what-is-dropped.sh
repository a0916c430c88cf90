#!/usr/bin/env bash
# convnetjs 0.3.0, the latest on npm (Node 20.20): a net with a dropout of 0.1 predicts with a tenth of the signal that it was trained with.
#
# Seen: a dropout layer sets each input to 0 with the probability `drop_prob` while it trains, so that 100,000 ones have the mean 1 − drop_prob
# (rounded here to one digit). To keep that mean, a prediction has to multiply by the share that is kept; this one multiplies by the share that is
# dropped. Both are the same at the default of 0.5, which hides it. At 0.1 the layers behind get 0.1 where they have learned
# with 0.9; at 0.8 they get four times too much; and a drop_prob of 0, no dropout, predicts with nothing but zeros. The accuracy that falls with
# little dropout looks like a reason for more of it.
#
# Output of the last line: {"0":[1,0],"0.1":[0.9,0.1],"0.5":[0.5,0.5],"0.8":[0.2,0.8]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact convnetjs@0.3.0
cat > look.cjs <<'JS'
const { DropoutLayer, Vol } = require('convnetjs');
const COUNT = 100_000;
const ones = new Vol(1, 1, COUNT, 1);
function meansWith(drop_prob) {
  const layer = new DropoutLayer({ in_sx: 1, in_sy: 1, in_depth: COUNT, drop_prob });
  return [true, false].map((isTraining) => {
    const { w } = layer.forward(ones, isTraining);
    return Number((w.reduce((sum, x) => sum + x) / COUNT).toFixed(1));
  });
}
console.log(JSON.stringify(Object.fromEntries([0, 0.1, 0.5, 0.8].map((share) => [share, meansWith(share)]))));
JS
expected='{"0":[1,0],"0.1":[0.9,0.1],"0.5":[0.5,0.5],"0.8":[0.2,0.8]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
