#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (Node 20.20): dropout with a seed drops the same units in every step of a training.
#
# Seen: `tf.layers.dropout({ rate: 0.5, seed: 1 })` gives the same mask for each batch, because every call begins with the seed anew. In Keras, whose
# interface this is, a seed starts a sequence. Eight inputs with one weight each, all of which have the same gradient, trained for 200 steps in
# batches of one: with a seed two of them are trained, and six keep the weight 0 that they began with; without, all are trained. So whoever gives a seed to
# repeat a run trains a part of the network, and each position in a batch has a part of its own.
#
# Output of the last line: {"seeded":2,"unseeded":8}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact @tensorflow/tfjs@4.22.0
cat > look.cjs <<'JS'
const tf = require('@tensorflow/tfjs');
async function trainedWeights(seed) {
  const model = tf.sequential({
    layers: [
      tf.layers.dropout({ rate: 0.5, seed, inputShape: [8] }),
      tf.layers.dense({ units: 1, useBias: false, kernelInitializer: 'zeros' }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(0.01), loss: 'meanSquaredError' });
  await model.fit(tf.ones([200, 8]), tf.ones([200, 1]), { epochs: 1, batchSize: 1, verbose: 0 });
  return model.getWeights()[0].dataSync().filter((weight) => weight !== 0).length;
}
(async () => {
  await tf.setBackend('cpu');
  console.log(JSON.stringify({ seeded: await trainedWeights(1), unseeded: await trainedWeights() }));
})();
JS
expected='{"seeded":2,"unseeded":8}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
