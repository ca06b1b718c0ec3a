"""In: counts, or means with their spread, of two groups. Out: Effect, the difference and its standard error, as R's metafor makes it.

Ratios are on the log scale: `estimate` of RR and OR is a natural logarithm. Group 1 is the one that was treated. The conventions are
those of `escalc` in metafor 3.8: half a person is added to each cell of a table of counts when one of its cells is empty, and to no
other table; the standardised difference is Hedges' with its exact correction.

Source: Viechtbauer 2010, doi 10.18637/jss.v036.i03; Hedges 1981, doi 10.3102/10769986006002107, equation 6e.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Literal

from roost.base.errors import InputError
from roost.evidence.distributions import normal_quantile

__all__ = [
    "Counts",
    "Effect",
    "Means",
    "Measure",
    "compare_counts",
    "compare_means",
    "from_interval",
    "from_p_value",
    "hedges_correction",
    "newcombe",
    "wilson",
]

Measure = Literal["RR", "OR", "RD", "MD", "SMD"]
Z95 = normal_quantile(0.975)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of a group had the event. Halves only after a correction for empty cells."""

    events: float
    n: float


@dataclass(frozen=True, slots=True)
class Means:
    """The mean of a group, the standard deviation between its people, and their number."""

    mean: float
    sd: float
    n: float


@dataclass(frozen=True, slots=True)
class Effect:
    """A difference between two groups.

    Args:
        estimate: group 1 minus group 2, or the log of the ratio.
        se: its standard error; None when the paper gives no spread.
        adjusted: whether half a person was added to each cell.
    """

    estimate: float
    se: float | None
    adjusted: bool = False

    @property
    def variance(self) -> float | None:
        """The square of the standard error."""
        return None if self.se is None else self.se * self.se

    @property
    def ci95(self) -> tuple[float, float] | None:
        """The 95 % interval of the normal approximation."""
        return None if self.se is None else (self.estimate - Z95 * self.se, self.estimate + Z95 * self.se)

    def scaled(self, factor: float) -> Effect:
        """The same on another scale: divided by 10 from 0-100 to 0-10, or turned round with -1 so that less of it is a benefit."""
        return replace(self, estimate=self.estimate * factor, se=None if self.se is None else self.se * abs(factor))


def compare_counts(measure: Measure, one: Counts, two: Counts) -> Effect:
    """Risk ratio, odds ratio (both as logs) or risk difference.

    Args:
        measure: RR, OR or RD.
        one: the treated group.
        two: the other group.

    Raises:
        InputError: more events than people, no people, or a number below 0.

    >>> effect = compare_counts("RR", Counts(3, 13), Counts(7, 9))
    >>> round(math.exp(effect.estimate), 2), [round(math.exp(x), 2) for x in effect.ci95 or ()]
    (0.3, [0.1, 0.85])
    """
    for group in (one, two):
        if not (0 <= group.events <= group.n and group.n > 0):
            raise InputError(f"{group.events:g} of {group.n:g} can't be: events must be from 0 to the number of people, and that above 0")
    cells = (one.events, one.n - one.events, two.events, two.n - two.events)
    adjusted = 0 in cells
    a, b, c, d = (cell + 0.5 for cell in cells) if adjusted else cells
    p1, p2 = a / (a + b), c / (c + d)
    if measure == "RR":
        return Effect(math.log(p1 / p2), math.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)), adjusted)
    if measure == "OR":
        return Effect(math.log(a * d / (b * c)), math.sqrt(1 / a + 1 / b + 1 / c + 1 / d), adjusted)
    if measure == "RD":
        return Effect(p1 - p2, math.sqrt(p1 * (1 - p1) / (a + b) + p2 * (1 - p2) / (c + d)), adjusted)
    raise InputError(f"{measure} is not made of counts: use RR, OR or RD")


def hedges_correction(df: float) -> float:
    """Hedges' exact correction of a standardised difference for small groups, by the gamma function.

    >>> round(hedges_correction(20), 6)
    0.961945
    """
    return math.exp(math.lgamma(df / 2) - math.log(math.sqrt(df / 2)) - math.lgamma((df - 1) / 2))


def compare_means(measure: Measure, one: Means, two: Means) -> Effect:
    """Mean difference, or Hedges' standardised mean difference.

    Raises:
        InputError: no people, a spread below 0, or for SMD fewer than 4 people in all or no spread.

    >>> effect = compare_means("SMD", Means(5, 2, 10), Means(6, 3, 12))
    >>> round(effect.estimate, 4), round(effect.variance or 0, 4)
    (-0.3703, 0.1864)
    """
    for group in (one, two):
        if not (group.n > 0 and group.sd >= 0):
            raise InputError(f"SD {group.sd:g} of {group.n:g} people can't be: the SD is 0 or more, and there is at least one person")
    if measure == "MD":
        return Effect(one.mean - two.mean, math.sqrt(one.sd**2 / one.n + two.sd**2 / two.n))
    if measure != "SMD":
        raise InputError(f"{measure} is not made of means: use MD or SMD")
    df = one.n + two.n - 2
    if df < 2 or one.sd == two.sd == 0:
        raise InputError("a standardised difference needs at least 4 people in all, and some spread")
    pooled_sd = math.sqrt(((one.n - 1) * one.sd**2 + (two.n - 1) * two.sd**2) / df)
    g = hedges_correction(df) * (one.mean - two.mean) / pooled_sd
    return Effect(g, math.sqrt(1 / one.n + 1 / two.n + g * g / (2 * (one.n + two.n))))


def from_interval(estimate: float, low: float, high: float) -> Effect:
    """The effect behind a printed estimate with its 95 % interval: the standard error is the width over 2 x 1.96.

    >>> round(from_interval(5.7, -4.6, 15.9).se or 0, 2)
    5.23
    """
    if not low < high:
        raise InputError(f"an interval from {low:g} to {high:g} has no width")
    return Effect(estimate, (high - low) / (2 * Z95))


def from_p_value(estimate: float, p: float) -> Effect:
    """The effect behind a printed estimate with a two-sided p, by the normal approximation.

    >>> round(from_p_value(-4, 0.70).se or 0, 1)
    10.4
    """
    if not 0 < p < 1 or estimate == 0:
        raise InputError("a standard error can't be had from this p: it must lie between 0 and 1, and the estimate must not be 0")
    return Effect(estimate, abs(estimate) / normal_quantile(1 - p / 2))


def wilson(group: Counts) -> tuple[float, float]:
    """Wilson's 95 % interval of a share.

    Source: Wilson 1927, doi 10.1080/01621459.1927.10502953.

    >>> [round(x, 2) for x in wilson(Counts(13, 16))]
    [0.57, 0.93]
    """
    share, z2 = group.events / group.n, Z95 * Z95
    middle = (share + z2 / (2 * group.n)) / (1 + z2 / group.n)
    half = Z95 / (1 + z2 / group.n) * math.sqrt(share * (1 - share) / group.n + z2 / (4 * group.n**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def newcombe(one: Counts, two: Counts) -> tuple[float, float]:
    """Newcombe's 95 % interval of a risk difference, from two intervals of Wilson.

    Source: Newcombe 1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I, method 10.

    >>> [round(x, 2) for x in newcombe(Counts(10, 13), Counts(2, 9))]
    [0.12, 0.76]
    """
    p1, p2 = one.events / one.n, two.events / two.n
    (l1, u1), (l2, u2) = wilson(one), wilson(two)
    return p1 - p2 - math.hypot(p1 - l1, u2 - p2), p1 - p2 + math.hypot(u1 - p1, p2 - l2)
