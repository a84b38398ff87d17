#!/usr/bin/env python3
"""Writes src/tables/curves.rs: quantiles of the distributions of the benchmark county-year.

Run once by hand (`python3 tables.py > src/tables/curves.rs`, then `cargo fmt`); needs numpy. The program itself knows
only the whole numbers that came out.
"""
import numpy as np

GRID = 2_000_001


def inverse(density, low, high, points, power=1.0):
    """The quantile function of a density at points, by summing it up over a fine grid."""
    t = np.linspace(0, 1, GRID) ** power
    x = low + (high - low) * t
    mid = (x[1:] + x[:-1]) / 2
    mass = density(mid) * np.diff(x)
    cdf = np.concatenate([[0], np.cumsum(mass)])
    cdf /= cdf[-1]
    return np.interp(points, cdf, x)


def normal(points):
    return inverse(lambda z: np.exp(-z * z / 2), -9, 9, points)


BODY = np.arange(64) / 64
TAIL = 63 / 64 + np.arange(64) / 4096


def quantiles(name, about, q, last_mean):
    body, tail = q(BODY), q(TAIL)
    last = 2 * last_mean - tail[-1]
    ints = lambda a: [int(round(v * 1_000_000)) for v in a]
    rows(name, about, ints(body), ints(np.append(tail, last)))


def rows(name, about, body, tail):
    print(f"\n/// {about}\npub(crate) const {name}: Quantiles = Quantiles {{")
    for field, values in (("body", body), ("tail", tail)):
        print(f"    {field}: [")
        for i in range(0, len(values), 8):
            print("        " + " ".join(f"{v}," for v in values[i:i + 8]))
        print("    ],")
    print("};")


def curve(name, about, values):
    print(f"\n/// {about}\npub(crate) const {name}: [u32; {len(values)}] = [")
    for i in range(0, len(values), 8):
        print("    " + " ".join(f"{int(round(v))}," for v in values[i:i + 8]))
    print("];")


def tail_mean(q):
    """The mean of the last 4096th."""
    u = 1 - 1 / 4096 + (np.arange(200_000) + 0.5) / 200_000 / 4096
    return float(q(u).mean())


def lognormal(sigma):
    return lambda u: np.exp(sigma * np.clip(normal(u), -4.2, 9))


def gamma(u):
    k = 0.6
    return inverse(lambda x: x ** (k - 1) * np.exp(-x), 0, 40, u, power=4) / k


def beta(a, b):
    return lambda u: inverse(lambda x: x ** (a - 1) * (1 - x) ** (b - 1), 0, 1, u, power=2)


print("//! Written by `tables.py`; the distributions are those of the benchmark county-year.\n")
print("use crate::draw::Quantiles;")
quantiles("FRAILTY", "How much care a person needs, in millionths: gamma of shape 0.6 and mean 1.",
          gamma, tail_mean(gamma))
for name, about, sigma in (
        ("VISIT_FACTOR", "A visit's cost over its median, in millionths: log-normal, sigma 0.8.", 0.8),
        ("CHRONIC_FACTOR", "The same of a chronic patient's visit: sigma 0.7.", 0.7),
        ("STAY_FACTOR", "The same of a stay: sigma 0.85.", 0.85)):
    quantiles(name, about, lognormal(sigma), tail_mean(lognormal(sigma)))
curve("GAP", "Quantiles at each 64th of an exponential distribution of mean 2²⁰.",
      -np.log1p(-BODY) * 2 ** 20)
U33 = np.arange(33) / 32
curve("OWN_SHARE", "Class C in a bill, in millionths: beta 1.2 and 9, the last 32nd cut.",
      np.minimum(beta(1.2, 9.0)(U33), 0.55) * 1e6)
curve("CLASS_B_SHARE", "Class B in what is left, in millionths: beta 2 and 3.",
      np.minimum(beta(2.0, 3.0)(U33), 0.97) * 1e6)
