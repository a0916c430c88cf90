// The network in the file that `npm run train` writes, as plain data. It is opened here, so that the page itself needs no array library.
import { readNpz } from '#lib/npz';
import type { NDArray } from '#lib/ndarray';
import type { PlainParams } from '../pictures/training/messages';

export default function networkFile(bytes: Uint8Array): PlainParams {
  const { W1, b1, W2, b2 } = readNpz(bytes, 'weights.npz');
  const plain = ({ data, shape }: NDArray) => ({ data: Float32Array.from(data), shape: [...shape] });
  return { W1: plain(W1), b1: plain(b1), W2: plain(W2), b2: plain(b2) };
}
