"""In: the data files. Out: rules, concepts, ladder, therapies and the like, each read and checked once in a process.

Each reader is loaded on first use: a screening needs none of the coach.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from roost.screen.rules import RuleSet, rule_set
from roost.store.shelf import shelf_file, shelf_folder
from roost.words.answers import Concept, Cue
from roost.words.context import read_context
from roost.words.terms import read_terms

if TYPE_CHECKING:
    from roost.coach.book import Book
    from roost.coach.recalls import Recall
    from roost.plan.ladder import Ladder
    from roost.plan.protocol import Protocol
    from roost.plan.therapy import Therapy
    from roost.track.adverse_event import AdverseEvent
    from roost.track.instrument import Instrument

__all__ = ["adverse_events", "coach", "coach_data", "concepts", "instruments", "ladder", "protocols", "recalls", "rules", "therapies"]


@cache
def rules() -> RuleSet:
    """All screening rules."""
    return rule_set(shelf_folder("screen/rules"), shelf_file("screen/groups.yaml"))


@cache
def concepts() -> tuple[Concept | Cue, ...]:
    """All that words and codes can mean: what the rules ask about, what changes nothing, and the cues that deny and doubt."""
    return (*rules().concepts(), *read_terms(shelf_folder("words/terms")), *read_context(shelf_folder("words/context")))


@cache
def ladder() -> Ladder:
    """The ladder of doses."""
    from roost.plan.ladder import read_ladder

    return read_ladder(shelf_file("plan/ladders/default.yaml"))


@cache
def therapies() -> tuple[Therapy, ...]:
    """The care beside inversion."""
    from roost.plan.therapy import read_therapies

    return read_therapies(shelf_folder("plan/therapies"))


@cache
def protocols() -> dict[str, Protocol]:
    """The ways to test whether something helps, by name; the first is the usual one."""
    from roost.plan.protocol import read_protocols

    return read_protocols(shelf_folder("plan/protocols"))


@cache
def coach() -> Book:
    """The coach's machine, stop rules, check-list and cues."""
    from roost.coach.book import read_book

    return read_book(
        shelf_file("coach/machine.yaml"), shelf_folder("coach/checklists"), shelf_folder("coach/stop_rules"), shelf_folder("coach/cues")
    )


@cache
def coach_data() -> dict[str, Any]:
    """The same as plain JSON data for the browser's machine, with the caps beside it. Not to be changed: everybody gets the same one."""
    from roost.coach.book import book_json

    return book_json(coach())


@cache
def instruments() -> dict[str, Instrument]:
    """The instruments by name."""
    from roost.track.instrument import read_instruments

    return read_instruments(shelf_folder("track/instruments"))


@cache
def adverse_events() -> dict[str, AdverseEvent]:
    """The kinds of adverse events by name, mild ones first."""
    from roost.track.adverse_event import read_adverse_events

    return read_adverse_events(shelf_folder("track/adverse_events"))


@cache
def recalls() -> dict[str, Recall]:
    """The tables that were called back."""
    from roost.coach.recalls import read_recalls

    return read_recalls(shelf_folder("coach/recalls"))
