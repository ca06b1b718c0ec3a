"""In: the shelves of the evidence. Out: the library, read and checked once in a process; and what of ours rests on which source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from roost.base.datafile import read_plain
from roost.base.errors import DataFileError
from roost.evidence.library import SHELVES, Library, faults, read_library
from roost.store.shelf import shelf_folder

__all__ = ["RestsOn", "check_evidence", "evidence", "rests_on", "source_page"]

# Every folder of data files whose sources are counted. The name in front is what a reader is told.
USERS = {
    "rule": "screen/rules",
    "dose": "plan/ladders",
    "care": "plan/therapies",
    "stop rule": "coach/stop_rules",
    "check": "coach/checklists",
    "cue": "coach/cues",
    "trouble": "track/adverse_events",
    "questionnaire": "track/instruments",
}


@dataclass(frozen=True, slots=True)
class RestsOn:
    """One thing of ours that names a source: its kind, its name, its title, and the address of its page ("" where it has none)."""

    kind: str
    name: str
    title: str
    page: str = ""


@cache
def evidence() -> Library:
    """All studies, guidelines, comparisons, priors, lessons and articles."""
    return read_library({shelf: shelf_folder(f"evidence/{shelf}") for shelf in SHELVES})


def check_evidence(folders: Mapping[str, Mapping[str, bytes]] | None = None) -> tuple[Library | None, list[DataFileError]]:
    """The library and all that is wrong with it; None where a file can't be read at all, with that one reason.

    Args:
        folders: the bytes of each shelf's files; those of the package without it.
    """
    try:
        library = read_library(folders if folders is not None else {shelf: shelf_folder(f"evidence/{shelf}") for shelf in SHELVES})
    except DataFileError as error:
        return None, [error]
    return library, list(faults(library))


def _named() -> Iterator[tuple[str, RestsOn]]:
    """Each source id that a file of ours names, with the file."""
    for kind, folder in USERS.items():
        for name, data in sorted(shelf_folder(folder).items()):
            raw: Any = read_plain(data, file=f"{name}.yaml")
            page = f"/care/{name}" if kind == "care" else ""
            for source in raw.get("sources", ()):
                yield source["id"], RestsOn(kind, name, str(raw.get("title", name)), page)
    library = evidence()
    for lesson in library.lessons.values():
        for claim in lesson.file.claims:
            for id_ in claim.sources:
                yield id_, RestsOn("page", f"{lesson.name}.{claim.id}", lesson.file.title, f"/learn/{lesson.name}#{claim.id}")
    for result in library.results.values():
        for row in result.rows:
            yield row.study.name, RestsOn("comparison", result.comparison.name, result.comparison.file.title, "/evidence")
    for name, file in library.prior_files.items():
        if file.comparison:
            for row in library.results[file.comparison].usable:
                yield row.study.name, RestsOn("prior", name, file.title)


@cache
def _own_names() -> Mapping[str, str]:
    """The names of studies and guidelines by the ids of their sources, and by the ids that other files have for them."""
    library = evidence()
    names = {source.id: study.name for study in library.studies.values() for source in study.file.sources}
    names |= {source.id: guideline.name for guideline in library.guidelines.values() for source in guideline.file.sources}
    names |= {also: study.name for study in library.studies.values() for also in study.file.also}
    return names | {also: guideline.name for guideline in library.guidelines.values() for also in guideline.file.also}


def source_page(source_id: str) -> str:
    """The address of our own page about a source; "" where it has none."""
    library, name = evidence(), _own_names().get(source_id, source_id)
    local = {source.id for lesson in library.lessons.values() for source in lesson.file.sources}
    return f"/evidence/{name}" if name in {*library.studies, *library.guidelines, *local} else ""


@cache
def rests_on() -> Mapping[str, tuple[RestsOn, ...]]:
    """What rests on each source: by the name of a study or guideline, or by the id of another source. Each thing stands once."""
    names = _own_names()
    found: dict[str, dict[RestsOn, None]] = defaultdict(dict)
    for id_, user in _named():
        found[names.get(id_, id_)][user] = None
    return {id_: tuple(users) for id_, users in sorted(found.items())}
