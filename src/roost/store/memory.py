"""In: entries. Out: the same, kept in memory alone, as the databases keep them. For what is made up, or tried out and thrown away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from roost.base.errors import InputError
from roost.store.entries import entry_of, row_of, same
from roost.store.open import Store
from roost.track.entry import Entry

__all__ = ["MemoryStore"]


class MemoryStore(Store):
    """A Store without a database. One thread uses it."""

    def __init__(self) -> None:
        self.where = "memory"
        self._kept: dict[str, Entry] = {}

    def add(self, entries: Iterable[Entry]) -> list[str]:
        """Keeps entries, as `Store.add`."""
        return [self._keep_one(entry) for entry in entries]

    def _keep_one(self, entry: Entry) -> str:
        if entry.id in self._kept:
            return "already" if same(entry, self._kept[entry.id]) else "conflict"
        if entry.amends is not None and entry.amends not in self._kept:
            raise InputError("corrects an entry that is not here: send that one first", key="amends")
        self._kept[entry.id] = entry_of(tuple(row_of(entry).values()))  # through JSON, as a database would
        return "stored"

    def read(self, person: str | None = None, types: Sequence[str] | None = None) -> list[Entry]:
        """Entries in the order in which they were recorded, as `Store.read`."""
        kept = self._kept.values()
        return [one for one in kept if (person is None or one.person == person) and (types is None or one.type in types)]

    def close(self) -> None:
        """Nothing is open."""
