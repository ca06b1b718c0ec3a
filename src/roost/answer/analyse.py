"""In: a Trial, what was agreed before it, and the assumptions. Out: Finding, or Refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from roost.answer.agreed import agreed_of, arms_of
from roost.answer.exploratory import exploratory_of
from roost.answer.finding import Carryover, Effect, Entries, Finding, PeriodLine, Spread
from roost.answer.harms import harms_of
from roost.answer.model import COARSE, FINE, FINER, RHO_PRIORS, Assumptions, Posterior, Series, fit, series_of
from roost.answer.randomisation import NoTest, RandomisationTest, randomisation_test
from roost.answer.read_trial import read_trial, trial_of
from roost.answer.sensitivity import AT_END, chances_of, prior_lines, sensitivity_of, share_at
from roost.answer.trial import ARMS, PAIN, Agreed, Refused, Trial
from roost.answer.verdict import Progress, Verdict, cap, look, progress_of, verdict_of
from roost.base.errors import InputError
from roost.base.prior import DEFAULT, SCEPTICAL, WIDE, Prior

__all__ = ["OTHER_PRIORS", "answer"]

OTHER_PRIORS = (SCEPTICAL, WIDE)
INTERVALS = ((0.25, 0.75), (0.1, 0.9), (0.025, 0.975))
MAY_MOVE = 1e-3  # of a posterior sd, between two settings of the quadrature
RANDOM_WALK, FEW_FREE_DAYS = 0.95, 8


def answer(
    trial: object,
    plan: Mapping[str, Any] | None = None,
    *,
    outcome: str = PAIN,
    important_change: float | None = None,
    half_life: float | None = None,
    trend: bool = True,
    weekend: bool = True,
    prior: Prior | None = None,
    rho: str = "beta",
    sigma_sd: float = 1.5,
    other_priors: Sequence[Prior] = OTHER_PRIORS,
) -> Finding | Refused:
    """What one person's trial says.

    Args:
        trial: a Trial, the bytes of a TRIAL.csv or TRIAL.json, a pandas or polars table, or a mapping of columns.
        plan: the `trial` of a Plan, or None.
        outcome: the column asked about.
        important_change: in the outcome's unit; None takes the plan's, or 1.
        half_life: of carry-over in days; None averages over 0, 0.5, 1, 2 and 4.
        trend: whether the outcome may drift.
        weekend: whether weekends may differ; only where dates are given.
        prior: of the effect; None takes the plan's, or N(0, 2^2).
        rho: `beta` or `flat`.
        sigma_sd: scale of the half-normal prior of sigma, in the outcome's unit.
        other_priors: under which the answer is shown beside the main one.

    Returns:
        Finding, or Refused: a value with the reason, what was found and what it takes.

    Raises:
        InputError: an assumption that makes no sense, or a plan that can't be read.
    """
    _check(important_change, half_life, rho, sigma_sd)
    arms = arms_of(plan) or ARMS
    read = trial if isinstance(trial, Trial) else read_trial(trial, arms=arms) if isinstance(trial, bytes) else trial_of(trial, arms=arms)
    if isinstance(read, Refused):
        return read
    fixed = agreed_of(plan, read.day_one)
    agreed = replace(fixed, important_change=important_change or fixed.important_change, prior=prior or fixed.prior)
    series = series_of(read, agreed, outcome)
    if isinstance(series, Refused):
        return series
    assumptions = Assumptions(agreed.prior, trend=trend, weekend=weekend, rho=rho, sigma_sd=sigma_sd).at_half_life(half_life)
    posterior, flags = _careful(series, assumptions)
    if isinstance(posterior, Refused):
        return posterior
    changed = tuple(name for name in ("important_change", "prior") if plan and getattr(agreed, name) != getattr(fixed, name))
    return _finding(read, series, agreed, assumptions, posterior, outcome, flags, changed, other_priors)


def _check(important_change: float | None, half_life: float | None, rho: str, sigma_sd: float) -> None:
    if important_change is not None and not 0 < important_change < 1e6:
        raise InputError(f"{important_change} is no important change: give points above 0, as 1 or 1.5", key="important-change")
    if half_life is not None and not 0 <= half_life <= 365:
        raise InputError(f"{half_life} is no half-life: give days from 0 to 365", key="half-life")
    if rho not in RHO_PRIORS:
        raise InputError(f"{rho!r} is not known: choose {' or '.join(RHO_PRIORS)}", key="prior-rho")
    if not 0 < sigma_sd < 1e6:
        raise InputError(f"{sigma_sd} is no spread: give points above 0", key="prior-sigma")


def _careful(series: Series, assumptions: Assumptions) -> tuple[Posterior | Refused, tuple[str, ...]]:
    """The posterior, worked out twice; where the two differ, or the diary is short or nearly a random walk, once more and finer."""
    first, second = fit(series, assumptions, COARSE), fit(series, assumptions, FINE)
    if isinstance(second, Refused) or isinstance(first, Refused):
        return second, ()
    walk = second.rho[0] > RANDOM_WALK
    few = len(series.entry) - 4 < FEW_FREE_DAYS
    moved = abs(first.mean - second.mean) > MAY_MOVE * second.sd
    flags = tuple(name for name, is_so in (("near_random_walk", walk), ("few_days", few), ("refined", walk or few or moved)) if is_so)
    return (fit(series, assumptions, FINER) if walk or few or moved else second), flags


def _finding(
    trial: Trial,
    series: Series,
    agreed: Agreed,
    assumptions: Assumptions,
    posterior: Posterior,
    outcome: str,
    numerical_flags: tuple[str, ...],
    changed: tuple[str, ...],
    other_priors: Sequence[Prior],
) -> Finding:
    important = agreed.important_change
    chances = chances_of(posterior, important)
    of_model = verdict_of(chances)
    test = randomisation_test(trial, agreed, trial.outcomes[outcome])
    progress = progress_of(trial, agreed)
    capped = cap(of_model, posterior.mean, None if isinstance(test, NoTest) else test.statistic)
    arms = (agreed.treatment, agreed.comparator)
    flags = (*_flags(trial, series, agreed, test, of_model != capped, progress), *numerical_flags)
    priors = (agreed.prior, *(prior for prior in (DEFAULT, *other_priors) if prior != agreed.prior))
    return Finding(
        verdict=capped if progress.complete else Verdict.too_early,
        outcome=outcome,
        treatment=agreed.treatment,
        comparator=agreed.comparator,
        important_change=important,
        effect=Effect(posterior.mean, posterior.sd, *(posterior.interval(*ends) for ends in INTERVALS)),
        p_better=chances.better,
        p_important=chances.important,
        p_worse=chances.worse,
        p_important_worse=chances.important_worse,
        rho=Spread(*posterior.rho),
        sigma=Spread(*posterior.sigma),
        n_days=series.n_days,
        n_entered=len(series.entry),
        n_missing=series.n_days - len(series.entry),
        arms={arm: _entries(series, 1.0 if arm == agreed.treatment else 0.0) for arm in arms},
        per_period=_per_period(trial, agreed, outcome),
        carryover=_carryover(posterior),
        randomisation_test=None if isinstance(test, NoTest) else test,
        why={"randomisation_test": test.why} if isinstance(test, NoTest) else {},
        progress=progress,
        look=look(progress, chances),
        flags=flags,
        harms=harms_of(trial, arms),
        priors=prior_lines(series, assumptions, priors, important),
        sensitivity=sensitivity_of(series, assumptions, important, of_model),
        exploratory=exploratory_of(trial, series, agreed, assumptions, posterior),
        model=_model(series, assumptions, posterior),
        changed_after_start=changed,
    )


def _flags(
    trial: Trial, series: Series, agreed: Agreed, test: RandomisationTest | NoTest, capped: bool, progress: Progress
) -> tuple[str, ...]:
    on_scale = series.unit == 1.0
    claims = {
        "no_dates": series.weekend is None,
        test.why if isinstance(test, NoTest) else "": isinstance(test, NoTest),
        "design_disagrees": capped,
        "floor": on_scale and share_at(series, 0.0) > AT_END,
        "ceiling": on_scale and share_at(series, 10.0) > AT_END,
        "rounding": all(value == int(value) for value in series.value),
        "scaled": not on_scale,
        "ended_early": agreed.ended,
        "not_all_pairs": not progress.complete,
        "unrecorded_harms": trial.harms is None,
    }
    return tuple(name for name, is_so in claims.items() if is_so)


def _entries(series: Series, arm: float) -> Entries:
    days = sum(each == arm for each in series.arm)
    entered = sum(series.arm[day] == arm for day in series.entry)
    return Entries(days, entered, days - entered)


def _per_period(trial: Trial, agreed: Agreed, outcome: str) -> tuple[PeriodLine, ...]:
    pair_of = {period.number: period.pair for period in agreed.calendar}
    lines = []
    for period in trial.periods():
        days = [i for i, number in enumerate(trial.period) if number == period.number]
        values = [value for i in days if (value := trial.outcomes[outcome][i]) is not None]
        mean = sum(values) / len(values) if values else None
        pair = pair_of.get(period.number, period.pair)
        lines.append(PeriodLine(period.number, pair, period.arm, period.first, period.last, len(days), len(values), mean))
    return tuple(lines)


def _carryover(posterior: Posterior) -> Carryover:
    long = sum((weight for days, weight in zip(posterior.half_lives, posterior.weights, strict=True) if days >= 2), 0.0)
    return Carryover(posterior.half_lives, posterior.weights, long)


def _model(series: Series, assumptions: Assumptions, posterior: Posterior) -> dict[str, Any]:
    prior = assumptions.prior
    return {
        "prior_effect": {"name": prior.name, "mean": prior.mean, "sd": prior.sd},
        "prior_rho": assumptions.rho,
        "prior_sigma_sd": assumptions.sigma_sd,
        "trend": assumptions.trend,
        "weekend": assumptions.weekend and series.weekend is not None,
        "half_lives": assumptions.half_lives,
        "half_life_chances": assumptions.chances,
        "nodes": posterior.n_nodes,
    }
