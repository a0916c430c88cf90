// What jest does to a file before it runs it in a judged suite: TypeScript becomes JavaScript, and a file without state of its own is run
// once for all suites of a process. Run anew for each suite, as jest does, its functions would never get fast.
// Plain JavaScript, because jest loads it itself.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { transformSync } = require('esbuild');

const TAKES_STATE = /@jest\/globals/; // what describes tests belongs to one suite
const KEPT =
  /[\\/](lib|solutions|test[\\/](support|mistakes)|engine[\\/]suite[\\/]|tools[\\/]grade[\\/](values|wire|limits|peer|draws)|fast-check|pure-rand)\b/;

module.exports = {
  process(source, filename) {
    const isTypeScript = filename.endsWith('.ts');
    const options = { loader: 'ts', format: 'cjs', platform: 'node', target: 'node20', sourcefile: filename };
    const code = isTypeScript ? transformSync(source, options).code : source;
    return { code: KEPT.test(filename) && !TAKES_STATE.test(source) ? keep(code) : code };
  },
  getCacheKey(source, filename) {
    return createHash('sha256')
      .update(readFileSync(module.filename))
      .update(filename)
      .update(source)
      .digest('hex');
  },
};

/** The module, once: the next time that it is asked for, its exports are there. */
function keep(code) {
  return `
    const kept = (globalThis[Symbol.for('gradient-dojo.kept')] ??= new Map());
    if (kept.has(__filename)) module.exports = kept.get(__filename);
    else { run(); kept.set(__filename, module.exports); }
    function run() {
      ${code}
    }`;
}
