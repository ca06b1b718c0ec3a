"""In: what a person enters of a day. Out: entries kept, never overwritten; the Diary made of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from roost.app import books
from roost.app.home import Home
from roost.app.running import settled
from roost.base.datafile import Strict
from roost.base.errors import InputError
from roost.track.day import day_of
from roost.track.diary import DIARY_TYPES, Diary, diary
from roost.track.entry import current
from roost.track.entry_types import CareDone, Note, Pain, Skip

__all__ = ["BACK_DAYS", "diary_of", "entry_day", "keep_instead", "keep_note", "line", "save_pain", "skip_session", "tick_care"]

BACK_DAYS = 60  # how far back a day may be filled in
NOTE_LENGTH = 2000


def diary_of(home: Home, person: str) -> Diary:
    """The diary of a person up to today."""
    now = home.now()
    return diary(settled(home.store.read(person=person, types=DIARY_TYPES), now), now.date(), books.instruments())


def entry_day(home: Home) -> date:
    """The day that an entry of now belongs to: before noon it is yesterday."""
    return day_of(home.now(), None)


def save_pain(home: Home, person: str, average: int, for_day: date | None = None, note: str = "") -> date:
    """Saves the average pain of one day; saved again for the same day, the newer one counts.

    Args:
        home: the home.
        person: whose diary.
        average: 0 (no pain) to 10 (worst you can think of).
        for_day: the day, where the person chose one; else before noon yesterday, and today after it.
        note: a line of their own.

    Returns:
        The day it was saved for.

    Raises:
        InputError: not 0 to 10 (`average`), a note that is too long (`note`), or a day that is still to come or more than 60 days ago
            (`for_day`).
        StoreError: nothing was saved.
    """
    if not 0 <= average <= 10:
        raise InputError("Choose a number from 0 to 10.", key="average")
    day = _checked(home, for_day)
    keep_instead(home, person, "pain", Pain(average=average, for_day=day, note=line(note, "note")), lambda old: _day_in(old) == day)
    return day


def keep_note(home: Home, person: str, text: str, for_day: date | None = None) -> date:
    """Saves a line about a day, with no figure.

    Returns:
        The day it was saved for.

    Raises:
        InputError: nothing typed or too much (`text`), or a day that is not allowed (`for_day`).
        StoreError: nothing was saved.
    """
    if not text.strip():
        raise InputError("Type a line, or leave it.", key="text")
    day = _checked(home, for_day)
    home.keep(home.entry(person, "note", Note(text=line(text, "text"), for_day=day)))
    return day


def _checked(home: Home, day: date | None) -> date:
    today = home.now().date()
    if day is None:
        return entry_day(home)
    if day > today:
        raise InputError("That day is still to come. Choose today or a day before.", key="for_day")
    if day < today - timedelta(days=BACK_DAYS):
        raise InputError(f"That is more than {BACK_DAYS} days ago. Choose a later day.", key="for_day")
    return day


def line(text: str, key: str) -> str:
    """A line that a person typed, without the space around it.

    Raises:
        InputError: it is too long; names the field `key`.
    """
    text = text.strip()
    if len(text) > NOTE_LENGTH:
        raise InputError(f"That is too long. Use at most {NOTE_LENGTH} letters.", key=key)
    return text


def _day_in(payload: dict[str, Any]) -> date | None:
    day = payload["for_day"]
    return None if day is None else date.fromisoformat(day)


def keep_instead(home: Home, person: str, kind: str, value: Strict, same: Callable[[dict[str, Any]], bool]) -> None:
    """Keeps an entry; it amends the last one of its type that is about the same thing, where there is one."""
    earlier = [entry.id for entry in current(home.store.read(person=person, types=(kind,))) if same(entry.payload)]
    home.keep(home.entry(person, kind, value, amends=earlier[-1] if earlier else None))


def skip_session(home: Home, person: str, why: str, note: str = "") -> None:
    """Keeps that today's session was left out, and why: safety, pause or other.

    Raises:
        InputError: another reason (`why`), or a note that is too long (`note`).
        StoreError: nothing was saved.
    """
    if why not in ("safety", "pause", "other"):
        raise InputError("Choose why you leave it out today.", key="why")
    home.keep(home.entry(person, "skip", Skip(why=why, note=line(note, "note"))))  # type: ignore[arg-type]  # checked above


def tick_care(home: Home, person: str, therapy: str, *, done: bool = True, day: date | None = None) -> None:
    """Keeps that some care beside the table was done on a day, or takes that back. Without a day it is today, also before noon.

    Raises:
        InputError: there is no such therapy (`therapy`), or a day that is still to come or more than 60 days ago (`for_day`).
        StoreError: nothing was saved.
    """
    if therapy not in {one.name for one in books.therapies()}:
        raise InputError("There is no such care here. Go back and choose from the list.", key="therapy")
    on = _checked(home, day or home.now().date())
    value = CareDone(therapy=therapy, for_day=on, done=done)
    keep_instead(home, person, "care_done", value, lambda old: _day_in(old) == on and old["therapy"] == therapy)
