// The images of MNIST in the browser: fetched from beside the site, unpacked by the browser.
import { fromBytes, oneHot, type NDArray } from '#lib/ndarray';
import { fetchBytes } from '../../computing/fetch';
import { Blob, DecompressionStream, Response } from '../../computing/outside';

export interface DigitImages {
  x: NDArray; // (N, 784)
  t: NDArray; // (N, 10)
  labels: number[]; // (N)
}

/** An IDX file begins with four bytes and four more for each axis. */
const HEADER = { images: 16, labels: 8 };

/** `folder` is the address of the four files, with a slash at its end. */
export async function fetchDigits(folder: string, part: 'train' | 't10k'): Promise<DigitImages> {
  const [images, labels] = await Promise.all([
    unpacked(`${folder}${part}-images-idx3-ubyte.gz`),
    unpacked(`${folder}${part}-labels-idx1-ubyte.gz`),
  ]);
  const plainLabels = Array.from(labels.subarray(HEADER.labels));
  return {
    x: fromBytes(images.subarray(HEADER.images), [plainLabels.length, 784], 255, 'float32'),
    t: oneHot(plainLabels, 10, 'float32'),
    labels: plainLabels,
  };
}

async function unpacked(address: string): Promise<Uint8Array> {
  const bytes = await fetchBytes(address);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes; // some hosts say that it is packed, and the browser unpacks it
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
