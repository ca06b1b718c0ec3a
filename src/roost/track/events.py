"""In: the entries that hold of one person. Out: DiaryEvent for each adverse event, told by the person or held in the log of a session."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from roost.track.entry import Entry
from roost.track.sessions import grade_in

__all__ = ["DiaryEvent", "events_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class DiaryEvent:
    """One adverse event.

    Args:
        id: of the entry, or of the session in whose log it stands.
        at: when it was told, or when the session ended; in the person's zone.
        name: of the file in `adverse_events`, or of the symptom.
        grade: 1 (mild) to 3 (grave).
        session_id: the session it belongs to; None when nobody said.
        asked: whether a clinician was asked, whatever they said.
        clinician_said: whether the last word of a clinician lets sessions go on.
        signed_off: whether that word is a letter that names this very event.
        note: a line of the person's own.
    """

    id: str
    at: datetime
    name: str
    grade: int
    session_id: str | None
    asked: bool
    clinician_said: bool
    signed_off: bool
    note: str = ""


def events_of(held: Iterable[Entry]) -> list[DiaryEvent]:
    """All adverse events, in the order in which they were recorded; of a session's log the gravest one.

    Args:
        held: what holds now, from `current`.
    """
    entries = list(held)
    said = {entry.payload["event_id"]: entry.payload for entry in entries if entry.type == "clinician_said"}
    return [_event(entry, said.get(entry.id, {})) for entry in entries if entry.type == "event" or _grade(entry)]


def _grade(entry: Entry) -> int:
    return grade_in(entry.payload["log"])[0] if entry.type == "session" else 0


def _event(entry: Entry, said: Mapping[str, Any]) -> DiaryEvent:
    payload, at, session = entry.payload, entry.occurred_at, entry.id
    if entry.type == "event":
        name, grade, session, note = payload["name"], payload["grade"], payload["session_id"], payload["note"]
    else:
        (grade, name), note = grade_in(payload["log"]), ""
        at += timedelta(milliseconds=max((state["t_ms"] for state in payload["log"]["states"]), default=0))
    may_go_on = said.get("may_go_on", False)
    return DiaryEvent(
        id=entry.id,
        at=at,
        name=name,
        grade=grade,
        session_id=session,
        asked=bool(said),
        clinician_said=may_go_on,
        signed_off=may_go_on and said["letter"],
        note=note,
    )
