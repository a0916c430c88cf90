#!/usr/bin/env bash
# pickleparser 0.2.1, the latest on npm (Node 20.20): integers below -2147483648 come out of a pickle as positive ones.
#
# Seen: the README promises full support for the opcodes of all six protocols. Python writes an integer that doesn't fit into 32 bits with as few
# bytes as it needs, in two's complement. The parser takes those bytes as a number without a sign: -3000000000, five bytes, is read as 2^40 -
# 3000000000, and -2147483649 as 2^40 - 2147483649. Large positive ones and those of 32 bits are right, and so is the text of protocol 0. Nothing is
# raised: the milliseconds of most dates in 1969 become dates in 2003 and 2004, and the smallest of a column of numbers become its largest.
#
# Output of the last line: {"says":[-2147483648,1097364144127,1096511627776,3000000000],"signed":[-2147483649,-3000000000],"text":-3000000000}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact pickleparser@0.2.1
cat > look.cjs <<'JS'
const { Parser } = require('pickleparser');
const read = (hex) => new Parser().parse(Buffer.from(hex, 'hex'));
// what Python 3 writes for pickle.dumps([-2147483648, -2147483649, -3000000000, 3000000000], 4)
const says = read('8004951f000000000000005d94284a000000808a05ffffff7fff8a0500a22f4dff8a05005ed0b200652e');
const signed = [says[1], says[2]].map((number) => Number(BigInt.asIntN(40, BigInt(number)))); // the same five bytes with their sign
const text = read('4c2d333030303030303030304c0a2e'); // pickle.dumps(-3000000000, 0)
console.log(JSON.stringify({ says, signed, text }));
JS
expected='{"says":[-2147483648,1097364144127,1096511627776,3000000000],"signed":[-2147483649,-3000000000],"text":-3000000000}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
