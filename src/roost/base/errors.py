"""In: what went wrong, where. Out: one exception a person can act on, with its exit code.

    RoostError                 a defect of ours                                       exit 1
    ├── InputError             what was given can't be read or is not allowed          exit 3
    │   └── DataFileError      one of Roost's own data files is wrong                  exit 3
    ├── StoreError             the database can't be used (locked, full, newer, ...)   exit 5
    └── NetworkError           the port or the network can't be used                   exit 6

Refusing to give a figure is a value, not an exception (exit 4). A wrong call is 2, rows set aside 7, stopped by hand 130.
"""

from __future__ import annotations

__all__ = ["DataFileError", "InputError", "NetworkError", "RoostError", "StoreError"]


class RoostError(Exception):
    """The root of the tree. `str(error)` is a sentence for a person: what was given, what is allowed, what to do next."""

    exit_code = 1


class InputError(RoostError):
    """What was given can't be read or is not allowed. Mend the named key and try again.

    Args:
        message: what was given, what is allowed, what to do next.
        file: name of the file, or "" for a form.
        line: line number from 1, None when unknown.
        key: dotted path of the key, as `person.mass.unit`, or "".
    """

    exit_code = 3

    def __init__(self, message: str, *, file: str = "", line: int | None = None, key: str = "") -> None:
        self.message, self.file, self.line, self.key = message, file, line, key
        where = file + (f", line {line}" if line is not None else "")
        super().__init__(": ".join(part for part in (where, key, message) if part))

    def at(self, *, file: str, line: int | None) -> InputError:
        """The same error, now naming the file and the line."""
        return type(self)(self.message, file=file, line=line, key=self.key)


class DataFileError(InputError):
    """One of Roost's own data files is wrong. The message names file, line, key and what is allowed."""


class StoreError(RoostError):
    """The database can't be used. `kind` says why: locked, full, read_only, newer, damaged, foreign or away."""

    exit_code = 5

    def __init__(self, message: str, kind: str) -> None:
        self.kind = kind
        super().__init__(message)


class NetworkError(RoostError):
    """The port is taken or the address can't be used."""

    exit_code = 6
