// The source map of a file that was translated, readable wherever the course lies. A map names its source by a URL, and what reads maps
// takes `#`, `%` and `?` in the name of a folder for parts of one: by its bare name, the source is looked for beside the file.
// Plain JavaScript, because the transformer is loaded by jest itself.
const { Buffer } = require('node:buffer');
const { basename } = require('node:path');

const MARKER = '//# sourceMappingURL=data:application/json;charset=utf-8;base64,';

/** The code, with its inline source map naming the file beside it. */
function withBareSource(code, file) {
  const at = code.lastIndexOf(MARKER);
  if (at < 0) return code;
  return inlined(
    code.slice(0, at),
    JSON.parse(Buffer.from(code.slice(at + MARKER.length), 'base64').toString()),
    file,
  );
}

/** The code with its source map at the end, which names the file beside it. */
function inlined(code, map, file) {
  const bare = { ...map, file: basename(file), sourceRoot: undefined, sources: [basename(file)] };
  return `${code}${MARKER}${Buffer.from(JSON.stringify(bare)).toString('base64')}`;
}

module.exports = { withBareSource, inlined };
