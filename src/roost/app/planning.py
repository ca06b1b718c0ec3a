"""In: the prepared table of `answer/planning.json`. Out: of 100 tests of each length, how many would say what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import msgspec

from roost.store.shelf import shelf_file

__all__ = ["PAIRS_FOR_TEST", "Said", "planned"]

PAIRS_FOR_TEST = 5  # from so many pairs on the randomisation test alone can reach .05, for 1 in 2^5 is below it


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Of 100 tests of one length and one true effect (points, below 0 is less pain), how many say what."""

    pairs: int
    important_change: float
    true_effect: float
    helps: float
    little: float
    worse: float
    not_clear: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    period_days: int
    trials: int
    seed: str
    rows: tuple[Said, ...]


@cache
def _table() -> _Table:
    return msgspec.json.decode(shelf_file("answer/planning.json"), type=_Table)


def planned(important_change: float) -> dict[int, dict[float, Said]]:
    """The rows of one important change: by number of pairs, then by true effect. Weeks are periods of 7 days, two in a pair.

    >>> planned(1.0)[6][-2.0].helps > planned(1.0)[6][-1.0].helps > planned(1.0)[6][0.0].helps
    True
    """
    found: dict[int, dict[float, Said]] = {}
    for row in _table().rows:
        if row.important_change == important_change:
            found.setdefault(row.pairs, {})[row.true_effect] = row
    return found
