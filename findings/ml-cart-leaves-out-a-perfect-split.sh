#!/usr/bin/env bash
# ml-cart 2.1.1, the latest on npm (Node 20.20): a regression tree doesn't make the one split that leaves no error.
#
# Seen: five numbers 0 and then five numbers 10, at x = 0 to 9. The split at 4.5 leaves no error at all. `DecisionTreeRegression` finds it and drops
# it: the tree is a single leaf, and answers the mean, 5, everywhere. It makes a split only if what it calls the gain is larger than 0, and for a
# regression that is the error that is left, which has to be small. With the last number 10.001 in place of 10 the error is no longer 0, and the
# tree is right. With the three levels 0, 5 and 10 it parts off the lowest and answers 7.14 for the other two. The better a feature explains the
# numbers, the less it is used. The classifier of the same package, whose gain is one, learns the step.
#
# Output of the last line: {"step":[5,5],"error":250,"atBest":0,"nearly":[0,10],"levels":[0,7.14,7.14],"classifier":[0,1]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-cart@2.1.1
cat > look.cjs <<'JS'
const { DecisionTreeClassifier, DecisionTreeRegression } = require('ml-cart');
const x = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
function answers(y) {
  const tree = new DecisionTreeRegression();
  tree.train(x, y);
  return tree.predict(x);
}
const spread = (values) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
};
const rounded = (number) => Number(number.toFixed(2));
const step = x.map((value) => (value < 5 ? 0 : 10));
const found = answers(step);
const levels = answers(x.map((value) => (value < 3 ? 0 : value < 7 ? 5 : 10)));
const nearly = answers([...step.slice(0, 9), 10.001]);
const classifier = new DecisionTreeClassifier();
classifier.train(x.map((value) => [value]), step.map((value) => value / 10));
console.log(JSON.stringify({
  step: [found[0], found[9]],
  error: step.reduce((sum, value, i) => sum + (value - found[i]) ** 2, 0),
  atBest: Math.min(...x.slice(1).map((_, i) => spread(step.slice(0, i + 1)) + spread(step.slice(i + 1)))),
  nearly: [nearly[0], nearly[9]].map(rounded),
  levels: [levels[0], levels[4], levels[9]].map(rounded),
  classifier: classifier.predict([[0], [9]]),
}));
JS
expected='{"step":[5,5],"error":250,"atBest":0,"nearly":[0,10],"levels":[0,7.14,7.14],"classifier":[0,1]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
