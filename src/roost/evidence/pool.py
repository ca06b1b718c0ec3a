"""In: effects and their variances. Out: PooledEffect: the average effect, how much studies differ, where a next one may fall.

Five methods: EE (one effect for all, "fixed"), DL, PM, REML and ML. The interval is the normal one, or that of Hartung, Knapp, Sidik and
Jonkman (`hksj="plain"`); `guard` never lets it be narrower than the usual one.

Source: Hartung and Knapp 2001, doi 10.1002/sim.1009; Sidik and Jonkman 2002, doi 10.1002/sim.1262; Higgins, Thompson and Spiegelhalter
2009, doi 10.1111/j.1467-985X.2008.00552.x (prediction interval); metafor 3.8 for each convention.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from roost.base.errors import InputError
from roost.evidence.distributions import chi2_tail, normal_quantile, normal_two_sided, t_quantile, t_two_sided
from roost.evidence.heterogeneity import Method, q_profile, residual_q, tau2_of, tau2_se

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FEWEST_FOR_TAU", "Hksj", "PooledEffect", "checked", "pool"]

Hksj = Literal["no", "plain", "guard"]
FURTHEST = 1e60  # so that no square overflows
FEWEST_FOR_TAU = 5  # below, tau squared and I squared are printed but called unreliable


@dataclass(frozen=True, slots=True, kw_only=True)
class PooledEffect:
    """The result of a synthesis, on the scale of the effects (logs for ratios).

    Args:
        method: how tau squared was had.
        hksj: which interval.
        k: number of studies.
        estimate: the average effect.
        se: its standard error.
        ci95: its 95 % interval.
        p: two-sided.
        tau2: variance of the true effects between studies; 0 for EE.
        tau2_se: its standard error, for REML and ML.
        tau2_ci95: its interval by the Q profile; None with one study.
        i2: per cent of the spread that is heterogeneity.
        h2: total over sampling variability.
        q: Cochran's Q.
        q_p: its p, with k - 1 degrees of freedom.
        prediction95: where the true effect of a next study may fall. For EE this is `ci95`, for it holds all true effects to be one.
        weights: per cent, in the order given.
        heterogeneity_is_reliable: False below five studies.
    """

    method: Method
    hksj: Hksj
    k: int
    estimate: float
    se: float
    ci95: tuple[float, float]
    p: float
    tau2: float
    tau2_se: float | None
    tau2_ci95: tuple[float, float] | None
    i2: float
    h2: float
    q: float
    q_p: float
    prediction95: tuple[float, float]
    weights: tuple[float, ...]
    heterogeneity_is_reliable: bool


def checked(effects: Sequence[float], variances: Sequence[float]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Effects and variances as arrays.

    Raises:
        InputError: none, not as many of the one as of the other, not a number, or a variance that is not above 0.
    """
    import numpy as np

    y, v = np.asarray(effects, dtype=float), np.asarray(variances, dtype=float)
    if y.ndim != 1 or y.shape != v.shape or not len(y):
        raise InputError(f"{len(y)} effects and {len(v)} variances: give one variance for each effect, and at least one of both")
    if not (np.isfinite(y).all() and np.isfinite(v).all() and (v > 0).all()):
        raise InputError("each effect must be a number and each variance a number above 0")
    if abs(y).max() > FURTHEST or v.max() > FURTHEST or v.min() < 1 / FURTHEST:
        raise InputError(
            f"an effect beyond {FURTHEST:g}, or a variance beyond that or its inverse, can't be reckoned with: use another unit"
        )
    return y, v


def pool(effects: Sequence[float], variances: Sequence[float], method: Method = "REML", hksj: Hksj = "no") -> PooledEffect:
    """Pools effects.

    Args:
        effects: (k,) one a study, on one scale; logs for ratios.
        variances: (k,) squared standard errors, above 0.
        method: EE, DL, PM, REML or ML.
        hksj: no, plain, or guard (the factor is at least 1). With one study there is no such interval, and the normal one is given.

    Raises:
        InputError: see `checked`.

    >>> two = pool([0.57, -0.40], [0.2735, 1.078], "EE")
    >>> round(two.estimate, 2), [round(x, 2) for x in two.ci95]
    (0.37, [-0.54, 1.29])
    """
    import numpy as np

    y, v = checked(effects, variances)
    k = len(y)
    x = np.ones((k, 1))
    tau2 = tau2_of(method, y, v, x)
    w = 1.0 / (v + tau2)
    estimate = float((w * y).sum() / w.sum())
    variance, critical, df = _interval(y, w, estimate, hksj if k > 1 else "no")
    se = math.sqrt(variance)
    half, reach = critical * se, critical * math.sqrt(variance + tau2)
    q = residual_q(y, v, x)
    i2, h2 = _share(v, tau2, q, method)
    return PooledEffect(
        method=method,
        hksj=hksj if k > 1 else "no",
        k=k,
        estimate=estimate,
        se=se,
        ci95=(estimate - half, estimate + half),
        p=_p(estimate, se, df),
        tau2=tau2,
        tau2_se=tau2_se(method, y, v, x, tau2),
        tau2_ci95=q_profile(y, v, x),
        i2=i2,
        h2=h2,
        q=q,
        q_p=chi2_tail(q, k - 1) if k > 1 else 1.0,
        prediction95=(estimate - reach, estimate + reach),
        weights=tuple(float(each) for each in 100 * w / w.sum()),
        heterogeneity_is_reliable=k >= FEWEST_FOR_TAU,
    )


def _p(estimate: float, se: float, df: int | None) -> float:
    """Two-sided; 1 where effects do not differ at all and are 0, and 0 where they are not."""
    if se == 0:
        return 1.0 if estimate == 0 else 0.0
    return normal_two_sided(estimate / se) if df is None else t_two_sided(estimate / se, df)


def _interval(y: NDArray[np.float64], w: NDArray[np.float64], estimate: float, hksj: Hksj) -> tuple[float, float, int | None]:
    """The variance of the average, how many standard errors its interval reaches, and the degrees of freedom (None for the normal)."""
    variance = 1.0 / float(w.sum())
    if hksj == "no":
        return variance, normal_quantile(0.975), None
    df = len(y) - 1
    factor = float((w * (y - estimate) ** 2).sum()) / df
    return variance * (max(1.0, factor) if hksj == "guard" else factor), t_quantile(0.975, df), df


def _share(v: NDArray[np.float64], tau2: float, q: float, method: Method) -> tuple[float, float]:
    """I squared in per cent and H squared: from Q for EE, else from tau squared and the typical sampling variance."""
    df = len(v) - 1
    if df == 0:
        return 0.0, 1.0
    if method == "EE":
        return (max(0.0, 100 * (q - df) / q) if q > 0 else 0.0), q / df
    w = 1.0 / v
    typical = float(df * w.sum() / (w.sum() ** 2 - (w * w).sum()))
    return 100 * tau2 / (typical + tau2), (typical + tau2) / typical
