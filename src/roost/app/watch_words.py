"""In: a line that a person wrote anywhere. Out: the emergency that its words name, or None; where such a line is kept, found again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roost.app.home import Home
from roost.app.screen_profile import screen_profile
from roost.screen.screening import Screening, Verdict
from roost.track.entry import Entry
from roost.words.profile import Profile

__all__ = ["WORDS_IN", "emergency_in", "emergency_kept", "help_for", "kept_words", "words_of"]

# Where the payload of each type of entry holds words of the person's own. A test holds it against the types themselves.
WORDS_IN = {
    "pain": "note",
    "note": "text",
    "event": "note",
    "clinician_said": "words",
    "after": "note",
    "skip": "note",
    "instrument": "own",
}


def emergency_in(home: Home, text: str) -> Screening | None:
    """What our rules say of the words alone, where that is `urgent`. The page keeps the line, and shows the way to help first.

    Args:
        home: the home.
        text: a note of the diary, of an event or of a session.

    Returns:
        A Screening that is kept nowhere: its `act_by` and `because` say how soon and why. None where the words name no emergency,
        which rules nothing out.
    """
    if not text.strip():
        return None
    screening = screen_profile(Profile(today=home.now().date(), free_text=text))
    return screening if screening.verdict is Verdict.urgent else None


def help_for(home: Home, text: str) -> dict[str, dict[str, Any]]:
    """What a program is told of words that name an emergency, to be shown before all else: `help` with `act_by` (now or today) and `tell`.

    Returns:
        Empty where the words name none.
    """
    screening = emergency_in(home, text)
    if screening is None:
        return {}
    return {"help": {"act_by": screening.act_by, "tell": [one.tell for one in screening.because if one.verdict is Verdict.urgent]}}


def words_of(kind: str, payload: Mapping[str, Any]) -> str:
    """The person's own words in an entry of a type, each of several on a line of its own; "" where it has none."""
    said = payload[WORDS_IN[kind]] if kind in WORDS_IN else ""
    return said if isinstance(said, str) else "\n".join(said)


def kept_words(home: Home, person: str, text: str) -> Entry | None:
    """The newest entry of a person that holds just this text; None when none does.

    Raises:
        StoreError: the database can't be read now.
    """
    held = home.store.read(person=person, types=tuple(WORDS_IN))
    return next((entry for entry in reversed(held) if words_of(entry.type, entry.payload) == text), None)


def emergency_kept(home: Home, person: str, entry_id: str) -> Screening | None:
    """The emergency that the words of a kept entry name, as our rules read them now.

    Args:
        home: the home.
        person: whose.
        entry_id: the id of an entry of theirs.

    Returns:
        As `emergency_in`; None too where they have no such entry.

    Raises:
        StoreError: the database can't be read now.
    """
    held = home.store.read(person=person, types=tuple(WORDS_IN))
    return next((emergency_in(home, words_of(entry.type, entry.payload)) for entry in held if entry.id == entry_id), None)
