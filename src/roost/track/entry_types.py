"""Out of this room: the shape of what each type of entry says, version 1. What a person may send from a phone is in `SENT`."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from roost.base.datafile import Strict, to_dataclass

__all__ = [
    "SENT",
    "After",
    "Away",
    "CareChosen",
    "CareDone",
    "ClinicianSaid",
    "Event",
    "Filled",
    "NextMorning",
    "NoLog",
    "Note",
    "Pain",
    "Skip",
    "payload_of",
    "read_payload",
]

Score = Annotated[int, Meta(ge=0, le=10)]
Grade = Annotated[int, Meta(ge=1, le=3)]
Words = Annotated[str, Meta(max_length=2000)]
Name = Annotated[str, Meta(min_length=1, max_length=100)]


class Pain(Strict, frozen=True, kw_only=True):
    """The evening question: 0 (no pain) to 10. `for_day` is None where the time of the entry decides."""

    average: Score
    for_day: date | None = None
    note: Words = ""


class Note(Strict, frozen=True, kw_only=True):
    """A line in the person's own words, with no figure."""

    text: Annotated[str, Meta(min_length=1, max_length=2000)]
    for_day: date | None = None


class Event(Strict, frozen=True, kw_only=True):
    """An adverse event by the name of its file, with the grade that the file had; and the session it came from, where there was one."""

    name: Name
    grade: Grade
    session_id: str | None = None
    note: Words = ""


class ClinicianSaid(Strict, frozen=True, kw_only=True):
    """What a clinician said after an event. `event_id` is the id of the event, or of the session whose log holds it.

    `letter` is a letter in writing that names this very event, which is what a grade 3 needs.
    """

    event_id: Name
    by: Name
    on: date
    may_go_on: bool
    letter: bool = False
    words: Words = ""


class NextMorning(Strict, frozen=True, kw_only=True):
    """How the back was the morning after a session."""

    session_id: Name
    how: Literal["better", "same", "worse"]


class After(Strict, frozen=True, kw_only=True):
    """The answers right after a session. None is not answered."""

    session_id: Name
    relaxed: bool | None = None
    pain_now: Score | None = None
    note: Words = ""


class Away(Strict, frozen=True, kw_only=True, rename={"from_": "from"}):
    """Planned days without the table, first and last. `cancelled` takes back what it amends."""

    from_: date
    to: date
    cancelled: bool = False


class Skip(Strict, frozen=True, kw_only=True):
    """A planned session that was left out, and why."""

    why: Literal["safety", "pause", "other"]
    note: Words = ""


class CareChosen(Strict, frozen=True, kw_only=True):
    """A therapy that was put into the plan, by the name of its file. `chosen: false` takes it out. The newest of each therapy counts."""

    therapy: Name
    chosen: bool = True


class CareDone(Strict, frozen=True, kw_only=True):
    """Some care beside the table that was done, by the name of its file. `done: false` takes back what it amends."""

    therapy: Name
    for_day: date | None = None
    done: bool = True


class NoLog(Strict, frozen=True, kw_only=True):
    """What became of a session whose log never came. `hung` is None where the person is not sure."""

    session_id: Name
    hung: bool | None


class Filled(Strict, frozen=True, kw_only=True):
    """An instrument that was filled in: its name, the version of its file, and the answers by item; None is an item that was skipped.

    The score is worked out from the answers each time, and never kept. `own` are the person's own items, in words.
    """

    name: Name
    version: Annotated[int, Meta(ge=1)]
    answers: Annotated[dict[Name, int | None], Meta(max_length=100)]
    own: Annotated[tuple[Name, ...], Meta(max_length=10)] = ()
    for_day: date | None = None


SENT: dict[str, type[Strict]] = {
    "pain": Pain,
    "note": Note,
    "event": Event,
    "clinician_said": ClinicianSaid,
    "next_morning": NextMorning,
    "after": After,
    "away": Away,
    "skip": Skip,
    "care_chosen": CareChosen,
    "care_done": CareDone,
    "no_log": NoLog,
    "instrument": Filled,
}


def read_payload(kind: str, raw: object) -> Strict:
    """Checks the payload of one of the types in `SENT`.

    Raises:
        InputError: a key that is not known, is missing, or is out of range; names it.
    """
    return to_dataclass(raw, SENT[kind], file="", ours=False)


def payload_of(value: Strict) -> dict[str, Any]:
    """The payload as plain JSON."""
    plain: dict[str, Any] = msgspec.to_builtins(value)
    return plain
