"""In: effects, variances and what studies differ in. Out: MetaRegression: how the effect goes with it, and how much it explains.

Source: Viechtbauer 2010, doi 10.18637/jss.v036.i03; Knapp and Hartung 2003, doi 10.1002/sim.1482.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from roost.base.errors import InputError
from roost.evidence.distributions import chi2_tail, f_tail, normal_quantile, normal_two_sided, t_quantile, t_two_sided
from roost.evidence.heterogeneity import Method, residual_q, tau2_of
from roost.evidence.pool import checked

__all__ = ["Coefficient", "MetaRegression", "meta_regression"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Coefficient:
    """One line of the regression."""

    name: str
    estimate: float
    se: float
    ci95: tuple[float, float]
    statistic: float
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MetaRegression:
    """A mixed-effects meta-regression.

    Args:
        method: how tau squared was had.
        hksj: whether standard errors and tests are Knapp and Hartung's (t and F).
        k: number of studies.
        coefficients: the intercept, then each moderator.
        tau2: residual heterogeneity.
        r2: per cent of heterogeneity accounted for; None where there is none without moderators, or the method is EE.
        qe: residual Q.
        qe_p: its p.
        qm: test of all moderators together: chi-square, or F with `hksj`.
        qm_p: its p.
    """

    method: Method
    hksj: bool
    k: int
    coefficients: tuple[Coefficient, ...]
    tau2: float
    r2: float | None
    qe: float
    qe_p: float
    qm: float
    qm_p: float


def meta_regression(
    effects: Sequence[float],
    variances: Sequence[float],
    moderators: Mapping[str, Sequence[float]],
    method: Method = "REML",
    *,
    hksj: bool = False,
) -> MetaRegression:
    """Regresses effects on moderators.

    Args:
        effects: (k,) one a study.
        variances: (k,) squared standard errors.
        moderators: (k,) numbers by name.
        method: EE, DL, PM, REML or ML.
        hksj: Knapp and Hartung's standard errors and tests.

    Raises:
        InputError: see `pool.checked`; or too few studies; or moderators that say the same.
    """
    import numpy as np

    y, v = checked(effects, variances)
    k, p = len(y), 1 + len(moderators)
    x = np.column_stack([np.ones(k), *(np.asarray(one, dtype=float) for one in moderators.values())])
    if k <= p:
        raise InputError(f"{k} studies are too few for {p - 1} moderators: there must be at least {p + 1}")
    if np.linalg.matrix_rank(x) < p:
        raise InputError("two moderators say the same, or one does not vary: leave one out")
    tau2 = tau2_of(method, y, v, x)
    w = 1.0 / (v + tau2)
    covariance = np.linalg.inv((x.T * w) @ x)
    beta = covariance @ (x.T @ (w * y))
    df = k - p
    if hksj:
        covariance = covariance * float((w * (y - x @ beta) ** 2).sum()) / df
    qm = float(beta[1:] @ np.linalg.inv(covariance[1:, 1:]) @ beta[1:]) if p > 1 else 0.0
    before = tau2_of(method, y, v, x[:, :1])
    qe = residual_q(y, v, x)
    return MetaRegression(
        method=method,
        hksj=hksj,
        k=k,
        coefficients=tuple(
            _coefficient(name, float(beta[i]), math.sqrt(float(covariance[i, i])), df if hksj else None)
            for i, name in enumerate(("intercept", *moderators))
        ),
        tau2=tau2,
        r2=None if method == "EE" or before == 0 else max(0.0, 100 * (before - tau2) / before),
        qe=qe,
        qe_p=chi2_tail(qe, df),
        qm=qm / (p - 1) if hksj and p > 1 else qm,
        qm_p=(f_tail(qm / (p - 1), p - 1, df) if hksj else chi2_tail(qm, p - 1)) if p > 1 else 1.0,
    )


def _coefficient(name: str, estimate: float, se: float, df: int | None) -> Coefficient:
    reach = (normal_quantile(0.975) if df is None else t_quantile(0.975, df)) * se
    ratio = estimate / se
    return Coefficient(
        name=name,
        estimate=estimate,
        se=se,
        ci95=(estimate - reach, estimate + reach),
        statistic=ratio,
        p=normal_two_sided(ratio) if df is None else t_two_sided(ratio, df),
    )
