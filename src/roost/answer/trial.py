"""Out of this file: Trial, one person's diary by day and arm; Agreed, what was fixed before it began; Refused, why there is no figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from roost.base.prior import DEFAULT, Prior

__all__ = ["ARMS", "PAIN", "TREATMENT", "USUAL", "Agreed", "Harm", "Period", "Reason", "Refused", "Trial"]

Reason = Literal["too_few_days", "one_arm", "day_twice", "out_of_range", "unknown_arm", "no_variation", "unreadable"]

TREATMENT, USUAL, PAIN = "inversion", "usual", "pain"
ARMS = (TREATMENT, USUAL)


@dataclass(frozen=True, slots=True)
class Refused:
    """There is no figure, and this is why.

    Args:
        reason: one of the seven.
        tell: a sentence for a person.
        have: what was found, None where there is nothing to count.
        needed: what it takes.
    """

    reason: Reason
    tell: str
    have: int | float | str | None = None
    needed: int | float | str | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """One stretch of days in one arm.

    Args:
        number: as in the calendar, from 1.
        pair: two periods between which chance chose the order.
        arm: `inversion`, `usual`, or the name of another therapy.
        first: first day, as the trial counts them.
        last: last day.
    """

    number: int
    pair: int
    arm: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Harm:
    """One adverse event: on which day of the trial, what, how grave (1 to 3), and whether it lasted half an hour; None is unknown."""

    day: int
    name: str
    grade: int | None = None
    lasted: bool | None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was fixed before chance drew the order.

    Args:
        treatment: the arm whose effect is asked for.
        comparator: the arm it is held against.
        important_change: in points, above 0.
        prior: of the effect.
        calendar: all planned periods; empty where there is no plan.
        ended: the trial ended before its last period, for a reason; there is what there is.
    """

    treatment: str = TREATMENT
    comparator: str = USUAL
    important_change: float = 1.0
    prior: Prior = DEFAULT
    calendar: tuple[Period, ...] = ()
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Trial:
    """One person's diary of a trial, one row a day, in order of days.

    Args:
        day: (n,) whole numbers, rising.
        arm: (n,) the arm of each day, as assigned.
        period: (n,) its period, from 1.
        outcomes: name to (n,) values; None is not entered.
        notes: name to (n,) texts, of the columns that hold words; None is nothing noted.
        day_one: the date of day 1, None where no dates were given.
        periods_given: False where the periods are only runs of the same arm.
        harms: adverse events; None where nobody recorded any.
    """

    day: tuple[int, ...]
    arm: tuple[str, ...]
    period: tuple[int, ...]
    outcomes: Mapping[str, tuple[float | None, ...]]
    notes: Mapping[str, tuple[str | None, ...]]
    day_one: date | None = None
    periods_given: bool = True
    harms: tuple[Harm, ...] | None = None

    def date_of(self, day: int) -> date | None:
        """The date of a day of the trial, None where no dates were given."""
        return None if self.day_one is None else self.day_one + timedelta(days=day - 1)

    def periods(self) -> tuple[Period, ...]:
        """The periods that have begun, in the order of their days; pairs are 1-2, 3-4, and so on."""
        found: list[Period] = []
        for day, arm, number in zip(self.day, self.arm, self.period, strict=True):
            if found and found[-1].number == number and found[-1].arm == arm:
                found[-1] = Period(number, found[-1].pair, arm, found[-1].first, day)
            else:
                found.append(Period(number, (number + 1) // 2, arm, day, day))
        return tuple(found)
