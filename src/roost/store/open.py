"""In: a folder or a PostgreSQL address. Out: Store, which keeps entries for good and reads them in the order in which they came."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock

from sqlalchemy import Connection, Engine, select, text
from sqlalchemy.dialects import postgresql, sqlite

from roost.store.engine import FILE, is_address, postgres_engine, sqlite_engine
from roost.store.entries import entries as table
from roost.store.entries import entry_of, row_of, same
from roost.store.schema import prepare
from roost.store.trouble import trouble
from roost.track.entry import Entry

__all__ = ["Store", "open_store", "shown"]

WAIT_S = 5.0
COLUMNS = [column for column in table.c if column.name != "seq"]


Key = tuple[str, tuple[str, ...]]
Seen = tuple[int, list[Entry]]


class _Recent:
    """What was read lately of one person: up to which row, and the entries. A row never changes, so only newer ones need be read again.

    It holds for one person alone: of one person rows become visible in their order, of several they may not. Whoever takes rows away
    (erasing is a use case of its own) has to begin with a new Store.
    """

    MOST = 32

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[Key, Seen] = {}

    def get(self, key: Key) -> Seen:
        with self._lock:
            return self._kept.get(key, (0, []))

    def put(self, key: Key, seen: Seen) -> None:
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = seen
            if len(self._kept) > self.MOST:
                del self._kept[next(iter(self._kept))]


class Store:
    """Keeps entries. Nothing in it changes or takes away a row. It may be used from several threads, and by several processes.

    Args:
        engine: of a database that `prepare` has seen.
        where: the place as a person may see it.
    """

    def __init__(self, engine: Engine, where: str) -> None:
        self.engine = engine
        self.where = where
        self._recent = _Recent()
        self._turn = Lock()  # threads that wait here wait in a queue; in the database they would all ask again and again
        dialect = sqlite if engine.dialect.name == "sqlite" else postgresql
        self._insert = dialect.insert(table).on_conflict_do_nothing(index_elements=["id"]).returning(table.c.seq)

    def add(self, entries: Iterable[Entry]) -> list[str]:
        """Keeps entries, all of them in one go. When it returns, they outlive a kill and a power cut.

        Returns:
            For each: `stored`; `already` when the same was kept before; `conflict` when its id stands for something else.

        Raises:
            StoreError: locked, full, read_only, damaged or away. None of them was kept.
        """
        given = list(entries)
        if not given:
            return []
        with trouble(self.where), self._turn, self.engine.begin() as connection:
            self._in_order(connection, given)
            return [self._keep(connection, entry) for entry in given]

    def _in_order(self, connection: Connection, given: Iterable[Entry]) -> None:
        """Two writers about one person take turns in PostgreSQL too, or a row could turn up before one that was read already."""
        if self.engine.dialect.name == "postgresql":
            for person in sorted({entry.person for entry in given}):
                key = int.from_bytes(hashlib.sha256(person.encode()).digest()[:8], "big", signed=True)
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": key})

    def _keep(self, connection: Connection, entry: Entry) -> str:
        if connection.execute(self._insert, row_of(entry)).scalar() is not None:
            return "stored"
        kept = connection.execute(select(*COLUMNS).where(table.c.id == entry.id)).one()
        return "already" if same(entry, entry_of(kept)) else "conflict"

    def read(self, person: str | None = None, types: Sequence[str] | None = None) -> list[Entry]:
        """Entries in the order in which they were recorded.

        Args:
            person: whose; None for everybody's.
            types: which; None for all.

        Raises:
            StoreError: locked, damaged or away.
        """
        key = None if person is None or types is None else (person, tuple(types))
        seen, kept = (0, []) if key is None else self._recent.get(key)
        query = select(table.c.seq, *COLUMNS).where(table.c.seq > seen).order_by(table.c.seq)
        if person is not None:
            query = query.where(table.c.person == person)
        if types is not None:
            query = query.where(table.c.type.in_(types))
        with trouble(self.where), self.engine.connect().execution_options(only_reads=True) as connection:
            rows = connection.execute(query).all()
        found = [*kept, *(entry_of(row[1:]) for row in rows)]
        if key is not None and rows:
            self._recent.put(key, (rows[-1][0], found))
        return list(found)

    def close(self) -> None:
        """Lets go of all connections. The store can still be used; it then connects again."""
        self.engine.dispose()


def open_store(where: str, *, wait_s: float = WAIT_S) -> Store:
    """Opens a database, and makes or upgrades it where needed.

    Args:
        where: a folder, or an address as `postgresql://name:password@host/database`.
        wait_s: how long to wait for another program or the server, in seconds.

    Raises:
        InputError: an address that is not PostgreSQL's.
        StoreError: it can't be used; says why and what to do.
    """
    name = shown(where)
    with trouble(name):
        engine = postgres_engine(where, wait_s) if is_address(where) else sqlite_engine(Path(where), wait_s)
        try:
            with engine.begin() as connection:
                prepare(connection, name)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine, name)


def shown(where: str) -> str:
    """The place as a person may see it: a file, or an address without name and password."""
    if not is_address(where):
        return str(Path(where) / FILE)
    scheme, _, rest = where.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"
