#!/usr/bin/env bash
# decision-tree 1.0.0, the latest on npm (Node 20.20): where the features are the same, the first sample decides, and not the majority.
#
# Seen: ninety-nine blue samples, one "no" and ninety-eight times "yes". No feature tells them apart, so that the tree has to end with the answer
# that most of them have. It answers "no" for blue if that is the first in the training data, and "yes" if it is the last. The package looks for the
# most common element of a list from which the repeated ones have been removed, where each is there once. With a red "no" beside them, `evaluate` on
# the training data gives 0.02 and 0.99 by the order of the same rows. Data where all samples with the same features have the same class, such as
# the README's, hide it.
#
# Output of the last line: {"noFirst":["no",0.02],"noLast":["yes",0.99],"majority":"yes","yes":98}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact decision-tree@1.0.0
cat > look.mjs <<'JS'
import DecisionTree from 'decision-tree';
const no = { color: 'blue', answer: 'no' };
const yes = Array.from({ length: 98 }, () => ({ color: 'blue', answer: 'yes' }));
const red = { color: 'red', answer: 'no' };
function look(rows) {
  const tree = new DecisionTree('answer', ['color']);
  tree.train(rows);
  return [tree.predict({ color: 'blue' }), Number(tree.evaluate(rows).toFixed(2))];
}
const count = (answer) => [no, ...yes].filter((row) => row.answer === answer).length;
console.log(JSON.stringify({
  noFirst: look([no, ...yes, red]), noLast: look([...yes, no, red]), majority: count('yes') > count('no') ? 'yes' : 'no', yes: count('yes'),
}));
JS
expected='{"noFirst":["no",0.02],"noLast":["yes",0.99],"majority":"yes","yes":98}'
seen=$(node look.mjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
