"""The known numbers of topics 15 to 17, by NumPy: python3 docs/log/layers.py"""
import numpy as np

np.set_printoptions(precision=6, suppress=True)

print("15 · activation layers")
x = np.array([[1.0, -0.5], [-2.0, 3.0]])
dout = np.array([[2.0, 3.0], [-1.0, -4.0]])
print("relu", np.maximum(0, x).tolist(), "back", (dout * (x > 0)).tolist())
a = np.array([0, np.log(3), 5])
z = 1 / (1 + np.exp(-a))
print("sigmoid", z, "back", np.array([8, 16, 1]) * (1 - z) * z)
print("a quarter, ten times", 0.25**10)

print("\n16 · affine and loss layers")
W, b = np.array([[1.0, 0, -1], [2, 1, 0]]), np.array([0.5, 0, 1])
x = np.array([[1.0, 2], [-1, 0]])
dout = np.array([[1.0, 2, 3], [0, -1, 1]])
print("out", (x @ W + b).tolist())
print("dx", (dout @ W.T).tolist(), "dW", (x.T @ dout).tolist(), "db", dout.sum(axis=0).tolist())
a = np.array([[1, 1], [0, np.log(3)]])
y = np.exp(a) / np.exp(a).sum(axis=1, keepdims=True)
t = np.eye(2)
print("y", y.tolist(), "loss", -np.log(y[[0, 1], [0, 1]] + 1e-7).mean(), "da", ((y - t) / 2).tolist())
