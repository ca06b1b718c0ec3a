"""In: the files of the bookshelf `body`. Out: its constants and studies, read once in a process, and what the browser needs of them."""

from __future__ import annotations

from functools import cache

from roost.body.constants import Constants, read_constants
from roost.body.studies import Study, read_studies
from roost.store.shelf import shelf_folder

__all__ = ["constants", "constants_data", "studies"]


@cache
def constants() -> Constants:
    """All constants of the body."""
    return read_constants(shelf_folder("body/constants"))


@cache
def studies() -> tuple[Study, ...]:
    """What was measured on people."""
    return read_studies(shelf_folder("body/studies"))


BROWSER = ("segments_men", "segments_women", "trunk_split", "friction", "stature", "eye", "heart_by_angle")


@cache
def constants_data() -> dict[str, dict[str, list[float]]]:
    """What the closed-form tier needs in the browser: value, low and high by file and key. Not to be changed: everybody gets the same."""
    return {file: {key: [one.value, one.low, one.high] for key, one in constants().files[file].items()} for file in BROWSER}
