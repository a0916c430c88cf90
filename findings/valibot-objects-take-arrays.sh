#!/usr/bin/env bash
# valibot 1.5.0 (Node 20.20): its schemas of objects and of records take arrays.
#
# Seen: `object({})` takes [1, 2] and gives {}; `object({ length: number() })` takes it and gives { length: 2 }; `strictObject({})`, which
# refuses unknown keys, takes [] and gives {}; `record(string(), number())` takes [1, 2] and gives { 0: 1, 1: 2 }; a Date is taken as an
# object, too. zod 4.6.7 refuses each of these. Whoever reads a JSON file by such a schema finds an array in it silently turned into a
# record, unless a field is required that arrays don't have.
#
# Output of the last line: {"empty":{},"length":{"length":2},"strict":{},"record":{"0":1,"1":2},"date":{},"zod":[false,false]}
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init --yes > /dev/null
npm install --silent --no-audit --no-fund --save-exact valibot@1.5.0 zod@4.6.7
cat > look.mjs <<'JS'
import * as v from 'valibot';
import { z } from 'zod';
const given = (schema, value) => {
  const { success, output } = v.safeParse(schema, value);
  return success ? output : 'refused';
};
console.log(
  JSON.stringify({
    empty: given(v.object({}), [1, 2]),
    length: given(v.object({ length: v.number() }), [1, 2]),
    strict: given(v.strictObject({}), []),
    record: given(v.record(v.string(), v.number()), [1, 2]),
    date: given(v.object({}), new Date(0)),
    zod: [z.object({}), z.record(z.string(), z.number())].map((schema) => schema.safeParse([1, 2]).success),
  }),
);
JS
expected='{"empty":{},"length":{"length":2},"strict":{},"record":{"0":1,"1":2},"date":{},"zod":[false,false]}'
seen=$(node look.mjs)
echo "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed: $expected was seen before" >&2; exit 1; }
