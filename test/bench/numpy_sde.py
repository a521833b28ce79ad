"""The engine's jobs as one would write them in numpy, timed, for test/bench/numpy.ts.

  gbm    Euler–Maruyama for dX = aX dt + bX dW in every coordinate, all paths at once, a step of all of them a line
  tree   values of a Brownian path at random times: halve down to the time's cell, a generator keyed by every node
"""

import time

import numpy as np
from numpy.random import Generator, Philox, default_rng

normals = default_rng(1)
A, B = 0.5, 0.2


def gbm(dimension, paths, steps):
    h = 1 / steps
    x = np.ones((paths, dimension))
    start = time.perf_counter()
    for _ in range(steps):
        x += A * x * h + B * x * np.sqrt(h) * normals.standard_normal(x.shape)
    x[:, 0].mean()
    return time.perf_counter() - start


def value(t, depth, seed):
    def normal(node):
        return Generator(Philox(key=[seed, node])).standard_normal()

    low, high, at_low, at_high, node = 0.0, 1.0, 0.0, normal(0), 1
    for _ in range(depth):
        middle = 0.5 * (low + high)
        at_middle = 0.5 * (at_low + at_high) + 0.5 * np.sqrt(high - low) * normal(node)
        if t < middle:
            high, at_high, node = middle, at_middle, 2 * node
        else:
            low, at_low, node = middle, at_middle, 2 * node + 1
    return at_low


def tree(depth, queries):
    times = normals.uniform(size=queries)
    start = time.perf_counter()
    for t in times:
        value(t, depth, 1)
    return time.perf_counter() - start


KINDS = {"gbm": gbm, "tree": tree}
