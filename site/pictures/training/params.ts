// Parameters of a network on their way between the page and the worker, and into a network.
import { array, NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { TwoLayerNet, type Params } from '#topics/10-two-layer-net';
import type { PlainParams } from './messages';

export function toPlain(params: Params): PlainParams {
  const plain = ({ data, shape }: NDArray) => ({ data: Float32Array.from(data), shape: [...shape] });
  return {
    W1: plain(params.W1),
    b1: plain(params.b1),
    W2: plain(params.W2),
    b2: plain(params.b2),
  };
}

/** A network of the course with these parameters. */
export function netOf(plain: PlainParams): TwoLayerNet {
  const [inputSize, hiddenSize] = plain.W1.shape;
  const [outputSize] = plain.b2.shape;
  const net = new TwoLayerNet({ inputSize, hiddenSize, outputSize, random: seededRandom(1) });
  const whole = ({ data, shape }: PlainParams['W1']): NDArray =>
    array(Array.from(data)).reshape(...(shape as [number] | [number, number]));
  net.params = { W1: whole(plain.W1), b1: whole(plain.b1), W2: whole(plain.W2), b2: whole(plain.b2) };
  return net;
}
