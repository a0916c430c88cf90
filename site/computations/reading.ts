// Topic 13: what a trained network reads in a drawing.
import { array } from '#lib/ndarray';
import { netFrom, type GivenNetwork } from './shared/network';

export interface ReadingSettings {
  /** 28×28 numbers, row by row. */
  pixels: Float32Array;
  network: GivenNetwork;
}

export default function reading({ pixels, network }: ReadingSettings) {
  const y = netFrom(network).predict(array([Array.from(pixels)])); // (1, 10)
  return { chances: [...y.data], digit: y.argmax(1)[0], chance: y.max() };
}
