"""In: a person whose record came from a backup or a file. Out: an entry that says so, after which they are screened again.

What came after a backup is not in it: a new illness, a bad session, a doctor's no. So an old result must not stand.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from roost.app.home import Home
from roost.base.datafile import Strict
from roost.track.entry import Entry

__all__ = ["BROUGHT_BACK", "BroughtBack", "brought_back"]

BROUGHT_BACK = "brought_back"


class BroughtBack(Strict, frozen=True, kw_only=True):
    """That a record came from elsewhere, and up to when that knew of the person."""

    source: Literal["backup", "file"]
    known_until: datetime


def brought_back(home: Home, person: str, source: Literal["backup", "file"], known_until: datetime) -> Entry:
    """The entry that ends a person's Screening, to be kept together with what was brought back."""
    return home.entry(person, BROUGHT_BACK, BroughtBack(source=source, known_until=known_until))
