// The network on ml-matrix.
import { Matrix } from 'ml-matrix';

const LEARNING_RATE = 0.1;

export function makeNetwork() {
  const W1 = Matrix.random(784, 50).sub(0.5).mul(0.02);
  const W2 = Matrix.random(50, 10).sub(0.5).mul(0.02);
  const [b1, b2] = [Array(50).fill(0), Array(10).fill(0)];

  const forward = (x) => {
    const z1 = x.mmul(W1).addRowVector(b1);
    z1.apply((i, j) => z1.set(i, j, 1 / (1 + Math.exp(-z1.get(i, j)))));
    const e = z1.mmul(W2).addRowVector(b2);
    e.subColumnVector(e.max('row')).exp();
    return { z1, y: e.divColumnVector(e.sum('row')) };
  };

  return {
    step(batch) {
      const [x, t] = [matrix(batch.x), matrix(batch.t)];
      const { z1, y } = forward(x);
      const dy = y.sub(t).div(x.rows);
      const da1 = dy.mmul(W2.transpose()).mul(Matrix.ones(z1.rows, z1.columns).sub(z1)).mul(z1);
      W1.sub(x.transpose().mmul(da1).mul(LEARNING_RATE));
      W2.sub(z1.transpose().mmul(dy).mul(LEARNING_RATE));
      da1.sum('column').forEach((sum, h) => (b1[h] -= LEARNING_RATE * sum));
      dy.sum('column').forEach((sum, k) => (b2[k] -= LEARNING_RATE * sum));
      return -forward(x).y.add(1e-7).log().mul(t).sum() / x.rows;
    },
    evaluate({ x }) {
      const { y } = forward(matrix(x));
      return Array.from({ length: y.rows }, (_, n) => y.maxRowIndex(n)[1]);
    },
  };
}

function matrix(array) {
  return Matrix.from1DArray(...array.shape, array.data);
}
