"""In: the entries that hold of one person, and the instruments. Out: Scored: each set of answers with its day and its score."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from roost.base.errors import InputError
from roost.track.day import day_of
from roost.track.entry import Entry
from roost.track.instrument import Instrument, score

__all__ = ["Scored", "instrument_day", "scored"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """One set of answers.

    Args:
        name: of the instrument's file.
        day: the day it is about.
        at: when it was filled in, in the person's zone.
        score: worked out from the answers; None where too much was skipped, or where they answer a form that we no longer have.
        own: the person's own items, where the instrument asks for them.
    """

    name: str
    day: date
    at: datetime
    score: Decimal | None
    own: tuple[str, ...] = ()


def instrument_day(instrument: Instrument, at: datetime, chosen: date | None = None) -> date:
    """The day that answers are about: the one chosen, else the day itself, or before noon yesterday where it looks back over a day."""
    return day_of(at, chosen) if instrument.of_the_day else chosen or at.date()


def scored(held: Iterable[Entry], instruments: Mapping[str, Instrument]) -> list[Scored]:
    """All sets of answers to instruments that we know, in the order in which they were recorded.

    Args:
        held: what holds now, from `current`.
        instruments: by name.
    """
    return [
        _scored(entry, instruments[entry.payload["name"]])
        for entry in held
        if entry.type == "instrument" and entry.payload["name"] in instruments
    ]


def _scored(entry: Entry, instrument: Instrument) -> Scored:
    payload = entry.payload
    chosen = None if payload["for_day"] is None else date.fromisoformat(payload["for_day"])
    own = tuple(payload["own"])
    try:
        made = score(instrument, payload["answers"], own) if payload["version"] == instrument.version else None
    except InputError:  # an import, or a file that was changed without a new version
        made = None
    day = instrument_day(instrument, entry.occurred_at, chosen)
    return Scored(name=payload["name"], day=day, at=entry.occurred_at, score=made, own=own)
