# The layered network with Adam in NumPy, as in the book: python3 numpy_layered_train.py <folder of the four IDX files> <dtype> <iterations>
import numpy as np
from workload import dtype, images, iterations, measure, one_hot

SIZES = [784, 100, 100, 10]


def softmax(a):
    e = np.exp(a - a.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


class Relu:
    def forward(self, x):
        self.mask = x <= 0
        out = x.copy()
        out[self.mask] = 0
        return out

    def backward(self, dout):
        dout[self.mask] = 0
        return dout


class Affine:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        self.x = x
        return np.dot(x, self.W) + self.b

    def backward(self, dout):
        self.dW, self.db = np.dot(self.x.T, dout), dout.sum(axis=0)
        return np.dot(dout, self.W.T)


class Adam:
    def __init__(self, learning_rate=0.001, beta1=0.9, beta2=0.999):
        self.learning_rate, self.beta1, self.beta2 = learning_rate, beta1, beta2
        self.steps, self.m, self.v = 0, {}, {}

    def update(self, params, grads):
        rate = self.learning_rate * (1 - self.steps / iterations)  # falls in a straight line, as in the trainer
        self.steps += 1
        for name in params:
            m = self.m.setdefault(name, np.zeros_like(params[name]))
            v = self.v.setdefault(name, np.zeros_like(params[name]))
            m += (1 - self.beta1) * (grads[name] - m)
            v += (1 - self.beta2) * (grads[name] ** 2 - v)
            m_hat, v_hat = m / (1 - self.beta1**self.steps), v / (1 - self.beta2**self.steps)
            params[name] -= rate * m_hat / (np.sqrt(v_hat) + 1e-8)


class LayeredNet:
    def __init__(self):
        self.params, self.layers = {}, []
        for k, (inputs, outputs) in enumerate(zip(SIZES, SIZES[1:]), start=1):
            W = (np.sqrt(2 / inputs) * np.random.randn(inputs, outputs)).astype(dtype)
            b = np.zeros(outputs, dtype)
            self.params[f"W{k}"], self.params[f"b{k}"] = W, b
            self.layers += [Affine(W, b), Relu()]
        self.layers.pop()

    def predict(self, x):
        for layer in self.layers:
            x = layer.forward(x)
        return softmax(x)

    def loss(self, x, t):
        return -np.sum(t * np.log(self.predict(x) + 1e-7)) / len(x)

    def accuracy(self, x, t):
        return float(np.mean(self.predict(x).argmax(axis=1) == t.argmax(axis=1)))

    def gradient(self, x, t):
        dout = (self.predict(x) - t) / len(x)
        for layer in reversed(self.layers):
            dout = layer.backward(dout)
        affine = [layer for layer in self.layers if isinstance(layer, Affine)]
        grads = {}
        for k, layer in enumerate(affine, start=1):
            grads[f"W{k}"], grads[f"b{k}"] = layer.dW, layer.db
        return grads


x_train, t_train = images("train-images-idx3-ubyte"), one_hot("train-labels-idx1-ubyte")
x_test, t_test = images("t10k-images-idx3-ubyte"), one_hot("t10k-labels-idx1-ubyte")
np.random.seed(1)
net, optimizer = LayeredNet(), Adam()


def evaluate():
    net.accuracy(x_train, t_train), net.accuracy(x_test, t_test)


def step():
    mask = np.random.choice(60000, 100)
    x, t = x_train[mask], t_train[mask]
    optimizer.update(net.params, net.gradient(x, t))
    return net.loss(x, t)


measure(evaluate, step, lambda: net.accuracy(x_test, t_test))
