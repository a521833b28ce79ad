"""Reference values of the elementary functions (sde/kernels/elementary): writes elementary.json beside itself.

Run: python3 test/reference/elementary.py        (needs mpmath, in Debian python3-mpmath)

Each entry is [x, value, remainder] (pow and atan2: both arguments, value, remainder): x is a double, value the double nearest to
the function at exactly that x, remainder what is missing, as a double. So value + remainder is the function to
about 32 digits, and the error of an implementation can be stated in ulp.
"""

import json
import math
import pathlib
import random
import re

from mpmath import mp, mpf

mp.prec = 1400  # enough for sin(2^1023)
draw = random.Random(20)


def log_uniform(low, high):
    return math.exp(draw.uniform(math.log(low), math.log(high)))


def spread(count, low, high):
    return [draw.uniform(low, high) for _ in range(count)]


def small(count):
    return [draw.choice([-1, 1]) * log_uniform(1e-18, 0.5) for _ in range(count)]


def near_multiples_of_half_pi(count, largest):
    return [float(draw.randrange(1, largest) * mp.pi / 2) for _ in range(count)]


# 6381956970095103·2^797 is the double nearest to a multiple of π/2 (J.-M. Muller, Elementary Functions, ch. 11).
angles = (
    spread(12, -1, 1) + spread(12, -20, 20) + spread(12, -1.6e6, 1.6e6) + near_multiples_of_half_pi(12, 10**6)
    + small(6) + [1e22, 1e6, 2.0**20, 2.0**60, 6381956970095103.0 * 2.0**797]
    + [draw.uniform(1, 2) * 2.0 ** (24 * e + draw.randrange(24)) for e in range(1, 42)]
    + [2.0**1023 * draw.uniform(1, 2) for _ in range(3)]
)

arguments = {
    "exp": spread(30, -2, 2) + spread(20, -708, 709) + spread(10, -745, -708) + small(10) + [709.782712893384, 1.0],
    "expm1": spread(20, -1, 1) + spread(20, -0.02, 0.02) + spread(15, -42, 60) + small(15),
    "log": spread(20, 0.3, 3) + spread(20, 0.98, 1.02) + [log_uniform(5e-324, 1e308) for _ in range(25)]
    + [5e-324, 2.0**-1022, 1 + 2.0**-52, 1 - 2.0**-53, 10.0],
    "log1p": spread(20, -0.9, 2) + spread(20, -0.02, 0.02) + small(15) + [log_uniform(1, 1e20) for _ in range(10)]
    + [-1 + 2.0**-50, 2.0**-53, -(2.0**-53)],
    "sin": angles,
    "cos": angles,
    "tanh": spread(30, -1, 1) + spread(20, -24, 24) + small(15),
    "erf": spread(25, -1, 1) + spread(35, -6, 6) + small(10),
    "sigmoid": spread(25, -3, 3) + spread(25, -60, 60) + spread(10, -740, -60) + small(5),
    "softplus": spread(25, -3, 3) + spread(25, -60, 60) + spread(10, -740, -60) + small(5),
}
functions = {
    "exp": mp.exp,
    "expm1": mp.expm1,
    "log": mp.log,
    "log1p": mp.log1p,
    "sin": mp.sin,
    "cos": mp.cos,
    "tanh": mp.tanh,
    "erf": mp.erf,
    "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
    "softplus": lambda x: mp.log1p(mp.exp(x)),
}


def powers():
    for _ in range(30):
        yield draw.uniform(0, 4), draw.uniform(-20, 20)
    for _ in range(20):
        yield 1 + draw.uniform(-1e-3, 1e-3), draw.uniform(-6e5, 6e5)
    for _ in range(20):
        yield log_uniform(1e-300, 1e300), draw.uniform(-1, 1)
    for _ in range(20):
        yield draw.uniform(-30, 30), float(draw.randrange(-60, 60))
    for _ in range(10):
        yield log_uniform(5e-324, 1e-308), draw.uniform(-0.9, 0.9)


def entry(argument, exact):
    value = float(exact)
    assert math.isfinite(value) and value != 0
    return [*argument, value, float(exact - mpf(value))]


table = {name: [entry([x], functions[name](mpf(x))) for x in xs] for name, xs in arguments.items()}
table["pow"] = [entry([x, y], mp.power(mpf(x), mpf(y))) for x, y in powers()]
table["atan"] = [
    entry([x], mp.atan(mpf(x)))
    for x in spread(30, -1, 1) + spread(20, -20, 20) + small(15) + [log_uniform(1, 1e300) for _ in range(10)]
]
table["atan2"] = [
    entry([y, x], mp.atan2(mpf(y), mpf(x)))
    for y, x in zip(
        spread(50, -1, 1) + small(25) + spread(10, -1e-300, 1e-300),
        spread(50, -1, 1) + spread(25, -1, 1) + small(10),
    )
]

# erfc(x) e^(x^2) and log(erfc(x)), also where erfc itself is far below the least double.
table["erfcx"] = [
    entry([x], mp.exp(mpf(x) ** 2) * mp.erfc(mpf(x)))
    for x in spread(25, 0, 2) + spread(30, 0, 13) + [log_uniform(13, 1e3) for _ in range(10)]
]
table["logErfc"] = [
    entry([x], mp.log(mp.erfc(mpf(x))))
    for x in spread(25, -1, 1) + spread(25, -6, 13) + [log_uniform(13, 300) for _ in range(10)] + small(15)
]


def row_text(row):
    """A row as the repository's formatter writes it: exponents without plus and leading zeros."""
    return re.sub(r"e\+?(-?)0*(\d)", r"e\1\2", json.dumps(row))


lines = ["{"]
for name, entries in table.items():
    lines.append(f'  "{name}": [')
    lines += [f"    {row_text(row)}{',' if row is not entries[-1] else ''}" for row in entries]
    lines.append("  ]" if name == list(table)[-1] else "  ],")
lines.append("}")
pathlib.Path(__file__).with_name("elementary.json").write_text("\n".join(lines) + "\n")
