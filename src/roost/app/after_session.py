"""In: what a person tells of a session: right after it, the next morning, or when its log never came. Out: kept, once for each session."""

from __future__ import annotations

from roost.app.home import Home
from roost.app.keep_diary import line
from roost.app.tell_event import event_entry, event_kind
from roost.base.datafile import Strict
from roost.base.errors import InputError
from roost.track.adverse_event import AdverseEvent
from roost.track.entry import Entry, current
from roost.track.entry_types import After, NextMorning, NoLog
from roost.track.sessions import NO_LOG, DiarySession, sessions_of

__all__ = ["save_after", "save_next_morning", "save_no_log", "session_of"]

SESSION_TYPES = ("session_start", "session", "after", "next_morning", NO_LOG, "event")


def session_of(home: Home, person: str, session_id: str) -> DiarySession:
    """One session of a person.

    Raises:
        InputError: they have none with this id (`session_id`).
    """
    found = sessions_of(current(home.store.read(person=person, types=SESSION_TYPES)))
    session = next((one for one in found if one.id == session_id), None)
    if session is None:
        raise InputError("There is no such session here.", key="session_id")
    return session


def save_after(
    home: Home,
    person: str,
    session_id: str,
    *,
    relaxed: bool | None = None,
    pain_now: int | None = None,
    event: str | None = None,
    note: str = "",
) -> AdverseEvent | None:
    """Keeps the answers right after a session. Sent again, the newer ones count; an event that was told stays.

    Args:
        home: the home.
        person: whose.
        session_id: the session.
        relaxed: whether they felt relaxed; None is not answered.
        pain_now: 0 to 10; None is not answered.
        event: the name of one of `books.adverse_events()`, or None when nothing happened.
        note: a line of their own.

    Returns:
        What the event is, None without one.

    Raises:
        InputError: no such session (`session_id`), no such event (`event`), not 0 to 10 (`pain_now`), or too long (`note`).
        StoreError: nothing was saved.
    """
    session_of(home, person, session_id)
    kind = None if event is None else event_kind(event)
    if pain_now is not None and not 0 <= pain_now <= 10:
        raise InputError("Choose a number from 0 to 10.", key="pain_now")
    said = After(session_id=session_id, relaxed=relaxed, pain_now=pain_now, note=line(note, "note"))
    entries = [_about(home, person, "after", said, session_id)]
    if event is not None and kind is not None:
        entries += event_entry(home, person, event, kind.grade, session_id=session_id)
    home.keep(*entries)
    return kind


def save_next_morning(home: Home, person: str, session_id: str, how: str) -> None:
    """Keeps how the back was the morning after a session: better, same or worse.

    Raises:
        InputError: no such session (`session_id`), or another word (`how`).
        StoreError: nothing was saved.
    """
    session_of(home, person, session_id)
    if how not in ("better", "same", "worse"):
        raise InputError("Choose better, the same or worse.", key="how")
    said = NextMorning(session_id=session_id, how=how)  # type: ignore[arg-type]  # checked above
    home.keep(_about(home, person, "next_morning", said, session_id))


def save_no_log(home: Home, person: str, session_id: str, *, hung: bool | None) -> None:
    """Keeps what became of a session whose log never came. Only a plain no (`hung=False`) takes it out of the plan.

    Raises:
        InputError: no such session, or its log is here (`session_id`).
        StoreError: nothing was saved.
    """
    if session_of(home, person, session_id).ended not in (NO_LOG, "not_started"):
        raise InputError("We have the record of that session. There is nothing to add.", key="session_id")
    home.keep(_about(home, person, NO_LOG, NoLog(session_id=session_id, hung=hung), session_id))


def _about(home: Home, person: str, kind: str, said: Strict, session_id: str) -> Entry:
    """An entry about a session, which amends the last one of its type about it."""
    found = current(home.store.read(person=person, types=(kind,)))
    earlier = [entry.id for entry in found if entry.payload["session_id"] == session_id]
    return home.entry(person, kind, said, amends=earlier[-1] if earlier else None)
