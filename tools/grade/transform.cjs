// What jest does to a file before it runs it in a judged suite: TypeScript becomes JavaScript, and a file without state of its own is run
// once for all suites of a process. Run anew for each suite, as jest does, its functions would never get fast.
// Plain JavaScript, because jest loads it itself.
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
const { dirname, isAbsolute, join, relative, sep } = require('node:path');
const { transformSync } = require('esbuild');

const TAKES_STATE = /@jest\/globals/; // what describes tests belongs to one suite

// What the course has of its own, by the path from its folder on: a folder above it may have any name.
const ROOT = join(dirname(module.filename), '../..');
const KEPT_OF_COURSE =
  /^(lib|solutions|test\/(support|mistakes)|engine\/suite|tools\/grade\/(values|wire|limits|peer|draws)\.ts$)(\/|$)/;
const KEPT_PACKAGE = /^(fast-check|pure-rand)\//;
const PACKAGES = /[\\/]node_modules[\\/]/;

function isKept(filename) {
  const path = relative(ROOT, filename).replaceAll(sep, '/');
  const isOurs = !path.startsWith('../') && !path.startsWith('node_modules/') && !isAbsolute(path);
  if (isOurs) return KEPT_OF_COURSE.test(path);
  return KEPT_PACKAGE.test(filename.split(PACKAGES).at(-1).replaceAll(sep, '/')); // what is installed may be linked from elsewhere
}

module.exports = {
  process(source, filename) {
    const isTypeScript = filename.endsWith('.ts');
    const options = { loader: 'ts', format: 'cjs', platform: 'node', target: 'node20', sourcefile: filename };
    const code = isTypeScript ? transformSync(source, options).code : source;
    return { code: isKept(filename) && !TAKES_STATE.test(source) ? keep(code) : code };
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
