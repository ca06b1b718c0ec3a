"""In: a data folder that is ready, and the place where it belongs. Out: it stands there; what stood there before is kept aside."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, text

from roost.base.errors import RoostError, StoreError
from roost.store.engine import FILE, is_address, sync
from roost.store.entries import entries as table
from roost.store.open import WAIT_S, open_store
from roost.store.schema import VERSION_TABLE, upgrade
from roost.store.seal import MANY, ROWS, count_and_digest, rows_of
from roost.store.trouble import trouble

__all__ = ["entries_held", "put_back"]

OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
NEXT = "SELECT setval(pg_get_serial_sequence('entries', 'seq'), coalesce((SELECT max(seq) FROM entries), 0) + 1, false)"
IN_USE = "Another program, perhaps Roost itself, uses {where}. Nothing was changed. End it, then try again."


def entries_held(where: str) -> int | None:
    """How many entries a place holds: 0 where there is nothing yet, None where something stands there that can't be read.

    Raises:
        InputError: an address that is not PostgreSQL's.
        StoreError: locked or away; of PostgreSQL also newer or foreign.
    """
    if is_address(where):
        store = open_store(where)
        with trouble(store.where), store.engine.connect() as connection:
            count: int = connection.execute(text("SELECT count(*) FROM entries")).scalar_one()
        store.close()
        return count
    file = Path(where) / FILE
    if not file.exists() or not file.stat().st_size:
        return 0
    try:
        with trouble(str(file)), closing(sqlite3.connect(file, timeout=WAIT_S)) as opened:
            (held,) = opened.execute("SELECT count(*) FROM entries").fetchone()
            return int(held)
    except (StoreError, sqlite3.Error) as error:
        if isinstance(error, StoreError) and error.kind == "locked":
            raise
        return None


def put_back(ready: Path, where: str, *, stamp: str) -> str | None:
    """Puts rows in the place of what stands there. Either all of it happens, or nothing; opened again, it is compared.

    Args:
        ready: a folder with an SQLite file that nobody uses, on the same disk as `where` if that is a folder.
        where: a folder, or an address.
        stamp: letters and digits that name what is kept aside.

    Returns:
        Where that is now; None where nothing stood there.

    Raises:
        StoreError: in use, full, read_only, locked or away. Nothing was changed then.
    """
    with closing(sqlite3.connect(ready / FILE)) as opened:
        wanted = count_and_digest(opened.execute(ROWS))
    aside = _into_database(ready / FILE, where, stamp, wanted) if is_address(where) else _into_folder(ready / FILE, Path(where), stamp)
    store = open_store(where)
    with trouble(store.where), store.engine.connect() as connection:
        _same(rows_of(connection), wanted)
    store.close()
    return aside


def _same(found: tuple[int, str], wanted: tuple[int, str]) -> None:
    if found != wanted:
        raise RoostError("What was put back is not what was in the backup")


def _into_folder(ready: Path, folder: Path, stamp: str) -> str | None:
    target, aside = folder / FILE, _free(folder / f"roost-before-{stamp}.db")
    held = entries_held(str(folder))
    with trouble(str(target)):
        if target.exists():
            _let_go(target)
            if held != 0:
                for rest in ("", "-wal"):
                    _link(Path(f"{target}{rest}"), Path(f"{aside}{rest}"))
                sync(folder)
            for rest in ("-wal", "-shm"):  # of the old file: the new one must not be read with them
                Path(f"{target}{rest}").unlink(missing_ok=True)
        os.replace(ready, target)
        sync(folder)
    return str(aside) if aside.exists() else None


def _free(name: Path) -> Path:
    """The name, or the next one that nothing has."""
    return name if not name.exists() else _free(name.with_stem(f"{name.stem}b"))


def _let_go(target: Path) -> None:
    """Brings all that was written into the one file, which only works while nobody else has it open. A damaged one stays as it is.

    Raises:
        StoreError: somebody has.
    """
    try:
        with trouble(str(target)), closing(sqlite3.connect(target, timeout=0.2, isolation_level=None)) as opened:
            opened.execute("PRAGMA journal_mode = DELETE").fetchone()
    except StoreError as error:
        if error.kind == "locked":
            raise StoreError(IN_USE.format(where=target), "locked") from error


def _link(file: Path, name: Path) -> None:
    """A second name for a file; a copy on a disk that knows no second names."""
    if file.exists():
        try:
            os.link(file, name)
        except OSError:
            shutil.copy2(file, name)


def _into_database(ready: Path, where: str, stamp: str, wanted: tuple[int, str]) -> str | None:
    store = open_store(where)
    try:
        with trouble(store.where), store.engine.begin() as connection:
            if connection.execute(text(OTHERS)).scalar_one():
                raise StoreError(IN_USE.format(where=store.where), "locked")
            aside = _move_aside(connection, stamp)
            _fill(connection, ready)
            _same(rows_of(connection), wanted)
    finally:
        store.close()
    return None if aside is None else f"{store.where}, schema {aside}"


def _move_aside(connection: Connection, stamp: str) -> str | None:
    """Moves the tables into a schema of their own, and makes empty ones, where there is anything to keep."""
    if not connection.execute(text("SELECT count(*) FROM entries")).scalar_one():
        return None
    aside = f"roost_before_{stamp.lower()}"
    connection.execute(text(f"CREATE SCHEMA {aside}"))
    for name in (table.name, VERSION_TABLE):
        connection.execute(text(f"ALTER TABLE {name} SET SCHEMA {aside}"))
    connection.execute(text(f"ALTER FUNCTION entries_refuse() SET SCHEMA {aside}"))
    upgrade(connection)
    return aside


def _fill(connection: Connection, ready: Path) -> None:
    names = [column.name for column in table.c]
    with closing(sqlite3.connect(ready)) as opened:
        rows = opened.execute(ROWS)
        while part := rows.fetchmany(MANY):
            connection.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in part])
    connection.execute(
        text("SELECT setval(pg_get_serial_sequence('entries', 'seq'), coalesce((SELECT max(seq) FROM entries), 0) + 1, false)")
    )
