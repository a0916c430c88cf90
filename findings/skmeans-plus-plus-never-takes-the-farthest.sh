#!/usr/bin/env bash
# skmeans 0.11.3, the latest on npm (Node 20.20): k-means++ never begins with the farthest point, and makes one cluster of two points.
#
# Seen: k-means++ draws each further center with a probability that grows with its squared distance from those that it has. `skmeans(data, k,
# "kmpp")` sorts the points by that distance and ends its search one before the end, so that the farthest, the most likely of all, is never drawn.
# With the points 5 and 10 in two clusters, the second center has to be the other point, and is the first one again: both points are in one cluster,
# at 7.5, and the other is at 0, where there is nothing. Of 200 runs with four points and four clusters none finds the four, and without "kmpp" all
# do. Of 1, 2, 3 and 1000, the last is among the two first centers in 54 of 200 runs, those that happen to begin with it; by the rule it is in all.
#
# Output of the last line: {"two":{"centers":[0,7.5],"clusters":1},"four":{"kmpp":0,"plain":200},"last":54,"rule":200}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact skmeans@0.11.3
cat > look.cjs <<'JS'
const skmeans = require('skmeans');
let state = 1;
Math.random = () => { // the same numbers in every run
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};
const times = (one) => Array.from({ length: 200 }, one).filter(Boolean).length;
const two = skmeans([5, 10], 2, 'kmpp');
const corners = [[0, 0], [0, 9], [9, 0], [9, 9]];
const found = (start) => times(() => new Set(skmeans(corners, 4, start).idxs).size === 4);
function firstCenters(data, k) { // the centers that the first pass measures distances to
  const centers = new Set();
  skmeans(data, k, 'kmpp', 1, (point, center) => {
    centers.add(center);
    return (point - center) ** 2;
  });
  return centers;
}
function byRule(data) {
  const first = data[Math.floor(Math.random() * data.length)];
  let left = Math.random() * data.reduce((sum, point) => sum + (point - first) ** 2, 0);
  return [first, data.find((point) => (left -= (point - first) ** 2) < 0)];
}
const data = [1, 2, 3, 1000];
console.log(JSON.stringify({
  two: { centers: two.centroids, clusters: new Set(two.idxs).size },
  four: { kmpp: found('kmpp'), plain: found() },
  last: times(() => firstCenters(data, 2).has(1000)),
  rule: times(() => byRule(data).includes(1000)),
}));
JS
expected='{"two":{"centers":[0,7.5],"clusters":1},"four":{"kmpp":0,"plain":200},"last":54,"rule":200}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
