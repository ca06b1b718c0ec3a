"""In: a dose and the limits that hold. Out: which part of the dose passes them, or None. Here alone a dose is held against limits."""

from __future__ import annotations

from roost.plan.caps import WAY_UP_S
from roost.plan.plan import Dose
from roost.screen.screening import Limits

__all__ = ["passes", "time_below_s"]


def time_below_s(dose: Dose) -> int:
    """The most seconds below level that a session of this dose takes, the ways up included."""
    return dose.bouts * (dose.bout_s + WAY_UP_S)


def passes(dose: Dose, limits: Limits) -> str | None:
    """The first part of a dose that passes the limits.

    Args:
        dose: degrees below level, seconds, bouts.
        limits: of a Screening, or the caps (`caps.CEILING`).

    Returns:
        `head_down_deg`, `bout_s`, `bouts`, or None when all of it is within.

    >>> from roost.plan.caps import CEILING
    >>> passes(Dose(head_down_deg=60, bout_s=270, bouts=2, rest_s=60), CEILING) is None
    True
    >>> passes(Dose(head_down_deg=60, bout_s=271, bouts=1, rest_s=60), CEILING)
    'bout_s'
    """
    if dose.head_down_deg > limits.head_down_deg:
        return "head_down_deg"
    if dose.bout_s + WAY_UP_S > limits.bout_s:
        return "bout_s"
    if time_below_s(dose) > min(limits.inverted_s_per_session, limits.inverted_s_per_day):
        return "bouts"
    return None
