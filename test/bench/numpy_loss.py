"""A loss and its derivative over arrays in numpy, timed, for test/bench/numpy.ts: seconds for `passes` passes over `points`.

Each is written as one would, what f and g share worked out twice; erf is scipy's, and NaN without it.
"""

import math
import time

import numpy as np

try:
    from scipy.special import erf
except ImportError:
    erf = None

ROOT, DENSITY = math.sqrt(2), math.sqrt(2 / math.pi)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


LOSSES = {
    "squares": (lambda x, y, e: 0.5 * (x - y - e) ** 2, lambda x, y, e: x - y - e),
    "logistic": (
        lambda x, y, e: np.log(1 + np.exp(x)) - x * sigmoid(y),
        lambda x, y, e: sigmoid(x) - sigmoid(y),
    ),
    "lipschitz": (
        lambda x, y, e: 0.5 * (np.abs(x) - np.abs(y)) ** 2,
        lambda x, y, e: (np.abs(x) - np.abs(y)) * np.sign(x),
    ),
    "huber": (
        lambda x, y, e: np.where(np.abs(x - y - e) < 1, 0.5 * (x - y - e) ** 2, np.abs(x - y - e) - 0.5),
        lambda x, y, e: np.clip(x - y - e, -1, 1),
    ),
    "log-cosh": (
        lambda x, y, e: np.abs(x - y - e) + np.log1p(np.exp(-2 * np.abs(x - y - e))),
        lambda x, y, e: np.tanh(x - y - e),
    ),
    "tanh": (
        lambda x, y, e: 0.5 * (np.tanh(x) - np.tanh(y) - e) ** 2,
        lambda x, y, e: (np.tanh(x) - np.tanh(y) - e) * (1 - np.tanh(x) ** 2),
    ),
    "erf": (
        lambda x, y, e: 0.5 * (erf(x / ROOT) - erf(y / ROOT) - e) ** 2,
        lambda x, y, e: (erf(x / ROOT) - erf(y / ROOT) - e) * DENSITY * np.exp(-0.5 * x * x),
    ),
}


def timed(name, f, g):
    def over(points, passes):
        if name == "erf" and erf is None:
            return math.nan
        i = np.arange(points)
        x, y = 2 * np.sin(1.3 * i), 2 * np.cos(0.7 * i)
        start = time.perf_counter()
        for _ in range(passes):
            f(x, y, 0.3)
            g(x, y, 0.3)
        return time.perf_counter() - start

    return over


KINDS = {f"loss-{name}": timed(name, f, g) for name, (f, g) in LOSSES.items()}
