"""Makes dense_grid.json: the posterior on a fine grid over (rho, sigma) with the full covariance of every day, by numpy and scipy.

It shares no code with Roost and takes another road: no sums, no quadrature, no walk; a Cholesky factor of the whole correlation matrix
at each of 601 values of rho, and 401 values of sigma. Run: python -m tests.truth.dense_grid   (about four minutes)
"""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import numpy as np
from scipy.linalg import solve_triangular
from scipy.optimize import brentq
from scipy.special import ndtr

HERE = Path(__file__).parent
HALF_LIVES, CHANCES = (0.0, 0.5, 1.0, 2.0, 4.0), (0.4, 0.2, 0.2, 0.15, 0.05)


def made(
    seed: int, n: int, period: int, rho: float, sigma: float, d: float, half_life: float = 0.0, missing: float = 0.0, shape: str = ""
) -> Any:
    chance = random.Random(seed)
    arm: list[int] = []
    while len(arm) < n:
        first = chance.random() < 0.5
        for on in (first, not first):
            arm += [int(on)] * period
    arm = arm[:n]
    left = 0.5 ** (1 / half_life) if half_life else 0.0
    error, state, pain = chance.gauss(0, sigma / (1 - rho**2) ** 0.5), 0.0, []
    for t in range(n):
        error = rho * error + chance.gauss(0, sigma)
        state = left * state + (1 - left) * arm[t]
        value = 5 + d * (state - 0.5) + error
        if shape == "floor":
            value = float(max(0, round(value - 4)))
        elif shape == "whole":
            value = float(min(10, max(0, round(value))))
        elif shape == "constant_weeks":
            value = float(round(5 + d * arm[t] + 2 * ((t // period) * 7 % 5 - 2) / 5)) + (1.0 if t % 17 == 3 else 0.0)
        gone = chance.random() < missing or (shape == "holes" and (n // 3 <= t < n // 3 + 12 or n // 2 <= t < n // 2 + 5))
        pain.append(None if gone else round(min(10.0, max(0.0, value)), 3))
    return {"arm": arm, "pain": pain, "period": period}


CASES: dict[str, dict[str, Any]] = {
    "fourteen_days": {**made(1, 14, 3, 0.5, 1.3, -1), "half_life": 0.0},
    "fourteen_days_flat_rho": {**made(2, 14, 3, 0.2, 1.0, 1), "half_life": 0.0, "rho": "flat"},
    "a_year": {**made(3, 365, 7, 0.85, 0.6, -1, 2, 0.3), "half_life": 2.0},
    "nearly_a_random_walk": {**made(4, 112, 14, 0.995, 0.3, 0), "half_life": 1.0},
    "random_walk_few_days": {**made(5, 30, 5, 0.98, 0.5, -2, 0, 0.3), "half_life": 0.0, "rho": "flat"},
    "floor_at_zero": {**made(6, 56, 7, 0.4, 1.0, -1, 0, 0.1, "floor"), "half_life": None},
    "whole_numbers": {**made(7, 56, 7, 0.5, 1.3, -2, 1, 0.1, "whole"), "half_life": None, "start": "2026-04-06"},
    "constant_weeks": {**made(8, 56, 7, 0, 1, -2, 0, 0, "constant_weeks"), "half_life": 0.0},
    "alternating_days": {**made(9, 40, 5, -0.7, 1, 0, 1, 0.2), "half_life": 1.0},
    "long_holes": {**made(10, 84, 7, 0.7, 0.9, -1, 0.5, 0.15, "holes"), "half_life": None},
    "half_missing_long_carryover": {**made(11, 70, 7, 0.3, 1.2, -3, 4, 0.5), "half_life": 4.0, "start": "2026-01-01"},
    "strong_prior": {**made(12, 42, 7, 0.5, 1.5, -2), "half_life": 0.5, "prior": [-0.5, 0.4], "sigma_sd": 0.5},
    "no_trend": {**made(13, 28, 7, 0.6, 1.8, 1.5), "half_life": 0.0, "trend": False},
    "very_noisy": {**made(14, 28, 7, 0.0, 3.5, -1, 0.5, 0.3), "half_life": 0.5},
    "very_quiet": {**made(15, 56, 7, 0.3, 0.03, -0.5), "half_life": 0.0},
}


def columns(case: dict[str, Any], half_life: float) -> tuple[Any, Any, Any]:
    pain = np.array([np.nan if value is None else value for value in case["pain"]], float)
    n = len(pain)
    left, state, exposure = (0.5 ** (1 / half_life) if half_life else 0.0), 0.0, np.zeros(n)
    for t, arm in enumerate(case["arm"]):
        state = left * state + (1 - left) * arm
        exposure[t] = state
    day = np.arange(n)
    trend = (day - day.mean()) / n if case.get("trend", True) else np.zeros(n)
    weekend = np.zeros(n)
    if case.get("start"):
        weekend = np.array([float(np.is_busday(np.datetime64(case["start"]) + np.timedelta64(t, "D")) == 0) for t in range(n)])
        weekend = weekend - weekend.mean()
    design = np.column_stack([np.ones(n), trend, weekend, exposure - 0.5])
    seen = ~np.isnan(pain)
    return day[seen], design[seen], pain[seen]


def grid(case: dict[str, Any], half_life: float) -> tuple[Any, ...]:
    """Log density, mean and variance of d at each node."""
    day, design, pain = columns(case, half_life)
    prior_mean, prior_sd = case.get("prior", [0.0, 2.0])
    scale = np.array([10.0, 2.0, 1.0, prior_sd])
    error = pain - design @ np.array([5.0, 0, 0, prior_mean])
    tau = case.get("sigma_sd", 1.5)
    a, b = (4.0, 2.0) if case.get("rho", "beta") == "beta" else (1.0, 1.0)
    etas, us = np.linspace(-3.6, 7.4, 661), np.linspace(np.log(0.004), np.log(14.0), 511)
    variance = np.exp(2 * us)
    lag = np.abs(day[:, None] - day[None, :])
    density, mean, spread = (np.empty((len(etas), len(us))) for _ in range(3))
    for i, eta in enumerate(etas):
        rho = np.tanh(eta)
        correlation = np.where(lag % 2 == 1, np.sign(rho), 1.0) * np.abs(rho) ** lag * np.cosh(eta) ** 2
        factor = np.linalg.cholesky(correlation)
        white = solve_triangular(factor, np.column_stack([design * scale, error]), lower=True)
        x, y = white[:, :4], white[:, 4]
        values, vectors = np.linalg.eigh(x.T @ x)
        values = np.maximum(values, 0.0)
        along = vectors.T @ (x.T @ y)
        shrink = 1.0 + values[None, :] / variance[:, None]
        square = y @ y / variance - (along**2 / shrink).sum(1) / variance**2
        log_rho = a * np.log(1 / (1 + np.exp(-2 * eta))) + b * np.log(1 / (1 + np.exp(2 * eta)))
        density[i] = (
            -len(y) * us
            - np.log(np.diag(factor)).sum()
            - 0.5 * square
            - 0.5 * np.log(shrink).sum(1)
            - 0.5 * variance / tau**2
            + us
            + log_rho
        )
        on_effect = scale[3] * vectors[3]
        mean[i] = prior_mean + (on_effect * along / shrink).sum(1) / variance
        spread[i] = (on_effect**2 / shrink).sum(1)
    rho_s = np.repeat(np.tanh(etas)[:, None], len(us), 1)
    sigma_s = np.repeat(np.exp(us)[None, :], len(etas), 0)
    top = density.max()
    edge = max(density[0].max(), density[-1].max(), density[:, 0].max(), density[:, -1].max()) - top
    return density.ravel(), mean.ravel(), spread.ravel(), rho_s.ravel(), sigma_s.ravel(), edge


def posterior(case: dict[str, Any]) -> dict[str, Any]:
    half_lives, chances = (HALF_LIVES, CHANCES) if case["half_life"] is None else ((case["half_life"],), (1.0,))
    parts = [grid(case, days) for days in half_lives]
    top = max(part[0].max() for part in parts)
    masses = [chance * np.exp(part[0] - top) for part, chance in zip(parts, chances, strict=True)]
    total = sum(mass.sum() for mass in masses)
    weight = np.concatenate(masses) / total
    mean, spread, rho, sigma = (np.concatenate([part[i] for part in parts]) for i in (1, 2, 3, 4))
    keep = weight > 1e-18
    weight, mean, spread, rho, sigma = weight[keep], mean[keep], spread[keep], rho[keep], sigma[keep]
    centre = float(weight @ mean)
    sd = float(np.sqrt(weight @ (spread + (mean - centre) ** 2)))

    def below(at: float) -> float:
        return float(weight @ ndtr((at - mean) / np.sqrt(spread)))

    def quantile(share: float) -> float:
        return float(brentq(lambda at: below(at) - share, centre - 12 * sd, centre + 12 * sd, xtol=1e-12))

    return {
        "mean": centre,
        "sd": sd,
        "below_0": below(0.0),
        "below_-1": below(-1.0),
        "below_1": below(1.0),
        "ci95": [quantile(0.025), quantile(0.975)],
        "ci50": [quantile(0.25), quantile(0.75)],
        "rho": [float(weight @ rho), float(np.sqrt(weight @ rho**2 - (weight @ rho) ** 2))],
        "sigma": [float(weight @ sigma), float(np.sqrt(weight @ sigma**2 - (weight @ sigma) ** 2))],
        "weights": [float(mass.sum() / total) for mass in masses],
        "log_density_at_edge": max(float(part[5]) for part in parts),
    }


def main() -> None:
    found = {name: {"case": case, "truth": posterior(case)} for name, case in CASES.items()}
    (HERE / "dense_grid.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()
