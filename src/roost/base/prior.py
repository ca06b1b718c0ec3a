"""In: what was believed before the data. Out: Prior, a normal distribution of an effect, with a name and where it comes from."""

from __future__ import annotations

import math
from dataclasses import dataclass

from roost.base.errors import InputError

__all__ = ["DEFAULT", "SCEPTICAL", "WIDE", "Prior", "parse_prior"]


@dataclass(frozen=True, slots=True)
class Prior:
    """A normal prior for the effect, in points of the outcome; below 0 is less pain.

    Args:
        name: short key, as `default`.
        mean: in points.
        sd: in points, above 0.
        source: where it comes from, in a few words.
    """

    name: str
    mean: float
    sd: float
    source: str = "design"


DEFAULT = Prior("default", 0.0, 2.0)
SCEPTICAL = Prior("sceptical", 0.0, 1.0)
WIDE = Prior("wide", 0.0, 5.0)


def parse_prior(text: str, name: str = "chosen") -> Prior:
    """A prior as a person types it: `MEAN,SD`.

    Raises:
        InputError: not two numbers, or an SD that is not above 0.

    >>> parse_prior("-0.5,1.5")
    Prior(name='chosen', mean=-0.5, sd=1.5, source='chosen')
    """
    try:
        mean, sd = (float(part) for part in text.split(","))
    except ValueError:
        raise InputError(f"{text!r} is not MEAN,SD: write two numbers with a comma between, as 0,2", key="prior-effect") from None
    if not (math.isfinite(mean) and math.isfinite(sd) and sd > 0):
        raise InputError(f"{text!r} has no spread: the second number must be above 0", key="prior-effect")
    return Prior(name, mean, sd, "chosen")
