"""In: a store, or a sealed file. Out: one file with all rows, opened again and compared before it counts; or its rows in a new folder.

A sealed file is a zip of two: `roost-backup.json`, which says what is inside with its SHA-256, and `roost.db`, an SQLite file, whatever
database the rows came from.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile, ZipInfo

import msgspec
from sqlalchemy import Connection, text

from roost.base.canonical import canonical_json
from roost.base.errors import InputError, StoreError
from roost.store.engine import FILE, is_address, sync
from roost.store.entries import entries as table
from roost.store.open import Store, open_store
from roost.store.schema import VERSIONS
from roost.store.trouble import told, trouble

__all__ = ["ROWS", "Seal", "check_file", "count_and_digest", "rows_of", "seal", "unseal"]

FORMAT = 1
ABOUT = "roost-backup.json"
ROWS = "SELECT * FROM entries ORDER BY seq"
CHUNK = 1 << 20
MANY = 500
CUT = "is no whole backup: it was cut, or changed, or is another file. Nothing was changed. Use another copy of it, or an older backup"
NEWER = "A newer version of Roost made the backup {file}. Nothing was changed. Install the newest version, then try again."
WRONG = (BadZipFile, EOFError, KeyError, NotImplementedError, RuntimeError, ValueError, msgspec.MsgspecError, struct.error, zlib.error)


class Seal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a sealed file says of itself.

    Args:
        format: of the file, 1.
        schema: version of the tables inside.
        roost: the version that made it.
        made_at: when.
        entries: how many rows.
        people: of how many people.
        rows_sha256: over each row in its order.
        database_sha256: over the bytes of the SQLite file.
    """

    format: int
    schema: str
    roost: str
    made_at: datetime
    entries: int
    people: int
    rows_sha256: str
    database_sha256: str


def count_and_digest(rows: Iterator[tuple[object, ...]]) -> tuple[int, str]:
    """How many rows, and the SHA-256 over all of their columns."""
    digest, count = hashlib.sha256(), 0
    for row in rows:
        digest.update(canonical_json(list(row)) + b"\n")
        count += 1
    return count, digest.hexdigest()


def seal(store: Store, file: Path, *, made_at: datetime, roost: str) -> Seal:
    """Writes all rows of a store into one file. It takes its name only once it was opened again and found to be the same.

    Args:
        store: may be in use meanwhile; what is kept while this runs may be missing.
        file: a file of this name is replaced.
        made_at: the present time.
        roost: this version.

    Raises:
        InputError: there is no such folder.
        StoreError: full, read_only, damaged, locked or away. No file was made.
    """
    if not file.parent.is_dir():
        raise InputError("There is no such folder. Make it first, or choose another place", file=str(file.parent))
    with trouble(str(file)), TemporaryDirectory(prefix=".roost-backup-", dir=file.parent) as draft:
        folder = Path(draft) / "rows"
        folder.mkdir()
        _copy(store, folder)
        made = _about(folder / FILE, store.where, made_at, roost)
        packed = Path(draft) / "packed"
        _pack(packed, made, folder / FILE)
        again = Path(draft) / "again"
        again.mkdir()
        if unseal(packed, again) != made:
            raise told("damaged", str(file))
        os.replace(packed, file)
        sync(file.parent)
    return made


def _copy(store: Store, folder: Path) -> None:
    """The rows of a store as an SQLite file in a folder, as they were at one moment."""
    if not is_address(store.where):
        with closing(store.engine.raw_connection()) as source, closing(sqlite3.connect(folder / FILE)) as target:
            source.driver_connection.backup(target)  # type: ignore[union-attr]
            target.execute("PRAGMA journal_mode = DELETE").fetchone()  # or a part of it could stay in a second file
        return
    target_store = open_store(str(folder))
    try:
        with (
            trouble(store.where),
            store.engine.connect().execution_options(isolation_level="REPEATABLE READ", stream_results=True) as source_rows,
            target_store.engine.begin() as writing,
        ):
            names = [column.name for column in table.c]
            for part in source_rows.execute(text(ROWS)).partitions(MANY):
                writing.execute(table.insert(), [dict(zip(names, row, strict=True)) for row in part])
    finally:
        target_store.close()
    with closing(sqlite3.connect(folder / FILE)) as alone:
        alone.execute("PRAGMA journal_mode = DELETE").fetchone()


def check_file(file: Path, where: str) -> None:
    """Reads every page of an SQLite file and follows each of its links.

    Args:
        file: an SQLite file that nobody else uses.
        where: what to call it.

    Raises:
        StoreError: damaged.
    """
    with trouble(where), closing(sqlite3.connect(file)) as opened:
        whole = opened.execute("PRAGMA integrity_check(1)").fetchone() == ("ok",)
        if not whole or opened.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise told("damaged", where)


def _about(file: Path, where: str, made_at: datetime, roost: str) -> Seal:
    check_file(file, where)
    with trouble(where), closing(sqlite3.connect(file)) as opened:
        (people,) = opened.execute("SELECT count(DISTINCT person) FROM entries").fetchone()
        count, rows = count_and_digest(opened.execute(ROWS))
    with file.open("rb") as bytes_:
        database = hashlib.file_digest(bytes_, "sha256").hexdigest()
    return Seal(
        format=FORMAT, schema=VERSIONS[-1], roost=roost, made_at=made_at, entries=count, people=people,
        rows_sha256=rows, database_sha256=database,
    )  # fmt: skip


def _pack(packed: Path, made: Seal, database: Path) -> None:
    with open(os.open(packed, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        with ZipFile(out, "w") as zipped:
            for name, data in ((ABOUT, msgspec.json.format(msgspec.json.encode(made), indent=1)), (FILE, None)):
                info = ZipInfo(name)  # of no time, so that the same rows give the same bytes
                info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
                with zipped.open(info, "w", force_zip64=True) as inside:
                    if data is not None:
                        inside.write(data)
                        continue
                    with database.open("rb") as source:
                        shutil.copyfileobj(source, inside, CHUNK)
        out.flush()
        os.fsync(out.fileno())


def unseal(file: Path, folder: Path) -> Seal:
    """Takes the rows out of a sealed file, and compares them with what it says.

    Args:
        file: the sealed file.
        folder: an empty folder, which then holds an SQLite file.

    Raises:
        InputError: it can't be read, was cut or changed.
        StoreError: newer; or there is no room to open it.
    """
    where = str(file)
    try:
        source = file.open("rb")
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}. Check the name", file=where) from None
    with source:
        try:
            with ZipFile(source) as zipped:
                about = _read_about(zipped.read(ABOUT), where)
                _take_out(zipped, folder / FILE)
                _compare(about, folder / FILE, where)
        except (*WRONG, OSError):  # a place that is not in the file; what goes wrong with writing is told by `trouble`
            raise InputError(CUT, file=where) from None
    return about


def _read_about(data: bytes, where: str) -> Seal:
    plain = msgspec.json.decode(data)
    if isinstance(plain, dict) and isinstance(plain.get("format"), int) and plain["format"] > FORMAT:
        raise StoreError(NEWER.format(file=where), "newer")
    about = msgspec.convert(plain, Seal)
    if about.schema not in VERSIONS:
        raise StoreError(NEWER.format(file=where), "newer")
    return about


def _take_out(zipped: ZipFile, to: Path) -> None:
    with zipped.open(FILE) as inside, trouble(str(to.parent)), open(os.open(to, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as out:
        shutil.copyfileobj(inside, out, CHUNK)
        out.flush()
        os.fsync(out.fileno())


def _compare(about: Seal, database: Path, where: str) -> None:
    with database.open("rb") as bytes_:
        if hashlib.file_digest(bytes_, "sha256").hexdigest() != about.database_sha256:
            raise ValueError("other bytes than it says")
    check_file(database, where)
    with trouble(where), closing(sqlite3.connect(database)) as opened:
        if count_and_digest(opened.execute(ROWS)) != (about.entries, about.rows_sha256):
            raise ValueError("other rows than it says")


def rows_of(connection: Connection) -> tuple[int, str]:
    """Count and digest of the rows behind a connection."""
    return count_and_digest(tuple(row) for row in connection.execute(text(ROWS)))
