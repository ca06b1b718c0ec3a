"""In: History and the time now. Out: Past: what of it counts today. Sessions done, graded events, planned days off, breaks between."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import pairwise

from roost.plan.caps import INVERTED_S_PER_SESSION
from roost.plan.history import History
from roost.plan.ladder import Pace
from roost.plan.plan import Bar, Dose, PastEvent, PastSession

__all__ = ["Break", "Done", "Past", "look_back"]

# Time below level that nobody planned: it counts for the caps, and for no rung above the first.
_UNPLANNED = Dose(head_down_deg=0, bout_s=0, bouts=0, rest_s=0)


class Break(Enum):
    """What lies between two sessions, in the sense of the ladder."""

    none = "none"
    pause = "pause"  # planned, a week or two
    long = "long"  # 14 to 27 days
    very_long = "very_long"  # 28 days and more


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A session in which somebody was below level.

    `day` is the day that the person called it. `went_well`: done in full and relaxed, without a symptom, no worse next morning.
    `in_full`: completed, and not tense.
    """

    at: datetime
    day: date
    dose: Dose
    inverted_s: int
    completed: bool
    in_full: bool
    went_well: bool

    @property
    def ended_at(self) -> datetime:
        """The earliest time at which it can have ended."""
        return self.at + timedelta(seconds=self.inverted_s)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """What counts today, oldest first.

    Args:
        now: the time of planning.
        pace: of the ladder.
        done: sessions in which somebody was below level.
        events: all of grade 1 and up, those of a session among them.
        usual_days: days that were planned without a session.
        away: stretches of planned days away, first and last day.
        left_out: days on which a session was left out for safety.
        bars: what was told that bars a session now.
        stays: whether the person asked to stay on the dose that they have.
    """

    now: datetime
    pace: Pace
    done: tuple[Done, ...]
    events: tuple[PastEvent, ...]
    usual_days: frozenset[date]
    away: tuple[tuple[date, date], ...]
    left_out: frozenset[date]
    bars: tuple[Bar, ...]
    stays: bool = False

    @property
    def today(self) -> date:
        """The day of planning."""
        return self.now.date()

    def is_planned_off(self, day: date) -> bool:
        """Whether a day without a session was planned to be one."""
        return day in self.usual_days or any(first <= day <= last for first, last in self.away)

    def gap(self, last: date, day: date) -> Break:
        """What lies between two days of sessions.

        Planned days off count as no gap while there are at most 14 of them; more count in full. 28 days always end the ladder.
        """
        days, pace = (day - last).days, self.pace
        if days >= pace.restart_after_days:
            return Break.very_long
        off = sum(self.is_planned_off(last + timedelta(days=i)) for i in range(1, days))
        if days - (off if off <= pace.pause_up_to_days else 0) >= pace.back_after_days:
            return Break.long
        return Break.pause if off >= pace.pause_from_days else Break.none

    def since_restart(self) -> tuple[Done, ...]:
        """The sessions since the ladder was last begun: after the last very long gap and the last event of grade 3."""
        start = max((event.at for event in self.events if event.grade == 3), default=None)
        found = [one for one in self.done if start is None or one.at > start]
        breaks = [i for i, (a, b) in enumerate(pairwise(found), start=1) if self.gap(a.day, b.day) is Break.very_long]
        return tuple(found[breaks[-1] :] if breaks else found)

    def is_open(self, event: PastEvent) -> bool:
        """Whether an event still holds everything back.

        Grade 2: for 7 days, and until what a clinician said was typed in. Grade 3: until a sign-off names it.
        """
        if event.grade == 2:
            said = event.clinician_said or event.signed_off
            return not said or self.today < self.rest_ends(event)
        return event.grade == 3 and not event.signed_off

    def rest_ends(self, event: PastEvent) -> date:
        """The first day after the rest that an event of grade 2 asks for."""
        return event.at.date() + timedelta(days=self.pace.rest_after_event_days)


def look_back(history: History, pace: Pace, now: datetime) -> Past:
    """What of a history counts now. Whatever is dated later than now is taken to be of now, so a wrong clock sets nothing free.

    Args:
        history: as parsed, in any order.
        pace: of the ladder.
        now: with its zone.
    """
    sessions = sorted((_session_by(one, now) for one in history.sessions), key=lambda one: one.started_at)
    events = [replace(event, at=now) if _is_later(event.at, now) else event for event in history.events]
    done = tuple(_done(one) for one in sessions if one.inverted_s > 0)
    off = (one for one in sessions if one.inverted_s == 0 and (one.arm == "usual" or one.skipped_why == "pause"))
    return Past(
        now=now,
        pace=pace,
        done=done,
        events=_all_events(sessions, events),
        usual_days=frozenset(one.started_at.date() for one in off),
        away=history.away,
        left_out=frozenset(one.started_at.date() for one in sessions if one.skipped_why == "safety"),
        bars=tuple(bar for bar in history.bars if bar.until is None or bar.until > now),
        stays=history.stays,
    )


def _is_later(at: datetime, now: datetime) -> bool:
    return at > now or at.date() > now.date()


def _session_by(session: PastSession, now: datetime) -> PastSession:
    return replace(session, started_at=now) if _is_later(session.started_at, now) else session


def _done(session: PastSession) -> Done:
    in_full = session.completed and session.relaxed is not False and session.skipped_why is None
    well = in_full and session.relaxed is True and session.worst_grade == 0 and session.next_morning != "worse"
    return Done(
        at=session.started_at,
        day=session.started_at.date(),
        dose=session.dose or _UNPLANNED,
        inverted_s=session.inverted_s,
        completed=session.completed,
        in_full=in_full,
        went_well=well and session.dose is not None and _time_fits(session.inverted_s, session.dose),
    )


def _time_fits(inverted_s: int, dose: Dose) -> bool:
    """Whether the time really spent below level is that of the dose: nine tenths of it at least, and no more than a session may have."""
    return 9 * dose.bouts * dose.bout_s <= 10 * inverted_s and inverted_s <= INVERTED_S_PER_SESSION


def _all_events(sessions: Iterable[PastSession], told: list[PastEvent]) -> tuple[PastEvent, ...]:
    """The events that were told, those that sessions carry, and a worse back after two sessions running (soreness: grade 1)."""
    ordered = list(sessions)
    own = [_event_of(session, told) for session in ordered if session.worst_grade > 0]
    lowered = [session for session in ordered if session.inverted_s > 0]
    sore = [
        PastEvent(at=second.started_at, grade=1, name="worse_mornings")
        for first, second in pairwise(lowered)
        if first.next_morning == second.next_morning == "worse"
    ]
    return tuple(sorted([*told, *own, *sore], key=lambda event: event.at))


def _event_of(session: PastSession, told: list[PastEvent]) -> PastEvent:
    """The event that a session carries. What a clinician said of one at least as grave, told since then, holds for both."""
    same = [event for event in told if event.grade >= session.worst_grade and event.at >= session.started_at]
    return PastEvent(
        at=session.started_at,
        grade=session.worst_grade,
        name="session",
        asked=any(event.asked for event in same),
        clinician_said=any(event.clinician_said for event in same),
        signed_off=any(event.signed_off for event in same),
    )
