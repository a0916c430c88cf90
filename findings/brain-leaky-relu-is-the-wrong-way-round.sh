#!/usr/bin/env bash
# brain.js 1.6.1, the latest on npm (Node 20.20): its leaky ReLU leaks where it should pass, and is shut where it should leak.
#
# Seen: leaky ReLU passes a positive number as it is, and multiplies a negative one by a small slope, 0.01 by default. A network of two
# layers, each with a weight of 1 and the activation "leaky-relu", should answer 1 to an input of 1, and -0.0001 to -1. It answers 0.0001 and 0: `run`
# and what `toFunction` makes compute max(0, 0.01x), so that the signal of a deep network shrinks by a hundred with each layer. Backpropagation
# uses the slopes of the real one, 1 and 0.01, and so not the gradient of what is computed. The activation "relu" is right: 1 and 0.
#
# Output of the last line: {"leaky":[0.0001,0,0.0001,0],"relu":[1,0,1,0]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact brain.js@1.6.1
cat > look.cjs <<'JS'
const { NeuralNetwork } = require('brain.js');
const ones = { 0: { bias: 0, weights: { 0: 1 } } };
function answersOf(activation) {
  const net = new NeuralNetwork({ activation });
  net.fromJSON({ sizes: [1, 1, 1], layers: [{ 0: {} }, ones, ones], activation });
  const answers = [1, -1].map((input) => Number(net.run([input])[0].toFixed(4)));
  const asFunction = net.toFunction();
  return [...answers, ...[1, -1].map((input) => Number(asFunction([input])[0].toFixed(4)))];
}
console.log(JSON.stringify({ leaky: answersOf('leaky-relu'), relu: answersOf('relu') }));
JS
expected='{"leaky":[0.0001,0,0.0001,0],"relu":[1,0,1,0]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
