// Parameters of a network on their way between the page and the worker, and into a network.
import { array, NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { TwoLayerNet, type Params } from '#topics/10-two-layer-net';
import { LayeredNet, type ActivationName } from '#topics/17-layered-network';
import type { PlainArray, PlainParams } from './messages';
import { toPlainArray } from './plain';

export function toPlain(params: Params): PlainParams {
  return {
    W1: toPlainArray(params.W1),
    b1: toPlainArray(params.b1),
    W2: toPlainArray(params.W2),
    b2: toPlainArray(params.b2),
  };
}

/** A network of the course with these parameters. */
export function netOf(plain: PlainParams): TwoLayerNet {
  const [inputSize, hiddenSize] = plain.W1.shape;
  const [outputSize] = plain.b2.shape;
  const net = new TwoLayerNet({ inputSize, hiddenSize, outputSize, random: seededRandom(1) });
  net.params = { W1: whole(plain.W1), b1: whole(plain.b1), W2: whole(plain.W2), b2: whole(plain.b2) };
  return net;
}

/** A layered network of the course with these parameters: W1, b1, W2, b2, and so on. */
export function layeredNetOf(plain: Record<string, PlainArray>, activation: ActivationName): LayeredNet {
  const depth = Object.keys(plain).length / 2;
  const sizes = Array.from({ length: depth }, (_, l) => plain[`b${l + 1}`].shape[0]);
  const net = new LayeredNet({
    inputSize: plain.W1.shape[0],
    hiddenSizes: sizes.slice(0, -1),
    outputSize: sizes[depth - 1],
    activation,
    random: seededRandom(1),
  });
  net.params = Object.fromEntries(Object.entries(plain).map(([name, values]) => [name, whole(values)]));
  return net;
}

function whole({ data, shape }: PlainArray): NDArray {
  return array(Array.from(data)).reshape(...(shape as [number] | [number, number]));
}
