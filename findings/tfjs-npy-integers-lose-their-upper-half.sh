#!/usr/bin/env bash
# tfjs-npy 0.0.3, the latest on npm (Node 20.20): integers of NumPy's usual kind lose their upper 32 bits, and its own integers can't be read again.
#
# Seen: NumPy writes integers with 64 bits unless told otherwise ("<i8"). `parse` keeps the lower half of each, without a word: 2147483648 becomes
# -2147483648, and 4294967296 becomes 0. `serialize` writes a tensor of int32 as "<i4", which `parse` refuses as unknown, and one of bool with the
# kind "undefined"; a scalar gets the shape "(,)", which is no Python. float32 is read and written as it should be.
#
# Output of the last line: {"read":[1,-1,-2147483648,0],"float32":[1,0,2],"int32":"Unknown dtype \"<i4\". Implement me.","bool":"Unknown dtype \"undefined\". Implement me.","scalar":"(,)"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact tfjs-npy@0.0.3
cat > look.cjs <<'JS'
const tf = require('@tensorflow/tfjs-core');
const { parse, serialize } = require('tfjs-npy');
const numbers = new BigInt64Array([1n, -1n, 2n ** 31n, 2n ** 32n]);
const header = "{'descr': '<i8', 'fortran_order': False, 'shape': (4,), }".padEnd(117) + '\n';
const file = Buffer.concat([Buffer.from([0x93]), Buffer.from('NUMPY\x01\x00'), Buffer.from([header.length, 0]), Buffer.from(header), Buffer.from(numbers.buffer)]);
async function again(dtype) {
  try {
    return [...(await parse(await serialize(tf.tensor1d([1, 0, 2], dtype))).data())];
  } catch (error) {
    return error.message;
  }
}
(async () => {
  const read = [...(await parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length)).data())];
  const scalar = Buffer.from(await serialize(tf.scalar(3))).toString('latin1');
  console.log(JSON.stringify({ read, float32: await again('float32'), int32: await again('int32'), bool: await again('bool'), scalar: /\(.*\)/.exec(scalar)[0] }));
})();
JS
expected='{"read":[1,-1,-2147483648,0],"float32":[1,0,2],"int32":"Unknown dtype \"<i4\". Implement me.","bool":"Unknown dtype \"undefined\". Implement me.","scalar":"(,)"}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
