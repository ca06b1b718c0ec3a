"""In: what was frozen, a seed, a first day, the Screening. Out: Trial, and what it makes of a day: the arm, the dose, the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from roost.plan.because import because
from roost.plan.calendar import NoTrial, Period, draw_calendar, why_not_within
from roost.plan.caps import CEILING
from roost.plan.frozen import Frozen
from roost.plan.history import History
from roost.plan.ladder import Ladder
from roost.plan.past import Past, look_back
from roost.plan.plan import Dose, Held
from roost.plan.progress import Step, held_since, rung_of
from roost.plan.protocol import INVERSION, Arm
from roost.screen.screening import Screening, Verdict, strictest

__all__ = ["HELD_DAYS", "Trial", "held_dose", "start_trial"]

DAY = timedelta(days=1)
HELD_DAYS = 14  # days that a dose is held before a trial begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A trial that was planned.

    Args:
        frozen: what was fixed before chance was asked.
        seed: from which the calendar can be made again.
        calendar: all its periods.
        verdict: of the Screening with which it began; a graver one ends it.
        ended_on: the day on which it ended before its time; None while it did not.
    """

    frozen: Frozen
    seed: str
    calendar: tuple[Period, ...]
    verdict: Verdict
    ended_on: date | None = None

    @property
    def first(self) -> date:
        """Its first day."""
        return self.calendar[0].first

    @property
    def last(self) -> date:
        """Its last day, as it was planned."""
        return self.calendar[-1].last

    @property
    def inverts(self) -> bool:
        """Whether inversion is one of its arms."""
        return INVERSION in self.frozen.shape.names

    def seen_by(self, screening: Screening, today: date) -> Trial:
        """The trial on a day, ended where the Screening of that day is graver than the one with which it began."""
        graver = self.inverts and screening.verdict > self.verdict and today <= self.last
        return replace(self, ended_on=today) if graver and self.ended_on is None else self

    def runs_on(self, day: date) -> bool:
        """Whether the dose is frozen on a day: from the planning of the trial up to its end."""
        return day <= self.last and (self.ended_on is None or day < self.ended_on)

    def period_on(self, day: date) -> Period | None:
        """The period of a day, None before and after the trial."""
        return next((one for one in self.calendar if one.first <= day <= one.last), None) if self.runs_on(day) else None

    def arm_on(self, day: date) -> Arm | None:
        """The arm of a day, as it was assigned."""
        period = self.period_on(day)
        return None if period is None else self.frozen.shape.arm(period.arm)

    def is_off(self, day: date) -> bool:
        """Whether a day was planned without a session."""
        arm = self.arm_on(day)
        return self.inverts and arm is not None and arm.arm != INVERSION and arm.head_down_deg is None

    def off_until(self, day: date) -> date:
        """The first day after a stretch of days without a session."""
        while self.is_off(day):
            day += DAY
        return day

    def days(self) -> Iterator[date]:
        """Each day from the first to the last."""
        return (self.first + i * DAY for i in range((self.last - self.first).days + 1))

    def of_usual_days(self, past: Past) -> Past:
        """The Past with the days that were planned without a session."""
        return replace(past, usual_days=past.usual_days | {day for day in self.days() if self.is_off(day)})

    def as_climbed(self, past: Past) -> Past:
        """The Past as the ladder counts it: days at a low dose are days off, so that one comes back from them as from a pause."""
        low = {day: arm.head_down_deg for day in self.days() if (arm := self.arm_on(day)) is not None and arm.head_down_deg is not None}
        kept = tuple(one for one in past.done if one.dose.head_down_deg > low.get(one.day, -1))
        return replace(past, usual_days=past.usual_days | set(low), done=kept)

    def frozen_rung(self, ladder: Ladder, today: date) -> int | None:
        """The rung above which there is no step on a day, None where the trial does not run. Without inversion as an arm, the last one."""
        if not self.runs_on(today):
            return None
        dose = self.frozen.dose
        return len(ladder.rungs) - 1 if dose is None else max(rung_of(ladder.rungs, dose), 0)

    def dosed(self, step: Step, today: date) -> Step:
        """The step of a day: on the days of a low dose its angle, where that is the lower one."""
        arm = self.arm_on(today)
        if arm is None or arm.head_down_deg is None or arm.head_down_deg >= step.dose.head_down_deg:
            return step
        low = replace(step.dose, head_down_deg=arm.head_down_deg)
        return replace(step, dose=low, because=(*step.because, because("trial_low_dose")))

    def held_until(self, held: Held, today: date) -> Held:
        """What holds a planned day without a session: up to the first day with one, in the words of its arm."""
        arm = self.arm_on(today)
        if held.why != "usual_day" or arm is None or not self.is_off(today):
            return held
        return replace(held, until=self.off_until(today), tell=arm.tell)


def held_dose(screening: Screening, history: History, ladder: Ladder, now: datetime) -> Dose | NoTrial:
    """The dose with which a trial may begin: done for two weeks up to now, at least as often as a step up wants, without a break.

    Args:
        screening: its limits hold.
        history: the sessions and events so far.
        ladder: the doses.
        now: with its zone.

    Returns:
        Dose, or why a trial can't begin yet.
    """
    if screening.limits is None:
        tell = "You may not use the table now. You can test something else in the same way."
        return NoTrial(reason="verdict", tell=tell, have=screening.verdict.value, needed=Verdict.caution.value)
    past = look_back(history, ladder.pace, now)
    within = ladder.within(strictest(screening.limits, CEILING))
    held = held_since(ladder.rungs, len(within), past)
    days = 0 if held is None else (past.today - held[1]).days
    if held is None or days < HELD_DAYS:
        tell = "Stay on one dose for two weeks first. Then your test can begin."
        return NoTrial(reason="dose_not_held", tell=tell, have=days, needed=HELD_DAYS)
    return held[0]


def start_trial(frozen: Frozen, seed: str, start: date, screening: Screening, checks: tuple[date, ...] = ()) -> Trial | NoTrial:
    """Draws the calendar of what was frozen.

    Args:
        frozen: fixed and hashed.
        seed: to be kept with it.
        start: the first day.
        screening: of today; with inversion as an arm it has to let the person invert up to the last day.
        checks: days inside the trial on which the person will be screened again.

    Returns:
        Trial, or why there is none.
    """
    if INVERSION in frozen.shape.names and not screening.verdict.lets_invert:
        tell = "You may not use the table now. You can test something else in the same way."
        return NoTrial(reason="verdict", tell=tell, have=screening.verdict.value, needed=Verdict.caution.value)
    if refused := why_not_within(frozen.shape, start, screened=screening.today, valid_until=screening.valid_until, checks=checks):
        return refused
    return Trial(frozen=frozen, seed=seed, calendar=draw_calendar(frozen.shape, seed, start), verdict=screening.verdict)
