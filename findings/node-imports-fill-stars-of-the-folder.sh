#!/usr/bin/env bash
# node 26.10.0, also 20.20, 22.23 and 24.21, beside esbuild 0.28.2 (Linux): a pattern in "imports" also fills in the stars of the folder's own name.
#
# Seen: a package in a folder called "a*b" maps "#lib/*" to "./lib/*.js". Node puts the matched part in the place of every star of the whole
# address, the folder's included, and looks for lib/one.js in "aoneb". An entry without a star, "#one", is found in the same folder, and esbuild
# resolves both. So a package that uses a pattern for its own files works anywhere but below such a folder, and the
# error names a folder that has never been there.
#
# Output of the last line: {"exact":"found","pattern":"looked for in aoneb","bundled":"found"}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact node@26.10.0 esbuild@0.28.2
mkdir -p 'a*b/lib'
cat > 'a*b/package.json' <<'JSON'
{ "type": "module", "imports": { "#lib/*": "./lib/*.js", "#one": "./lib/one.js" } }
JSON
echo 'export const answer = "found";' > 'a*b/lib/one.js'
echo 'import { answer } from "#one"; console.log(answer);' > 'a*b/exact.js'
echo 'import { answer } from "#lib/one"; console.log(answer);' > 'a*b/pattern.js'
node=$PWD/node_modules/node/bin/node
exact=$("$node" 'a*b/exact.js')
pattern=$("$node" 'a*b/pattern.js' 2>&1 | grep -oE "/[^/]+/lib/one\.js'" | head -n 1 | sed -E "s#/([^/]+)/lib/one\.js'#looked for in \1#" || true)
(cd 'a*b' && ../node_modules/.bin/esbuild pattern.js --bundle --format=esm --log-level=error > ../bundled.mjs)
bundled=$("$node" bundled.mjs)
expected='{"exact":"found","pattern":"looked for in aoneb","bundled":"found"}'
seen="{\"exact\":\"$exact\",\"pattern\":\"$pattern\",\"bundled\":\"$bundled\"}"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: expected $expected" >&2; exit 1; }
