"""In: a home and the name of a file. Out: all that the home keeps in one sealed file; and back, with everybody to be screened again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from roost import __version__
from roost.app.brought_back import brought_back
from roost.app.home import Home
from roost.app.people import people
from roost.store.engine import is_address
from roost.store.open import open_store
from roost.store.put_back import entries_held, put_back
from roost.store.seal import Seal, seal, unseal
from roost.store.trouble import trouble

__all__ = ["BackedUp", "Restored", "Stands", "back_up", "restore"]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """A backup that was opened again and found whole: where it is, how many entries of how many people, when, and how large."""

    file: str
    entries: int
    people: int
    made_at: datetime
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What was brought back: from when, how much, where what was there before is now, and how many must be screened again."""

    made_at: datetime
    entries: int
    people: int
    kept_aside: str | None
    screen_again: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stands:
    """Nothing was done, because something stands where it would go: what, and the word that allows it."""

    reason: str
    tell: str
    have: int | str | None
    needed: str


def back_up(home: Home, file: Path, *, replace: bool = False) -> BackedUp | Stands:
    """Writes all that the home keeps into one sealed file.

    Args:
        home: the home; it may be in use.
        file: the new file.
        replace: whether a file of this name may be replaced.

    Raises:
        InputError: there is no such folder.
        StoreError: full, read_only, damaged, locked or away. There is no new file then, and an old one is as it was.
    """
    if file.exists() and not replace:
        tell = f"There is a file {file} already. Choose another name, or add --replace."
        return Stands(reason="file_exists", tell=tell, have=str(file), needed="--replace")
    made = seal(home.store, file, made_at=home.now(), roost=__version__)
    return BackedUp(
        file=str(file), entries=made.entries, people=made.people, made_at=made.made_at, size_bytes=file.stat().st_size
    )  # fmt: skip


def restore(file: Path, where: str, *, now: Callable[[], datetime], new_id: Callable[[], str], replace: bool = False) -> Restored | Stands:
    """Brings back what a sealed file holds. Everybody in it is screened again before the next session.

    Args:
        file: the sealed file.
        where: the data directory or database URL; nobody may be using it.
        now: the clock.
        new_id: the maker of ids.
        replace: whether what is there may be put aside.

    Raises:
        InputError: the file can't be read, was cut or changed.
        StoreError: the file is newer, or the place can't be used. What was there is as it was.
    """
    held = entries_held(where)
    if held != 0 and not replace:
        what = "something that we can't read" if held is None else f"{held} entries"
        tell = f"There is {what} in {where}. Add --replace to put that aside and bring back the backup. Nothing is thrown away."
        return Stands(reason="holds_entries", tell=tell, have=held, needed="--replace")
    with tempfile.TemporaryDirectory(prefix=".roost-restore-", dir=_beside(where)) as folder:
        about, again = _ready(file, Path(folder), now, new_id)
        aside = put_back(Path(folder), where, stamp=now().strftime("%Y%m%dT%H%M%S"))
    return Restored(made_at=about.made_at, entries=about.entries, people=about.people, kept_aside=aside, screen_again=again)


def _beside(where: str) -> str | None:
    """Where a folder can be made ready: on the same disk as a data directory, so that it takes its place in one step."""
    if is_address(where):
        return None
    with trouble(where):
        Path(where).mkdir(mode=0o700, parents=True, exist_ok=True)
    return where


def _ready(file: Path, folder: Path, now: Callable[[], datetime], new_id: Callable[[], str]) -> tuple[Seal, int]:
    """The folder as it is to be: the rows of the file, in the tables of this version, and for each person that they came back."""
    about = unseal(file, folder)
    store = open_store(str(folder))
    try:
        home = Home(store, now, new_id)
        marks = [brought_back(home, one.id, "backup", about.made_at) for one in people(home)]
        home.keep(*marks)
    finally:
        store.close()
    return about, len(marks)
