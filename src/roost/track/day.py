"""In: when something was entered, and the day that the person chose. Out: the day it belongs to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

__all__ = ["NOON", "day_of"]

NOON = 12  # the question is put in the evening, so an answer of the morning is about the day before


def day_of(at: datetime, chosen: date | None) -> date:
    """The day of an entry: the one that was chosen, else yesterday before noon and today from noon on.

    Args:
        at: the entry's time in the person's own zone.
        chosen: the day the person named, or None.

    >>> day_of(datetime(2026, 3, 2, 11, 59), None)
    datetime.date(2026, 3, 1)
    >>> day_of(datetime(2026, 3, 2, 12, 0), None)
    datetime.date(2026, 3, 2)
    """
    if chosen is not None:
        return chosen
    return at.date() if at.hour >= NOON else at.date() - timedelta(days=1)
