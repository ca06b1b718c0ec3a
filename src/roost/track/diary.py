"""In: the entries of one person, the instruments, and today. Out: Diary, day after day. A day without an answer is unknown, never 0."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from roost.track.day import day_of
from roost.track.entry import Entry, current
from roost.track.events import DiaryEvent, events_of
from roost.track.instrument import Instrument
from roost.track.scored import Scored, scored
from roost.track.sessions import DiarySession, sessions_of

__all__ = ["DIARY_TYPES", "Diary", "DiaryDay", "away_of", "diary"]

DIARY_TYPES = (
    "pain",
    "note",
    "event",
    "clinician_said",
    "session_start",
    "session",
    "no_log",
    "after",
    "next_morning",
    "away",
    "skip",
    "care_chosen",
    "care_done",
    "instrument",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryDay:
    """One day.

    Args:
        date: the day.
        pain: the average of the day, 0 (none) to 10; None when nobody entered it.
        back_filled: whether it was entered later than that evening or the morning after.
        entered_at: when it was entered, in the person's zone; None with no pain.
        notes: the person's own lines.
        sessions: those that began on this day.
        events: the adverse events that were told on this day.
        skipped: why a planned session was left out (safety, pause, other); None when none was.
        away: whether it was a planned day without the table.
        care: what was done beside the table, by the names of the therapies.
        scores: the instruments that were filled in for this day; of each the last one.
    """

    date: date
    pain: int | None = None
    back_filled: bool = False
    entered_at: datetime | None = None
    notes: tuple[str, ...] = ()
    sessions: tuple[DiarySession, ...] = ()
    events: tuple[DiaryEvent, ...] = ()
    skipped: str | None = None
    away: bool = False
    care: tuple[str, ...] = ()
    scores: tuple[Scored, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The days from the first entry to today, each once and in order; empty before the first entry."""

    days: tuple[DiaryDay, ...]

    def day(self, day: date) -> DiaryDay:
        """One day; an empty one where the diary has none."""
        at = (day - self.days[0].date).days if self.days else -1
        return self.days[at] if 0 <= at < len(self.days) else DiaryDay(date=day)

    def series(self, name: str) -> tuple[Scored, ...]:
        """All that was filled in of one instrument, one a day, in the order of the days."""
        return tuple(one for day in self.days if day.scores for one in day.scores if one.name == name)

    def last(self, name: str) -> date | None:
        """The last day for which an instrument was filled in; None when it never was."""
        return next((day.date for day in reversed(self.days) if day.scores and any(one.name == name for one in day.scores)), None)


def diary(entries: Iterable[Entry], today: date, instruments: Mapping[str, Instrument] | None = None) -> Diary:
    """The diary of one person.

    Args:
        entries: all of this person, in the order in which they were recorded.
        today: the last day of the diary, in the person's zone.
        instruments: by name; without them nothing that was filled in is shown.
    """
    held = current(entries)
    found: dict[date, dict[str, Any]] = {}
    for entry in held:
        if (put := _PUT.get(entry.type)) is not None:
            put(found, entry)
    for session in sessions_of(held):
        _add(found, session.started_at.date(), "sessions", session)
    for event in events_of(held):
        _add(found, event.at.date(), "events", event)
    last = {(one.day, one.name): one for one in scored(held, instruments or {})}  # of a day the last one counts
    for (day, _), one in last.items():
        _add(found, day, "scores", one)
    away = away_of(held)
    first = min((day for day in [*found, *(begin for begin, _ in away)] if day <= today), default=None)
    if first is None:
        return Diary(days=())
    for begin, end in away:
        for n in range((max(begin, first) - first).days, (min(end, today) - first).days + 1):
            found.setdefault(first + timedelta(days=n), {})["away"] = True
    days = (first + timedelta(days=n) for n in range((today - first).days + 1))
    return Diary(days=tuple(_day(day, found[day]) if day in found else DiaryDay(date=day) for day in days))


Found = dict[date, dict[str, Any]]  # for each day what is known of it, by the fields of DiaryDay; several of a thing are a list


def _add(found: Found, day: date, name: str, value: object) -> None:
    found.setdefault(day, {}).setdefault(name, []).append(value)


def _put_pain(found: Found, entry: Entry) -> None:
    at, usual = entry.occurred_at, day_of(entry.occurred_at, None)
    day = _chosen(entry) or usual
    # The last one counts, so it writes over those before it.
    found.setdefault(day, {}).update(pain=entry.payload["average"], back_filled=day < usual, entered_at=at)
    if entry.payload["note"]:
        _add(found, day, "notes", entry.payload["note"])


def _put_note(found: Found, entry: Entry) -> None:
    _add(found, day_of(entry.occurred_at, _chosen(entry)), "notes", entry.payload["text"])


def _put_skip(found: Found, entry: Entry) -> None:
    found.setdefault(entry.occurred_at.date(), {})["skipped"] = entry.payload["why"]


def _put_care(found: Found, entry: Entry) -> None:
    day, therapy = _chosen(entry) or entry.occurred_at.date(), entry.payload["therapy"]
    if entry.payload["done"] and therapy not in found.get(day, {}).get("care", ()):
        _add(found, day, "care", therapy)


_PUT: dict[str, Callable[[Found, Entry], None]] = {"pain": _put_pain, "note": _put_note, "skip": _put_skip, "care_done": _put_care}


def _chosen(entry: Entry) -> date | None:
    day = entry.payload["for_day"]
    return None if day is None else date.fromisoformat(day)


def _day(day: date, known: Mapping[str, Any]) -> DiaryDay:
    told: dict[str, Any] = {name: tuple(value) if type(value) is list else value for name, value in known.items()}
    return DiaryDay(date=day, **told)


def away_of(held: Iterable[Entry]) -> list[tuple[date, date]]:
    """The planned times without the table, first and last day of each.

    Args:
        held: what holds now, from `current`.
    """
    found = [entry.payload for entry in held if entry.type == "away" and not entry.payload["cancelled"]]
    return [(date.fromisoformat(each["from"]), date.fromisoformat(each["to"])) for each in found]
