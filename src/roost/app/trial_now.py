"""In: the entries of one person, and the time now. Out: TrialNow: which week of their newest trial it is, and nothing of its result."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES
from roost.app.running import settled
from roost.plan.calendar import Period
from roost.plan.deviation import Deviation, deviations
from roost.plan.past import look_back
from roost.plan.protocol import Protocol
from roost.track.entry import Entry
from roost.track.history import history
from roost.track.trial import KeptTrial, trials_of

__all__ = ["TrialNow", "arm_on", "trial_now", "trial_of"]

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialNow:
    """Where a trial stands.

    Args:
        kept: the trial.
        protocol: the file it was made from.
        today: the day it is seen on.
        period: of today; None before the first day, after the last and once it was ended.
        deviations: what was done otherwise than planned.
        earlier: how many trials the person had before this one.
    """

    kept: KeptTrial
    protocol: Protocol
    today: date
    period: Period | None
    deviations: tuple[Deviation, ...]
    earlier: int

    @property
    def runs(self) -> bool:
        """Whether it is planned or under way."""
        return self.kept.runs_on(self.today)

    @property
    def day_of_period(self) -> int:
        """Which day of its period today is, from 1; 0 without one."""
        return 0 if self.period is None else (self.today - self.period.first).days + 1

    @property
    def period_days(self) -> int:
        """Days of a period."""
        return self.kept.trial.frozen.shape.period_days

    @property
    def answer_on(self) -> date:
        """The day after the last one as it was planned."""
        return self.kept.trial.last + DAY

    @property
    def check_due(self) -> date | None:
        """The next day on which the person said they would do the check again."""
        return min((day for day in self.kept.checks if day >= self.today), default=None)


def trial_now(entries: Sequence[Entry], now: datetime) -> TrialNow | None:
    """The newest trial of a person, or None when there was none.

    Args:
        entries: in the order in which they were recorded, at least those of PLAN_TYPES.
        now: with its zone.

    Raises:
        InputError: a kept trial is not what was frozen or drawn then.
    """
    found = trials_of(entries)
    if not found:
        return None
    kept, today = found[-1], now.date()
    past = history(settled(entries, now))
    return TrialNow(
        kept=kept,
        protocol=books.protocols()[kept.trial.frozen.protocol],
        today=today,
        period=kept.trial.period_on(today),
        deviations=deviations(kept.trial, look_back(past, books.ladder().pace, now), past, None),
        earlier=len(found) - 1,
    )


def trial_of(home: Home, person: str) -> TrialNow | None:
    """The same of a person whose entries are not read yet.

    Raises:
        StoreError: the database can't be read now.
    """
    return trial_now(home.store.read(person=person, types=PLAN_TYPES), home.now())


def arm_on(entries: Iterable[Entry], day: date) -> str | None:
    """The arm to which a day was assigned, or None outside a trial."""
    found = trials_of(entries)
    arm = found[-1].trial.arm_on(day) if found else None
    return None if arm is None else arm.arm
