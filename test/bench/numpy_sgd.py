"""One-pass SGD for noiseless least squares in numpy, timed, for test/bench/numpy.ts.

Each kind tells the seconds that so many steps of so many coordinates, or as many normals, took:
  step       a = randn(d)*sqrt(cov); x -= g/d*(a@(x-xs))*a   as it is usually written
  lean       the same with √cov taken once and numpy's newer, faster generator
  randn      the normals alone, numpy.random.randn
  generator  the normals alone, numpy.random.default_rng
"""

import time

import numpy as np
from numpy.random import default_rng, randn

sqrt = np.sqrt
normals = default_rng(1)
RATE = 0.7


def step(dimension, steps):
    cov = np.where(np.arange(dimension) < dimension // 2, 1.6, 0.4)
    xs = randn(dimension) / sqrt(dimension)
    x = np.zeros(dimension)
    start = time.perf_counter()
    for _ in range(steps):
        a = randn(dimension) * sqrt(cov)
        x -= RATE / dimension * (a @ (x - xs)) * a
    return time.perf_counter() - start


def lean(dimension, steps):
    root = sqrt(np.where(np.arange(dimension) < dimension // 2, 1.6, 0.4))
    xs = randn(dimension) / sqrt(dimension)
    x = np.zeros(dimension)
    start = time.perf_counter()
    for _ in range(steps):
        a = normals.standard_normal(dimension)
        a *= root
        x -= (RATE / dimension * (a @ (x - xs))) * a
    return time.perf_counter() - start


def draws(draw):
    def timed(dimension, steps):
        start = time.perf_counter()
        for _ in range(steps):
            draw(dimension)
        return time.perf_counter() - start

    return timed


KINDS = {"step": step, "lean": lean, "randn": draws(randn), "generator": draws(normals.standard_normal)}
