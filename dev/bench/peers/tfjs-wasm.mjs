// The network on TensorFlow.js with its WebAssembly backend, float32.
import * as tf from '@tensorflow/tfjs';
import '@tensorflow/tfjs-backend-wasm';

const LEARNING_RATE = 0.1;

export async function makeNetwork() {
  await tf.setBackend('wasm');
  const W1 = tf.variable(tf.randomNormal([784, 50], 0, 0.01));
  const W2 = tf.variable(tf.randomNormal([50, 10], 0, 0.01));
  const [b1, b2] = [tf.variable(tf.zeros([50])), tf.variable(tf.zeros([10]))];

  const forward = (x) => {
    const z1 = x.matMul(W1).add(b1).sigmoid();
    return { z1, y: z1.matMul(W2).add(b2).softmax() };
  };
  const update = (param, grad) => param.assign(param.sub(grad.mul(LEARNING_RATE)));

  return {
    step: (batch) =>
      tf.tidy(() => {
        const [x, t] = [tensor(batch.x), tensor(batch.t)];
        const { z1, y } = forward(x);
        const dy = y.sub(t).div(x.shape[0]);
        const da1 = dy.matMul(W2, false, true).mul(tf.scalar(1).sub(z1)).mul(z1);
        const grads = [x.matMul(da1, true), da1.sum(0), z1.matMul(dy, true), dy.sum(0)];
        [W1, b1, W2, b2].forEach((param, i) => update(param, grads[i]));
        return -t.mul(forward(x).y.add(1e-7).log()).sum().dataSync()[0] / x.shape[0];
      }),
    evaluate: ({ x }) => tf.tidy(() => forward(tensor(x)).y.argMax(1).dataSync()),
  };
}

function tensor({ data, shape }) {
  return tf.tensor(data, shape, 'float32');
}
