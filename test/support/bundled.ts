// Packages that are ES modules all through, which jest's own loader does not take.
import { buildSync } from 'esbuild';

/** A package as one script, for `jest.mock(name, () => …)`. */
export function bundled(name: string): unknown {
  const { outputFiles } = buildSync({
    stdin: { contents: `module.exports = require('${name}')`, resolveDir: __dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  });
  const module = { exports: {} };
  new Function('module', 'exports', 'require', outputFiles[0].text)(module, module.exports, require);
  return module.exports;
}
