# The layered network with Adam in NumPy, as in the book: python3 numpy_layered_train.py <folder of the four IDX files> <dtype> <iterations>
import glob
import json
import resource
import sys
import time

import numpy as np

folder, dtype, iterations = sys.argv[1], sys.argv[2], int(sys.argv[3])
SIZES = [784, 100, 100, 10]


def read(name, header):
    return np.fromfile(f"{folder}/{name}", np.uint8)[header:]


def images(name):
    x = read(name, 16).reshape(-1, 784).astype(dtype)
    x /= 255
    return x


def one_hot(name):
    return np.eye(10, dtype=dtype)[read(name, 8)]


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
        self.steps += 1
        for name in params:
            m = self.m.setdefault(name, np.zeros_like(params[name]))
            v = self.v.setdefault(name, np.zeros_like(params[name]))
            m += (1 - self.beta1) * (grads[name] - m)
            v += (1 - self.beta2) * (grads[name] ** 2 - v)
            m_hat, v_hat = m / (1 - self.beta1**self.steps), v / (1 - self.beta2**self.steps)
            params[name] -= self.learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8)


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


def thread_times():
    """Processor seconds by thread; nothing where the system does not tell, which is everywhere but on Linux."""
    times = {}
    for file in glob.glob("/proc/self/task/*/schedstat"):
        with open(file) as schedstat:
            times[file] = int(schedstat.read().split()[0]) / 1e9
    return times


x_train, t_train = images("train-images-idx3-ubyte"), one_hot("train-labels-idx1-ubyte")
x_test, t_test = images("t10k-images-idx3-ubyte"), one_hot("t10k-labels-idx1-ubyte")
np.random.seed(1)
net, optimizer = LayeredNet(), Adam()

losses = []
start, cpu_start, threads_start = time.perf_counter(), time.process_time(), thread_times()
for i in range(iterations):
    if i % 600 == 0:
        net.accuracy(x_train, t_train), net.accuracy(x_test, t_test)
    mask = np.random.choice(60000, 100)
    x, t = x_train[mask], t_train[mask]
    optimizer.update(net.params, net.gradient(x, t))
    losses.append(net.loss(x, t))
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu_start
threads = sorted((end - threads_start.get(name, 0) for name, end in thread_times().items()), reverse=True)

peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
result = {"seconds": seconds, "cpu": cpu, "peak": peak, "accuracy": net.accuracy(x_test, t_test), "threads": threads}
print(json.dumps(result))
