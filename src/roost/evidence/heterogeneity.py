"""In: effects and their sampling variances. Out: tau squared, the variance of the true effects between studies, by five methods.

DL is a formula. PM, REML and ML are solved to the last digit: R's metafor 3.8 ends Paule-Mandel early (0.318094 for its BCG data,
where the root is 0.318068), and an optimiser that starts badly can end at 0. So the likelihoods are looked at over the whole line
before one maximum is taken.

Source: DerSimonian and Laird 1986, doi 10.1016/0197-2456(86)90046-2; Paule and Mandel 1982, doi 10.6028/jres.087.022;
Viechtbauer 2005, doi 10.3102/10769986030003261; Viechtbauer 2007, doi 10.1002/sim.2514 (Q profile).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from roost.evidence.distributions import chi2_quantile

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

__all__ = ["METHODS", "Method", "q_profile", "residual_q", "tau2_of", "tau2_se"]

Method = Literal["EE", "DL", "PM", "REML", "ML"]
METHODS: tuple[Method, ...] = ("EE", "DL", "PM", "REML", "ML")


def _solve(y: Array, v: Array, x: Array, tau2: float) -> tuple[Array, Array, Array]:
    """Weights, weighted residuals and the inverse of the information, at one tau squared."""
    import numpy as np

    w = 1.0 / (v + tau2)
    inverse: Array = np.linalg.inv((x.T * w) @ x).astype(np.float64)
    return w, w * (y - x @ (inverse @ (x.T @ (w * y)))), inverse


def residual_q(y: Array, v: Array, x: Array, tau2: float = 0.0) -> float:
    """Cochran's Q around the weighted fit, each variance enlarged by tau squared."""
    w, residual, _ = _solve(y, v, x, tau2)
    return float((residual * residual / w).sum())


def _falling_root(f: Callable[[float], float], start: float) -> float:
    """Where a falling function meets 0 at or above 0; 0 when it is below from the start."""
    if f(0.0) <= 0.0:
        return 0.0
    high = max(start, 1e-12)
    while f(high) > 0.0:
        high *= 2.0
    return _bisect(f, 0.0, high)


def _bisect(f: Callable[[float], float], low: float, high: float) -> float:
    """A change of sign between two points, by false position with bisection behind it, to the last digit."""
    from scipy.optimize import brentq

    return float(brentq(f, low, high, xtol=1e-15, rtol=8.9e-16, maxiter=500))


def _moment(y: Array, v: Array, x: Array) -> float:
    """DerSimonian and Laird's tau squared before it is cut at 0."""
    w, _, inverse = _solve(y, v, x, 0.0)
    spread = float(w.sum() - ((x.T * (w * w)) @ x @ inverse).trace())
    return float((residual_q(y, v, x) - (len(y) - x.shape[1])) / spread)


def tau2_of(method: Method, y: Array, v: Array, x: Array) -> float:
    """Tau squared.

    Args:
        method: EE gives 0; DL, PM, REML or ML.
        y: (k,) effects.
        v: (k,) their sampling variances, above 0.
        x: (k, p) the design: a column of ones, and one for each moderator.
    """
    k, p = x.shape
    if method == "EE" or k <= p:
        return 0.0
    first = max(0.0, _moment(y, v, x))
    if method == "DL":
        return first
    if method == "PM":
        return _falling_root(lambda t: residual_q(y, v, x, t) - (k - p), first)
    return _best(y, v, x, first, restricted=method == "REML")


def _score(y: Array, v: Array, x: Array, tau2: float, *, restricted: bool) -> float:
    """Twice the slope of the log-likelihood along tau squared."""
    w, residual, inverse = _solve(y, v, x, tau2)
    trace = float(w.sum())
    if restricted:
        trace -= float(((x.T * (w * w)) @ x @ inverse).trace())
    return float((residual * residual).sum()) - trace


def _deviance(y: Array, v: Array, x: Array, tau2: float, *, restricted: bool) -> float:
    """Minus twice the log-likelihood without its constant."""
    import numpy as np

    w, residual, inverse = _solve(y, v, x, tau2)
    value = float((residual * residual / w).sum() - np.log(w).sum())
    return value - float(np.linalg.slogdet(inverse)[1]) if restricted else value


def _best(y: Array, v: Array, x: Array, first: float, *, restricted: bool) -> float:
    """The tau squared with the greatest likelihood of all, found between the points of a grid where the slope falls through 0."""
    import numpy as np

    top = max(first, float(np.var(y)), float(v.max())) * 4.0
    grid = [0.0, *np.geomspace(float(v.min()) * 1e-4, top, 48)]
    slopes = [_score(y, v, x, float(t), restricted=restricted) for t in grid]
    found = [0.0] if slopes[0] <= 0 else []
    for (low, above), (high, below) in zip(zip(grid, slopes, strict=True), zip(grid[1:], slopes[1:], strict=True), strict=False):
        if above > 0 >= below:
            found.append(_bisect(lambda t: _score(y, v, x, t, restricted=restricted), float(low), float(high)))
    return min(found, key=lambda t: _deviance(y, v, x, t, restricted=restricted))


def tau2_se(method: Method, y: Array, v: Array, x: Array, tau2: float) -> float | None:
    """The standard error of tau squared from the expected information; for REML and ML only."""
    import numpy as np

    if method not in ("REML", "ML") or len(y) <= x.shape[1]:
        return None
    w, _, inverse = _solve(y, v, x, tau2)
    projection = np.diag(w)
    if method == "REML":
        projection = projection - (w[:, None] * x) @ inverse @ (x.T * w)
    return float(np.sqrt(2.0 / (projection * projection.T).sum()))


def q_profile(y: Array, v: Array, x: Array) -> tuple[float, float] | None:
    """The 95 % interval of tau squared by the Q profile; None with one study. Both ends are 0 where the set is empty."""
    df = len(y) - x.shape[1]
    if df < 1:
        return None
    ends = (chi2_quantile(0.975, df), chi2_quantile(0.025, df))
    start = max(0.0, _moment(y, v, x))
    low, high = (_falling_root(lambda t, end=end: residual_q(y, v, x, t) - end, start) for end in ends)  # type: ignore[misc]
    return low, high
