"""In: where the data are. Out: Home, which holds the store, the clock and the maker of ids, and hands them to each use case."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from roost.base.datafile import Strict
from roost.store.open import Store, open_store
from roost.track.entry import Entry
from roost.track.entry_types import payload_of

__all__ = ["Home", "data_folder", "local_time", "new_id", "open_home"]


@dataclass(frozen=True, slots=True)
class Home:
    """The place where clock, chance and store meet.

    Args:
        store: the database.
        now: the present time with its zone.
        new_id: a new UUIDv7 as text.
        example: what an example story shows; "" where the data are somebody's own. Each page of an example is marked.
    """

    store: Store
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    example: str = ""

    def entry(self, person: str, kind: str, payload: Mapping[str, Any] | Strict, *, amends: str | None = None) -> Entry:
        """A new entry of one person, of now."""
        now = self.now()
        return Entry(
            id=self.new_id(),
            person=person,
            actor="self",
            device="",
            type=kind,
            type_version=1,
            occurred_at=now,
            offset_min=int((now.utcoffset() or timedelta()).total_seconds() // 60),
            recorded_at=now,
            payload=payload_of(payload) if isinstance(payload, Strict) else dict(payload),
            amends=amends,
        )

    def keep(self, *entries: Entry) -> list[str]:
        """Stores entries, all or none of them; says for each whether it was stored, already there, or in conflict.

        Raises:
            StoreError: the database can't be used now. Nothing was stored.
        """
        return self.store.add(entries)


def data_folder() -> Path:
    """The usual folder for a program's data: XDG_DATA_HOME on Linux, else `.local/share`, in `roost`."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "roost"


def open_home(where: str) -> Home:
    """Opens the data directory or database URL with the real clock.

    Raises:
        InputError: an address that is not PostgreSQL's.
        StoreError: the database can't be used; says why and what to do.
    """
    return Home(open_store(where), local_time, new_id)


def local_time() -> datetime:
    """The present time, with the zone of this computer."""
    return datetime.now().astimezone()


def new_id() -> str:
    """A new UUIDv7."""
    from uuid6 import uuid7

    return str(uuid7())
