"""In: a table of two groups by two outcomes. Out: Fisher's exact p, and how few people would have to end otherwise to undo the result.

Source: Walsh 2014, doi 10.1016/j.jclinepi.2013.10.019.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb

__all__ = ["Fragility", "fisher", "fragility"]

SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragility:
    """How fragile a result is.

    Args:
        p: Fisher's p of the table as it is.
        index: the fewest people of one group who would have to end otherwise for p to reach 0.05; None when it is there already.
        one: events of the first group after that.
        two: events of the second group after that.
        p_after: Fisher's p after that.
    """

    p: float
    index: int | None
    one: int
    two: int
    p_after: float


def fisher(a: int, n1: int, c: int, n2: int) -> float:
    """Fisher's exact p, two-sided: all tables with the same margins that are no likelier than this one.

    Args:
        a: events of group 1.
        n1: its people.
        c: events of group 2.
        n2: its people.

    >>> round(fisher(10, 13, 2, 9), 3), round(fisher(9, 13, 2, 9), 3)
    (0.027, 0.08)
    """
    events = a + c
    ways = {x: comb(n1, x) * comb(n2, events - x) for x in range(max(0, events - n2), min(n1, events) + 1)}
    return sum(many for many in ways.values() if many <= ways[a]) / sum(ways.values())


def fragility(a: int, n1: int, c: int, n2: int) -> Fragility:
    """The fragility index: who would have to end otherwise, in one of the groups, in the direction that undoes the difference.

    >>> found = fragility(10, 13, 2, 9)
    >>> found.index, round(found.p_after, 3)
    (1, 0.08)
    """
    p = fisher(a, n1, c, n2)
    if p >= SIGNIFICANT:
        return Fragility(p=p, index=None, one=a, two=c, p_after=p)
    down = -1 if a * n2 > c * n1 else 1
    for moved in range(1, max(n1, n2) + 1):
        for one, two in ((a + down * moved, c), (a, c - down * moved)):
            if 0 <= one <= n1 and 0 <= two <= n2 and (after := fisher(one, n1, two, n2)) >= SIGNIFICANT:
                return Fragility(p=p, index=moved, one=one, two=two, p_after=after)
    raise AssertionError("equal shares have p = 1, and lie between")  # pragma: no cover
