#!/usr/bin/env bash
# @tensorflow/tfjs-backend-wasm 4.22.0 (Node 20.20): the mean of 33,554,432 ones is 0.5.
#
# Seen: with the backend "wasm", `tf.sum` adds float32 numbers one after another to a single float32 sum. From 16,777,216 on, adding 1 to it
# changes nothing, so that the sum of 2^25 ones is 2^24 and their mean is 0.5. It is wrong long before that: the mean of a million times 0.1
# is 0.10096, of ten million 0.10879, of thirty million 0.0699, up to 30 % off. The backend "cpu" adds in double precision and gives 1 and 0.1. A
# million is an MNIST batch of 1,276 images: whoever centers pixels, or averages a loss over a data set, gets other numbers by the backend.
#
# Output of the last line: {"cpu":{"ones":1,"million":0.1,"ten":0.1,"thirty":0.1},"wasm":{"ones":0.5,"million":0.101,"ten":0.1088,"thirty":0.0699}}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0 @tensorflow/tfjs-backend-wasm@4.22.0
cat > look.cjs <<'JS'
const tf = require('@tensorflow/tfjs');
require('@tensorflow/tfjs-backend-wasm');
const meanOf = (count, value) => {
  const [values, mean] = tf.tidy(() => {
    const filled = tf.fill([count], value);
    return [filled, tf.mean(filled)].map((tensor) => tf.keep(tensor));
  });
  const seen = Number(mean.dataSync()[0].toFixed(4));
  tf.dispose([values, mean]);
  return seen;
};
(async () => {
  const seen = {};
  for (const backend of ['cpu', 'wasm']) {
    await tf.setBackend(backend);
    seen[backend] = {
      ones: meanOf(2 ** 25, 1),
      million: meanOf(1e6, 0.1),
      ten: meanOf(1e7, 0.1),
      thirty: meanOf(3e7, 0.1),
    };
  }
  console.log(JSON.stringify(seen));
})();
JS
expected='{"cpu":{"ones":1,"million":0.1,"ten":0.1,"thirty":0.1},"wasm":{"ones":0.5,"million":0.101,"ten":0.1088,"thirty":0.0699}}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
