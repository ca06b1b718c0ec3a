"""In: the answers to an instrument. Out: kept, with the score that they make; and what is due to be filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from roost.app import books
from roost.app.home import Home
from roost.app.keep_diary import diary_of, keep_instead
from roost.app.plan_person import plan_for
from roost.base.errors import InputError
from roost.plan.plan import Plan
from roost.track.diary import Diary
from roost.track.entry import current
from roost.track.entry_types import Filled
from roost.track.instrument import Instrument, score
from roost.track.schedule import due, next_day
from roost.track.scored import Scored, instrument_day, scored

__all__ = ["Listed", "fill_in", "filled_on", "instrument_list", "instrument_named", "own_items", "to_fill_in"]

OWN_LENGTH = 100  # letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One instrument in the list: its name, what it is, what was filled in last, when it is asked next (None: not by itself)."""

    name: str
    instrument: Instrument
    last: Scored | None
    next_day: date | None
    is_due: bool


def instrument_named(name: str) -> Instrument:
    """The instrument of this name.

    Raises:
        InputError: there is none that is filled in on a page of its own (`instrument`).
    """
    found = books.instruments().get(name)
    if found is None or found.schedule.kept_as is not None:
        raise InputError("There is no such form here. Go back to the list.", key="instrument")
    return found


def to_fill_in(kept: Diary, plan: Plan | None, now: datetime) -> tuple[tuple[str, Instrument], ...]:
    """The instruments that are due now, in their order."""
    known = books.instruments()
    return tuple((name, known[name]) for name in due(known, kept, now, _ends(plan)))


def _ends(plan: Plan | None) -> list[date]:
    """The last day of each period of the person's test."""
    return [date.fromisoformat(period["to"]) for period in plan.trial["calendar"]] if plan is not None and plan.trial else []


def instrument_list(home: Home, person: str) -> list[Listed]:
    """All instruments that have a page, in their order, each with what was filled in last and when it is asked next.

    Raises:
        StoreError: the database can't be read now.
    """
    now, kept, known = home.now(), diary_of(home, person), books.instruments()
    ends = _ends(plan_for(home, person))
    now_due = due(known, kept, now, ends)
    return [
        Listed(
            name=name,
            instrument=one,
            last=next(iter(kept.series(name)[-1:]), None),
            next_day=next_day(one, kept.last(name), instrument_day(one, now), ends),
            is_due=name in now_due,
        )
        for name, one in known.items()
        if one.schedule.kept_as is None
    ]


def own_items(home: Home, person: str, name: str) -> tuple[str, ...]:
    """The person's own items as they were typed last; empty when they were not typed yet."""
    found = _all_of(home, person, name)
    return found[-1].own if found else ()


def filled_on(home: Home, person: str, name: str) -> Scored | None:
    """What was filled in for the day that it would be about now; None when nothing was."""
    day = instrument_day(instrument_named(name), home.now())
    return next((one for one in reversed(_all_of(home, person, name)) if one.day == day), None)


def _all_of(home: Home, person: str, name: str) -> list[Scored]:
    held = current(home.store.read(person=person, types=("instrument",)))
    return [one for one in scored(held, books.instruments()) if one.name == name]


def fill_in(home: Home, person: str, name: str, answers: Mapping[str, int | None], own: tuple[str, ...] = ()) -> date:
    """Keeps answers for today, or before noon for yesterday where the instrument looks back over a day; the newer ones of a day count.

    Args:
        home: the home.
        person: whose.
        name: of the instrument.
        answers: whole numbers by item; one that is not here was skipped.
        own: the person's own items, where the instrument asks for them.

    Returns:
        The day they were kept for.

    Raises:
        InputError: no such instrument (`instrument`), an answer that is not allowed (its item), own items that are too long or too many
            (`own`), or too much left out (the first item that is missing).
        StoreError: nothing was saved.
    """
    instrument = instrument_named(name)
    if any(not 0 < len(words) <= OWN_LENGTH for words in own):
        raise InputError(f"Use at most {OWN_LENGTH} letters for each.", key="own")
    if score(instrument, answers, own) is None:
        missing = next((item.id for item in instrument.items if answers.get(item.id) is None), "own")
        raise InputError("That is left out. We can't work out your score without it.", key=missing)
    day = instrument_day(instrument, home.now())
    value = Filled(name=name, version=instrument.version, answers=dict(answers), own=own, for_day=day)
    keep_instead(home, person, "instrument", value, lambda old: (old["name"], old["for_day"]) == (name, day.isoformat()))
    return day
