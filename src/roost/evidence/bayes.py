"""In: effects, variances and how much studies may differ. Out: BayesPooled, the exact posterior of the average effect, without chance.

Normal-normal model: y_i ~ N(theta_i, v_i), theta_i ~ N(mu, tau^2), mu flat or normal, tau half-normal. Given tau all is a formula, so one
line of tau is all there is to add up. The posterior of mu is a mixture of normals, and its distribution function exact.

Source: Roever 2020, doi 10.18637/jss.v093.i06; half-normal for tau: Roever et al. 2021, doi 10.1002/jrsm.1475.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roost.base.errors import InputError
from roost.evidence.pool import checked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["BayesPooled", "bayes_pool"]

NODES = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class BayesPooled:
    """The posterior of the average effect, and of tau.

    Args:
        k: number of studies.
        mean: of the average effect.
        sd: of the average effect.
        ci95: its central 95 % interval.
        tau_mean: of the standard deviation between true effects.
        tau_median: likewise.
        prediction95: where the true effect of a next study falls with 95 %.
        tau_scale: scale of the half-normal prior of tau.
        weights: of the normals that mu is a mixture of.
        centres: their means.
        spreads: their standard deviations.
    """

    k: int
    mean: float
    sd: float
    ci95: tuple[float, float]
    tau_mean: float
    tau_median: float
    prediction95: tuple[float, float]
    tau_scale: float
    weights: tuple[float, ...]
    centres: tuple[float, ...]
    spreads: tuple[float, ...]

    def below(self, threshold: float) -> float:
        """The probability that the average effect is below a threshold.

        >>> post = bayes_pool([-0.9, -1.1, -1.0], [0.04, 0.05, 0.06], tau_scale=0.5)
        >>> post.below(0) > 0.98 > post.below(-1)
        True
        """
        import numpy as np

        return _share_below(threshold, np.array(self.weights), np.array(self.centres), np.array(self.spreads))


def bayes_pool(
    effects: Sequence[float], variances: Sequence[float], *, tau_scale: float, mu_prior: tuple[float, float] | None = None
) -> BayesPooled:
    """Pools effects with a half-normal prior for tau.

    Args:
        effects: (k,) one a study.
        variances: (k,) squared standard errors, above 0.
        tau_scale: scale of the half-normal, in units of the effect.
        mu_prior: mean and SD of a normal prior for the average effect; None is flat.

    Raises:
        InputError: see `pool.checked`; or a scale that is not above 0.
    """
    import numpy as np

    y, v = checked(effects, variances)
    if not tau_scale > 0:
        raise InputError(f"a scale of {tau_scale:g} can't be: it must be above 0", key="tau_scale")
    nodes, quadrature = np.polynomial.legendre.leggauss(NODES)
    top = 8.0 * tau_scale  # beyond it a half-normal has less than 1e-14
    tau = 0.5 * top * (nodes + 1)
    w = 1.0 / (v[None, :] + tau[:, None] ** 2)
    precision, lean = w.sum(axis=1), (w * y).sum(axis=1)
    if mu_prior is not None:
        precision, lean = precision + mu_prior[1] ** -2, lean + mu_prior[0] * mu_prior[1] ** -2
    centres, spreads = lean / precision, 1.0 / np.sqrt(precision)
    log = 0.5 * np.log(w).sum(axis=1) - 0.5 * (w * y * y).sum(axis=1) + 0.5 * lean * centres - 0.5 * np.log(precision)
    log += -0.5 * (tau / tau_scale) ** 2
    weights = np.exp(log - log.max()) * quadrature
    weights /= weights.sum()
    mean = float(weights @ centres)
    sd = math.sqrt(float(weights @ (spreads**2 + (centres - mean) ** 2)))
    further = np.sqrt(spreads**2 + tau**2)
    return BayesPooled(
        k=len(y),
        mean=mean,
        sd=sd,
        ci95=(_quantile(0.025, weights, centres, spreads), _quantile(0.975, weights, centres, spreads)),
        tau_mean=float(weights @ tau),
        tau_median=float(np.interp(0.5, np.cumsum(weights) - 0.5 * weights, tau)),
        prediction95=(_quantile(0.025, weights, centres, further), _quantile(0.975, weights, centres, further)),
        tau_scale=tau_scale,
        weights=tuple(weights.tolist()),
        centres=tuple(centres.tolist()),
        spreads=tuple(spreads.tolist()),
    )


def _share_below(at: float, weights: NDArray[np.float64], centres: NDArray[np.float64], spreads: NDArray[np.float64]) -> float:
    from scipy.special import ndtr

    return float(weights @ ndtr((at - centres) / spreads))


def _quantile(p: float, weights: NDArray[np.float64], centres: NDArray[np.float64], spreads: NDArray[np.float64]) -> float:
    from scipy.optimize import brentq

    low, high = float((centres - 12 * spreads).min()), float((centres + 12 * spreads).max())
    return float(brentq(lambda at: _share_below(at, weights, centres, spreads) - p, low, high, xtol=1e-12))
