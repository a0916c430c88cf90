// The network in the file that `npm run train` writes, as plain data. It is opened here, so that the page itself needs no array library.
import { readNpz } from '#lib/npz';
import { toPlainArray } from '../pictures/training/plain';
import type { GivenNetwork } from './shared/network';

export interface NetworkFile extends Pick<GivenNetwork, 'activation'> {
  weights: Uint8Array;
}

export default function networkFile({ weights, activation }: NetworkFile): Omit<GivenNetwork, 'name'> {
  const arrays = Object.entries(readNpz(weights, 'weights.npz'));
  return {
    params: Object.fromEntries(arrays.map(([name, values]) => [name, toPlainArray(values)])),
    activation,
  };
}
