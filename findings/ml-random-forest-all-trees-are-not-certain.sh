#!/usr/bin/env bash
# ml-random-forest 2.1.0, the latest on npm (Node 20.20): where all trees agree, the probability is less than 1, and the labels are counted in it.
#
# Seen: `predictProbability(samples, label)` gives the share of trees that vote for the label. Ten trees that all say 5 give it 0.900005, and
# another label, which none of them says, 0.000005. The sum begins with the first tree's label instead of 0: its vote is missing, and the label is
# added as millionths. So ten trees lose a tenth, two trees a half, and labels in the thousands make probabilities of their own: with the labels
# 100000 and 300000 the probabilities are 1 and 0.1, and the other way round 0.3 and 1.2. `predict` and `predictionValues` are right.
#
# Output of the last line: {"ten":[0.900005,0.000005],"two":[0.500005,0.000005],"large":[[1,0.1],[0.3,1.2]],"votes":[1,0]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-random-forest@2.1.0
cat > look.cjs <<'JS'
const { RandomForestClassifier } = require('ml-random-forest');
const samples = Array.from({ length: 60 }, (_, i) => [i < 30 ? i / 30 : 100 + i / 30]);
function forest(first, second, nEstimators) {
  const model = new RandomForestClassifier({ nEstimators, seed: 3, noOOB: true });
  model.train(samples, samples.map((_, i) => (i < 30 ? first : second)));
  return (row, label) => ({
    says: model.predictProbability([row], label)[0],
    votes: model.predictionValues([row]).getRow(0).filter((vote) => vote === label).length / nEstimators,
  });
}
const ten = forest(5, 6, 10);
const two = forest(5, 6, 2);
const large = forest(100000, 300000, 10);
console.log(JSON.stringify({
  ten: [5, 6].map((label) => ten([0], label).says),
  two: [5, 6].map((label) => two([0], label).says),
  large: [[0], [101]].map((row) => [100000, 300000].map((label) => large(row, label).says)),
  votes: [5, 6].map((label) => ten([0], label).votes),
}));
JS
expected='{"ten":[0.900005,0.000005],"two":[0.500005,0.000005],"large":[[1,0.1],[0.3,1.2]],"votes":[1,0]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
