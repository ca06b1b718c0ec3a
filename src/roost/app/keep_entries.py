"""In: entries as a phone or program sends them. Out: each kept or not, and said so one by one, so that one bad entry stops no other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from roost.app import books
from roost.app.go_away import check_away
from roost.app.home import Home
from roost.app.keep_diary import BACK_DAYS
from roost.app.watch_words import help_for, words_of
from roost.base.datafile import Strict, to_dataclass
from roost.base.errors import InputError
from roost.track.day import day_of
from roost.track.entry import Entry
from roost.track.entry_types import SENT, Away, CareChosen, CareDone, ClinicianSaid, Event, Filled, Note, Pain, payload_of, read_payload
from roost.track.instrument import score

__all__ = ["Sent", "keep_entries"]

OLDEST = timedelta(days=366)  # how long a phone may keep an entry before it sends it
AHEAD = timedelta(days=1)  # how far a phone's clock may be ahead
OFFSET_MIN = 18 * 60


class Sent(Strict, frozen=True, kw_only=True):
    """An entry as it is sent. `person` may be left out; it is whoever sends it."""

    id: str
    person: str | None = None
    type: str
    type_version: int = 1
    occurred_at: str
    payload: dict[str, Any]
    amends: str | None = None


@dataclass(frozen=True, slots=True)
class _Here:
    """What is kept already, to hold a new entry against: each entry of the person by id, and the sessions that they started."""

    entries: dict[str, Entry]
    sessions: frozenset[str]


def keep_entries(home: Home, person: str, given: Sequence[object], *, device: str = "") -> list[dict[str, Any]]:
    """Keeps what a phone or program sends.

    Args:
        home: the home.
        person: who sends it; nobody can write for another.
        given: the entries as plain JSON, in the order in which they were made.
        device: what sends them.

    Returns:
        For each its `id` and `outcome`: `stored`; `already` when the same was kept before; `conflict` when its id stands for something
        else; `refused`, with `why`, when it is not valid. What is refused is not kept; all else is. Where the person's own words in
        it name an emergency, `help` says so: show it before all else. It holds `act_by` (now or today) and `tell`, the sentences.

    Raises:
        StoreError: nothing was kept. Send it all again.
    """
    own = home.store.read(person=person, types=(*SENT, "session_start", "session"))
    sessions = {entry.payload["session_id"] for entry in own if entry.type == "session_start"}
    here = _Here({entry.id: entry for entry in own}, frozenset(sessions))
    ready: list[Entry] = []
    answers: list[dict[str, Any]] = []
    for raw in given:
        try:
            entry = _entry(home, person, raw, here, device)
        except InputError as error:
            answers.append({"id": _id_in(raw), "outcome": "refused", "why": str(error)})
            continue
        here.entries.setdefault(entry.id, entry)
        ready.append(entry)
        answers.append({"id": _id_in(raw), "outcome": ""})
    kept = zip(home.keep(*ready), ready, strict=True)
    return [answer if answer["outcome"] else _answer(home, answer["id"], *next(kept)) for answer in answers]


def _answer(home: Home, id_: str, outcome: str, entry: Entry) -> dict[str, Any]:
    return {"id": id_, "outcome": outcome, **help_for(home, words_of(entry.type, entry.payload))}


def _id_in(raw: object) -> str:
    found = raw.get("id") if isinstance(raw, Mapping) else None
    return found[:100] if isinstance(found, str) else ""


def _entry(home: Home, person: str, raw: object, here: _Here, device: str) -> Entry:
    sent = to_dataclass(raw, Sent, file="", ours=False)
    if sent.person not in (None, person):
        raise InputError("is not you: send your own entries only", key="person")
    if sent.type not in SENT:
        raise InputError(f"{sent.type[:100]!r} can't be sent: use one of {', '.join(SENT)}", key="type")
    if sent.type_version != 1:
        raise InputError(f"{sent.type_version} is not known: use 1, or install the newest Roost", key="type_version")
    now = home.now()
    at = _moment(sent.occurred_at, now)
    value = _value(sent)
    _check_days(value, at)
    _check_names(value, here)
    amends = None if sent.amends is None else _uuid(sent.amends, "amends")
    if amends is not None and (amends not in here.entries or here.entries[amends].type != sent.type or amends == _uuid(sent.id, "id")):
        raise InputError(f"names no {sent.type} of yours: send that one first", key="amends")
    return Entry(
        id=_uuid(sent.id, "id"),
        person=person,
        actor="self",
        device=device,
        type=sent.type,
        type_version=1,
        occurred_at=at,
        offset_min=int((at.utcoffset() or timedelta()).total_seconds() // 60),
        recorded_at=now,
        payload=payload_of(value),
        amends=amends,
    )


def _uuid(text: str, key: str) -> str:
    try:
        found = UUID(text)
    except ValueError:
        found = UUID(int=0)
    if found.version != 7 or str(found) != text.lower():
        raise InputError("is no UUID of version 7, as 019508a0-5c00-7000-8000-000000000000", key=key)
    return str(found)


def _moment(text: str, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        offset = at.utcoffset()
        utc = at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise InputError("is not a date and time: write it as 2026-03-01T19:30:00+00:00", key="occurred_at") from None
    if offset is None or offset.total_seconds() % 60 or abs(offset.total_seconds()) > OFFSET_MIN * 60:
        raise InputError("needs its zone, in whole minutes: write it as 2026-03-01T19:30:00+00:00", key="occurred_at")
    if not now - OLDEST <= utc <= now + AHEAD:
        raise InputError("is more than a year ago or still to come: check the clock of the phone", key="occurred_at")
    return at


def _value(sent: Sent) -> Strict:
    try:
        return read_payload(sent.type, sent.payload)
    except InputError as error:
        raise InputError(error.message, key=".".join(part for part in ("payload", error.key) if part)) from None


def _check_days(value: Strict, at: datetime) -> None:
    if isinstance(value, Pain | Note | CareDone | Filled) and value.for_day is not None:
        first, last = at.date() - timedelta(days=BACK_DAYS), max(at.date(), day_of(at, None))
        if not first <= value.for_day <= last:
            raise InputError(f"must be the day of the entry, or up to {BACK_DAYS} days before it", key="payload.for_day")
    if isinstance(value, Away):
        try:
            check_away(value.from_, value.to, at.date())
        except InputError as error:
            raise InputError(error.message, key=f"payload.{error.key}") from None


def _check_names(value: Strict, here: _Here) -> None:
    """What an entry is about must be here, and an event has the grade that its file has."""
    session = getattr(value, "session_id", None)
    if session is not None and session not in here.sessions:
        raise InputError("names no session of yours", key="payload.session_id")
    if isinstance(value, ClinicianSaid) and value.event_id not in here.entries:
        raise InputError("names no event of yours: send that one first", key="payload.event_id")
    if isinstance(value, CareChosen | CareDone) and value.therapy not in {one.name for one in books.therapies()}:
        raise InputError("is no therapy that we have", key="payload.therapy")
    if isinstance(value, Event):
        kind = books.adverse_events().get(value.name)
        if kind is None:
            raise InputError(f"is none of {', '.join(books.adverse_events())}", key="payload.name")
        if kind.grade != value.grade:
            raise InputError(f"{value.name} has grade {kind.grade}", key="payload.grade")
    if isinstance(value, Filled):
        _check_filled(value)


def _check_filled(value: Filled) -> None:
    """The instrument is one that we have, in this version, and each answer is one that it allows. What is left out may be left out."""
    known = {name: one for name, one in books.instruments().items() if one.schedule.kept_as is None}
    instrument = known.get(value.name)
    if instrument is None:
        raise InputError(f"is none of {', '.join(known)}", key="payload.name")
    if value.version != instrument.version:
        raise InputError(f"{value.name} has version {instrument.version}", key="payload.version")
    try:
        score(instrument, value.answers, value.own)
    except InputError as error:
        raise InputError(error.message, key="payload.own" if error.key == "own" else f"payload.answers.{error.key}") from None
