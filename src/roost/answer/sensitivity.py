"""In: the series behind an answer. Out: the same answer under other assumptions, and what it would take to change it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from roost.answer import kernel
from roost.answer.model import COARSE, INTERCEPT_MEAN, INTERCEPT_SD, TREND_SD, Assumptions, Posterior, Series, fit
from roost.answer.trial import Refused
from roost.answer.verdict import Chances, Verdict, verdict_of
from roost.base.prior import Prior

__all__ = ["EffectLine", "PriorLine", "Sensitivity", "TippingPoint", "chances_of", "prior_lines", "sensitivity_of"]

AT_END = 0.2  # share of entries at 0 or 10 from which the end of the scale may hide something; facts: answer 4.6
NU = 4.0  # degrees of freedom of the robust alternative
ROUNDS = 6
FARTHEST = 6.0  # points by which missing days are moved, at most


@dataclass(frozen=True, slots=True)
class PriorLine:
    """The answer under one prior of the effect."""

    name: str
    mean: float
    sd: float
    source: str
    effect_mean: float
    effect_sd: float
    p_better: float
    p_important: float
    p_worse: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class EffectLine:
    """The answer under one other assumption; `effect_sd` is what remains unknown under it."""

    effect_mean: float
    effect_sd: float
    p_better: float
    p_important: float
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """How far the days without an entry would have to lie from the others of their arm to change the verdict, in points.

    `worse` moves the missing treatment days up, `better` down; None where no move up to 6 points changes it, or no day is missing.
    """

    missing_treatment_days: int
    worse: float | None
    worse_verdict: Verdict | None
    better: float | None
    better_verdict: Verdict | None


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What the answer owes to its assumptions.

    Args:
        robust: heavy-tailed days (Student t, 4 degrees of freedom), by reweighting: a bad day counts less.
        flat_rho: any correlation of days equally likely beforehand.
        no_carryover: half-life 0.
        tipping_point: see TippingPoint.
        rounding_sd: how much rounding to whole numbers may move the effect; None where entries are finer.
        scale_end: had entries at 0 or 10 lain one point further out; None where few lie there.
    """

    robust: EffectLine | None
    flat_rho: EffectLine | None
    no_carryover: EffectLine | None
    tipping_point: TippingPoint | None
    rounding_sd: float | None
    scale_end: EffectLine | None


def chances_of(posterior: Posterior, important: float) -> Chances:
    """The four probabilities of a posterior; `important` in the outcome's unit, above 0."""
    better = posterior.below(0.0)
    return Chances(better, posterior.below(-important), 1.0 - better, 1.0 - posterior.below(important))


def prior_lines(series: Series, assumptions: Assumptions, priors: Sequence[Prior], important: float) -> tuple[PriorLine, ...]:
    """The answer under each prior, in the order given; the verdict as if that prior had been chosen."""
    lines = []
    for prior in priors:
        posterior = fit(series, replace(assumptions, prior=prior), COARSE)
        if isinstance(posterior, Posterior):
            chances = chances_of(posterior, important)
            figures = (posterior.mean, posterior.sd, chances.better, chances.important, chances.worse, verdict_of(chances))
            lines.append(PriorLine(prior.name, prior.mean, prior.sd, prior.source, *figures))
    return tuple(lines)


def sensitivity_of(series: Series, assumptions: Assumptions, important: float, verdict: Verdict) -> Sensitivity:
    """All lines; `verdict` is what the model alone says, before it is capped or held back."""

    def line(changed: Series | None, assumed: Assumptions = assumptions) -> EffectLine | None:
        posterior = None if changed is None else fit(changed, assumed, COARSE)
        if posterior is None or isinstance(posterior, Refused):
            return None
        chances = chances_of(posterior, important)
        return EffectLine(posterior.mean, posterior.sd, chances.better, chances.important, verdict_of(chances))

    return Sensitivity(
        robust=line(reweighted(series, assumptions)),
        flat_rho=line(series, replace(assumptions, rho="flat")),
        no_carryover=line(series, assumptions.at_half_life(0.0)),
        tipping_point=_tipping_point(series, verdict, line),
        rounding_sd=_rounding_sd(series),
        scale_end=line(_beyond_the_scale(series)),
    )


def _rounding_sd(series: Series) -> float | None:
    """Rounding adds an error of variance 1/12 to each entry; a difference of two means passes it on so much reduced."""
    if not all(value == int(value) for value in series.value):
        return None
    on = sum(1 for day in series.entry if series.arm[day] == 1.0)
    return math.sqrt((1.0 / on + 1.0 / (len(series.entry) - on)) / 12.0)


def share_at(series: Series, value: float) -> float:
    """Share of the entries that have this value."""
    return sum(each == value for each in series.value) / len(series.value)


def _beyond_the_scale(series: Series) -> Series | None:
    if series.unit != 1.0 or (share_at(series, 0.0) <= AT_END and share_at(series, 10.0) <= AT_END):
        return None
    return replace(series, value=tuple({0.0: -1.0, 10.0: 11.0}.get(value, value) for value in series.value))


def _tipping_point(series: Series, verdict: Verdict, line: Callable[[Series], EffectLine | None]) -> TippingPoint | None:
    missing = series.missing()
    on = sum(1 for day in missing if series.arm[day] == 1.0)
    if not on:
        return None if not missing else TippingPoint(0, None, None, None, None)
    worse = _nearest_change(series, verdict, line, +1.0)
    better = _nearest_change(series, verdict, line, -1.0)
    return TippingPoint(on, *worse, *better)


def _nearest_change(
    series: Series, verdict: Verdict, line: Callable[[Series], EffectLine | None], sign: float
) -> tuple[float | None, Verdict | None]:
    """The smallest move, in steps of half a point, that changes the verdict; found by halving."""

    def after(steps: int) -> Verdict | None:
        found = line(_filled(series, sign * 0.5 * steps * series.unit))
        return None if found is None else found.verdict

    low, high = 0, int(FARTHEST / 0.5)
    last = after(high)
    if last is None or last == verdict:
        return None, None
    while high - low > 1:
        middle = (low + high) // 2
        there = after(middle)
        if there == verdict:
            low = middle
        else:
            high, last = middle, there
    return 0.5 * high * series.unit, last


def _filled(series: Series, move: float) -> Series:
    """The series with its missing days filled in with the mean of their arm, those of the treatment moved."""
    means = []
    for arm in (0.0, 1.0):
        values = [value for day, value in zip(series.entry, series.value, strict=True) if series.arm[day] == arm]
        means.append(sum(values) / len(values) + (move if arm else 0.0))
    entered = dict(zip(series.entry, series.value, strict=True))
    values = [entered.get(day, means[int(series.arm[day])]) for day in range(series.n_days)]
    return replace(series, entry=tuple(range(series.n_days)), value=tuple(values), weight=(1.0,) * series.n_days)


def reweighted(series: Series, assumptions: Assumptions) -> Series | None:
    """Weights under which unusual days count less: the expectation step of a Student t, with the other unknowns at their means.

    It leaves out that the weights themselves are uncertain, so the spread comes out a little too small: a check, not the answer.
    """
    likely = max(zip(assumptions.chances, assumptions.half_lives, strict=True))[1]
    for _ in range(ROUNDS):
        posterior = fit(series, assumptions.at_half_life(likely), COARSE)
        if isinstance(posterior, Refused):
            return None
        innovations = _innovations(series, assumptions, likely, posterior)
        sigma = posterior.sigma[0]
        series = replace(series, weight=tuple((NU + 1.0) / (NU + (u / sigma) ** 2) for u in innovations))
    return series


def _innovations(series: Series, assumptions: Assumptions, half_life: float, posterior: Posterior) -> list[float]:
    """What of each entry the entry before it and the regression do not explain, at the posterior means; scaled to one day's."""
    state = [0.0] * series.n_days
    kernel.exposure(series.arm, series.n_days, half_life, state)
    n_days, rho = series.n_days, min(max(posterior.rho[0], -0.99), 0.99)
    level = INTERCEPT_MEAN * series.unit + series.low
    rows = [
        (1.0, (t - 0.5 * (n_days - 1)) / n_days if assumptions.trend else 0.0, value - level - posterior.mean * (state[t] - 0.5))
        for t, value in zip(series.entry, series.value, strict=True)
    ]
    changes = [tuple(x * math.sqrt(1.0 - rho * rho) for x in rows[0])]
    for k in range(1, len(rows)):
        gap = series.entry[k] - series.entry[k - 1]
        power = rho**gap
        scale = math.sqrt((1.0 - rho * rho) / (1.0 - power * power))
        changes.append(tuple(scale * (now - power * was) for now, was in zip(rows[k], rows[k - 1], strict=True)))
    ridge = (posterior.sigma[0] / series.unit) ** 2
    a, b, c = ridge / INTERCEPT_SD**2, 0.0, ridge / TREND_SD**2
    p = q = 0.0
    for weight, (x, t, y) in zip(series.weight, changes, strict=True):
        a, b, c, p, q = a + weight * x * x, b + weight * x * t, c + weight * t * t, p + weight * x * y, q + weight * t * y
    determinant = a * c - b * b
    intercept, slope = (c * p - b * q) / determinant, (a * q - b * p) / determinant
    return [y - intercept * x - slope * t for x, t, y in changes]
