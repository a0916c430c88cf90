# The reference workload in NumPy, as in the book: python3 numpy_train.py <folder of the four IDX files> <dtype> <iterations>
import numpy as np
from workload import dtype, images, measure, one_hot


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


def sigmoid_grad(a):
    z = sigmoid(a)
    return (1 - z) * z


def softmax(a):
    e = np.exp(a - a.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def predict(p, x):
    return softmax(np.dot(sigmoid(np.dot(x, p["W1"]) + p["b1"]), p["W2"]) + p["b2"])


def loss(p, x, t):
    return -np.sum(t * np.log(predict(p, x) + 1e-7)) / len(x)


def accuracy(p, x, t):
    return float(np.mean(predict(p, x).argmax(axis=1) == t.argmax(axis=1)))


def gradient(p, x, t):
    a1 = np.dot(x, p["W1"]) + p["b1"]
    z1 = sigmoid(a1)
    dy = (softmax(np.dot(z1, p["W2"]) + p["b2"]) - t) / len(x)
    da1 = sigmoid_grad(a1) * np.dot(dy, p["W2"].T)
    return {"W1": np.dot(x.T, da1), "b1": da1.sum(axis=0), "W2": np.dot(z1.T, dy), "b2": dy.sum(axis=0)}


x_train, t_train = images("train-images-idx3-ubyte"), one_hot("train-labels-idx1-ubyte")
x_test, t_test = images("t10k-images-idx3-ubyte"), one_hot("t10k-labels-idx1-ubyte")
np.random.seed(1)
params = {
    "W1": (0.01 * np.random.randn(784, 50)).astype(dtype),
    "b1": np.zeros(50, dtype),
    "W2": (0.01 * np.random.randn(50, 10)).astype(dtype),
    "b2": np.zeros(10, dtype),
}


def evaluate():
    accuracy(params, x_train, t_train), accuracy(params, x_test, t_test)


def step():
    mask = np.random.choice(60000, 100)
    x, t = x_train[mask], t_train[mask]
    grads = gradient(params, x, t)
    for name in params:
        params[name] -= 0.1 * grads[name]
    return loss(params, x, t)


measure(evaluate, step, lambda: accuracy(params, x_test, t_test))
