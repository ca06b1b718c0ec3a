"""In: the entries of one person. Out: the newest check before a session, and the Bars that such checks put up."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from roost.base.datafile import Strict
from roost.plan.plan import Bar
from roost.track.entry import Entry

__all__ = ["BEFORE", "Before", "Reason", "bars_of", "last_before", "reasons_of"]

BEFORE = "before_session"


class Reason(Strict, frozen=True, kw_only=True):
    """One reason to wait, as it was told then: by the name of its rule. `until` is None until the person is screened again."""

    rule: str
    tell: str
    until: datetime | None


class Before(Strict, frozen=True, kw_only=True):
    """The check before a session: what was asked, which of it was answered with yes, and what that holds back."""

    asked: tuple[str, ...]
    yes: tuple[str, ...]
    reasons: tuple[Reason, ...]


def last_before(entries: Iterable[Entry]) -> tuple[Entry, Before] | None:
    """The newest check before a session, or None where there was none, or a session was begun after it."""
    found = [entry for entry in entries if entry.type in (BEFORE, "session_start")]
    return (found[-1], msgspec.convert(found[-1].payload, Before)) if found and found[-1].type == BEFORE else None


def reasons_of(entries: Iterable[Entry]) -> tuple[Reason, ...]:
    """Why a session waits, by the checks before it: what has a time, of the newest check; what is new, of all since the last Screening.

    Who tapped by mistake answers again, and the newest check counts. What is new counts, mistake or not, until the next Screening;
    there it is put right.

    Args:
        entries: of one person, in the order in which they were recorded, at least these and the Screenings.
    """
    found = [entry for entry in entries if entry.type in (BEFORE, "screening")]
    checks = [(entry.type, msgspec.convert(entry.payload, Before).reasons if entry.type == BEFORE else ()) for entry in found]
    timed = next((reasons for kind, reasons in reversed(checks) if kind == BEFORE), ())
    screened = max((at for at, (kind, _) in enumerate(checks) if kind == "screening"), default=-1)
    new = {reason.rule: reason for _, reasons in checks[screened + 1 :] for reason in reasons if reason.until is None}
    return (*new.values(), *(reason for reason in timed if reason.until is not None))


def bars_of(entries: Iterable[Entry]) -> tuple[Bar, ...]:
    """The same as Bars for the plan."""
    return tuple(
        Bar(why="screening_ended" if reason.until is None else "too_soon", until=reason.until, tell=reason.tell)
        for reason in reasons_of(entries)
    )
