#!/usr/bin/env bash
# dannjs 2.3.13, the latest on npm (Node 20.20): backpropagation takes the slope of an activation at its output, not at its input.
#
# Seen: the slope of sigmoid at z is y(1 - y), for its output y = sigmoid(z). The library has the slopes as functions of z, but passes them what
# the layer has put out: sigmoid'(y), which lies between 0.197 and 0.25 wherever z is. A network of one weight 3, no bias and an
# input of 1 answers 0.95 where 0.3 is right: one step at a learning rate of 1 moves the weight by -0.131, and by the gradient of half the squared
# error it is -0.029. With tanH -0.294 in place of -0.007. So a unit never saturates, a gradient check fails for each activation that isn't
# straight, and what is learned is learned by other steps than those of gradient descent. reLU is as it should be.
#
# Output of the last line: {"sigmoid":[-0.131,-0.029],"tanH":[-0.294,-0.007],"reLU":[-2.7,-2.7]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact dannjs@2.3.13
cat > look.cjs <<'JS'
const { dann: Dann } = require('dannjs');
function step(activation, weight) {
  const net = new Dann(1, 1);
  net.outputActivation(activation);
  net.makeWeights();
  net.weights[0].set([[weight]]);
  net.biases[0].set([[0]]);
  net.lr = 1;
  net.backpropagate([1], [0.3]);
  return net.weights[0].matrix[0][0] - weight;
}
const functions = { sigmoid: (z) => 1 / (1 + Math.exp(-z)), tanH: Math.tanh, reLU: (z) => Math.max(0, z) };
function gradientStep(activation, weight) {
  const halfSquaredError = (w) => (functions[activation](w) - 0.3) ** 2 / 2;
  return -(halfSquaredError(weight + 1e-5) - halfSquaredError(weight - 1e-5)) / 2e-5;
}
const rounded = (number) => Number(number.toFixed(3));
console.log(JSON.stringify(Object.fromEntries(
  Object.keys(functions).map((name) => [name, [rounded(step(name, 3)), rounded(gradientStep(name, 3))]]),
)));
JS
expected='{"sigmoid":[-0.131,-0.029],"tanH":[-0.294,-0.007],"reLU":[-2.7,-2.7]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
