"""In: planned days without the table. Out: they are kept, listed, and taken back or cut short."""

from __future__ import annotations

from datetime import date, timedelta

from roost.app.home import Home
from roost.base.errors import InputError
from roost.track.entry import Entry, current
from roost.track.entry_types import Away

__all__ = ["away_days", "cancel_away", "check_away", "go_away"]

FAR_DAYS = 2 * 366
LONGEST_DAYS = 366


def go_away(home: Home, person: str, first: date, last: date) -> None:
    """Keeps that the person is away from the table, from the first to the last day.

    Raises:
        InputError: the last day is before the first, or the time is longer than a year (`to`); a first day far from today (`from`).
        StoreError: nothing was saved.
    """
    check_away(first, last, home.now().date())
    home.keep(home.entry(person, "away", Away(from_=first, to=last)))


def check_away(first: date, last: date, today: date) -> None:
    """Whether these make a time away.

    Raises:
        InputError: as in `go_away`.
    """
    if abs((first - today).days) > FAR_DAYS:
        raise InputError("That day is years away. Check the year.", key="from")
    if last < first:
        raise InputError("The last day is before the first. Check both days.", key="to")
    if (last - first).days > LONGEST_DAYS:
        raise InputError("That is longer than a year. Choose an earlier last day.", key="to")


def away_days(home: Home, person: str) -> list[tuple[date, date, str]]:
    """The times away that are not over: first day, last day, and the id by which one is taken back; the earliest first."""
    today = home.now().date()
    found = [(date.fromisoformat(one.payload["from"]), date.fromisoformat(one.payload["to"]), one.id) for one in _kept(home, person)]
    return sorted(one for one in found if one[1] >= today)


def _kept(home: Home, person: str) -> list[Entry]:
    return [one for one in current(home.store.read(person=person, types=("away",))) if not one.payload["cancelled"]]


def cancel_away(home: Home, person: str, away_id: str) -> None:
    """Takes back a time away. One that has begun ends yesterday: the days that were spent away stay.

    Raises:
        InputError: there is none with this id (`cancel`).
        StoreError: nothing was saved.
    """
    entry = next((one for one in _kept(home, person) if one.id == away_id), None)
    if entry is None:
        raise InputError("Those days are not planned any more.", key="cancel")
    first, last = date.fromisoformat(entry.payload["from"]), date.fromisoformat(entry.payload["to"])
    yesterday = home.now().date() - timedelta(days=1)
    begun = first <= yesterday
    changed = Away(from_=first, to=min(last, yesterday) if begun else last, cancelled=not begun)
    home.keep(home.entry(person, "away", changed, amends=entry.id))
