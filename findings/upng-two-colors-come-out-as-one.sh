#!/usr/bin/env bash
# upng-js 2.1.0, the latest on npm (Node 20.20): an image of two colors, saved with at most two, is one plain gray.
#
# Seen: `UPNG.encode(frames, width, height, cnum)` writes a PNG with `cnum` colors. A drawing in opaque black and white, like a digit before it
# is made smooth, comes out in one color, the mean of all pixels (170 where a third are black), with an entry for transparent pixels that no
# pixel uses: one of the places is kept for that. With 3 colors, with 256 and with 0 (as they are), the same image comes back as it was.
#
# Output of the last line: {"0":["0,0,0,255","255,255,255,255"],"2":["170,170,170,255"],"3":["0,0,0,255","255,255,255,255"]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact upng-js@2.1.0
cat > look.cjs <<'JS'
const UPNG = require('upng-js');
const [width, height] = [12, 6];
function colorsAfter(cnum) {
  const pixels = new Uint8Array(4 * width * height);
  for (let i = 0; i < width * height; i++) pixels.set(i % 3 === 0 ? [0, 0, 0, 255] : [255, 255, 255, 255], 4 * i);
  const [back] = UPNG.toRGBA8(UPNG.decode(UPNG.encode([pixels.buffer], width, height, cnum)));
  const shown = new Uint8Array(back);
  return [...new Set(Array.from({ length: width * height }, (_, i) => String(shown.subarray(4 * i, 4 * i + 4))))].sort();
}
console.log(JSON.stringify(Object.fromEntries([0, 2, 3].map((cnum) => [cnum, colorsAfter(cnum)]))));
JS
expected='{"0":["0,0,0,255","255,255,255,255"],"2":["170,170,170,255"],"3":["0,0,0,255","255,255,255,255"]}'
seen=$(node look.cjs 2> /dev/null | tail -n 1)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
