"""In: a place. Out: how the database there is, without making or changing anything."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import inspect, text

from roost.store.engine import FILE, is_address, postgres_engine
from roost.store.open import WAIT_S, shown
from roost.store.schema import VERSION_TABLE, VERSIONS
from roost.store.seal import check_file
from roost.store.trouble import told, trouble

__all__ = ["Look", "folder_of", "look_at"]

VERSION = f"SELECT version_num FROM {VERSION_TABLE}"
COUNT = "SELECT count(*), max(recorded_at) FROM entries"
MAY_WRITE = "SELECT has_table_privilege('entries', 'INSERT') AND current_setting('transaction_read_only') = 'off'"


@dataclass(frozen=True, slots=True)
class Look:
    """What a database is like. `schema` is None where there is none yet; then the rest says nothing."""

    where: str
    schema: str | None
    is_newest: bool = True
    entries: int = 0
    newest: datetime | None = None


def folder_of(where: str) -> Path | None:
    """The folder, or the nearest one that is there; None for a database server."""
    if is_address(where):
        return None
    folder = Path(where).absolute()
    while not folder.exists():
        folder = folder.parent
    return folder


def look_at(where: str) -> Look:
    """Opens a database, asks for the right to write, and reads every page of it.

    Raises:
        InputError: an address that is not PostgreSQL's.
        StoreError: locked, read_only, damaged, newer, foreign or away.
    """
    name = shown(where)
    with trouble(name):
        return _look_at_server(where, name) if is_address(where) else _look_at_file(Path(where) / FILE, name)


def _look_at_file(file: Path, name: str) -> Look:
    if not file.exists():
        folder = folder_of(str(file.parent))
        if folder is None or not folder.is_dir() or not os.access(folder, os.W_OK):
            raise told("read_only", name)
        return Look(name, None)
    check_file(file, name)
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=rw", uri=True, timeout=WAIT_S, isolation_level=None)) as opened:
        opened.execute("BEGIN IMMEDIATE")
        try:
            tables = {row[0] for row in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if VERSION_TABLE not in tables:
                if tables:
                    raise told("foreign", name)
                return Look(name, None)
            (version,) = opened.execute(VERSION).fetchone()
            return _look(name, version, *opened.execute(COUNT).fetchone())
        finally:
            opened.execute("ROLLBACK")


def _look_at_server(where: str, name: str) -> Look:
    engine = postgres_engine(where, WAIT_S)
    try:
        with engine.connect() as connection:
            tables = set(inspect(connection).get_table_names())
            if VERSION_TABLE not in tables:
                if tables:
                    raise told("foreign", name)
                return Look(name, None)
            version = connection.execute(text(VERSION)).scalar_one()
            if not connection.execute(text(MAY_WRITE)).scalar_one():
                raise told("read_only", name)
            return _look(name, version, *connection.execute(text(COUNT)).one())
    finally:
        engine.dispose()


def _look(name: str, version: str, entries: int, newest: str | None) -> Look:
    if version not in VERSIONS:
        raise told("newer", name)
    return Look(name, version, version == VERSIONS[-1], entries, None if newest is None else datetime.fromisoformat(newest))
