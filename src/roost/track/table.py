"""In: the entries of one person. Out: what they told of their table: its model, whether a recall was mended, where the stop was set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from roost.base.datafile import Strict
from roost.track.entry import Entry

__all__ = ["TABLE_TYPES", "StopSet", "Table", "TableModel", "table_of"]

TABLE_TYPES = ("table", "stop_set")


class TableModel(Strict, frozen=True, kw_only=True):
    """The model as it stands on the label, and whether the repair of its recall was done."""

    model: Annotated[str, Meta(max_length=100)]
    mended: bool = False


class StopSet(Strict, frozen=True, kw_only=True):
    """That the strap or stop was set, for how many degrees below level, and what it was measured with."""

    head_down_deg: Annotated[int, Meta(ge=1, le=60)]
    by: Literal["phone", "card"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One person's table. `model` is "" and the rest None where nothing was told."""

    model: str = ""
    is_mended: bool = False
    stop: StopSet | None = None
    stop_set_on: date | None = None


def table_of(entries: Iterable[Entry]) -> Table:
    """What was told of the table; the newest counts. Another model needs its stop set anew."""
    found = Table()
    for entry in entries:
        if entry.type == "table":
            told = msgspec.convert(entry.payload, TableModel)
            same = told.model == found.model
            stop, on = (found.stop, found.stop_set_on) if same else (None, None)
            found = Table(model=told.model, is_mended=told.mended, stop=stop, stop_set_on=on)
        elif entry.type == "stop_set":
            stop = msgspec.convert(entry.payload, StopSet)
            found = Table(model=found.model, is_mended=found.is_mended, stop=stop, stop_set_on=entry.occurred_at.date())
    return found
