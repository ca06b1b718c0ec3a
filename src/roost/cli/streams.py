"""In: the name of a file, or - for standard input; a result. Out: the bytes, or one sentence why not; JSON on standard output."""

from __future__ import annotations

import sys
from pathlib import Path

from roost.base.errors import InputError

__all__ = ["print_json", "read_file"]


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
