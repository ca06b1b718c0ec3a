"""In: SESSIONS.json, as bytes. Out: History: the sessions, the adverse events and the planned pauses so far."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from msgspec import Meta

from roost.base.datafile import Strict, lines_of, parse_json
from roost.base.errors import InputError
from roost.plan.plan import Bar, Dose, PastEvent, PastSession

__all__ = ["History", "parse_history"]

LONGEST_AWAY_DAYS = 366


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What happened so far, in any order.

    Args:
        sessions: those that took place and those that were left out.
        events: adverse events, with what a clinician said of them.
        away: planned days without the table, first and last day of each stretch.
        bars: what was told since that bars a session.
        stays: whether the person asked to stay on the dose that they have, so that they can test it.
    """

    sessions: tuple[PastSession, ...] = ()
    events: tuple[PastEvent, ...] = ()
    away: tuple[tuple[date, date], ...] = ()
    bars: tuple[Bar, ...] = ()
    stays: bool = False


class _DoseEntry(Strict, frozen=True, kw_only=True):
    head_down_deg: Annotated[int, Meta(ge=0, le=90)]
    bout_s: Annotated[int, Meta(ge=1, le=86_400)]
    bouts: Annotated[int, Meta(ge=1, le=100)]
    rest_s: Annotated[int, Meta(ge=0, le=86_400)]


class _SessionEntry(Strict, frozen=True, kw_only=True):
    started_at: str
    inverted_s: Annotated[int, Meta(ge=0, le=86_400)]
    dose: _DoseEntry | None
    completed: bool
    relaxed: bool | None = None
    worst_grade: Annotated[int, Meta(ge=0, le=3)]
    next_morning: Literal["better", "same", "worse"] | None = None
    arm: Literal["inversion", "usual"] | None = None
    skipped_why: Literal["safety", "pause", "other"] | None = None


class _EventEntry(Strict, frozen=True, kw_only=True):
    at: str
    grade: Annotated[int, Meta(ge=1, le=3)]
    name: str
    asked: bool = False
    clinician_said: bool = False
    signed_off: bool = False


class _AwayEntry(Strict, frozen=True, kw_only=True, rename={"first": "from", "last": "to"}):
    first: str
    last: str


class _HistoryFile(Strict, frozen=True, kw_only=True):
    sessions: tuple[_SessionEntry, ...] = ()
    events: tuple[_EventEntry, ...] = ()
    away: tuple[_AwayEntry, ...] = ()
    stays: bool = False


def parse_history(data: bytes, *, file: str, today: date | None = None) -> History:
    """Reads SESSIONS.json: a list of sessions, or `{"sessions": [...], "events": [...], "away": [...], "stays": true}`.

    Args:
        data: the bytes of the file, UTF-8 JSON.
        file: its name, for messages.
        today: the last day that a session or an event may have; None where any day will do.

    Returns:
        History: as it stands in the file; a key that may be null and is left out is unknown.

    Raises:
        InputError: not JSON, an unknown key, a wrong value, a time without its zone, a day after today; with file, line and key.
    """
    try:
        if data.lstrip().startswith(b"{"):
            return _history(parse_json(data, _HistoryFile, file=file), "sessions", today)
        return _history(_HistoryFile(sessions=parse_json(data, tuple[_SessionEntry, ...], file=file)), "", today)
    except InputError as error:
        if error.file:
            raise
        path = f"${error.key}" if error.key.startswith("[") else f"$.{error.key}"
        raise error.at(file=file, line=lines_of(data.decode("utf-8", "replace")).get(path)) from None


def _history(raw: _HistoryFile, sessions: str, today: date | None) -> History:
    found = History(
        sessions=tuple(_session(entry, f"{sessions}[{i}]") for i, entry in enumerate(raw.sessions)),
        events=tuple(
            PastEvent(
                at=_moment(entry.at, f"events[{i}].at"),
                grade=entry.grade,
                name=entry.name,
                asked=entry.asked,
                clinician_said=entry.clinician_said,
                signed_off=entry.signed_off,
            )
            for i, entry in enumerate(raw.events)
        ),
        away=tuple(_away(entry, f"away[{i}]") for i, entry in enumerate(raw.away)),
        stays=raw.stays,
    )
    times = {f"{sessions}[{i}].started_at": one.started_at for i, one in enumerate(found.sessions)}
    times |= {f"events[{i}].at": one.at for i, one in enumerate(found.events)}
    for key, at in times.items():
        if today is not None and at.date() > today:
            raise InputError(f"{at.date()} is after {today}, the day of the profile: leave it out, or mend `today` there", key=key)
    return found


def _session(entry: _SessionEntry, key: str) -> PastSession:
    if entry.dose is None and entry.inverted_s > 0:
        raise InputError("a session with time below level needs its dose", key=f"{key}.dose")
    return PastSession(
        started_at=_moment(entry.started_at, f"{key}.started_at"),
        inverted_s=entry.inverted_s,
        dose=None if entry.dose is None else Dose(**{name: getattr(entry.dose, name) for name in entry.dose.__struct_fields__}),
        completed=entry.completed,
        relaxed=entry.relaxed,
        worst_grade=entry.worst_grade,
        next_morning=entry.next_morning,
        arm=entry.arm,
        skipped_why=entry.skipped_why,
    )


def _moment(text: str, key: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is not a date and time: write it as 2026-03-01T19:30:00+00:00", key=key) from None
    if moment.tzinfo is None:
        raise InputError(f"{text!r} does not say in which zone: add the offset, as 2026-03-01T19:30:00+00:00", key=key)
    return moment


def _away(entry: _AwayEntry, key: str) -> tuple[date, date]:
    first, last = _day(entry.first, f"{key}.from"), _day(entry.last, f"{key}.to")
    if last < first:
        raise InputError(f"{last} is before {first}: check both days", key=f"{key}.to")
    if (last - first).days > LONGEST_AWAY_DAYS:
        raise InputError(f"{first} to {last} is longer than a year: check both days", key=f"{key}.to")
    return first, last


def _day(text: str, key: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is not a date: write it as 2026-03-01", key=key) from None
