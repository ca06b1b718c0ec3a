"""In: the entries of one person. Out: whether they asked to stay on the dose that they have, so that they can test it."""

from __future__ import annotations

from collections.abc import Iterable

from roost.base.datafile import Strict
from roost.track.entry import Entry

__all__ = ["STAY", "Stay", "stays_of"]

STAY = "stay"


class Stay(Strict, frozen=True, kw_only=True):
    """That the dose is to stay as it is. `stays: false` takes it back. The newest counts."""

    stays: bool = True


def stays_of(entries: Iterable[Entry]) -> bool:
    """Whether the dose is to stay as it is. Steps down come all the same."""
    return next((entry.payload["stays"] for entry in reversed(list(entries)) if entry.type == STAY), False)
