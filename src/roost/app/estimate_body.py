"""In: the files of the bookshelf `body`. Out: its constants and studies, each read once in a process."""

from __future__ import annotations

from functools import cache

from roost.body.constants import Constants, read_constants
from roost.body.studies import Study, read_studies
from roost.store.shelf import shelf_folder

__all__ = ["constants", "studies"]


@cache
def constants() -> Constants:
    """All constants of the body."""
    return read_constants(shelf_folder("body/constants"))


@cache
def studies() -> tuple[Study, ...]:
    """What was measured on people."""
    return read_studies(shelf_folder("body/studies"))
