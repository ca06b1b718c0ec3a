"""In: a person. Out: all that is kept of them as JSON or as a table, or their diary as a table that `roost answer` reads.

A cell of a table that a spreadsheet would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Annotated, Any, Literal

from msgspec import Meta

from roost import __version__
from roost.app.home import Home
from roost.app.keep_diary import diary_of
from roost.app.people import Someone, people
from roost.app.plan_person import plan_for
from roost.base.canonical import canonical_json
from roost.base.datafile import Strict
from roost.base.errors import InputError
from roost.plan.plan_json import plan_json
from roost.track.diary import Diary, DiaryDay
from roost.track.entry import Entry, current

__all__ = ["Export", "ExportedEntry", "WhoseEntries", "chosen", "diary_csv", "entries_csv", "export_json", "safe"]

Moment = Annotated[datetime, Meta(tz=True)]
Id = Annotated[str, Meta(min_length=1, max_length=100)]
FORMULA = "=+-@|＝＋－＠"


class WhoseEntries(Strict, frozen=True, kw_only=True):
    """Whose the entries are."""

    id: Id
    name: Annotated[str, Meta(min_length=1, max_length=60)]


class ExportedEntry(Strict, frozen=True, kw_only=True):
    """One entry as it is kept; `occurred_at` has the offset of the maker's zone."""

    id: Id
    actor: Annotated[str, Meta(max_length=100)]
    device: Annotated[str, Meta(max_length=100)]
    type: Annotated[str, Meta(pattern="^[a-z_]{1,40}$")]
    type_version: Annotated[int, Meta(ge=1)]
    occurred_at: Moment
    recorded_at: Moment
    payload: dict[str, Any]
    amends: Id | None = None


class Export(Strict, frozen=True, kw_only=True):
    """EXPORT.json: all entries of one person, in the order in which they were recorded."""

    version: Literal[1]
    made_by: str
    exported_at: Moment
    person: WhoseEntries
    entries: tuple[ExportedEntry, ...]


def chosen(home: Home, name: str | None) -> Someone:
    """The person of this name or id; without one, the only one that there is.

    Raises:
        InputError: nobody, or several (`person`).
    """
    found = people(home)
    names = ", ".join(one.name for one in found) or "nobody"
    if name is None:
        if len(found) != 1:
            raise InputError(f"Say whose entries: add --person NAME. Here: {names}", key="person")
        return found[0]
    one = next((one for one in found if name == one.id or name.casefold() == one.name.casefold()), None)
    if one is None:
        raise InputError(f"There is no {name[:60]} here. Here: {names}", key="person")
    return one


def export_json(home: Home, someone: Someone) -> bytes:
    """All entries of a person as EXPORT.json, which `roost import` reads.

    Raises:
        StoreError: the database can't be read now.
    """
    made = Export(
        version=1,
        made_by=f"roost {__version__}",
        exported_at=home.now(),
        person=WhoseEntries(id=someone.id, name=someone.name),
        entries=tuple(_exported(entry) for entry in home.store.read(person=someone.id)),
    )
    return canonical_json(made) + b"\n"


def _exported(entry: Entry) -> ExportedEntry:
    return ExportedEntry(
        id=entry.id, actor=entry.actor, device=entry.device, type=entry.type, type_version=entry.type_version,
        occurred_at=entry.occurred_at, recorded_at=entry.recorded_at, payload=entry.payload, amends=entry.amends,
    )  # fmt: skip


def safe(text: str) -> str:
    """The text as one line that no spreadsheet takes for a formula.

    >>> safe("=HYPERLINK(1)"), safe(" -1+2"), safe("a stiff back")
    ("'=HYPERLINK(1)", "'-1+2", 'a stiff back')
    """
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())
    return f"'{line}" if line.startswith(tuple(FORMULA)) else line


def _table(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading)
    writer.writerows(["" if cell is None else safe(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


def entries_csv(home: Home, someone: Someone) -> str:
    """All entries of a person as a table, with whether each still holds; what it says is JSON in the last column.

    Raises:
        StoreError: the database can't be read now.
    """
    found = home.store.read(person=someone.id)
    holds = {entry.id for entry in current(found)}
    heading = ("occurred_at", "recorded_at", "type", "type_version", "actor", "device", "id", "amends", "holds", "payload")
    return _table(heading, (_row(entry, entry.id in holds) for entry in found))


def _row(entry: Entry, holds: bool) -> tuple[object, ...]:
    said = canonical_json(entry.payload).decode()
    at, recorded = entry.occurred_at.isoformat(), entry.recorded_at.isoformat()
    return at, recorded, entry.type, entry.type_version, entry.actor, entry.device, entry.id, entry.amends, "yes" if holds else "no", said


def diary_csv(home: Home, someone: Someone) -> str:
    """The diary of a person, a row a day. In a test of weeks on and off: its days, with period and condition, as `roost answer` reads it.

    Raises:
        StoreError: the database can't be read now.
    """
    plan = plan_for(home, someone.id)
    return _diary_table(diary_of(home, someone.id), None if plan is None else plan_json(plan)["trial"])


def _diary_table(diary: Diary, trial: Mapping[str, Any] | None) -> str:
    periods = [(date.fromisoformat(one["from"]), date.fromisoformat(one["to"]), one) for one in trial["calendar"]] if trial else []
    names = sorted({one.name for day in diary.days for one in day.scores})
    rows = []
    for day in diary.days:
        period = next((one for first, last, one in periods if first <= day.date <= last), None)
        if period is not None or not periods:
            given = (period["period"], period["arm"]) if period is not None else (None, None)
            rows.append((day.date.isoformat(), *given, *_cells(day, names)))
    heading = ("date", "period", "condition", "pain", "sessions", "seconds_below_level", "adverse_event", "left_out", "away", "care")
    return _table((*heading, *names, "notes"), rows)


def _cells(day: DiaryDay, names: Sequence[str]) -> tuple[object, ...]:
    below = [one.inverted_s for one in day.sessions]
    scores = {one.name: one.score for one in day.scores}
    return (
        day.pain,
        len(day.sessions),
        None if None in below else sum(one for one in below if one is not None),
        "+".join(event.name for event in day.events),
        day.skipped,
        "yes" if day.away else None,
        "+".join(day.care),
        *(scores.get(name) for name in names),
        " / ".join(day.notes),
    )
