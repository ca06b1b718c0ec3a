"""In: SESSION.json, as bytes. Out: SessionFile, checked; and `replay`, which turns one into its SessionLog, always the same."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from roost.base.datafile import Strict, locate, parse_json
from roost.base.errors import InputError
from roost.coach.acts import ANKLE_LOCK
from roost.coach.book import Book
from roost.coach.events import Event, read_event
from roost.coach.log import SessionLog, log_of
from roost.coach.machine import new_session
from roost.plan.plan import Next, Plan
from roost.plan.plan_json import plan_from_json

__all__ = ["ParsedSession", "SessionFile", "parse_session", "replay"]


MODES = ("sensor", "manual")


class SessionFile(Strict, frozen=True, kw_only=True):
    """SESSION.json as it stands in the file. `after` holds the answers given after the session; the machine does not read them."""

    version: int
    plan: dict[str, Any]
    mode: str
    events: list[dict[str, Any]]
    after: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSession:
    """A session that may be replayed: a plan, its next dose, the mode, and the events in order."""

    plan: Plan
    next: Next
    mode: str
    events: tuple[Event, ...]


def parse_session(data: bytes, *, file: str) -> ParsedSession:
    """Reads SESSION.json.

    Args:
        data: the bytes of the file, UTF-8 JSON.
        file: its name, for messages.

    Raises:
        InputError: not JSON, an unknown key or kind, a value that is not allowed, time that goes back, or a plan without a next dose;
            with file, line and key (`events[3].t_ms`).
    """
    try:
        return _session(parse_json(data, SessionFile, file=file))
    except InputError as error:
        raise locate(error, data, file=file) from None


def _session(raw: SessionFile) -> ParsedSession:
    if raw.version != 1:
        raise InputError(f"{raw.version} is not known: this Roost reads version 1", key="version")
    if raw.mode not in MODES:
        raise InputError(f"{raw.mode!r} is not allowed: use one of {', '.join(MODES)}", key="mode")
    try:
        plan = plan_from_json(raw.plan)
    except InputError as error:
        raise InputError(error.message, key=_join("plan", error.key)) from None
    return ParsedSession(plan=plan, next=_next(plan), mode=raw.mode, events=tuple(_events(raw.events)))


def _next(plan: Plan) -> Next:
    """The dose that a session follows.

    A session follows a plan that lets somebody down, asks for the ankle lock, and says how to come up.
    """
    if plan.next is None:
        why = plan.held.why if plan.held is not None else "held"
        raise InputError(f"this plan has no next dose ({why}), so no session can follow it: make a new plan first", key="plan.next")
    if not plan.screening.verdict.lets_invert:
        verdict = plan.screening.verdict.value
        raise InputError(f"with {verdict} nobody goes head-down: screen again, and make a new plan", key="plan.screening.verdict")
    if ANKLE_LOCK not in plan.next.checks:
        raise InputError(f"the check-list has no {ANKLE_LOCK}: make a new plan", key="plan.next.checks")
    steps = [step.head_down_deg for step in plan.next.return_]
    if 0 not in steps or not steps[-1] < 0:
        raise InputError("the way up needs a stay at level (0) and one upright (below 0) as its last", key="plan.next.return")
    return plan.next


def _events(raw: list[dict[str, Any]]) -> list[Event]:
    events: list[Event] = []
    last = 0
    for i, each in enumerate(raw):
        try:
            event = read_event(each)
        except InputError as error:
            raise InputError(error.message, key=_join(f"events[{i}]", error.key)) from None
        if event.t_ms < last:
            raise InputError(f"{event.t_ms} is before {last}, the event before it: time never goes back", key=f"events[{i}].t_ms")
        last = event.t_ms
        events.append(event)
    return events


def _join(outer: str, inner: str) -> str:
    return f"{outer}.{inner}" if inner else outer


def replay(
    session: ParsedSession, book: Book, *, session_id: str = "", started_at: datetime | None = None, offset_min: int = 0
) -> SessionLog:
    """Runs all events through the machine.

    Args:
        session: from `parse_session`.
        book: the coach's data.
        session_id: as the store knows it.
        started_at: when it began, with its zone; None when not known.
        offset_min: minutes east of UTC.

    Returns:
        SessionLog: the same for the same events, byte for byte.
    """
    running = new_session(book, session.next, session.mode)
    for event in session.events:
        running.handle(event)
    return log_of(
        running,
        plan_hash=session.plan.hash,
        session_id=session_id,
        started_at=None if started_at is None else started_at.isoformat(),
        offset_min=offset_min,
    )
