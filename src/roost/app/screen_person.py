"""In: a person whose pages are saved. Out: their Screening, kept on record; and the newest one, with whether it still stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import msgspec

from roost.app import books
from roost.app.brought_back import BROUGHT_BACK
from roost.app.home import Home
from roost.app.questionnaire import draft_profile
from roost.app.screen_profile import screen_profile
from roost.screen.screening import Screening
from roost.track.entry import Entry

__all__ = ["STANDING_TYPES", "Standing", "latest_screening", "screen_person", "standing_of"]

STANDING_TYPES = ("screening", "page", BROUGHT_BACK)


@dataclass(frozen=True, slots=True)
class Standing:
    """The newest Screening, and why it no longer stands: ended, answers_changed, brought_back, rules_changed, or None when it does."""

    screening: Screening
    ended_by: str | None


def screen_person(home: Home, person: str) -> Screening:
    """Screens what the person told us so far, and keeps the result.

    Raises:
        InputError: an answer that has become impossible, as a date that is now still to come; names the key.
        StoreError: the result was not kept.
    """
    screening = screen_profile(draft_profile(home, person))
    home.keep(home.entry(person, "screening", {"screening": msgspec.to_builtins(screening)}))
    return screening


def latest_screening(home: Home, person: str) -> Standing | None:
    """The newest Screening of a person, or None when there was none yet.

    Raises:
        StoreError: the database can't be read now.
    """
    return standing_of(home.store.read(person=person, types=STANDING_TYPES), home.now().date())


def standing_of(entries: Iterable[Entry], today: date) -> Standing | None:
    """The same, from entries that were read already.

    Args:
        entries: of one person, in the order in which they were recorded, at least those of STANDING_TYPES.
        today: the day it must stand on.
    """
    found = [entry for entry in entries if entry.type in STANDING_TYPES]
    screenings = [entry for entry in found if entry.type == "screening"]
    if not screenings:
        return None
    screening = msgspec.convert(screenings[-1].payload["screening"], Screening)
    if found[-1].type == "page":
        return Standing(screening, "answers_changed")
    if found[-1].type == BROUGHT_BACK:
        return Standing(screening, BROUGHT_BACK)
    if screening.rules_version != books.rules().version:
        return Standing(screening, "rules_changed")
    stands = screening.today - timedelta(days=1) <= today <= screening.valid_until  # a clock set back makes nothing last longer
    return Standing(screening, None if stands else "ended")
