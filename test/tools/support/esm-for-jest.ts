// Packages that are ES modules all through, which jest's own loader does not take.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { writeAtomically } from '../../../tools/shared/atomic-write';
import { ROOT } from './course';

/** A package as one script, for `jest.mock(name, () => …)`. It is kept until other versions are installed. */
export function bundled(name: string): unknown {
  const versions = createHash('sha256')
    .update(readFileSync(resolve(ROOT, 'package-lock.json')))
    .digest('hex');
  const file = resolve(
    ROOT,
    'node_modules/.cache/gradient-dojo',
    `${name.replaceAll('/', '-')}-${versions}.cjs`,
  );
  if (!existsSync(file)) {
    writeAtomically(file, bundleOf(name)); // two test files may need it at the same moment
  }
  return require(file);
}

function bundleOf(name: string): string {
  const { outputFiles } = buildSync({
    stdin: { contents: `module.exports = require('${name}')`, resolveDir: __dirname },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'error',
  });
  return outputFiles[0].text;
}
