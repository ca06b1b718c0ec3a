"""In: a Screening, a history, a seed. Out: the usual trial, planned where one may begin, or why not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time

from roost.app import books
from roost.plan.calendar import NoTrial
from roost.plan.frozen import freeze
from roost.plan.history import History
from roost.plan.trial import Trial, held_dose, start_trial
from roost.screen.screening import Screening

__all__ = ["usual_trial"]


def usual_trial(screening: Screening, past: History, seed: str, now: datetime) -> Trial | NoTrial:
    """The first of the protocols, with the dose that was held for two weeks.

    It begins today; where the history already names arms, on the first day that has one, so that a seed gives the same calendar again.

    Args:
        screening: of today.
        past: the sessions so far, with their arms where a trial runs.
        seed: of the calendar.
        now: with its zone.
    """
    armed = min((one.started_at.date() for one in past.sessions if one.arm is not None), default=now.date())
    begun = _begin(screening, _before(past, armed), seed, armed, datetime.combine(armed, time(12), tzinfo=UTC))
    return begun if isinstance(begun, Trial) else _begin(screening, past, seed, now.date(), now)


def _before(past: History, day: date) -> History:
    """What had happened when a day began."""
    return replace(
        past,
        sessions=tuple(one for one in past.sessions if one.started_at.date() < day),
        events=tuple(event for event in past.events if event.at.date() < day),
    )


def _begin(screening: Screening, past: History, seed: str, start: date, now: datetime) -> Trial | NoTrial:
    dose = held_dose(screening, past, books.ladder(), now)
    if isinstance(dose, NoTrial):
        return dose
    frozen = freeze(next(iter(books.protocols().values())), dose=dose)
    return frozen if isinstance(frozen, NoTrial) else start_trial(frozen, seed, start, screening)
