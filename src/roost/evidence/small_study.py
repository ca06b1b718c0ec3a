"""In: effects and variances of at least ten studies. Out: whether small studies found something else; below ten, a refusal.

Source: Egger 1997, doi 10.1136/bmj.315.7109.629, as a meta-regression on the standard error; Begg and Mazumdar 1994, doi 10.2307/2533446;
ten studies: Sterne 2011, doi 10.1136/bmj.d4002.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from roost.evidence.distributions import normal_two_sided
from roost.evidence.heterogeneity import Method
from roost.evidence.meta_regression import meta_regression
from roost.evidence.pool import checked

__all__ = ["FEWEST", "SmallStudies", "TooFewStudies", "small_studies"]

FEWEST = 10


@dataclass(frozen=True, slots=True)
class TooFewStudies:
    """No check: with so few studies it would find nothing even where there is something."""

    have: int
    needed: int = FEWEST


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallStudies:
    """Two checks of small studies.

    Args:
        k: number of studies.
        egger_z: the slope on the standard error over its own error: a z, tested as a z.
        egger_p: two-sided.
        rank_tau: Kendall's tau between effect and variance.
        rank_p: two-sided, exact where there are no ties.
    """

    k: int
    egger_z: float
    egger_p: float
    rank_tau: float
    rank_p: float


def small_studies(effects: Sequence[float], variances: Sequence[float], method: Method = "REML") -> SmallStudies | TooFewStudies:
    """Egger's and Begg's checks.

    Args:
        effects: (k,) one a study.
        variances: (k,) squared standard errors.
        method: of the meta-regression behind Egger's.
    """
    import numpy as np

    y, v = checked(effects, variances)
    if len(y) < FEWEST:
        return TooFewStudies(len(y))
    if np.ptp(v) == 0:
        return TooFewStudies(1)  # all of one size: there are no small ones
    slope = meta_regression(effects, variances, {"se": np.sqrt(v).tolist()}, method).coefficients[1]
    w = 1.0 / v
    middle = float((w * y).sum() / w.sum())
    deviates = (y - middle) / np.sqrt(v - 1.0 / w.sum())
    tau, p = _kendall(deviates.tolist(), v.tolist())
    return SmallStudies(k=len(y), egger_z=slope.statistic, egger_p=slope.p, rank_tau=tau, rank_p=p)


def _sign(x: float) -> int:
    return (x > 0) - (x < 0)


def _kendall(a: Sequence[float], b: Sequence[float]) -> tuple[float, float]:
    """Kendall's tau b with its two-sided p: exact without ties, else by the normal approximation."""
    n = len(a)
    pairs = [(_sign(a[i] - a[j]), _sign(b[i] - b[j])) for i in range(n) for j in range(i)]
    s = sum(one * other for one, other in pairs)
    untied_a, untied_b = sum(one != 0 for one, _ in pairs), sum(other != 0 for _, other in pairs)
    tau = s / math.sqrt(untied_a * untied_b) if untied_a and untied_b else 0.0
    if untied_a == untied_b == len(pairs):
        return tau, _exact_kendall(n, abs(s))
    return tau, normal_two_sided(s / math.sqrt(_spread(n, _ties(a), _ties(b))))


def _ties(values: Sequence[float]) -> list[int]:
    return [many for many in Counter(values).values() if many > 1]


def _spread(n: int, a: Sequence[int], b: Sequence[int]) -> float:
    """The variance of Kendall's score with ties, as in R's cor.test."""
    whole = n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5) for t in (*a, *b))
    twos = sum(t * (t - 1) for t in a) * sum(t * (t - 1) for t in b)
    threes = sum(t * (t - 1) * (t - 2) for t in a) * sum(t * (t - 1) * (t - 2) for t in b)
    return whole / 18 + twos / (2 * n * (n - 1)) + threes / (9 * n * (n - 1) * (n - 2))


def _exact_kendall(n: int, s: int) -> float:
    """The share of all orders of n things whose score is as far from 0 as s. Counts inversions, as whole numbers."""
    counts = [1]
    for size in range(2, n + 1):
        grown = [0] * (len(counts) + size - 1)
        for at, many in enumerate(counts):
            for more in range(size):
                grown[at + more] += many
        counts = grown
    pairs = n * (n - 1) // 2
    tail = sum(many for inversions, many in enumerate(counts) if pairs - 2 * inversions >= s)
    return min(1.0, 2 * tail / math.factorial(n))
