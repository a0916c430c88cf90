#!/usr/bin/env bash
# ml-performance 0.2.0, the latest on npm (Node 20.20): where scores are equal, accuracies are above 1, and an error rate is a number of samples.
#
# Seen: its measures are lists, with a value for each threshold. The accuracy is the number of right answers divided by the number of thresholds, and not
# by that of samples: the two are the same only where no two scores are equal. Six samples with two different scores, all of them on the right
# side, have accuracies of 1.5, 3 and 1.5. Of the error rate only one half is divided: samples of the class that were missed are counted whole, so that
# with four different scores, too, it begins with 2, where the accuracy is 0.5. Areas under the curve are right: 1 here.
#
# Output of the last line: {"accuracy":[1.5,3,1.5],"is":[0.5,1,0.5],"errorRate":[3,0,1.5],"area":1,"distinct":{"accuracy":[0.5,0.75,1,0.75,0.5],"errorRate":[2,1,0,0.25,0.5]}}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-performance@0.2.0
cat > look.cjs <<'JS'
const Performance = require('ml-performance');
const judged = (scores, classes) => new Performance([scores], [classes], { all: true, max: true });
const scores = [0.9, 0.9, 0.9, 0.1, 0.1, 0.1];
const classes = [1, 1, 1, 0, 0, 0];
const tied = judged(scores, classes);
const is = [Infinity, 0.9, 0.1].map((cutoff) => scores.filter((score, i) => score >= cutoff === (classes[i] === 1)).length / scores.length);
const distinct = judged([0.9, 0.8, 0.2, 0.1], [1, 1, 0, 0]);
console.log(JSON.stringify({
  accuracy: tied.getMeasure('acc'), is, errorRate: tied.getMeasure('err'), area: tied.getAURC(),
  distinct: { accuracy: distinct.getMeasure('acc'), errorRate: distinct.getMeasure('err') },
}));
JS
expected='{"accuracy":[1.5,3,1.5],"is":[0.5,1,0.5],"errorRate":[3,0,1.5],"area":1,"distinct":{"accuracy":[0.5,0.75,1,0.75,0.5],"errorRate":[2,1,0,0.25,0.5]}}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
