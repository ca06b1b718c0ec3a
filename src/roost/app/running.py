"""In: the entries of one person, and the time now. Out: which sessions still run, and all entries but the starts of those."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from roost.track.entry import Entry
from roost.track.sessions import NO_LOG

__all__ = ["RUNNING", "running", "settled"]

RUNNING = timedelta(minutes=40)  # longer than any session; after it a session that was never ended blocks no other


def running(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """The starts of the sessions that still run, oldest first: young, without a log, and not told to be over."""
    found = list(entries)
    ended = {entry.id for entry in found if entry.type == "session"}
    ended |= {entry.payload["session_id"] for entry in found if entry.type == NO_LOG}
    return [
        entry
        for entry in found
        if entry.type == "session_start" and entry.payload["session_id"] not in ended and entry.recorded_at > now - RUNNING
    ]


def settled(entries: Iterable[Entry], now: datetime) -> list[Entry]:
    """All entries but the starts of sessions that still run: what those come to is not known yet."""
    found = list(entries)
    still = {entry.id for entry in running(found, now)}
    return [entry for entry in found if entry.id not in still]
