"""In: a person with a plan; later the log of a session. Out: what the session page needs, and the log kept once and replayed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

import msgspec

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES, plan_for, plan_now
from roost.app.running import running
from roost.app.trial_now import arm_on
from roost.base.datafile import Strict, to_dataclass
from roost.base.errors import InputError
from roost.coach.session_json import parse_session, replay
from roost.plan.plan_json import plan_json
from roost.track.entry import Entry
from roost.track.entry_types import After, NoLog
from roost.track.sessions import NO_LOG

__all__ = ["LOG_BYTES", "NoSuchSession", "SessionNow", "Started", "ask_stop", "keep_log", "session_data", "session_now", "start_session"]

LOG_BYTES = 2_000_000


class NoSuchSession(InputError):
    """This person has no such session. Another person's is not theirs, whoever they are."""

    def __init__(self) -> None:
        super().__init__("There is no such session here. Choose the name that began it.", key="session_id")


@dataclass(frozen=True, slots=True)
class Started:
    """What became of a start: the new session's id, or `session_running` or `screen_again`."""

    session_id: str | None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class SessionNow:
    """Where a session stands, as far as this computer knows: `running`, `ended` or `lost`, and whether somebody asked it to stop."""

    state: str
    stop_asked: bool


def session_data(home: Home, person: str) -> dict[str, Any] | None:
    """What the session page needs: the plan, and the machine, check-list, cues and stop rules as plain data. None without a next dose.

    Raises:
        StoreError: the database can't be read now.
    """
    plan = plan_for(home, person)
    if plan is None or plan.next is None:
        return None
    return {"plan": plan_json(plan), **books.coach_data()}


def start_session(home: Home, person: str, plan_id: str, device: str) -> Started:
    """Starts a session of today's plan; asked again by the same device, the one that runs is given again.

    Args:
        home: the home.
        person: whose.
        plan_id: of the plan that the page shows.
        device: what holds the session: one page on one phone.

    Returns:
        The session's id. Or `session_running` when another device runs one, `screen_again` when the plan has changed or has no dose now.

    Raises:
        StoreError: nothing was started.
    """
    entries = home.store.read(person=person, types=PLAN_TYPES)
    now = home.now()
    still = running(entries, now)
    if any(start.device != device for start in still):
        return Started(None, "session_running")
    for start in still:
        if start.payload["plan_id"] == plan_id:
            return Started(start.payload["session_id"])
    plan = plan_now(entries, now)
    if plan is None or plan.next is None or plan.plan_id != plan_id or (plan.next.not_before or now) > now:
        return Started(None, "screen_again")
    session_id = home.new_id()
    payload = {
        "session_id": session_id,
        "plan_id": plan_id,
        "plan_hash": plan.hash,
        "dose": msgspec.to_builtins(plan.next.dose),
        "arm": arm_on(entries, now.date()),
    }
    begun = replace(home.entry(person, "session_start", payload), device=device)
    home.keep(home.entry(person, "plan", {"session_id": session_id, "plan": plan_json(plan)}), begun)
    first = running(home.store.read(person=person, types=PLAN_TYPES), now)[0]
    if first.device != device:  # another device began in the same moment, and was recorded first
        home.keep(home.entry(person, NO_LOG, NoLog(session_id=session_id, hung=False)))
        return Started(None, "session_running")
    return Started(session_id)


def _start_of(home: Home, person: str, session_id: str) -> Entry:
    found = home.store.read(person=person, types=("session_start",))
    start = next((entry for entry in found if entry.payload["session_id"] == session_id), None)
    if start is None:
        raise NoSuchSession
    return start


def session_now(home: Home, person: str, session_id: str) -> SessionNow:
    """Where a session stands.

    Raises:
        NoSuchSession: this person has none with this id.
        StoreError: the database can't be read now.
    """
    start = _start_of(home, person, session_id)
    found = home.store.read(person=person, types=("session", NO_LOG, "stop_asked"))
    stop_asked = any(entry.type == "stop_asked" and entry.payload["session_id"] == session_id for entry in found)
    if any(entry.id == session_id or (entry.type == NO_LOG and entry.payload["session_id"] == session_id) for entry in found):
        return SessionNow("ended", stop_asked)
    return SessionNow("running" if running([start], home.now()) else "lost", stop_asked)


def ask_stop(home: Home, person: str, session_id: str) -> None:
    """Asks the device that holds a session to bring the person up. It alone can; this only reaches it through its stream.

    Raises:
        NoSuchSession: this person has none with this id.
        StoreError: it was not asked. Shout.
    """
    _start_of(home, person, session_id)
    home.keep(home.entry(person, "stop_asked", {"session_id": session_id}))


def keep_log(home: Home, person: str, session_id: str, body: bytes) -> str:
    """Keeps the log of a session, replayed by the coach's machine here; the same log again is kept once.

    A log of another plan than the one that was started is kept too, and marked: it does not conform.

    Args:
        home: the home.
        person: whose session it is.
        session_id: from `start_session`.
        body: SESSION.json, UTF-8; its `after` may hold `relaxed`, `pain_now` and `note`.

    Returns:
        stored, already, or conflict when another log of this session is kept.

    Raises:
        InputError: the log can't be read; names the event.
        NoSuchSession: this person has none with this id.
        StoreError: it was not kept. Send it again.
    """
    start = _start_of(home, person, session_id)
    digest = hashlib.sha256(body).hexdigest()
    for entry in home.store.read(person=person, types=("session",)):
        if entry.id == session_id:
            return "already" if entry.payload["body"] == digest else "conflict"
    session = parse_session(body, file="session")
    log = replay(session, books.coach(), session_id=session_id, started_at=start.occurred_at, offset_min=start.offset_min)
    if session.plan.hash != start.payload["plan_hash"]:
        log = replace(log, conforms=False)
    raw: dict[str, Any] = msgspec.json.decode(body)
    after = raw.pop("after", None)
    payload = {
        "log": msgspec.to_builtins(log),
        "dose": msgspec.to_builtins(session.next.dose),
        "arm": start.payload["arm"],
        "body": digest,
    }
    kept = [
        replace(home.entry(person, "session", payload), id=session_id),
        _of_session(home, person, session_id, "session_events", {"session_id": session_id, "session": raw}),
        *([] if after is None else [_of_session(home, person, session_id, "after", _after(after, session_id))]),
    ]
    at, zone = start.occurred_at, start.offset_min
    return home.keep(*(replace(entry, device=start.device, occurred_at=at, offset_min=zone) for entry in kept))[0]


def _of_session(home: Home, person: str, session_id: str, kind: str, payload: Mapping[str, Any] | Strict) -> Entry:
    """An entry that comes with a log; its id is made from the session's, so that the log sent twice keeps it once."""
    return replace(home.entry(person, kind, payload), id=str(uuid5(UUID(session_id), kind)))


def _after(given: Mapping[str, Any], session_id: str) -> After:
    try:
        return to_dataclass({**given, "session_id": session_id}, After, file="", ours=False)
    except InputError as error:
        raise InputError(error.message, key=f"after.{error.key}".rstrip(".")) from None
