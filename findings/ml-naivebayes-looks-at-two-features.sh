#!/usr/bin/env bash
# ml-naivebayes 4.0.0, the latest on npm (Node 20.20): its Gaussian classifier predicts by the first two features, however many there are.
#
# Seen: twenty samples with five features, of which the third tells the classes apart: 0 to 3 in one, 10 to 13 in the other. The first two are the
# same in both. `GaussianNB` takes all five in training, and its means are right, but it calls every sample class 0: ten of twenty are wrong. With
# the same columns in another order, the telling one first, all twenty are right. The loop over the features ends at the length of what is kept for
# each of them, a pair. Nothing warns of it, and neither documentation nor README names a limit. Classes that happen to differ in their first two
# columns hide it.
#
# Output of the last line: {"third":10,"first":20,"byHand":20,"mean":[1.5,11.5]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-naivebayes@4.0.0
cat > look.cjs <<'JS'
const { GaussianNB } = require('ml-naivebayes');
const labels = Array.from({ length: 20 }, (_, i) => i % 2);
const samples = labels.map((label, i) => {
  const k = Math.floor(i / 2);
  return [k, (k * 3) % 10, 10 * label + [0, 1, 2, 3, 1, 2, 0, 3, 1, 2][k], (k * 7) % 10, 9 - k];
});
function right(columns) {
  const rows = samples.map((sample) => columns.map((column) => sample[column]));
  const model = new GaussianNB();
  model.train(rows, labels);
  return { right: model.predict(rows).filter((answer, i) => answer === labels[i]).length, model };
}
function byHand() { // the logarithm of each class's density, over all features
  const ofClass = [0, 1].map((label) => [0, 1, 2, 3, 4].map((column) => {
    const values = samples.filter((_, i) => labels[i] === label).map((sample) => sample[column]);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { mean, variance: values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1) };
  }));
  const density = (sample, features) => features.reduce(
    (sum, { mean, variance }, column) => sum - Math.log(variance) / 2 - (sample[column] - mean) ** 2 / (2 * variance), 0,
  );
  return samples.filter((sample, i) => (density(sample, ofClass[1]) > density(sample, ofClass[0]) ? 1 : 0) === labels[i]).length;
}
const third = right([0, 1, 2, 3, 4]);
console.log(JSON.stringify({
  third: third.right, first: right([2, 0, 1, 3, 4]).right, byHand: byHand(), mean: [0, 1].map((label) => third.model.means[label][2]),
}));
JS
expected='{"third":10,"first":20,"byHand":20,"mean":[1.5,11.5]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
