"""In: what is known of a person, and angles. Out: what each angle is expected to do: pull, heart and eyes as ranges in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from roost.app.estimate_body import constants
from roost.app.known_body import Known
from roost.body.eye import eye_change
from roost.body.heart import heart_change
from roost.body.person import Range
from roost.body.tension import G, tension
from roost.web.i18n import gettext
from roost.web.pictures.by_angle import say

__all__ = ["MINUTES", "SIGNED", "between", "ranges_of", "step_rows"]

MINUTES = 2
SIGNED = {"pull": False, "heart": True, "eye": True}


def ranges_of(known: Known) -> dict[str, Callable[[float], Range]]:
    """Each of the three things as a function of the angle: pull in kilograms, heart and eyes in mmHg from lying flat."""
    held, body = constants(), known.body

    def pull(deg: float) -> Range:
        newton = tension(held, body, "L3-4", deg).newton
        return Range(newton.low / G, newton.median / G, newton.high / G)

    return {
        "pull": pull,
        "heart": lambda deg: heart_change(held, "map", deg, MINUTES),
        "eye": lambda deg: eye_change(held, deg, MINUTES),
    }


def between(made: Range, *, signed: bool) -> str:
    """A range in words."""
    return gettext("{low} to {high}").format(low=say(made.low, signed=signed), high=say(made.high, signed=signed))


def step_rows(known: Known, angles: Iterable[int]) -> list[tuple[int, tuple[str, ...]]]:
    """Each angle once, growing, with its three ranges in words; level is left out, where nothing changes."""
    at = ranges_of(known)
    return [(deg, tuple(between(at[name](deg), signed=SIGNED[name]) for name in SIGNED)) for deg in sorted(set(angles)) if deg > 0]
