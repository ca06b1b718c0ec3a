"""In: the instruments, a diary, and a moment. Out: which are due then, and when each is asked next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from roost.track.diary import Diary
from roost.track.instrument import Instrument
from roost.track.scored import instrument_day

__all__ = ["OPEN_DAYS", "due", "next_day"]

OPEN_DAYS = 4  # how long the end of a period goes on asking, so that a missed day loses nothing


def due(instruments: Mapping[str, Instrument], kept: Diary, at: datetime, ends: Sequence[date] = ()) -> tuple[str, ...]:
    """The instruments to fill in now, in their order.

    Args:
        instruments: by name.
        kept: the diary, with what was filled in so far.
        at: the moment, in the person's zone.
        ends: the last day of each period of the person's test, in order; none without a test.
    """
    found = []
    for name, one in instruments.items():
        day = instrument_day(one, at)
        on = next_day(one, kept.last(name), day, ends) if one.schedule.kept_as is None else None
        if on is not None and on <= day:
            found.append(name)
    return tuple(found)


def next_day(instrument: Instrument, last: date | None, day: date, ends: Sequence[date] = ()) -> date | None:
    """The day from which it is asked next; None when nothing asks for it.

    Args:
        instrument: the instrument.
        last: the day it was last filled in for, None when never.
        day: today.
        ends: the last day of each period of the person's test, in order.
    """
    found = [on for on in (_by_days(instrument, last, day), _by_period(instrument, last, day, ends)) if on is not None]
    return min(found, default=None)


def _by_days(instrument: Instrument, last: date | None, day: date) -> date | None:
    schedule = instrument.schedule
    if schedule.every_days is None:
        return None
    if last is None:
        return day if schedule.starts == "at_once" else None
    return last + timedelta(days=schedule.every_days)


def _by_period(instrument: Instrument, last: date | None, day: date, ends: Sequence[date]) -> date | None:
    wanted = {"each": ends, "last": ends[-1:], None: ()}[instrument.schedule.period]
    return next((end for end in wanted if day < end + timedelta(days=OPEN_DAYS) and (last is None or last < end)), None)
