"""In: EXPORT.json. Out: its entries kept, each once however often the file is read; the person is then screened again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from roost.app.brought_back import brought_back
from roost.app.export_person import Export, ExportedEntry
from roost.app.home import Home
from roost.app.keep_entries import AHEAD, OFFSET_MIN
from roost.app.people import people
from roost.app.questionnaire import pages
from roost.app.today import today
from roost.base.datafile import parse_json
from roost.base.errors import InputError
from roost.store.memory import MemoryStore
from roost.track.entry import Entry
from roost.track.entry_types import SENT, read_payload

__all__ = ["Imported", "import_person"]

STRANGE = "holds something that this Roost can't read ({what}). Nothing was kept. Export it again, or install the newest version"


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What became of a file: whose, how many entries are new, were here already, or stand against others with their id, which stay."""

    person: str
    name: str
    stored: int
    already: int
    conflict: int
    screen_again: bool


def import_person(home: Home, data: bytes, *, file: str) -> Imported:
    """Keeps the entries of a file that `roost export` made. All of them, or none.

    Args:
        home: the home.
        data: EXPORT.json.
        file: its name, for messages.

    Raises:
        InputError: the file can't be read, or holds what can't be true; names the key. Nothing was kept.
        StoreError: nothing was kept.
    """
    given = parse_json(data, Export, file=file)
    person, name = given.person.id, given.person.name
    entries = [_entry(home, person, number, one, file) for number, one in enumerate(given.entries)]
    _check_person(home, given, file)
    _rehearse(home, person, entries, file)
    here = {entry.id for entry in home.store.read(person=person)}
    new = any(entry.id not in here for entry in entries)
    marks = [brought_back(home, person, "file", given.exported_at)] if new else []
    outcomes = Counter(home.keep(*entries, *marks)[: len(entries)])
    return Imported(
        person=person, name=name, stored=outcomes["stored"], already=outcomes["already"], conflict=outcomes["conflict"], screen_again=new
    )


def _entry(home: Home, person: str, number: int, one: ExportedEntry, file: str) -> Entry:
    offset = one.occurred_at.utcoffset() or timedelta()
    key = f"entries[{number}]"
    if offset.total_seconds() % 60 or abs(offset) > timedelta(minutes=OFFSET_MIN):
        raise InputError("needs a zone in whole minutes", file=file, key=f"{key}.occurred_at")
    if max(one.occurred_at, one.recorded_at) > home.now() + AHEAD:
        raise InputError("is still to come: check the clock of this computer", file=file, key=key)
    if one.type in SENT:
        try:
            read_payload(one.type, one.payload)
        except InputError as error:
            raise InputError(error.message, file=file, key=f"{key}.payload.{error.key}".rstrip(".")) from None
    return Entry(
        id=one.id, person=person, actor=one.actor, device=one.device, type=one.type, type_version=one.type_version,
        occurred_at=one.occurred_at, offset_min=int(offset.total_seconds() // 60), recorded_at=one.recorded_at,
        payload=one.payload, amends=one.amends,
    )  # fmt: skip


def _check_person(home: Home, given: Export, file: str) -> None:
    """The file makes its person known, and takes nobody else's name."""
    if not any(one.type == "person" for one in given.entries):
        raise InputError("does not say who this is: it is no whole export", file=file, key="entries")
    names = {str(one.payload.get("name", "")).casefold() for one in given.entries if one.type == "person"}
    other = next((one for one in people(home) if one.id != given.person.id and one.name.casefold() in names), None)
    if other is not None:
        raise InputError(f"is another {other.name} than the one here. Nothing was kept", file=file, key="person.name")


def _rehearse(home: Home, person: str, entries: Sequence[Entry], file: str) -> None:
    """Keeps the entries in a place that is thrown away, and makes the pages of them: what can't be read there is never kept here."""
    tried = replace(home, store=MemoryStore())
    try:
        tried.keep(*home.store.read(person=person), *entries)
        people(tried)
        pages(tried, person)
        today(tried, person)
    except InputError:
        raise
    except Exception as error:  # whatever it is: a file of ours does not do that
        raise InputError(STRANGE.format(what=f"{type(error).__name__}: {error}"[:100]), file=file) from error
