"""In: a person. Out: they stay on the dose that they have, or it may go up again; kept."""

from __future__ import annotations

from roost.app.home import Home
from roost.track.stay import STAY, Stay, stays_of

__all__ = ["stay_on_dose", "stays_on_dose"]


def stay_on_dose(home: Home, person: str, *, stays: bool = True) -> None:
    """Keeps that the dose is to stay as it is, as a test needs; or that it may go up again. Said twice, it is kept once.

    Raises:
        StoreError: nothing was saved.
    """
    if stays != stays_on_dose(home, person):
        home.keep(home.entry(person, STAY, Stay(stays=stays)))


def stays_on_dose(home: Home, person: str) -> bool:
    """Whether the dose is to stay as it is.

    Raises:
        StoreError: the database can't be read now.
    """
    return stays_of(home.store.read(person=person, types=(STAY,)))
