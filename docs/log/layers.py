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
