"""In: probabilities and degrees of freedom. Out: quantiles and tails of the normal, t, chi-square and F distributions.

SciPy is loaded with the first t, chi-square or F: whoever reads a study file needs none of it.
"""

from __future__ import annotations

import math
from statistics import NormalDist

__all__ = [
    "chi2_quantile",
    "chi2_tail",
    "f_tail",
    "normal_cdf",
    "normal_quantile",
    "normal_two_sided",
    "t_quantile",
    "t_two_sided",
]

_STANDARD = NormalDist()


def normal_cdf(z: float) -> float:
    """The share of a standard normal below z.

    >>> round(normal_cdf(1.959964), 6)
    0.975
    """
    return 0.5 * math.erfc(-z / math.sqrt(2.0))


def normal_quantile(p: float) -> float:
    """Where a standard normal has the share `p`, in (0, 1), below.

    >>> round(normal_quantile(0.975), 6)
    1.959964
    """
    return _STANDARD.inv_cdf(p)


def normal_two_sided(z: float) -> float:
    """The share of a standard normal that lies as far from 0 as z, on both sides."""
    return math.erfc(abs(z) / math.sqrt(2.0))


def t_quantile(p: float, df: float) -> float:
    """Where Student's t with `df` degrees of freedom has the share `p` below.

    >>> round(t_quantile(0.975, 12), 6)
    2.178813
    """
    from scipy.special import stdtrit

    return float(stdtrit(df, p))


def t_two_sided(t: float, df: float) -> float:
    """The share of Student's t that lies as far from 0 as t, on both sides."""
    from scipy.special import stdtr

    return 2.0 * float(stdtr(df, -abs(t)))


def chi2_tail(x: float, df: float) -> float:
    """The share of a chi-square with `df` degrees of freedom above x."""
    from scipy.special import chdtrc

    return float(chdtrc(df, x))


def chi2_quantile(p: float, df: float) -> float:
    """Where a chi-square with `df` degrees of freedom has the share `p` below.

    >>> round(chi2_quantile(0.975, 12), 6)
    23.336664
    """
    from scipy.special import chdtri

    return float(chdtri(df, 1.0 - p))


def f_tail(f: float, df1: float, df2: float) -> float:
    """The share of an F distribution above f."""
    from scipy.special import fdtrc

    return float(fdtrc(df1, df2, f))
