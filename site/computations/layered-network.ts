// Topic 17: a network as deep and wide as one likes, and the check of its gradient, with a slip in it where one is asked for.
import { array, oneHot, type NDArray } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { Affine, SoftmaxWithLoss } from '#topics/16-affine-and-loss-layers';
import { gradientCheck, LayeredNet, type ActivationName, type Params } from '#topics/17-layered-network';

/** Nothing wrong; the slope of an activation left out; the slopes of the biases averaged instead of summed up. */
export type Slip = 'none' | 'activation' | 'bias';

export interface LayeredSettings {
  hiddenLayers: number;
  units: number;
  activation: ActivationName;
  slip: Slip;
  /** The layer in which it is, counted from the input. */
  slipAt: number;
}

const x = array([
  [0.4, -1.1],
  [-0.7, 0.3],
  [1.2, 0.9],
]);
const t = oneHot([0, 1, 1], 2);

export default function layeredNetwork({ hiddenLayers, units, activation, slip, slipAt }: LayeredSettings) {
  const net = new LayeredNet({
    inputSize: 2,
    hiddenSizes: Array<number>(hiddenLayers).fill(units),
    outputSize: 2,
    activation,
    weightInitStd: (inputs) => Math.sqrt(2 / inputs),
    random: seededRandom(5),
  });
  const at = Math.min(slipAt, hiddenLayers);
  const checked = gradientCheck(
    { params: net.params, loss: (x, t) => net.loss(x, t), gradient: () => gradientWith(net, slip, at) },
    x,
    t,
  );
  const { params } = net;
  return {
    at,
    names: net.layers().map((layer) => (layer instanceof Affine ? 'Affine' : activation)),
    parameterCount: Object.values(params).reduce((sum, values) => sum + values.size, 0),
    checked: Object.entries(checked).map(([name, share]) => ({ name, share })),
  };
}

/** Back through the layers, with the slip in the hidden layer `at`. */
function gradientWith(net: LayeredNet, slip: Slip, at: number): Params {
  const [layers, end] = [net.layers(), new SoftmaxWithLoss()];
  end.forward(
    layers.reduce((z, layer) => layer.forward(z), x),
    t,
  );
  const gradient: Params = {};
  layers.reduceRight((dout: NDArray, layer, place) => {
    const l = Math.floor(place / 2) + 1; // an affine layer and the activation behind it
    const isHere = l === at;
    if (!(layer instanceof Affine)) return slip === 'activation' && isHere ? dout : layer.backward(dout);
    const dx = layer.backward(dout);
    gradient[`W${l}`] = layer.dW;
    gradient[`b${l}`] = slip === 'bias' && isHere ? dout.mean(0) : layer.db;
    return dx;
  }, end.backward());
  return gradient;
}
