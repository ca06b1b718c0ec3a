"""In: a number of rounds. Out: whether each entry that was acknowledged is there after a writer was killed at a random moment.

A kill ends a process and not the machine: what the disk itself does when the power goes is not shown here.
"""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from roost.app.home import Home
from roost.app.keep_diary import save_pain
from roost.store.engine import FILE
from roost.store.open import open_store
from roost.track.entry import Entry
from roost.track.entry_types import Note

__all__ = ["kill_rounds", "main"]

BATCH = 3
LONGEST_S = 0.2  # from the first moment, in which the tables are made, to well into the writing
SEED = 20260301


def _home(folder: str, writer: int) -> Home:
    """A home whose ids say who wrote them and in which order."""
    numbers = iter(range(1 << 40))
    return Home(open_store(folder), lambda: datetime.now(UTC), lambda: f"019508a0-5c00-7000-{0x8000 + writer:04x}-{next(numbers):012x}")


def _write(folder: str, writer: int, tell: int) -> None:
    """Writes without end: a diary entry, then several entries at once; each is told only once the store has acknowledged it."""
    home = _home(folder, writer)
    for n in range(1 << 40):
        save_pain(home, f"person {writer}", n % 11)
        [latest] = home.store.read(person=f"person {writer}", types=("pain",))[-1:]
        _tell(tell, [latest])
        together = [home.entry(f"person {writer}", "note", Note(text=f"{n} " + "x" * (n * 37 % 900))) for _ in range(BATCH)]
        home.keep(*together)
        _tell(tell, together)


def _tell(tell: int, entries: list[Entry]) -> None:
    os.write(tell, "".join(f"{entry.id}\n" for entry in entries).encode())  # at most 4096 bytes: all of it or nothing


def _round(folder: str, writer: int, live_s: float) -> list[str]:
    """Lets a writer live for a while, kills it, and gives the ids it had told of."""
    read, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(read)
            _write(folder, writer, tell)
        finally:
            os._exit(1)  # a writer ends only by being killed
    os.close(tell)
    time.sleep(live_s)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with os.fdopen(read) as told:
        ids = told.read().split()
    if not os.WIFSIGNALED(status):
        raise RuntimeError("the writer ended by itself")
    return ids


def _found(folder: str) -> dict[str, tuple[str, str]]:
    """Each entry that is there, with its person and type, after the whole file was checked."""
    connection = sqlite3.connect(Path(folder) / FILE)
    try:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if sound != "ok":
            raise RuntimeError(f"the database is damaged: {sound}")
    finally:
        connection.close()
    store = open_store(folder)
    found = [(entry.id, (entry.person, entry.type)) for entry in store.read()]
    store.close()
    if len(dict(found)) != len(found):
        raise RuntimeError("an entry is there twice")
    return dict(found)


def _halves(found: dict[str, tuple[str, str]]) -> Iterator[str]:
    """The persons of whom only a part of some entries that belong together is there."""
    for person in {person for person, _ in found.values()}:
        if sum(1 for each in found.values() if each == (person, "note")) % BATCH:
            yield person


def kill_rounds(rounds: int, seed: int = SEED) -> tuple[bool, str]:
    """Kills a writer again and again, over the same database.

    Args:
        rounds: how often.
        seed: of the moments.

    Returns:
        Whether it held, and the figure.
    """
    moments = random.Random(seed)
    told: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        open_store(str(Path(folder) / "first")).close()  # all is loaded now, so that a writer is killed at its work
        for writer in range(rounds):
            # Every tenth writer finds an empty folder, so that some are killed while the tables are made.
            place = str(Path(folder) / f"{writer // 10}")
            told += _round(place, writer, moments.uniform(0.001, LONGEST_S))
        found: dict[str, tuple[str, str]] = {}
        for place in sorted(Path(folder).iterdir()):
            found |= _found(str(place))
    lost, halves = set(told) - found.keys(), list(_halves(found))
    figure = f"{rounds} kills, {len(told)} entries acknowledged, {len(lost)} lost, {len(halves)} half kept, every database sound"
    return bool(told) and not lost and not halves, figure


def main() -> int:
    held, figure = kill_rounds(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
    print(figure)
    return not held


if __name__ == "__main__":
    sys.exit(main())
