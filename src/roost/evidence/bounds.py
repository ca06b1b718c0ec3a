"""In: a table of two groups, and how many people are missing. Out: Bounds: what the result could be, whatever happened to them."""

from __future__ import annotations

from dataclasses import dataclass

from roost.base.errors import InputError
from roost.evidence.effect_size import Counts, Effect, Measure, compare_counts
from roost.evidence.fragility import fisher

__all__ = ["Bounds", "Case", "missing_bounds"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One thing that may have happened to those who are missing."""

    one: Counts
    two: Counts
    effect: Effect
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The lowest and the highest effect, and the smallest and the greatest p, over all that may have happened.

    `holds` is True when p stays below 0.05 in each case: then the missing people can't undo the result.
    """

    low: Case
    high: Case
    smallest_p: float
    greatest_p: float
    holds: bool


def missing_bounds(measure: Measure, one: Counts, two: Counts, missing_one: int, missing_two: int) -> Bounds:
    """Counts every way in which the missing people may have ended.

    Args:
        measure: RR, OR or RD.
        one: the treated group, as counted.
        two: the other group, as counted.
        missing_one: people of group 1 who are not in its number.
        missing_two: likewise of group 2.

    Raises:
        InputError: fewer than none missing.

    >>> bounds = missing_bounds("RR", Counts(3, 13), Counts(7, 9), 0, 2)
    >>> round(bounds.smallest_p, 3), round(bounds.greatest_p, 3), bounds.holds
    (0.012, 0.095, False)
    """
    if missing_one < 0 or missing_two < 0:
        raise InputError("fewer than nobody can't be missing: give 0 or more")
    cases = [
        _case(measure, Counts(one.events + i, one.n + missing_one), Counts(two.events + j, two.n + missing_two))
        for i in range(missing_one + 1)
        for j in range(missing_two + 1)
    ]
    ps = [case.p for case in cases]
    return Bounds(
        low=min(cases, key=lambda case: case.effect.estimate),
        high=max(cases, key=lambda case: case.effect.estimate),
        smallest_p=min(ps),
        greatest_p=max(ps),
        holds=max(ps) < 0.05,
    )


def _case(measure: Measure, one: Counts, two: Counts) -> Case:
    p = fisher(round(one.events), round(one.n), round(two.events), round(two.n))
    return Case(one=one, two=two, effect=compare_counts(measure, one, two), p=p)
