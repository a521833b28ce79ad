"""The ODE of the overlaps as one would write it with numpy and scipy, timed, for test/bench/numpy.ts.

Each kind is a model of one output, h, G and I in closed form but for logistic, whose expectations are Gauss-Hermite sums:
  ode-least-squares, ode-logistic, ode-phase-retrieval, ode-huber
or a loss of which only f and g are given, G = L^-T E z g and I by Gauss-Hermite sums over fields and noise:
  quadrature-tanh, quadrature-erf
solved by scipy's DOP853 with relative tolerance 1e-9 over `dimension` distinct eigenvalues, i^(-1/2) scaled to mean 1,
up to t = `steps`. Without scipy there is no answer but NaN.
"""

import math
import time

import numpy as np
import numpy_loss

try:
    from scipy.integrate import solve_ivp
except ImportError:
    solve_ivp = None

RATE, NOISE, KAPPA = 0.7, 0.5, 1.0
NODES, WEIGHTS = np.polynomial.hermite_e.hermegauss(60)
WEIGHTS = WEIGHTS / WEIGHTS.sum()
PLANE = np.outer(WEIGHTS, WEIGHTS)


def sigmoid(x):
    return 0.5 * (1 + np.tanh(0.5 * x))


def least_squares(a, b, c):
    return 1, -1, a - 2 * b + c + NOISE**2


def logistic(a, b, c):
    def slope(variance):
        s = sigmoid(math.sqrt(variance) * NODES)
        return WEIGHTS @ (s * (1 - s))

    root = math.sqrt(c)
    y = root * NODES[None, :]
    x = b / root * NODES[None, :] + math.sqrt(max(0, a - b * b / c)) * NODES[:, None]
    return slope(a), -slope(c), np.sum(PLANE * (sigmoid(x) - sigmoid(y)) ** 2)


def phase_retrieval(a, b, c):
    I = 15 * a**3 - 6 * a * a * c - 24 * a * b * b + 3 * a * c * c + 12 * c * b * b
    return 3 * a - c, -2 * b, I


def huber(a, b, c):
    S = math.sqrt(a - 2 * b + c + NOISE**2)
    u = KAPPA / S
    P = math.erf(u / math.sqrt(2))
    density = math.exp(-u * u / 2) / math.sqrt(2 * math.pi)
    return P, -P, S * S * P - 2 * KAPPA * S * density + KAPPA**2 * (1 - P)


def quadrature(name):
    g = numpy_loss.LOSSES[name][1]
    few, light = np.polynomial.hermite_e.hermegauss(4)
    z = NODES[:, None, None]
    u = NODES[None, :, None]
    noise = NOISE * few[None, None, :]
    weights = PLANE[:, :, None] * (light / light.sum())[None, None, :]

    def moments(a, b, c):
        # The teacher first, so that a student at zero has a root too.
        root = math.sqrt(c)
        own = math.sqrt(max(1e-18, a - b * b / c))
        values = g(b / root * z + own * u, root * z, noise)
        weighted = weights * values
        Gx = np.sum(weighted * u) / own
        Gy = (np.sum(weighted * z) - b / root * Gx) / root
        return Gx, Gy, np.sum(weighted * values)

    return moments


def solved(moments, rate, overlap):
    def timed(dimension, steps):
        if solve_ivp is None:
            return math.nan
        eigenvalues = np.arange(1, dimension + 1) ** -0.5
        eigenvalues /= eigenvalues.mean()
        w = np.full(dimension, 1 / dimension)

        def drift(t, v):
            xx, xy = v[:dimension], v[dimension:]
            Gx, Gy, I = moments(eigenvalues @ xx, eigenvalues @ xy, eigenvalues @ w)
            return np.concatenate(
                [
                    -2 * rate * eigenvalues * (Gx * xx + Gy * xy) + rate**2 * eigenvalues * w * I,
                    -rate * eigenvalues * (Gx * xy + Gy * w),
                ]
            )

        begin = np.concatenate([w if overlap > 0 else 0 * w, overlap * w])
        start = time.perf_counter()
        solve_ivp(drift, (0, steps), begin, method="DOP853", rtol=1e-9, atol=1e-12, t_eval=np.linspace(0, steps, 101))
        return time.perf_counter() - start

    return timed


KINDS = {
    "ode-least-squares": solved(least_squares, RATE, 0),
    "ode-logistic": solved(logistic, RATE, 0),
    "ode-phase-retrieval": solved(phase_retrieval, 0.1, 0.5),
    "ode-huber": solved(huber, RATE, 0),
    "quadrature-tanh": solved(quadrature("tanh"), RATE, 0),
    "quadrature-erf": solved(quadrature("erf"), RATE, 0),
}
