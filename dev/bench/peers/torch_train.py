# The reference workload in PyTorch: python3 torch_train.py <folder of the four IDX files> <dtype> <iterations>
import glob
import json
import resource
import sys
import time

import numpy as np
import torch

folder, dtype, iterations = sys.argv[1], getattr(torch, sys.argv[2]), int(sys.argv[3])


def read(name, header):
    return torch.from_numpy(np.fromfile(f"{folder}/{name}", np.uint8)[header:])


def images(name):
    return read(name, 16).reshape(-1, 784).to(dtype) / 255


def thread_times():
    """Processor seconds by thread; nothing where the system does not tell, which is everywhere but on Linux."""
    times = {}
    for file in glob.glob("/proc/self/task/*/schedstat"):
        with open(file) as schedstat:
            times[file] = int(schedstat.read().split()[0]) / 1e9
    return times


x_train, t_train = images("train-images-idx3-ubyte"), read("train-labels-idx1-ubyte", 8).long()
x_test, t_test = images("t10k-images-idx3-ubyte"), read("t10k-labels-idx1-ubyte", 8).long()
torch.manual_seed(1)
net = torch.nn.Sequential(torch.nn.Linear(784, 50), torch.nn.Sigmoid(), torch.nn.Linear(50, 10)).to(dtype)
with torch.no_grad():
    for layer in (net[0], net[2]):
        layer.weight.normal_(std=0.01)
        layer.bias.zero_()
cross_entropy = torch.nn.CrossEntropyLoss()
optimizer = torch.optim.SGD(net.parameters(), lr=0.1)


@torch.no_grad()
def accuracy(x, t):
    return float((net(x).argmax(dim=1) == t).double().mean())


losses = []
start, cpu_start, threads_start = time.perf_counter(), time.process_time(), thread_times()
for i in range(iterations):
    if i % 600 == 0:
        accuracy(x_train, t_train), accuracy(x_test, t_test)
    mask = torch.randint(60000, (100,))
    x, t = x_train[mask], t_train[mask]
    optimizer.zero_grad()
    cross_entropy(net(x), t).backward()
    optimizer.step()
    with torch.no_grad():
        losses.append(cross_entropy(net(x), t).item())
seconds, cpu = time.perf_counter() - start, time.process_time() - cpu_start
threads = sorted((end - threads_start.get(name, 0) for name, end in thread_times().items()), reverse=True)

peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
result = {"seconds": seconds, "cpu": cpu, "peak": peak, "accuracy": accuracy(x_test, t_test), "threads": threads}
print(json.dumps(result))
