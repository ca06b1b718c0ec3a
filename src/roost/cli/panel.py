"""In: a file with one profile a line. Out: one Screening or error a line, in the same order; a bar only on a terminal."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO

import typer

from roost.cli.streams import open_file, print_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from roost.app.screen_panel import Row

__all__ = ["is_panel", "screen_all"]

SET_ASIDE = 7  # the exit code when some rows could not be read
STANDARD_INPUT = "-"
_ENDINGS = (".ndjson", ".jsonl")


def is_panel(path: str) -> bool:
    """Whether a name is that of a file with one profile a line."""
    return path.lower().endswith(_ENDINGS)


def screen_all(path: str, verdicts: dict[str, str], *, json: bool) -> None:
    """Screens a panel, and prints each row as it is ready.

    Args:
        path: the file, or - for standard input.
        verdicts: what each verdict is called in plain words.
        json: print `{"line", "screening"}` or `{"line", "error"}`, one object a line.

    Raises:
        InputError: the file is not there or can't be read.
        typer.Exit: 7 when rows were set aside.
    """
    from roost.app.screen_panel import screen_panel

    counted: Counter[str] = Counter()
    with _opened(path) as lines, _bar(lines) as step:
        try:
            for row in screen_panel(lines, file=path):
                counted[row.screening.verdict.value if row.screening else "set aside"] += 1
                if json:
                    print_json(
                        {"line": row.line, "screening": row.screening} if row.screening else {"line": row.line, "error": str(row.error)}
                    )
                else:
                    _say(row, verdicts)
                step(row.size)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever reads us has enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit from None
    if not json:
        print("; ".join(f"{verdicts.get(name, name)} {n}" for name, n in counted.most_common()) or "There was no profile in it.")
    if counted["set aside"]:
        print(f"roost: {counted['set aside']} rows were set aside; the rest was screened", file=sys.stderr)
        raise typer.Exit(SET_ASIDE)


def _say(row: Row, verdicts: dict[str, str]) -> None:
    if row.screening is None:
        print(f"{row.line}: {row.error}")
        return
    why = ", ".join(reason.rule.replace("_", " ") for reason in row.screening.because)
    print(f"{row.line}: {verdicts[row.screening.verdict.value]}{f' ({why})' if why else ''}")


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    if path == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with open_file(path) as file:
        yield file


@contextmanager
def _bar(lines: BinaryIO) -> Iterator[Callable[[int], object]]:
    """A bar on standard error where that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda size: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TimeRemainingColumn, TransferSpeedColumn

    total = os.fstat(lines.fileno()).st_size or None
    columns = ("Screening", BarColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False, redirect_stderr=False) as bar:
        task = bar.add_task("Screening", total=total)
        yield lambda size: bar.advance(task, size)
