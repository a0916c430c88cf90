#!/usr/bin/env bash
# ml-roc-multiclass 0.2.0, the latest on npm (Node 20.20): a model that ranks every pair the wrong way has the area of a perfect one.
#
# Seen: the area under the ROC curve is the chance that a sample of the one class gets a higher score than one of the other: 1 where all pairs are in
# order, 0 where all are the wrong way round, 0.5 for guessing. `getAuc` replaces each area below 0.5 by what it lacks to 1, so that scores and the same
# scores turned round have the same area: 1 for both, and 0.889 with eight of nine pairs right or with eight of nine wrong. A sign that was
# mixed up is never noticed, and the mean area of many models that guess, on 6 samples each, is 0.71 and not 0.5.
#
# Output of the last line: {"says":[1,0.889,0.889,1],"is":[1,0.889,0.111,0],"guessing":[0.71,0.5]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-roc-multiclass@0.2.0
cat > look.cjs <<'JS'
const { getAuc, getRocCurve } = require('ml-roc-multiclass');
const labels = ['no', 'no', 'no', 'yes', 'yes', 'yes'];
const area = (scores) => Number(getAuc(getRocCurve(labels, scores)).toFixed(3));
const pairs = (scores) => {
  const right = [0, 1, 2].flatMap((i) => [3, 4, 5].filter((j) => scores[j] > scores[i]));
  return Number((right.length / 9).toFixed(3));
};
const answers = [[1, 2, 3, 7, 8, 9], [1, 2, 7, 3, 8, 9], [9, 8, 3, 7, 2, 1], [9, 8, 7, 3, 2, 1]];
const orders = (rest) => (rest.length === 0 ? [[]] : rest.flatMap((one) => orders(rest.filter((other) => other !== one)).map((order) => [one, ...order])));
const all = orders([1, 2, 3, 4, 5, 6]); // as likely as each other for a model that guesses
const mean = (of) => Number((all.reduce((sum, scores) => sum + of(scores), 0) / all.length).toFixed(2));
console.log(JSON.stringify({ says: answers.map(area), is: answers.map(pairs), guessing: [mean(area), mean(pairs)] }));
JS
expected='{"says":[1,0.889,0.889,1],"is":[1,0.889,0.111,0],"guessing":[0.71,0.5]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
