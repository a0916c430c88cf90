#!/usr/bin/env bash
# toygrad 2.6.0, the latest on npm (Node 20.20): the bias correction of its Adam makes the first steps far larger than the learning rate.
#
# Seen: Adam's averages begin at 0 and are too small at first; the paper (Kingma and Ba, 2015) divides them by 1 - beta^t, so that with a constant
# gradient every step is as large as the learning rate. `Trainers.Adam` multiplies by it instead. With a learning rate of 0.001 the first step is
# 0.01, the tenth 0.0426, the hundredth 0.0105, and even the thousandth 0.0016. It isn't the size of the gradient: 1 and 1000 give the same steps.
# So the rate that a paper or another library recommends is up to forty times that in the first epoch, where the correction should keep the steps
# down. The first thousand steps together go 5.1 times as far as they should.
#
# Output of the last line: {"steps":{"1":0.01,"10":0.0426,"100":0.0105,"1000":0.0016},"steep":{"1":0.01,"10":0.0426},"paper":[0.001,0.001],"way":5.1}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact toygrad@2.6.0
cat > look.mjs <<'JS'
import { NeuralNetwork, Tensor, Trainers } from 'toygrad';
const rate = 0.001;
function train(gradient, steps) {
  const layers = [{ type: 'input', sx: 1, sy: 1, sz: 1 }, { type: 'dense', filters: 1, bias: -1 }, { type: 'regression' }];
  const net = new NeuralNetwork({ layers });
  const weight = net.layers[1].filters[0].w;
  weight[0] = 0;
  const trainer = new Trainers.Adam(net, { learningRate: rate });
  return Array.from({ length: steps }, () => {
    const before = weight[0];
    trainer.train(new Tensor(1, 1, 1, [1]), [before + gradient]); // the answer is the weight: always too low by the same
    return weight[0] - before;
  });
}
function paper(gradient, steps) {
  let first = 0;
  let second = 0;
  return Array.from({ length: steps }, (_, i) => {
    first = 0.9 * first + 0.1 * gradient;
    second = 0.999 * second + 0.001 * gradient ** 2;
    return rate * first / (1 - 0.9 ** (i + 1)) / (Math.sqrt(second / (1 - 0.999 ** (i + 1))) + 1e-8);
  });
}
const rounded = (number) => Number(number.toFixed(4));
const sum = (numbers) => numbers.reduce((all, number) => all + number, 0);
const at = (steps, numbers) => Object.fromEntries(numbers.map((number) => [number, rounded(steps[number - 1])]));
const flat = train(1, 1000);
const right = paper(1, 1000);
console.log(JSON.stringify({
  steps: at(flat, [1, 10, 100, 1000]), steep: at(train(1000, 10), [1, 10]), paper: [right[0], right[999]].map(rounded),
  way: Number((sum(flat) / sum(right)).toFixed(1)),
}));
JS
expected='{"steps":{"1":0.01,"10":0.0426,"100":0.0105,"1000":0.0016},"steep":{"1":0.01,"10":0.0426},"paper":[0.001,0.001],"way":5.1}'
seen=$(node look.mjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
