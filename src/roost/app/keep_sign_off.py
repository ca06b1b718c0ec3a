"""In: a clinician's letter that lifts named rules, as a person types it in. Out: kept with the answers; the next Screening reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from roost.app import books
from roost.app.home import Home
from roost.app.questionnaire import draft, keep_piece
from roost.base.datafile import to_dataclass
from roost.plan.caps import CEILING
from roost.screen.sign_off import sign_offs_of
from roost.words.profile import SignOffEntry

__all__ = ["keep_sign_off"]

PAGE = "sign_offs"


def keep_sign_off(
    home: Home, person: str, rules: Sequence[str], *, by: str, on: date, until: date, limits: Mapping[str, Any] | None = None
) -> None:
    """Keeps a sign-off beside those that are kept already. What was screened before no longer stands: screen again.

    Args:
        home: the home.
        person: whose.
        rules: the names of the rules that the letter lifts.
        by: the clinician's name.
        on: the day of the letter.
        until: its last day.
        limits: what the clinician allows at most, as in PROFILE.json; None for the cautious limits.

    Raises:
        InputError: a rule that does not exist, no name, an end before the beginning, a limit that is none; names the key.
        StoreError: nothing was saved.
    """
    signed = {"rules": list(rules), "by": by, "date": on.isoformat(), "until": until.isoformat(), "limits": limits}
    sign_offs_of([to_dataclass(signed, SignOffEntry, file="", ours=False)], books.rules(), CEILING)
    before = draft(home, person).get(PAGE, {}).get("sign_offs", [])
    keep_piece(home, person, PAGE, {"sign_offs": [*before, signed]})
