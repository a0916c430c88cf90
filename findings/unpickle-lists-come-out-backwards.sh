#!/usr/bin/env bash
# unpickle 0.2.0, the latest on npm (Node 20.20): lists come out of a pickle in reverse order.
#
# Seen: [0.25, 0.5, 0.75], written by Python with the protocol that the README names, is read as [0.75, 0.5, 0.25]. Python first puts all elements
# on a stack and then appends them at once; the package takes them off the stack from the top, and appends them in that order. The README warns that
# not all opcodes are supported, which raises an error; this one is. Python appends a thousand at a time, so that a list of 1,002 begins with its
# thousandth element and ends with the last two, exchanged. A list of one is as it was. Losses by epoch go up where they went
# down, and a row of weights is turned round.
#
# Output of the last line: {"three":[0.75,0.5,0.25],"inDict":{"loss":[0.75,0.5,0.25]},"long":[999,998,0,1001,1000],"one":[0.25]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact unpickle@0.2.0
cat > look.cjs <<'JS'
const unpickle = require('unpickle');
const read = (bytes) => (unpickle.default || unpickle)(bytes);
// what Python 3 writes for pickle.dumps([0.25, 0.5, 0.75], 4), for { 'loss': … } with the same list, and for [0.25]
const three = read(Buffer.from('80049520000000000000005d9428473fd0000000000000473fe0000000000000473fe8000000000000652e', 'hex'));
const inDict = read(Buffer.from(
  '8004952a000000000000007d948c046c6f7373945d9428473fd0000000000000473fe0000000000000473fe800000000000065732e', 'hex',
));
const one = read(Buffer.from('8004950d000000000000005d94473fd0000000000000612e', 'hex'));
const float = (number) => {
  const bytes = Buffer.alloc(9, 0x47);
  bytes.writeDoubleBE(number, 1);
  return bytes;
};
const numbers = Array.from({ length: 1002 }, (_, i) => float(i));
const mark = Buffer.from('(');
const appends = Buffer.from('e');
const long = read(Buffer.concat([
  Buffer.from([0x80, 4]), Buffer.from(']'), Buffer.from([0x94]), mark, ...numbers.slice(0, 1000), appends, mark, ...numbers.slice(1000), appends,
  Buffer.from('.'),
]));
console.log(JSON.stringify({ three, inDict, long: [long[0], long[1], long[999], long[1000], long[1001]], one }));
JS
expected='{"three":[0.75,0.5,0.25],"inDict":{"loss":[0.75,0.5,0.25]},"long":[999,998,0,1001,1000],"one":[0.25]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
