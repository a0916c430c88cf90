// The network in arrays of arrays, with the loops that come to mind first.
const LEARNING_RATE = 0.1;

export function makeNetwork() {
  const p = { W1: random(784, 50), b1: Array(50).fill(0), W2: random(50, 10), b2: Array(10).fill(0) };
  return {
    step({ x, t }) {
      const [X, T] = [x.toArray(), t.toArray()];
      const { z1, y } = forward(p, X);
      const dy = y.map((row, n) => row.map((value, k) => (value - T[n][k]) / X.length));
      const dz1 = dot(dy, transpose(p.W2));
      const da1 = dz1.map((row, n) => row.map((value, h) => value * (1 - z1[n][h]) * z1[n][h]));
      update(p, { W1: dot(transpose(X), da1), W2: dot(transpose(z1), dy) });
      p.b1 = p.b1.map((b, h) => b - LEARNING_RATE * da1.reduce((sum, row) => sum + row[h], 0));
      p.b2 = p.b2.map((b, k) => b - LEARNING_RATE * dy.reduce((sum, row) => sum + row[k], 0));
      return loss(forward(p, X).y, T);
    },
    evaluate({ x }) {
      return forward(p, x.toArray()).y.map((row) => row.indexOf(Math.max(...row)));
    },
  };
}

function forward({ W1, b1, W2, b2 }, x) {
  const z1 = dot(x, W1).map((row) => row.map((a, h) => 1 / (1 + Math.exp(-a - b1[h]))));
  const y = dot(z1, W2).map((row) => softmax(row.map((a, k) => a + b2[k])));
  return { z1, y };
}

function softmax(a) {
  const largest = Math.max(...a);
  const e = a.map((value) => Math.exp(value - largest));
  const sum = e.reduce((total, value) => total + value, 0);
  return e.map((value) => value / sum);
}

function loss(y, t) {
  const errors = y.map((row, n) => row.reduce((sum, value, k) => sum - t[n][k] * Math.log(value + 1e-7), 0));
  return errors.reduce((sum, error) => sum + error, 0) / y.length;
}

function update(p, grads) {
  for (const name in grads) {
    p[name] = p[name].map((row, i) => row.map((value, j) => value - LEARNING_RATE * grads[name][i][j]));
  }
}

function dot(a, b) {
  return a.map((row) => b[0].map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)));
}

function transpose(a) {
  return a[0].map((_, j) => a.map((row) => row[j]));
}

function random(rows, columns) {
  return Array.from({ length: rows }, () =>
    Array.from({ length: columns }, () => 0.02 * Math.random() - 0.01),
  );
}
