"""In: the `sources` of a data file. Out: Source, and how far each was read."""

from __future__ import annotations

from enum import Enum

from roost.base.datafile import Strict

__all__ = ["Level", "Source"]


class Level(Enum):
    """How far a source was read. `design` means: our own choice, or known from memory only."""

    full_text = "full_text"
    abstract = "abstract"
    secondary = "secondary"
    maker = "maker"
    design = "design"


class Source(Strict, frozen=True, kw_only=True):
    """One source of a rule, dose, therapy or instrument.

    Args:
        id: short key, as in the research notes (`HASK86`).
        cite: author, year, title or page.
        where: web address, DOI, or where the text stands.
        says: what it says, in our own words.
        checked: ISO date of the check.
        level: how far it was read.
    """

    id: str
    cite: str
    where: str
    says: str
    checked: str
    level: Level
