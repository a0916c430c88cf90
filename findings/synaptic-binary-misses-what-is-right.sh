#!/usr/bin/env bash
# synaptic 1.1.4, the latest on npm (Node 20.20): its cost for classes, BINARY, counts right answers as misses unless they are nearly certain.
#
# Seen: `Trainer.cost.BINARY` rounds twice the target and twice the output, so that it knows three answers: 0 up to 0.25, a half, and 1 from 0.75 on. A
# network that says 0.7 where the class is 1, and 0.3 where it is 0, is right by every threshold in use, and gets a miss for each. A network that has
# learned AND is right in all four cases; with outputs between 0.25 and 0.75 it has misses all the same, and training that is to end when none are
# left goes on until each output is nearly certain. Without the twofold, 0.5 decides.
#
# Output of the last line: {"misses":[1,1,1,1,0,0],"byAHalf":[0,0,0,0,0,0],"mean":{"says":0.5,"byAHalf":0}}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact synaptic@1.1.4
cat > look.cjs <<'JS'
const { Layer, Network, Trainer } = require('synaptic');
const { BINARY } = Trainer.cost;
const answers = [[1, 0.6], [1, 0.7], [0, 0.4], [0, 0.3], [1, 0.8], [0, 0.2]];
const byAHalf = ([target, output]) => Number(output >= 0.5 !== (target === 1));
// AND by hand: 2 a + 2 b - 2.8 through the logistic function gives 0.06, 0.31, 0.31 and 0.77.
const input = new Layer(2);
const output = new Layer(1);
input.project(output);
const [neuron] = output.list;
neuron.bias = -2.8;
for (const connection of Object.values(neuron.connections.inputs)) connection.weight = 2;
const network = new Network({ input, hidden: [], output });
const set = [[0, 0], [0, 1], [1, 0], [1, 1]].map((bits) => ({ input: bits, output: [bits[0] & bits[1]] }));
const says = new Trainer(network).test(set, { cost: BINARY }).error;
const missed = set.filter(({ input: bits, output: [target] }) => byAHalf([target, network.activate(bits)[0]])).length;
console.log(JSON.stringify({
  misses: answers.map(([target, said]) => BINARY([target], [said])), byAHalf: answers.map(byAHalf),
  mean: { says, byAHalf: missed / set.length },
}));
JS
expected='{"misses":[1,1,1,1,0,0],"byAHalf":[0,0,0,0,0,0],"mean":{"says":0.5,"byAHalf":0}}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
