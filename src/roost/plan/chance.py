"""In: a seed that is kept. Out: whole numbers and orders by chance: a counter through SHA-256, with rejection. The browser has a twin.

The n-th word is the first 4 bytes, high byte first, of SHA-256 over `roost-calendar-1:SEED:n` in UTF-8, n from 0. A number below k is
the word modulo k, where the word is below the largest multiple of k; else the next word is tried, so that no number is favoured.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import TypeVar

__all__ = ["below", "shuffled", "words_of"]

T = TypeVar("T")

WORDS = 1 << 32  # how many words there are


def words_of(seed: str) -> Iterator[int]:
    """Words of 32 bits without end, the same ones for the same seed.

    >>> next(words_of("1"))
    2952295900
    """
    n = 0
    while True:
        yield int.from_bytes(hashlib.sha256(f"roost-calendar-1:{seed}:{n}".encode()).digest()[:4], "big")
        n += 1


def below(k: int, words: Iterator[int]) -> int:
    """A whole number from 0 to k - 1, each as likely as the others.

    >>> below(3, iter([4294967295, 7]))
    1
    """
    fair = WORDS - WORDS % k
    return next(word for word in words if word < fair) % k


def shuffled(items: tuple[T, ...], words: Iterator[int]) -> tuple[T, ...]:
    """The items in an order by chance, each order as likely as the others: from the last place down, each swaps with one up to itself.

    >>> shuffled(("a", "b"), iter([0]))
    ('b', 'a')
    """
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        chosen = below(last + 1, words)
        order[last], order[chosen] = order[chosen], order[last]
    return tuple(order)
