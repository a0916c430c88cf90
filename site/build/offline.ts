// After the first visit the site works without a network: its service worker is made when all files of the site are known.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { build } from 'esbuild';
import { ENGINE_ROOT } from '../../engine/course/link';

const SERVICE_WORKER = 'service-worker.js';

/** Kept when they are first used: not everybody trains a network, or writes. */
const LARGE = '/(?:digits|typescript)/';

/** Names that hold a hash of what is in the file. */
const HASHED = /^assets\//;

/** Writes the service worker into the folder of the built site. */
export async function writeServiceWorker(outDir: string): Promise<void> {
  const urls = readdirSync(outDir, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => relative(outDir, join(file.parentPath, file.name)).replaceAll(sep, '/'))
    .filter((url) => url !== SERVICE_WORKER)
    .sort();
  const isLarge = (url: string): boolean => new RegExp(LARGE).test(`/${url}`);
  const revision = (...some: string[]): string => revisionOf(some.map((url) => join(outDir, url)));
  const files = urls
    .filter((url) => !isLarge(url))
    .map((url) => ({ url, revision: HASHED.test(url) ? null : revision(url) }));
  const large = { pattern: LARGE, revision: revision(...urls.filter(isLarge)) };
  await build({
    entryPoints: [resolve(ENGINE_ROOT, 'site/offline/service-worker.ts')],
    outfile: join(outDir, SERVICE_WORKER),
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
    define: {
      FILES: JSON.stringify(files),
      LARGE: JSON.stringify(large),
      'process.env.NODE_ENV': '"production"',
    },
  });
}

function revisionOf(files: string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}
