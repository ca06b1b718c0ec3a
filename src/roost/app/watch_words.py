"""In: a line that a person wrote anywhere. Out: the emergency that its words name, or None; the line itself is kept by others."""

from __future__ import annotations

from roost.app.home import Home
from roost.app.screen_profile import screen_profile
from roost.screen.screening import Screening, Verdict
from roost.words.profile import Profile

__all__ = ["emergency_in"]


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
