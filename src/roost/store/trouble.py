"""In: what a database driver or the disk raised. Out: StoreError, one sentence with what to do. Never an address with a password."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from roost.base.errors import InputError, StoreError

__all__ = ["told", "trouble"]

TELL = {
    "locked": "The database is busy: {where} is held by another program. Nothing was saved. Wait a moment and try again.",
    "full": "The disk is full: {where} can't take more. Nothing was saved. Free some space and try again.",
    "read_only": "Roost may not write to {where}. Nothing was saved. Give it that right, or choose another place with --data.",
    "newer": "A newer version of Roost made {where}. Nothing was changed. Install the newest version, or choose another place with --data.",
    "damaged": "The database can't be read: {where} is damaged. Keep a copy of it, then bring back your last backup.",
    "foreign": "Another program's data are in {where}. Nothing was changed. Choose another place with --data, or an empty database.",
    "away": "The database does not answer: {where}. Nothing was saved. Look whether it runs and the address is right, then try again.",
}
SQLITE = {
    sqlite3.SQLITE_BUSY: "locked",
    sqlite3.SQLITE_LOCKED: "locked",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_CANTOPEN: "read_only",
    sqlite3.SQLITE_PERM: "read_only",
    sqlite3.SQLITE_AUTH: "read_only",
    sqlite3.SQLITE_CORRUPT: "damaged",
    sqlite3.SQLITE_NOTADB: "damaged",
    sqlite3.SQLITE_IOERR: "damaged",
}
# Classes of SQLSTATE, longest first: https://www.postgresql.org/docs/15/errcodes-appendix.html
POSTGRES = {
    "55P03": "locked",
    "40P01": "locked",
    "53100": "full",
    "25006": "read_only",
    "42501": "read_only",
    "XX001": "damaged",
    "XX002": "damaged",
    "53": "away",
    "57": "away",
    "08": "away",
    "28": "away",
    "3D": "away",
}
FOREIGN_KEY = "23503"
DISK = {errno.ENOSPC: "full", errno.EDQUOT: "full"}


def told(kind: str, where: str) -> StoreError:
    """The error of one kind, about one place."""
    return StoreError(TELL[kind].format(where=where), kind)


def _kind(error: BaseException | None) -> str | None:
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)  # absent where the driver itself complains
        return None if code is None else SQLITE.get(code & 0xFF)
    state: str | None = getattr(error, "sqlstate", "")
    if state is None:  # psycopg never reached a server, or lost it
        return "away"
    return next((POSTGRES[state[:length]] for length in (5, 2) if state[:length] in POSTGRES), None)


def _names_nothing(error: BaseException | None) -> bool:
    """Whether a foreign key failed: the only one is `amends`."""
    code, state = getattr(error, "sqlite_errorcode", None), getattr(error, "sqlstate", None)
    return code == sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY or state == FOREIGN_KEY


@contextmanager
def trouble(where: str) -> Iterator[None]:
    """Turns what goes wrong inside into a StoreError; a defect of ours stays what it is.

    Args:
        where: the place as a person may see it.
    """
    try:
        yield
    except OSError as error:
        raise told(DISK.get(error.errno or 0, "read_only"), where) from error
    except PoolTimeoutError as error:
        raise told("locked", where) from error
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        if _names_nothing(cause):
            raise InputError("corrects an entry that is not here: send that one first", key="amends") from error
        kind = _kind(cause)
        if kind is None:
            raise
        raise told(kind, where) from error
