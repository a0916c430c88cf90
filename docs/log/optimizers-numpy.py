# The numbers of topic 18 by NumPy: optimizers on the valley f(x, y) = x²/20 + 5y², from (−7, 1).
#
#     python3 docs/log/optimizers-numpy.py
#
# The suite has the places after 30 steps, the lesson the heights after 100.
import numpy as np


def f(w):
    return w[0] ** 2 / 20 + 5 * w[1] ** 2


def gradient(w):
    return np.array([w[0] / 10, 10 * w[1]])


def sgd(learning_rate):
    return lambda w, g, state, k: w - learning_rate * g


def momentum(learning_rate, share=0.9):
    def step(w, g, state, k):
        state["v"] = share * state.get("v", 0) - learning_rate * g
        return w + state["v"]

    return step


def adagrad(learning_rate):
    def step(w, g, state, k):
        state["h"] = state.get("h", 0) + g**2
        return w - learning_rate * g / (np.sqrt(state["h"]) + 1e-8)

    return step


def adam(learning_rate, beta1=0.9, beta2=0.999):
    def step(w, g, state, k):
        state["m"] = beta1 * state.get("m", 0) + (1 - beta1) * g
        state["v"] = beta2 * state.get("v", 0) + (1 - beta2) * g**2
        m_hat = state["m"] / (1 - beta1**k)
        v_hat = state["v"] / (1 - beta2**k)
        return w - learning_rate * m_hat / (np.sqrt(v_hat) + 1e-8)

    return step


def walk(step, steps):
    w, state = np.array([-7.0, 1.0]), {}
    for k in range(1, steps + 1):
        w = step(w, gradient(w), state, k)
    return w


for name, step in {
    "Sgd, 0.19": sgd(0.19),
    "Sgd, 0.21": sgd(0.21),
    "Momentum, 0.1": momentum(0.1),
    "AdaGrad, 1.5": adagrad(1.5),
    "Adam, 0.3": adam(0.3),
}.items():
    place = [float(number) for number in walk(step, 30)]
    print(f"{name:14} after 30 steps at {place}, after 100 at the height {f(walk(step, 100)):.3g}")
