#!/usr/bin/env python3
"""The plan of `engine/simulate/tests.rs`, drawn by NumPy and SciPy: prints the figures that stand in
`engine/simulate/checked.rs`.

    python3 tests/simulate_check.py > src/engine/simulate/checked.rs

Needs numpy and scipy (PyPI). Sums are minor units. The ranges are drawn as semantics says – PERT is a beta distribution
with λ = 4 –, the correlation by a normal copula between visitors and CVR.
"""
import numpy as np
from scipy import stats

DRAWS, BLOCKS = 1_000_000, 20


def pert(u, low, likely, high):
    a = 1 + 4 * (likely - low) / (high - low)
    b = 1 + 4 * (high - likely) / (high - low)
    return stats.beta.ppf(u, a, b, loc=low, scale=high - low)


def triangle(u, low, likely, high):
    return stats.triang.ppf(u, (likely - low) / (high - low), loc=low, scale=high - low)


def draw(dice, rho):
    z = dice.standard_normal((7, DRAWS))
    shared = z[2]
    rest = np.sqrt(1 - rho * rho)
    free, paid = stats.norm.cdf(rho * shared + rest * z[0]), stats.norm.cdf(rho * shared + rest * z[1])
    cvr = pert(stats.norm.cdf(shared), 0.8, 0.97, 1.1)
    u = stats.norm.cdf(z)
    free = pert(free, 0.85, 1.0, 1.1)
    paid = triangle(paid, 0.7, 1.0, 1.2)
    aov = pert(u[3], 0.92, 1.0, 1.06)
    refunds = pert(u[4], 0.8, 1.0, 1.6)
    price = triangle(u[5], 0.9, 1.0, 1.4)
    goods = pert(u[6], 0.97, 1.0, 1.08)
    gmv = (3.0e9 * free + 2.0e9 * paid) * cvr * aov
    buyers = (1.2e5 * free + 0.8e5 * paid) * cvr
    cost = (1.6e8 * paid + 0.4e8 * paid * cvr * aov) * price + 0.5e8
    profit = gmv * (1 - 0.07 * refunds) * (1 - 0.65 * goods) - cost
    return gmv, buyers, cost, profit


def figures(rho):
    dice = np.random.default_rng(2026)
    parts = [draw(dice, rho) for _ in range(BLOCKS)]
    return [np.concatenate([part[n] for part in parts]) for n in range(4)]


def row(values):
    p10, p50, p90 = np.quantile(values, [0.1, 0.5, 0.9])
    return ", ".join(f"{float(value):.4e}".replace("e+0", "e") for value in (p10, p50, p90, values.mean()))


gmv, buyers, cost, profit = figures(0.0)
print("//! What a second implementation, `tests/simulate_check.py`, says of the plan in `tests.rs`: P10, P50, P90, mean; sums in minor")
print("//! units.\n")
for name, values in [("GMV", gmv), ("BUYERS", buyers), ("COST", cost), ("PROFIT", profit)]:
    print(f"pub(super) const {name}: [f64; 4] = [{row(values)}];")
print(f"pub(super) const CHANCE: f64 = {(gmv >= 4.8e9).mean():.4f};")
gmv, *_ = figures(-0.6)
print("/// GMV where visitors and CVR go against each other, −60 %: P10, P50, P90.")
print(f"pub(super) const CORRELATED: [f64; 3] = [{', '.join(row(gmv).split(', ')[:3])}];")
