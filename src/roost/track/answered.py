"""In: the entries of one person. Out: the Bar that a test puts up which found that the table probably makes pain worse."""

from __future__ import annotations

from collections.abc import Iterable

from roost.base.datafile import Strict
from roost.plan.plan import Bar
from roost.plan.protocol import INVERSION
from roost.track.entry import Entry

__all__ = ["ANSWERED", "Answered", "bars_of_answers"]

ANSWERED = "answered"
WORSE = "probably_worse"
TELL = "Your test says that the table probably makes your pain worse. So it waits. If you want to go on, do the check again first."


class Answered(Strict, frozen=True, kw_only=True):
    """What a test said when its answer was first shown: its verdict, and what was tested."""

    trial_id: str
    verdict: str
    treatment: str


def bars_of_answers(entries: Iterable[Entry]) -> tuple[Bar, ...]:
    """The Bar of the newest answer, until the person is screened again.

    Args:
        entries: in the order in which they were recorded, at least these and the Screenings.
    """
    last = next((entry for entry in reversed(list(entries)) if entry.type in (ANSWERED, "screening")), None)
    if last is None or last.type != ANSWERED or (last.payload["verdict"], last.payload["treatment"]) != (WORSE, INVERSION):
        return ()
    return (Bar(why="screening_ended", until=None, tell=TELL),)
