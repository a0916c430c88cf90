// Topic 19: how spread out the activations of each hidden layer are, and how large its slopes, for initial weights of a chosen size.
import { oneHot, randn } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { LayeredNet, type ActivationName } from '#topics/17-layered-network';
import { activationSpread, heStd, xavierStd } from '#topics/19-first-weights';

export type Rule = 'given' | 'xavier' | 'he';

export interface FirstWeightsSettings {
  rule: Rule;
  /** The standard deviation, where no rule says it. */
  std: number;
  activation: ActivationName;
  hiddenLayers: number;
}

const [INPUTS, UNITS, CLASSES, SAMPLES] = [50, 50, 10, 100];

export default function firstWeights({ rule, std, activation, hiddenLayers }: FirstWeightsSettings) {
  const random = seededRandom(1);
  const x = randn([SAMPLES, INPUTS], random);
  const t = oneHot(
    Array.from({ length: SAMPLES }, (_, n) => n % CLASSES),
    CLASSES,
  );
  const net = new LayeredNet({
    inputSize: INPUTS,
    hiddenSizes: Array<number>(hiddenLayers).fill(UNITS),
    outputSize: CLASSES,
    activation,
    weightInitStd: { given: std, xavier: xavierStd, he: heStd }[rule],
    random,
  });
  const gradient = net.gradient(x, t);
  return activationSpread(net, x).map((spread, i) => ({
    layer: i + 1,
    spread,
    slope: Math.sqrt(gradient[`W${i + 1}`].square().mean()),
  }));
}
