"""In: a dose of the plan. Out: the same in words for a person."""

from __future__ import annotations

from math import ceil

from roost.plan.plan import Dose
from roost.web.i18n import ngettext
from roost.web.pictures.ladder import minutes

__all__ = ["dose_words"]


def dose_words(dose: Dose) -> str:
    """A dose as a person says it.

    >>> dose_words(Dose(head_down_deg=20, bout_s=120, bouts=2, rest_s=60))
    '20° below level. 2 minutes, twice.'
    """
    n = ceil(dose.bout_s / 60)
    if dose.bouts == 1:
        words = ngettext("{deg}° below level. {min} minute, once.", "{deg}° below level. {min} minutes, once.", n)
    elif dose.bouts == 2:
        words = ngettext("{deg}° below level. {min} minute, twice.", "{deg}° below level. {min} minutes, twice.", n)
    else:
        words = ngettext("{deg}° below level. {min} minute, {times} times.", "{deg}° below level. {min} minutes, {times} times.", n)
    return words.format(deg=dose.head_down_deg, min=minutes(dose.bout_s), times=dose.bouts)
