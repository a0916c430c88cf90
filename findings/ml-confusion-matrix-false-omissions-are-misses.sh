#!/usr/bin/env bash
# ml-confusion-matrix 2.0.0, the latest on npm (Node 20.20): its false omission rate is the false negative rate.
#
# Seen: the false omission rate is the share of wrong ones among all that were called negative, 1 minus the negative predictive value. With 3 true
# positives, 2 false negatives, 2 false positives and 5 true negatives it is 2/7. `getFalseOmissionRate` says 2/5, which is the share of the
# positives that were missed, as `getFalseNegativeRate` rightly has it; together with `getNegativePredictiveValue` of the same object it makes
# 1.1143. The other rates of the class are right.
#
# Output of the last line: {"falseOmission":0.4,"falseNegative":0.4,"negativePredictive":0.7143,"sum":1.1143,"falseDiscovery":0.4}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact ml-confusion-matrix@2.0.0
cat > look.mjs <<'JS'
import { ConfusionMatrix } from 'ml-confusion-matrix';
const actual = ['yes', 'yes', 'yes', 'yes', 'yes', 'no', 'no', 'no', 'no', 'no', 'no', 'no'];
const predicted = ['yes', 'yes', 'yes', 'no', 'no', 'yes', 'yes', 'no', 'no', 'no', 'no', 'no'];
const matrix = ConfusionMatrix.fromLabels(actual, predicted);
const rounded = (number) => Number(number.toFixed(4));
console.log(JSON.stringify({
  falseOmission: rounded(matrix.getFalseOmissionRate('yes')),
  falseNegative: rounded(matrix.getFalseNegativeRate('yes')),
  negativePredictive: rounded(matrix.getNegativePredictiveValue('yes')),
  sum: rounded(matrix.getFalseOmissionRate('yes') + matrix.getNegativePredictiveValue('yes')),
  falseDiscovery: rounded(matrix.getFalseDiscoveryRate('yes')),
}));
JS
expected='{"falseOmission":0.4,"falseNegative":0.4,"negativePredictive":0.7143,"sum":1.1143,"falseDiscovery":0.4}'
seen=$(node look.mjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
