// Topic 09: the gradient of the 2×3 network, and steps against it.
import { array } from '#lib/ndarray';
import { seededRandom } from '#lib/random';
import { softmax } from '#topics/08-activations';
import { SimpleNet } from '#topics/09-simple-net';

export interface SimpleNetSettings {
  x: number[];
  target: number;
  steps: number;
  mostSteps: number;
}

export default function simpleNet({ x: inputs, target, steps, mostSteps }: SimpleNetSettings) {
  const x = array(inputs);
  const t = array([0, 1, 2].map((k) => (k === target ? 1 : 0)));
  const net = new SimpleNet(seededRandom(2));
  const states = [];
  for (let step = 0; step <= mostSteps; step++) {
    const dW = net.gradient(x, t);
    states.push({ W: net.W, dW, loss: net.loss(x, t) });
    net.W = net.W.sub(dW);
  }
  const { W, dW, loss } = states[steps];
  net.W = W;
  return {
    W: W.toArray() as number[][],
    dW: dW.toArray() as number[][],
    y: [...softmax(net.predict(x)).data],
    t: [...t.data],
    loss,
    losses: states.map((state) => state.loss),
  };
}
