"""In: the lines of a panel, one profile a line. Out: for each in turn its Screening, or why there is none. Holds one line at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from roost.app.screen_profile import screen_profile_file
from roost.base.errors import InputError
from roost.screen.screening import Screening

__all__ = ["LONGEST_LINE", "Row", "screen_panel"]

LONGEST_LINE = 4_000_000  # bytes; a longer line is set aside, so that no file can fill the memory
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a panel.

    Args:
        line: its number in the file, from 1.
        size: its length in bytes, with the end of the line.
        screening: what our rules say, or None where the line can't be read.
        error: why not, and where; None where there is a Screening.
    """

    line: int
    size: int
    screening: Screening | None
    error: InputError | None


def screen_panel(lines: BinaryIO, *, file: str) -> Iterator[Row]:
    """Screens each profile of a panel (PROFILE.json on one line each), in the order of the file. Empty lines are passed over.

    Args:
        lines: the bytes, read line by line as the rows are taken.
        file: its name, for messages.
    """
    number = 0
    while line := lines.readline(LONGEST_LINE):
        number, size = number + 1, len(line)
        while not line.endswith(b"\n") and (more := lines.readline(LONGEST_LINE)):
            line, size = more, size + len(more)
        if size > LONGEST_LINE:
            what = f"{size} bytes are too long for one profile: at most {LONGEST_LINE}"
            yield Row(number, size, None, InputError(what, file=file, line=number))
        elif text := line.removeprefix(_BOM if number == 1 else b"").strip():
            yield _row(text, number, size, file)


def _row(text: bytes, number: int, size: int, file: str) -> Row:
    try:
        return Row(number, size, screen_profile_file(text, file=file), None)
    except InputError as error:
        return Row(number, size, None, error.at(file=file, line=number))
