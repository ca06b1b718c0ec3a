"""In: the entries that hold of one person. Out: which care they put into their plan or took out, and on how many days each was done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from roost.track.diary import DiaryDay
from roost.track.entry import Entry

__all__ = ["chosen_of", "days_done"]


def chosen_of(held: Iterable[Entry]) -> dict[str, bool]:
    """For each therapy that the person decided about: whether it is in their plan. One that is not named was never decided.

    Args:
        held: what holds now, from `current`, in the order in which it was recorded.
    """
    return {entry.payload["therapy"]: entry.payload["chosen"] for entry in held if entry.type == "care_chosen"}


def days_done(days: Iterable[DiaryDay]) -> Counter[str]:
    """On how many of these days each therapy was ticked off, by its name. A day without a tick is unknown, not a day without care."""
    return Counter(therapy for day in days for therapy in day.care)
