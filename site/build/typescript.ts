// TypeScript itself, beside the site: fetched when someone writes, by a worker that checks types. Its file is made a module, and small.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { transform } from 'esbuild';
import type { Plugin } from 'vite';
import { ENGINE_ROOT } from '../../engine/course/link';

const load = createRequire(resolve(ENGINE_ROOT, 'package.json'));
const { version } = load('typescript/package.json') as { version: string };
const VIRTUAL = 'virtual:typescript';
const PATH = `typescript/typescript-${version}.js`;

/** TypeScript, as a module with itself as its default. */
function source(): string {
  return `${readFileSync(load.resolve('typescript'), 'utf8')}\nexport default ts;`;
}

export function typescript(): Plugin {
  return {
    name: 'dojo-typescript',
    resolveId: (id) => (id === VIRTUAL ? `\0${VIRTUAL}` : undefined),
    load: (id) => (id === `\0${VIRTUAL}` ? `export const path = ${JSON.stringify(PATH)};` : undefined),
    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url?.endsWith(`/${PATH}`) !== true) return next();
        response.setHeader('content-type', 'text/javascript');
        response.end(source());
      });
    },
  };
}

/** Writes it into the folder of the built site. */
export async function packTypescript(outDir: string): Promise<void> {
  const { code } = await transform(source(), {
    minify: true,
    format: 'esm',
    target: 'es2022',
    legalComments: 'none',
    define: { process: 'undefined', require: 'undefined', __filename: '""', __dirname: '""' },
  });
  mkdirSync(join(outDir, 'typescript'), { recursive: true });
  writeFileSync(join(outDir, PATH), code);
}
