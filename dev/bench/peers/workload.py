# What the peers in Python share: the workload's data and length, and what is measured of it.
import glob
import json
import resource
import sys
import time

import numpy as np

folder, dtype, iterations = sys.argv[1], sys.argv[2], int(sys.argv[3])


def read(name, header):
    return np.fromfile(f"{folder}/{name}", np.uint8)[header:]


def images(name):
    x = read(name, 16).reshape(-1, 784).astype(dtype)
    x /= 255
    return x


def one_hot(name):
    return np.eye(10, dtype=dtype)[read(name, 8)]


def thread_times():
    """Processor seconds by thread; nothing where the system does not tell, which is everywhere but on Linux."""
    times = {}
    for file in glob.glob("/proc/self/task/*/schedstat"):
        with open(file) as schedstat:
            times[file] = int(schedstat.read().split()[0]) / 1e9
    return times


def measure(evaluate, step, test_accuracy):
    """
    Trains, and prints what it took.

    evaluate: computes both accuracies, before each epoch
    step: one iteration, with the loss of its batch after the step as its result
    test_accuracy: that of the trained network
    """
    losses = []
    start, cpu_start, threads_start = time.perf_counter(), time.process_time(), thread_times()
    for i in range(iterations):
        if i % 600 == 0:
            evaluate()
        losses.append(step())
    seconds, cpu = time.perf_counter() - start, time.process_time() - cpu_start
    threads = sorted((end - threads_start.get(name, 0) for name, end in thread_times().items()), reverse=True)

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    result = {"seconds": seconds, "cpu": cpu, "peak": peak, "accuracy": test_accuracy(), "threads": threads}
    print(json.dumps(result))
