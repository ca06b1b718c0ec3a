"""In: the name of a file, or - for standard input; a result. Out: the bytes, or one sentence why not; JSON on standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from roost.base.errors import InputError

__all__ = ["open_file", "print_json", "read_file"]


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
