"""Out of this room: Entry, one thing that somebody told or did. Kept for good: a correction is a new entry that names the one it amends."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

__all__ = ["Entry", "current"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of the record.

    Args:
        id: UUIDv7, made by whoever made the entry, so that sending it twice keeps it once.
        person: whose it is.
        actor: who made it: `self`, or a name.
        device: where it was made, "" when nobody said.
        type: what it is, as `pain`.
        type_version: which shape its payload has, from 1.
        occurred_at: when it was made, by the maker's clock, with the offset of their zone.
        offset_min: that offset in minutes east of UTC.
        recorded_at: when this store took it.
        payload: what it says, as plain JSON.
        amends: the id of the entry that it corrects.
    """

    id: str
    person: str
    actor: str
    device: str
    type: str
    type_version: int
    occurred_at: datetime
    offset_min: int
    recorded_at: datetime
    payload: dict[str, Any]
    amends: str | None


def current(entries: Iterable[Entry]) -> list[Entry]:
    """What holds now: the entries that no other one amends, in their order. Nobody can amend an entry of another person or type."""
    found = list(entries)
    amended = {(entry.amends, entry.person, entry.type) for entry in found if entry.amends is not None}
    return [entry for entry in found if (entry.id, entry.person, entry.type) not in amended]
