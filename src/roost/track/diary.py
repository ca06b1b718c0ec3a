"""In: the entries of one person, and today. Out: Diary, one day after the other. A day without an answer is unknown, never 0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from roost.track.day import day_of
from roost.track.entry import Entry, current
from roost.track.events import DiaryEvent, events_of
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
    "care_done",
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Diary:
    """The days from the first entry to today, each once and in order; empty before the first entry."""

    days: tuple[DiaryDay, ...]

    def day(self, day: date) -> DiaryDay:
        """One day; an empty one where the diary has none."""
        at = (day - self.days[0].date).days if self.days else -1
        return self.days[at] if 0 <= at < len(self.days) else DiaryDay(date=day)


def diary(entries: Iterable[Entry], today: date) -> Diary:
    """The diary of one person.

    Args:
        entries: all of this person, in the order in which they were recorded.
        today: the last day of the diary, in the person's zone.
    """
    held = current(entries)
    found: defaultdict[date, defaultdict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for entry in held:
        _gather(found, entry)
    for session in sessions_of(held):
        found[session.started_at.date()]["sessions"].append(session)
    for event in events_of(held):
        found[event.at.date()]["events"].append(event)
    away = away_of(held)
    first = min((day for day in [*found, *(begin for begin, _ in away)] if day <= today), default=None)
    if first is None:
        return Diary(days=())
    days = (first + timedelta(days=n) for n in range((today - first).days + 1))
    return Diary(days=tuple(_day(day, found.get(day, {}), away) for day in days))


def _gather(found: dict[date, defaultdict[str, list[Any]]], entry: Entry) -> None:
    payload = entry.payload
    if entry.type == "pain":
        found[_for_day(entry)]["pain"].append(entry)
        found[_for_day(entry)]["notes"].append(payload["note"])
    elif entry.type == "note":
        found[_for_day(entry)]["notes"].append(payload["text"])
    elif entry.type == "skip":
        found[entry.occurred_at.date()]["skipped"].append(payload["why"])
    elif entry.type == "care_done" and payload["done"]:
        found[_chosen(entry) or entry.occurred_at.date()]["care"].append(payload["therapy"])


def _chosen(entry: Entry) -> date | None:
    day = entry.payload["for_day"]
    return None if day is None else date.fromisoformat(day)


def _for_day(entry: Entry) -> date:
    return day_of(entry.occurred_at, _chosen(entry))


def _day(day: date, known: Mapping[str, Sequence[Any]], away: Sequence[tuple[date, date]]) -> DiaryDay:
    pain: Entry | None = (known.get("pain") or (None,))[-1]  # the last one counts
    return DiaryDay(
        date=day,
        pain=None if pain is None else pain.payload["average"],
        back_filled=pain is not None and day < day_of(pain.occurred_at, None),
        entered_at=None if pain is None else pain.occurred_at,
        notes=tuple(note for note in known.get("notes", ()) if note),
        sessions=tuple(known.get("sessions", ())),
        events=tuple(known.get("events", ())),
        skipped=(known.get("skipped") or (None,))[-1],
        away=any(begin <= day <= end for begin, end in away),
        care=tuple(dict.fromkeys(known.get("care", ()))),
    )


def away_of(held: Iterable[Entry]) -> list[tuple[date, date]]:
    """The planned times without the table, first and last day of each.

    Args:
        held: what holds now, from `current`.
    """
    found = [entry.payload for entry in held if entry.type == "away" and not entry.payload["cancelled"]]
    return [(date.fromisoformat(each["from"]), date.fromisoformat(each["to"])) for each in found]
