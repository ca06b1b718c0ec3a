"""In: a Trial and the assumptions. Out: Posterior, the exact distribution of the effect under them; or Refused."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from roost.answer import kernel
from roost.answer.trial import PAIN, Agreed, Refused, Trial
from roost.base.errors import RoostError
from roost.base.prior import DEFAULT, Prior

__all__ = ["COARSE", "FINE", "FINER", "HALF_LIVES", "Assumptions", "Posterior", "Series", "fit", "series_of"]

HALF_LIVES = (0.0, 0.5, 1.0, 2.0, 4.0)  # days; facts: answer 4.4
CHANCES = (0.4, 0.2, 0.2, 0.15, 0.05)
COARSE, FINE, FINER = (1.0, 15.0), (0.7, 24.0), (0.35, 34.0)  # step and cut of the rule: about 1e-4, 1e-6 and 1e-10 of a posterior sd
LEAST_ENTRIES, LEAST_IN_ARM, LEAST_PERIODS = 10, 4, 2
INTERCEPT_MEAN, INTERCEPT_SD, TREND_SD, WEEKEND_SD = 5.0, 10.0, 2.0, 1.0
RHO_PRIORS = {"beta": (4.0, 2.0), "flat": (1.0, 1.0)}
GUESS = {0.025: -1.96, 0.1: -1.2816, 0.25: -0.6745, 0.75: 0.6745, 0.9: 1.2816, 0.975: 1.96}  # where to begin, in sds
NO_NOISE = 1e-6  # sum of squares below which there is no day-to-day change left to learn from


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What the answer takes for granted.

    Args:
        prior: of the effect, in points.
        half_lives: of carry-over, in days.
        chances: prior probability of each.
        trend: whether pain may drift over the whole trial.
        weekend: whether weekends may differ; only where dates are known.
        rho: `beta` for (rho + 1)/2 ~ Beta(4, 2), or `flat`.
        sigma_sd: scale of the half-normal prior of the day-to-day innovation, in points.
    """

    prior: Prior = DEFAULT
    half_lives: tuple[float, ...] = HALF_LIVES
    chances: tuple[float, ...] = CHANCES
    trend: bool = True
    weekend: bool = True
    rho: str = "beta"
    sigma_sd: float = 1.5

    def at_half_life(self, days: float | None) -> Assumptions:
        """The same with one half-life, or averaged over all for None."""
        return replace(self, half_lives=HALF_LIVES, chances=CHANCES) if days is None else replace(self, half_lives=(days,), chances=(1.0,))


@dataclass(frozen=True, slots=True)
class Series:
    """One outcome by day, ready for the kernel. Days are counted from 0 for the first row of the trial.

    Args:
        arm: (n_days,) 1 for the treatment, 0 for the comparator; a day without a row has the arm of the day before.
        weekend: (n_days,) 1 for Saturday and Sunday, or None without dates.
        entry: (n,) days with an entry.
        value: (n,) as entered.
        weight: (n,) precision of each innovation; 1 but for the robust alternative.
        low: value that counts as 0 of 10.
        unit: size of one point; 1 for pain.
    """

    arm: tuple[float, ...]
    weekend: tuple[float, ...] | None
    entry: tuple[int, ...]
    value: tuple[float, ...]
    weight: tuple[float, ...]
    low: float = 0.0
    unit: float = 1.0

    @property
    def n_days(self) -> int:
        """Days from the first to the last."""
        return len(self.arm)

    def missing(self) -> tuple[int, ...]:
        """The days without an entry."""
        entered = set(self.entry)
        return tuple(day for day in range(self.n_days) if day not in entered)


def series_of(trial: Trial, agreed: Agreed, outcome: str = PAIN) -> Series | Refused:
    """One outcome of a trial, or why there is no figure for it."""
    if outcome not in trial.outcomes:
        known = ", ".join(trial.outcomes) or "none"
        return Refused("unreadable", f"There is no column of numbers named “{outcome}”.", known, outcome)
    values = trial.outcomes[outcome]
    if refused := _too_little(trial, agreed, values):
        return refused
    first, last = trial.day[0], trial.day[-1]
    arm: list[float] = []
    rows = dict(zip(trial.day, trial.arm, strict=True))
    name = trial.arm[0]
    for day in range(first, last + 1):
        name = rows.get(day, name)
        arm.append(1.0 if name == agreed.treatment else 0.0)
    weekend = None
    if (start := trial.date_of(first)) is not None:
        weekend = tuple(1.0 if (start.weekday() + i) % 7 >= 5 else 0.0 for i in range(len(arm)))
    entered = [(day - first, value) for day, value in zip(trial.day, values, strict=True) if value is not None]
    value = tuple(each for _, each in entered)
    low, unit = (0.0, 1.0) if outcome == PAIN or (min(value) >= 0 and max(value) <= 10) else (min(value), (max(value) - min(value)) / 10)
    return Series(tuple(arm), weekend, tuple(day for day, _ in entered), value, (1.0,) * len(value), low, unit)


def _too_little(trial: Trial, agreed: Agreed, values: Sequence[float | None]) -> Refused | None:
    entered = [(arm, value) for arm, value in zip(trial.arm, values, strict=True) if value is not None]
    arms = (agreed.treatment, agreed.comparator)
    if len(entered) < LEAST_ENTRIES:
        tell = f"You have {len(entered)} days with an entry. It takes {LEAST_ENTRIES} before we may show a figure."
        return Refused("too_few_days", tell, len(entered), LEAST_ENTRIES)
    if len({arm for arm, _ in entered}) == 1:
        only = entered[0][0]
        return Refused("one_arm", f"All your entries are from “{only}” days. It takes both kinds to compare.", 1, 2)
    for arm in arms:
        have = sum(1 for each, _ in entered if each == arm)
        if have < LEAST_IN_ARM:
            return Refused(
                "too_few_days", f"You have {have} entries on “{arm}” days. It takes {LEAST_IN_ARM} of each kind.", have, LEAST_IN_ARM
            )
    for arm in arms:
        have = sum(1 for period in trial.periods() if period.arm == arm)
        if have < LEAST_PERIODS:
            tell = f"You have {have} period of “{arm}” days. It takes {LEAST_PERIODS} of each kind: one alone can be luck."
            return Refused("too_few_days", tell, have, LEAST_PERIODS)
    if len({value for _, value in entered}) == 1:
        tell = "All your entries are the same number. That leaves nothing to learn from."
        return Refused("no_variation", tell, 1, 2)
    return None


class Posterior:
    """The effect as a mixture of normals: on less off, in the outcome's own unit; below 0 is less.

    Attributes:
        mean: posterior mean.
        sd: posterior standard deviation.
        half_lives: days.
        weights: posterior probability of each half-life.
        rho: mean and sd of the correlation of one day with the next.
        sigma: mean and sd of the day-to-day innovation, in the outcome's unit.
    """

    __slots__ = ("_nodes", "_unit", "_used", "half_lives", "mean", "rho", "sd", "sigma", "weights")

    def __init__(self, nodes: Any, used: int, unit: float, half_lives: tuple[float, ...], weights: Sequence[float]) -> None:
        self._nodes, self._used, self._unit = nodes, used, unit
        mean, sd = kernel.mean_sd(nodes, used)
        self.mean, self.sd = unit * mean, unit * sd
        self.half_lives, self.weights = half_lives, tuple(weights)
        chances = nodes[0 : 5 * used : 5]
        self.rho = _moments(chances, nodes[3 : 5 * used : 5])
        self.sigma = _moments(chances, [unit * math.exp(u) for u in nodes[4 : 5 * used : 5]])

    @property
    def n_nodes(self) -> int:
        """How many normals the mixture has."""
        return self._used

    def below(self, at: float) -> float:
        """P(effect < at), `at` in the outcome's unit."""
        return min(1.0, max(0.0, kernel.cdf(self._nodes, self._used, at / self._unit)))

    def quantile(self, share: float) -> float:
        """The effect below which this share of the posterior lies."""
        mean, sd = self.mean / self._unit, self.sd / self._unit
        return self._unit * kernel.quantile(self._nodes, self._used, share, mean + GUESS.get(share, 0.0) * sd, sd)

    def interval(self, low: float, high: float) -> tuple[float, float]:
        """The two ends between which this share of the posterior lies, as 0.025 and 0.975."""
        return self.quantile(low), self.quantile(high)

    def density(self, at: float) -> float:
        """Density of the effect, per unit of the outcome."""
        return kernel.shape(self._nodes, self._used, at / self._unit)[1] / self._unit


def _moments(chances: Sequence[float], values: Sequence[float]) -> tuple[float, float]:
    mean = sum(p * v for p, v in zip(chances, values, strict=True))
    return mean, math.sqrt(sum(p * (v - mean) ** 2 for p, v in zip(chances, values, strict=True)))


def fit(series: Series, assumptions: Assumptions, accuracy: tuple[float, float] = FINE) -> Posterior | Refused:
    """The posterior of the effect. The same input gives the same figures, on any machine to rounding.

    Args:
        series: from `series_of`.
        assumptions: priors, half-lives, trend, weekend.
        accuracy: step and cut of the quadrature.

    Returns:
        Posterior: exact for the stated model. Refused: `no_variation` where days do not differ but for the arm, drift and weekend.

    Source: the research notes, answer 4.1 to 4.4; held against a fine grid on dense covariances in tests/truth.
    """
    if _has_no_noise(series, assumptions):
        tell = "Within each kind of week your days do not differ. That leaves no way to tell luck from effect."
        return Refused("no_variation", tell, 0, "days that differ")
    k = len(assumptions.half_lives)
    nodes, weights = [0.0] * (5 * kernel.MAX_NODES), [0.0] * k
    used = kernel.averaged(
        series.arm,
        *_nuisances(series, assumptions),
        series.n_days,
        series.entry,
        [(value - series.low) / series.unit - INTERCEPT_MEAN for value in series.value],
        series.weight,
        len(series.entry),
        assumptions.half_lives,
        assumptions.chances,
        _prior_of(series, assumptions),
        *accuracy,
        _room(series),
        nodes,
        weights,
    )
    if used >= kernel.MAX_NODES:  # a truncated mixture must never pass for an answer
        raise RoostError("the quadrature ran out of room: this is a defect of ours")
    return Posterior(nodes[: 5 * used], used, series.unit, assumptions.half_lives, weights)


def _room(series: Series) -> tuple[list[float], ...]:
    sizes = (series.n_days, 5 * len(series.entry), kernel.PACKED, 2 * kernel.MAX_GAPS, 3 * kernel.PACKED * kernel.MAX_GAPS, kernel.PACKED)
    return tuple([0.0] * size for size in sizes)


def _nuisances(series: Series, assumptions: Assumptions) -> tuple[list[float], list[float]]:
    """Trend (from -1/2 to 1/2 over the trial) and weekend, both centred; zeros where they are off."""
    n = series.n_days
    trend = [(t - 0.5 * (n - 1)) / n if assumptions.trend else 0.0 for t in range(n)]
    if series.weekend is None or not assumptions.weekend:
        return trend, [0.0] * n
    share = sum(series.weekend) / n
    return trend, [each - share for each in series.weekend]


def _prior_of(series: Series, assumptions: Assumptions) -> list[float]:
    unit, prior = series.unit, assumptions.prior
    spreads = (INTERCEPT_SD, TREND_SD, WEEKEND_SD, prior.sd / unit)
    return [*(1.0 / (sd * sd) for sd in spreads), prior.mean / unit, assumptions.sigma_sd / unit, *RHO_PRIORS[assumptions.rho]]


def _has_no_noise(series: Series, assumptions: Assumptions) -> bool:
    """Whether some half-life explains every day to the last digit: sigma could then be anything down to zero."""
    trend, weekend = _nuisances(series, assumptions)
    state, rows, first, gaps, sums, m = _room(series)
    n = len(series.entry)
    for half_life in assumptions.half_lives:
        kernel.exposure(series.arm, series.n_days, half_life, state)
        for k, (t, value) in enumerate(zip(series.entry, series.value, strict=True)):
            rows[5 * k : 5 * k + 5] = [1.0, trend[t], weekend[t], state[t] - 0.5, (value - series.low) / series.unit - INTERCEPT_MEAN]
        kinds = kernel.statistics(series.entry, rows, series.weight, n, first, gaps, sums)
        kernel.moments(0.0, kinds, first, gaps, sums, 0.0, m)
        if kernel.solve(m, 1e-9, 1.0, 1.0, 1.0, 1.0)[3] < NO_NOISE:
            return True
    return False
