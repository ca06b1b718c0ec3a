"""In: a trial with more columns than pain, and the effect. Out: what they hint at, beside the answer and never part of it.

None of it was drawn by chance: who skips a session on a bad day makes sessions look good.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean, stdev
from typing import TYPE_CHECKING

from roost.answer.counts import COUNT_COLUMNS, Counted, counted
from roost.answer.model import COARSE, Assumptions, Posterior, Series, fit, series_of
from roost.answer.trial import PAIN, Agreed, Refused, Trial
from roost.base.prior import DEFAULT

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["OF_SESSIONS", "Complier", "DoseResponse", "Exploratory", "Immediate", "OutcomeLine", "exploratory_of"]

MINUTES, ANGLE, BEFORE, AFTER = "minutes", "head_down_deg", "pain_before", "pain_after"  # columns of TRIAL.csv
OF_SESSIONS = {MINUTES: 120.0, ANGLE: 90.0, BEFORE: 10.0, AFTER: 10.0}  # from 0 up to this; else it is in another unit, or a slip
LEAST_SESSIONS, LEAST_CONTRAST = 5, 0.2  # facts: answer 4.9
POINTS = 24  # equally likely points of each share of days with a session


@dataclass(frozen=True, slots=True)
class Immediate:
    """Pain just after a session less pain just before it, in points; below 0 is less pain. `less` counts the sessions with less."""

    sessions: int
    less: int
    mean: float
    ci95: tuple[float, float]


@dataclass(frozen=True, slots=True)
class DoseResponse:
    """Among the days of the treatment: the difference that goes with one typical dose more.

    Args:
        unit: the typical dose, in minutes times the sine of the angle.
        days: entries used.
        effect_mean: in the outcome's unit, for one typical dose more than none.
        ci95: of the same.
    """

    unit: float
    days: int
    effect_mean: float
    ci95: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Complier:
    """The effect of doing it, where it was not always done: the effect as assigned, over the difference in days with a session.

    It supposes that being assigned changes nothing but the sessions, and that nobody does more of them when assigned none.

    Args:
        done_treatment: share of the treatment's days with a session.
        done_comparator: the same of the comparator's.
        effect_mean: in the outcome's unit.
        effect_sd: of the same.
        ci95: of the same.
    """

    done_treatment: float
    done_comparator: float
    effect_mean: float
    effect_sd: float
    ci95: tuple[float, float]


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """The same model for another column; `p_below` is P(effect < 0), be that good or bad."""

    outcome: str
    effect_mean: float
    effect_sd: float
    ci95: tuple[float, float]
    p_below: float


@dataclass(frozen=True, slots=True)
class Exploratory:
    """All of it; None where a column is missing or says too little, and `why` tells which."""

    immediate: Immediate | None
    dose_response: DoseResponse | None
    complier: Complier | None
    outcomes: tuple[OutcomeLine, ...]
    counts: tuple[Counted, ...]
    why: dict[str, str]


def exploratory_of(trial: Trial, series: Series, agreed: Agreed, assumptions: Assumptions, posterior: Posterior) -> Exploratory:
    """What the other columns hint at.

    Args:
        trial: with its columns.
        series: the outcome asked about.
        agreed: which arms are compared.
        assumptions: those of the answer.
        posterior: the effect as assigned.

    Source: the research notes, answer 4.6 and 4.9.
    """
    found = {
        "immediate": _immediate(trial),
        "dose_response": _dose_response(trial, series, assumptions),
        "complier": _complier(trial, agreed, posterior),
    }
    values = {name: None if isinstance(one, str) else one for name, one in found.items()}
    others = [name for name in trial.outcomes if name not in (*OF_SESSIONS, *COUNT_COLUMNS, PAIN)]
    lines = [_outcome_line(trial, agreed, assumptions, name) for name in others]
    counts = [counted(trial, agreed, name) for name in COUNT_COLUMNS if name in trial.outcomes]
    return Exploratory(
        **values,  # type: ignore[arg-type]
        outcomes=tuple(line for line in lines if line is not None),
        counts=tuple(one for one in counts if one is not None),
        why={name: one for name, one in found.items() if isinstance(one, str)},
    )


def _unfit(trial: Trial, *names: str) -> str:
    """Why columns can't be used: `no_column`, or `out_of_range` where one holds what can't be; "" where they can."""
    if any(name not in trial.outcomes for name in names):
        return "no_column"
    wrong = any(not 0 <= value <= OF_SESSIONS[name] for name in names for value in trial.outcomes[name] if value is not None)
    return "out_of_range" if wrong else ""


def _immediate(trial: Trial) -> Immediate | str:
    if unfit := _unfit(trial, BEFORE, AFTER):
        return unfit
    pairs = zip(trial.outcomes[BEFORE], trial.outcomes[AFTER], strict=True)
    changes = [after - before for before, after in pairs if before is not None and after is not None]
    if len(changes) < LEAST_SESSIONS:
        return "too_few_sessions"
    from scipy.special import stdtrit

    mean, half = fmean(changes), float(stdtrit(len(changes) - 1, 0.975)) * stdev(changes) / math.sqrt(len(changes))
    return Immediate(len(changes), sum(change < 0 for change in changes), mean, (mean - half, mean + half))


def _doses(trial: Trial) -> list[float | None]:
    """Minutes times the sine of the angle, by row; None where one of them was not entered."""
    minutes, angle = trial.outcomes[MINUTES], trial.outcomes[ANGLE]
    return [
        0.0 if long == 0 else None if long is None or deg is None else long * math.sin(math.radians(deg))
        for long, deg in zip(minutes, angle, strict=True)
    ]


def _dose_response(trial: Trial, series: Series, assumptions: Assumptions) -> DoseResponse | str:
    if unfit := _unfit(trial, MINUTES, ANGLE):
        return unfit
    doses = {day - trial.day[0]: dose for day, dose in zip(trial.day, _doses(trial), strict=True) if dose is not None}
    used = [(day, value) for day, value in zip(series.entry, series.value, strict=True) if series.arm[day] == 1.0 and day in doses]
    taken = [doses[day] for day, _ in used]
    if len(used) < 2 * LEAST_SESSIONS or not any(taken):
        return "too_few_sessions"
    if max(taken) - min(taken) < 0.1 * max(taken):
        return "one_dose"
    unit = fmean(dose for dose in taken if dose > 0)
    there = replace(
        series,
        arm=tuple(doses.get(day, 0.0) / unit for day in range(series.n_days)),
        entry=tuple(day for day, _ in used),
        value=tuple(value for _, value in used),
        weight=(1.0,) * len(used),
    )
    slope = fit(there, replace(assumptions, prior=DEFAULT).at_half_life(0.0), COARSE)
    if isinstance(slope, Refused):
        return slope.reason
    return DoseResponse(unit, len(used), slope.mean, slope.interval(0.025, 0.975))


def _complier(trial: Trial, agreed: Agreed, posterior: Posterior) -> Complier | str:
    if unfit := _unfit(trial, MINUTES):
        return unfit
    done: dict[str, list[bool]] = {agreed.treatment: [], agreed.comparator: []}
    for arm, minutes in zip(trial.arm, trial.outcomes[MINUTES], strict=True):
        if minutes is not None and arm in done:
            done[arm].append(minutes > 0)
    import numpy as np  # no answer without these columns waits for it
    from scipy.optimize import brentq
    from scipy.special import ndtr, ndtri

    on, off = done[agreed.treatment], done[agreed.comparator]
    if len(on) < LEAST_SESSIONS or len(off) < LEAST_SESSIONS:
        return "too_few_days"
    contrasts = np.sort(np.subtract.outer(_shares(on), _shares(off)).ravel())
    if contrasts[round(0.025 * contrasts.size)] < LEAST_CONTRAST:
        return "too_much_alike"  # divided by nearly nothing, any effect comes out
    contrasts = np.maximum(contrasts, LEAST_CONTRAST)  # so that the last unlikely few do not outweigh all others
    first, second = float(np.mean(1.0 / contrasts)), float(np.mean(1.0 / contrasts**2))
    mean = posterior.mean * first
    sd = math.sqrt((posterior.mean**2 + posterior.sd**2) * second - mean**2)
    # The posterior is nearly normal: between a few places its normal score is nearly a straight line.
    places = posterior.mean + posterior.sd * np.linspace(-6.0, 6.0, 33)
    scores = ndtri(np.clip([posterior.below(float(at)) for at in places], 1e-12, 1 - 1e-12))

    def over(at: float, share: float) -> float:
        return float(np.mean(ndtr(np.interp(at * contrasts, places, scores)))) - share

    low, high = mean - 12 * sd, mean + 12 * sd
    ends = (brentq(over, low, high, args=(0.025,)), brentq(over, low, high, args=(0.975,)))
    return Complier(sum(on) / len(on), sum(off) / len(off), mean, sd, ends)


def _shares(done: Sequence[bool]) -> NDArray[np.float64]:
    """Equally likely values of a share of days, each share as likely as any other beforehand."""
    import numpy as np
    from scipy.special import betaincinv

    found: NDArray[np.float64] = betaincinv(1 + sum(done), 1 + len(done) - sum(done), (np.arange(POINTS) + 0.5) / POINTS)
    return found


def _outcome_line(trial: Trial, agreed: Agreed, assumptions: Assumptions, outcome: str) -> OutcomeLine | None:
    series = series_of(trial, agreed, outcome)
    if isinstance(series, Refused):
        return None
    prior = replace(assumptions.prior, mean=0.0, sd=DEFAULT.sd * series.unit)
    posterior = fit(series, replace(assumptions, prior=prior, sigma_sd=assumptions.sigma_sd * series.unit), COARSE)
    if isinstance(posterior, Refused):
        return None
    return OutcomeLine(outcome, posterior.mean, posterior.sd, posterior.interval(0.025, 0.975), posterior.below(0.0))
