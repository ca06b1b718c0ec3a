"""In: the files of adverse events. Out: AdverseEvent by name: its grade, the words for people, and what it does to the plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from roost.base.datafile import Strict
from roost.base.errors import DataFileError
from roost.base.sources import Source
from roost.track.files import read_folder

__all__ = ["AdverseEvent", "EventExample", "read_adverse_events"]

ACT_BY = {1: (None,), 2: (None, "days", "today"), 3: ("days", "today", "now")}


class EventExample(Strict, frozen=True, kw_only=True):
    """The event so many days ago, after good sessions, and what today's plan is: held, or the move of its next dose.

    `letter`: a clinician's letter names the event, and the person was screened again since.
    """

    name: str
    days_ago: int
    clinician_said: bool = False
    letter: bool = False
    expect: str


class AdverseEvent(Strict, frozen=True, kw_only=True):
    """One kind of adverse event, as in its file. The file's name is its identity.

    Args:
        title: its name for people.
        order: where it stands in the list; the mild ones come first.
        grade: 1 mild, 2 stops sessions for a week, 3 stops them until a clinician lets them go on.
        ask: the line that a person ticks.
        act_by: how soon to get help: now, today, days, or None.
        tell: what to do.
        plan: what it does to the plan.
    """

    title: str
    order: int
    grade: Literal[1, 2, 3]
    ask: str
    act_by: Literal["now", "today", "days"] | None = None
    tell: str
    plan: str
    facts: tuple[str, ...]
    sources: tuple[Source, ...]
    examples: tuple[EventExample, ...]


def read_adverse_events(files: Mapping[str, bytes]) -> dict[str, AdverseEvent]:
    """Reads and checks all kinds of adverse events, mild ones first.

    Args:
        files: the bytes of each file by its name without `.yaml`.

    Raises:
        DataFileError: none at all, or a file that is wrong; names file and key.
    """
    if not files:
        raise DataFileError("no adverse events were found: install Roost again", file="track/adverse_events")
    found = read_folder(files, AdverseEvent)
    for name, event in found.items():
        if event.act_by not in ACT_BY[event.grade]:
            raise DataFileError(f"with grade {event.grade} it must be one of {ACT_BY[event.grade]}", file=f"{name}.yaml", key="act_by")
    return dict(sorted(found.items(), key=lambda item: (item[1].grade, item[1].order, item[0])))
