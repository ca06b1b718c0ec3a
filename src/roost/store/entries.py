"""In: an Entry. Out: the row that keeps it, and the way back. One table, to which rows are only added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text

from roost.base.canonical import canonical_json
from roost.track.entry import Entry

__all__ = ["entries", "entry_of", "metadata", "row_of", "same"]

metadata = MetaData(naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s"})

# `seq` is the order in which entries were recorded. Times are UTC text, the same in both databases; `offset_min` keeps the zone.
entries = Table(
    "entries",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", Text, nullable=False, unique=True),
    Column("person", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("device", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("type_version", Integer, nullable=False),
    Column("occurred_at", Text, nullable=False),
    Column("offset_min", Integer, nullable=False),
    Column("recorded_at", Text, nullable=False),
    Column("payload", Text, nullable=False),
    Column("amends", Text, ForeignKey("entries.id"), nullable=True),
    Index(None, "person", "type"),
    Index(None, "type"),
    sqlite_autoincrement=True,
    sqlite_strict=True,
)


@cache
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()


def row_of(entry: Entry) -> dict[str, Any]:
    """The columns of an entry, without `seq`, which the database gives."""
    return {
        "id": entry.id,
        "person": entry.person,
        "actor": entry.actor,
        "device": entry.device,
        "type": entry.type,
        "type_version": entry.type_version,
        "occurred_at": _text(entry.occurred_at),
        "offset_min": entry.offset_min,
        "recorded_at": _text(entry.recorded_at),
        "payload": canonical_json(entry.payload).decode(),
        "amends": entry.amends,
    }


def entry_of(row: Sequence[Any]) -> Entry:
    """The entry in a row, whose columns stand in the order of the table, without `seq`."""
    id_, person, actor, device, type_, type_version, occurred_at, offset_min, recorded_at, payload, amends = row
    return Entry(
        id=id_,
        person=person,
        actor=actor,
        device=device,
        type=type_,
        type_version=type_version,
        occurred_at=datetime.fromisoformat(occurred_at).astimezone(_zone(offset_min)),
        offset_min=offset_min,
        recorded_at=datetime.fromisoformat(recorded_at),
        payload=msgspec.json.decode(payload),
        amends=amends,
    )


def same(entry: Entry, other: Entry) -> bool:
    """Whether both say the same. When each was recorded does not count: the second is the first, sent again."""
    return row_of(entry) | {"recorded_at": ""} == row_of(other) | {"recorded_at": ""}
