#!/usr/bin/env bash
# ml-fnn 5.0.0, the latest on npm (Node 20.20): whatever activation is asked for, the network has tanh, and no regularization is a little.
#
# Seen: the documentation lists thirteen activations besides the default, tanh. A network that is made with any of them says "tanh" by its
# `activation` as soon as it is made, without an error or a warning, and answers as one that was made with tanh: with the same random numbers, the
# weights after training are the same to the last bit. Who compares "relu" with "tanh" compares tanh with itself. In the same way
# `regularization: 0` becomes 0.01, the default.
#
# Output of the last line: {"asked":["identity","logistic","relu","softplus"],"has":["tanh"],"trainings":1,"regularization":0.01}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-fnn@5.0.0
cat > look.cjs <<'JS'
const FeedForward = require('ml-fnn');
function trained(activation) {
  let calls = 0;
  Math.random = () => ((7 * ++calls) % 10) / 10; // the same first weights for each
  const net = new FeedForward({ hiddenLayers: [3], iterations: 20, learningRate: 0.05, regularization: 0, activation });
  net.train([[1, 2], [-1, 0.5], [2, -1], [-2, -2]], [0, 1, 1, 0]);
  return net;
}
const asked = ['identity', 'logistic', 'relu', 'softplus'];
const nets = asked.map(trained);
const weights = [...nets, trained('tanh')].map((net) => JSON.stringify(net.toJSON().layers.map(({ W, b }) => [W, b])));
console.log(JSON.stringify({
  asked,
  has: [...new Set(nets.map((net) => net.activation))],
  trainings: new Set(weights).size,
  regularization: nets[0].regularization,
}));
JS
expected='{"asked":["identity","logistic","relu","softplus"],"has":["tanh"],"trainings":1,"regularization":0.01}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
