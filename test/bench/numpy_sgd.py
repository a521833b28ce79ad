"""One-pass SGD for noiseless least squares in numpy, timed, for test/bench/numpy.ts.

Reads one JSON request a line, {"kind": ..., "dimension": d, "steps": n}, and answers each with the seconds that n
steps (or n·d normals) took. Kinds:
  step       a = randn(d)*sqrt(cov); x -= g/d*(a@(x-xs))*a   as it is usually written
  lean       the same with √cov taken once and numpy's newer, faster generator
  randn      the normals alone, numpy.random.randn
  generator  the normals alone, numpy.random.default_rng
"""

import json
import sys
import time

import numpy as np
from numpy.random import default_rng, randn

sqrt = np.sqrt
normals = default_rng(1)
RATE = 0.7


def step(d, n):
    cov = np.where(np.arange(d) < d // 2, 1.6, 0.4)
    xs = randn(d) / sqrt(d)
    x = np.zeros(d)
    start = time.perf_counter()
    for _ in range(n):
        a = randn(d) * sqrt(cov)
        x -= RATE / d * (a @ (x - xs)) * a
    return time.perf_counter() - start


def lean(d, n):
    root = sqrt(np.where(np.arange(d) < d // 2, 1.6, 0.4))
    xs = randn(d) / sqrt(d)
    x = np.zeros(d)
    start = time.perf_counter()
    for _ in range(n):
        a = normals.standard_normal(d)
        a *= root
        x -= (RATE / d * (a @ (x - xs))) * a
    return time.perf_counter() - start


def draws(draw):
    def timed(d, n):
        start = time.perf_counter()
        for _ in range(n):
            draw(d)
        return time.perf_counter() - start

    return timed


KINDS = {"step": step, "lean": lean, "randn": draws(randn), "generator": draws(normals.standard_normal)}

for line in sys.stdin:
    request = json.loads(line)
    print(KINDS[request["kind"]](request["dimension"], request["steps"]), flush=True)
