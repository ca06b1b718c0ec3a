"""In: a folder or a PostgreSQL address. Out: an engine whose every connection keeps what it acknowledges."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from roost.base.errors import InputError
from roost.store.trouble import told

__all__ = ["FILE", "check_journal", "is_address", "postgres_engine", "sqlite_engine", "sync"]

FILE = "roost.db"
PRAGMAS = (
    "synchronous = FULL",  # NORMAL may lose the last commits when the power goes
    "fullfsync = ON",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "journal_size_limit = 67108864",
)


def is_address(where: str) -> bool:
    """Whether this names a database server and not a folder."""
    return "://" in where


def _private_file(folder: Path) -> Path:
    """The database file in its folder, both for the owner alone. A folder that holds other things keeps its own rights."""
    made = not folder.exists()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / FILE
    if made or file.exists() or not any(folder.iterdir()):
        folder.chmod(0o700)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT, 0o600))
    file.chmod(0o600)
    if made:
        for each in (folder, folder.parent):  # or a power cut may take the new folder's name away
            sync(each)
    return file


def sync(folder: Path) -> None:
    """Makes the names in a folder outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_journal(mode: str, where: str) -> None:
    """Refuses a place that can't keep a write-ahead log: a network folder, where a lock is not a lock.

    Raises:
        StoreError: another mode than `wal` is in force.
    """
    if mode != "wal":
        raise told("read_only", where)


def sqlite_engine(folder: Path, wait_s: float) -> Engine:
    """An engine for the database file in a folder, which is made where there is none.

    Args:
        folder: where it stands.
        wait_s: how long a write waits for another program, in seconds.

    Raises:
        OSError: the folder or the file can't be made or written.
    """
    file = _private_file(folder)
    engine = create_engine(URL.create("sqlite+pysqlite", database=str(file)), connect_args={"timeout": wait_s}, max_overflow=40)

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # or Python begins transactions of its own, which read before they may write
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        check_journal(mode, str(file))
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN" if connection.get_execution_options().get("only_reads") else "BEGIN IMMEDIATE")

    return engine


def postgres_engine(address: str, wait_s: float) -> Engine:
    """An engine for a PostgreSQL address.

    Args:
        address: as `postgresql://name:password@host/database`.
        wait_s: how long to wait for the server or a lock, in seconds.

    Raises:
        InputError: this is no PostgreSQL address.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        url = URL.create("none")
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise InputError("This is no address we know. Write it as postgresql://name:password@host/database.", key="database")
    url = url.set(drivername="postgresql+psycopg")
    waiting = {} if "connect_timeout" in url.query else {"connect_timeout": max(1, round(wait_s))}
    engine = create_engine(url, connect_args=waiting, pool_pre_ping=True, pool_size=10, max_overflow=10, pool_timeout=wait_s)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        connection.execute("SET synchronous_commit = on")
        connection.execute(f"SET lock_timeout = {int(wait_s * 1000)}")
        connection.commit()

    return engine
