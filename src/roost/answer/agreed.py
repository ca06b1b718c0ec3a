"""In: the trial part of a Plan, as its JSON has it. Out: Agreed, what was fixed before chance drew the order of the weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from roost.answer.trial import TREATMENT, USUAL, Agreed, Period
from roost.base.errors import InputError
from roost.base.prior import DEFAULT, Prior

__all__ = ["agreed_of", "arms_of"]


def arms_of(plan_trial: Mapping[str, Any] | None) -> tuple[str, ...] | None:
    """The arms that a plan's calendar names: treatment first, comparator last. None without a plan."""
    if not plan_trial or not plan_trial.get("calendar"):
        return None
    try:
        names = list(dict.fromkeys(str(period["arm"]) for period in plan_trial["calendar"]))
    except (KeyError, TypeError):
        raise InputError("each period of the plan's calendar needs an arm", key="trial.calendar") from None
    comparator = str(plan_trial.get("comparator", USUAL))
    return (*(name for name in names if name != comparator), comparator)


def agreed_of(plan_trial: Mapping[str, Any] | None, day_one: date | None = None) -> Agreed:
    """What a plan fixed; without a plan the defaults.

    Args:
        plan_trial: `Plan.trial`: important_change, prior, calendar with period, pair, arm, from and to (dates).
        day_one: the date of day 1 in the diary; None where the diary counts days from the first of the calendar on.

    Raises:
        InputError: the calendar is not one of two arms, or a key is missing.
    """
    if not plan_trial:
        return Agreed()
    try:
        return _agreed(plan_trial, day_one)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"the plan's trial can't be read: {type(error).__name__} {error}", key="trial") from None


def _agreed(plan_trial: Mapping[str, Any], day_one: date | None) -> Agreed:
    raw = plan_trial.get("prior")
    prior = DEFAULT if raw is None else Prior(str(raw.get("name", "plan")), float(raw["mean"]), float(raw["sd"]), "plan")
    arms = arms_of(plan_trial)
    if arms is not None and len(arms) != 2:
        raise InputError(f"a trial compares two arms, and this calendar has {', '.join(arms)}", key="trial.calendar")
    return Agreed(
        treatment=arms[0] if arms else TREATMENT,
        comparator=arms[1] if arms else USUAL,
        important_change=float(plan_trial.get("important_change", 1.0)),
        prior=prior,
        calendar=_calendar(plan_trial, day_one),
        ended=bool(plan_trial.get("ended")),
    )


def _calendar(plan_trial: Mapping[str, Any], day_one: date | None) -> tuple[Period, ...]:
    rows = plan_trial.get("calendar") or []
    dated = [(row, _day(row["from"]), _day(row["to"])) for row in rows]
    if not dated:
        return ()
    before = (day_one or min(first for _, first, _ in dated)).toordinal() - 1
    return tuple(
        Period(int(row["period"]), int(row["pair"]), str(row["arm"]), first.toordinal() - before, last.toordinal() - before)
        for row, first, last in dated
    )


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
