#!/usr/bin/env bash
# convnetjs 0.3.0 (Node 20.20): the loss of a regression is four times the one whose gradient it computes, so that a gradient check fails.
#
# Seen: a net of one weight w = 1 and no bias answers 2 to an input of 2, where 3 is right. `backward([3])` returns the loss 2, which is 2·(2 − 3)², and
# leaves the gradient −2, which belongs to (2 − 3)²/2 = 0.5. The numerical gradient of what it returns is −8. Softmax, whose loss and
# gradient belong together, passes the same check. Training goes where it should, but the trainer's own `loss`, which adds
# the loss of the weight decay, counts the error four times as much as training does.
#
# Output of the last line: {"regression":{"loss":2,"numerical":-8,"gradient":-2},"softmax":{"loss":0.6931,"numerical":-1,"gradient":-1}}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact convnetjs@0.3.0
cat > look.cjs <<'JS'
const { Net, Vol } = require('convnetjs');
const x = new Vol([2]);
const rounded = (value) => Number(value.toFixed(4));
function check(last, target, weights) {
  const net = new Net();
  net.makeLayers([{ type: 'input', out_sx: 1, out_sy: 1, out_depth: 1 }, last]);
  const layers = net.getParamsAndGrads();
  const lossAt = (w) => {
    layers.forEach(({ params, grads }, i) => {
      params.fill(weights[i] ?? 0);
      grads.fill(0);
    });
    layers[0].params[0] = w;
    net.forward(x);
    return net.backward(target);
  };
  const h = 1e-4;
  const numerical = rounded((lossAt(weights[0] + h) - lossAt(weights[0] - h)) / (2 * h));
  const loss = rounded(lossAt(weights[0]));
  return { loss, numerical, gradient: rounded(layers[0].grads[0]) };
}
console.log(
  JSON.stringify({
    regression: check({ type: 'regression', num_neurons: 1 }, [3], [1]),
    softmax: check({ type: 'softmax', num_classes: 2 }, 0, [0, 0]),
  }),
);
JS
expected='{"regression":{"loss":2,"numerical":-8,"gradient":-2},"softmax":{"loss":0.6931,"numerical":-1,"gradient":-1}}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
