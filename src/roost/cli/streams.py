"""In: the name of a file, or - for standard input; a result. Out: the bytes, or one sentence why not; JSON on standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from roost.base.errors import InputError

__all__ = ["open_file", "place", "print_json", "read_file", "refuse", "write_new"]


def read_file(path: str) -> bytes:
    """The bytes of a file that a person named.

    Raises:
        InputError: it is not there or can't be read.
    """
    if path == "-":
        return sys.stdin.buffer.read()
    with open_file(path) as file:
        return file.read()


@contextmanager
def open_file(path: str) -> Iterator[BinaryIO]:
    """The file that a person named, open for reading; closed behind us.

    Raises:
        InputError: it is not there or can't be read.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(Path(path).open("rb"))
        except OSError as error:
            raise InputError(f"can't be read: {error.strerror}. Check the name", file=path) from None
        yield file


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


def write_new(path: Path, data: bytes) -> None:
    """Writes a new file that its owner alone can read.

    Raises:
        InputError: there is a file of this name, or it can't be written; then there is none.
    """
    try:
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise InputError("is here already. Choose another name", file=str(path)) from None
    except OSError as error:
        path.unlink(missing_ok=True)
        raise InputError(f"can't be written: {error.strerror}. Choose another place", file=str(path)) from None
