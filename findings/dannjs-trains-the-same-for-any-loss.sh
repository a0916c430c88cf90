#!/usr/bin/env bash
# dannjs 2.3.13, the latest on npm (Node 20.20): whatever loss function is set, the training is the same to the last bit.
#
# Seen: `setLossFunction` takes mse, mae, bce and six more. Each is computed and shown as `loss`, and none is looked at by the training: the error
# that is propagated is target - output for all of them. After 50 steps from the same weight, the weight is the same to the last bit with eight
# loss functions, among them the mean bias error, which has no minimum, and the loss of each is another number. Who compares losses
# compares one training with itself.
#
# Output of the last line: {"functions":8,"weights":1,"moved":0.24,"mse":0.03,"bce":0.416}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact dannjs@2.3.13
cat > look.cjs <<'JS'
const { dann: Dann } = require('dannjs');
const losses = ['mse', 'mae', 'bce', 'lcl', 'mbe', 'mce', 'rmse', 'mael'];
const nets = losses.map((loss) => {
  const net = new Dann(1, 1);
  net.makeWeights();
  net.weights[0].set([[0.5]]);
  net.biases[0].set([[0]]);
  net.lr = 0.1;
  net.setLossFunction(loss);
  for (let i = 0; i < 50; i++) net.backpropagate([1], [0.9]);
  return net;
});
const different = (of) => new Set(nets.map(of)).size;
const weight = (net) => net.weights[0].matrix[0][0];
console.log(JSON.stringify({
  functions: different((net) => net.lossfunc),
  weights: different(weight),
  moved: Number((weight(nets[0]) - 0.5).toFixed(2)),
  mse: Number(nets[0].loss.toFixed(3)),
  bce: Number(nets[2].loss.toFixed(3)),
}));
JS
expected='{"functions":8,"weights":1,"moved":0.24,"mse":0.03,"bce":0.416}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
