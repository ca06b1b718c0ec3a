"""In: the name of a file, or - for standard input; a result. Out: the bytes, or one sentence why not; JSON on standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, NoReturn

from roost.base.errors import InputError

__all__ = ["place", "print_json", "read_file", "refuse"]


def read_file(path: str) -> bytes:
    """The bytes of a file that a person named.

    Raises:
        InputError: it is not there or can't be read.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise InputError(f"can't be read: {error.strerror}. Check the name", file=path) from None


def print_json(value: object) -> None:
    """Prints a result as JSON, the same bytes for the same result."""
    from roost.base.canonical import canonical_json

    sys.stdout.write(canonical_json(value).decode() + "\n")


def place(data: Path | None, database: str | None) -> str:
    """Where the data are: the address, the folder, or the usual place of this system."""
    from roost.app.home import data_folder

    return database or str(data or data_folder())


def refuse(why: Any) -> NoReturn:
    """Ends with exit code 4, the reason on standard output and a sentence beside it.

    Args:
        why: a dataclass with `reason`, `tell`, `have` and `needed`.
    """
    import typer

    print_json({"refused": {name: getattr(why, name) for name in ("reason", "tell", "have", "needed")}})
    print(f"roost: {why.tell}", file=sys.stderr)
    raise typer.Exit(4)
