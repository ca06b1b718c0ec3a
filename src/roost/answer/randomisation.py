"""In: a Trial and its pairs. Out: the randomisation test: how often chance alone would have drawn a difference as large as this one."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from roost.answer.trial import Agreed, Trial

__all__ = ["NoTest", "RandomisationTest", "pair_differences", "randomisation_test"]

EXACT_PAIRS = 30  # up to here all 2^k orders are counted, as two sorted halves; beyond, chance draws 20,000
DRAWS = 20_000
NEAR = 1e-9  # two sums of the same figures in another order


@dataclass(frozen=True, slots=True)
class RandomisationTest:
    """The answer that rests on the drawing of lots alone.

    Args:
        statistic: mean of the pair differences, on less off, in the outcome's unit.
        p: share of the admissible orders whose statistic is as low or lower: small speaks for a benefit.
        p_worse: share whose statistic is as high or higher.
        sequences: number of admissible orders.
        pairs: pairs that hold entries of both arms.
        drawn: None where all orders were counted, else how many were drawn.
    """

    statistic: float
    p: float
    p_worse: float
    sequences: int
    pairs: int
    drawn: int | None = None


@dataclass(frozen=True, slots=True)
class NoTest:
    """There is no randomisation test, and this is why: `no_pairs` or `no_periods`."""

    why: str


def pair_differences(trial: Trial, agreed: Agreed, values: Sequence[float | None]) -> list[float]:
    """Mean of the treatment days less mean of the comparator days, for each pair with entries of both arms."""
    pair_of = {period.number: period.pair for period in (agreed.calendar or trial.periods())}
    sums: dict[int, dict[str, list[float]]] = {}
    for number, arm, value in zip(trial.period, trial.arm, values, strict=True):
        if value is not None and number in pair_of:
            sums.setdefault(pair_of[number], {}).setdefault(arm, []).append(value)
    arms = (agreed.treatment, agreed.comparator)
    both = [held for _, held in sorted(sums.items()) if all(arm in held for arm in arms)]
    return [sum(held[arms[0]]) / len(held[arms[0]]) - sum(held[arms[1]]) / len(held[arms[1]]) for held in both]


def randomisation_test(trial: Trial, agreed: Agreed, values: Sequence[float | None]) -> RandomisationTest | NoTest:
    """Holds the mean pair difference against that of every order that chance could have drawn.

    Within each pair chance chose which arm came first, so the admissible orders are all ways to turn pairs round, and turning a pair
    round turns the sign of its difference. The smallest p with k pairs is 1 / 2^k.
    """
    if not trial.periods_given and not agreed.calendar:
        return NoTest("no_periods")
    found = pair_differences(trial, agreed, values)
    if not found:
        return NoTest("no_pairs")
    k = len(found)
    total = sum(found)
    if k <= EXACT_PAIRS:
        low, high = _counted(found, total)
        return RandomisationTest(total / k, low / 2**k, high / 2**k, 2**k, k)
    low, high = _drawn(found, total)
    return RandomisationTest(total / k, (low + 1) / (DRAWS + 1), (high + 1) / (DRAWS + 1), 2**k, k, DRAWS)


def _signed_sums(parts: Sequence[float]) -> list[float]:
    sums = [0.0]
    for part in parts:
        sums = [each - part for each in sums] + [each + part for each in sums]
    return sorted(sums)


def _counted(found: Sequence[float], total: float) -> tuple[int, int]:
    """How many of the 2^k signed sums are at most, and at least, the observed one."""
    near = NEAR * (1.0 + sum(abs(each) for each in found))
    left, right = _signed_sums(found[: len(found) // 2]), _signed_sums(found[len(found) // 2 :])
    low = sum(bisect_right(right, total - each + near) for each in left)
    high = sum(len(right) - bisect_left(right, total - each - near) for each in left)
    return low, high


def _drawn(found: Sequence[float], total: float) -> tuple[int, int]:
    """The same among orders drawn by SHA-256 of a counter: the same ones each time."""
    near = NEAR * (1.0 + sum(abs(each) for each in found))
    low = high = 0
    for draw in range(DRAWS):
        bits = int.from_bytes(hashlib.shake_128(f"randomisation-test:{draw}".encode()).digest((len(found) + 7) // 8), "big")
        value = sum(each if bits >> i & 1 else -each for i, each in enumerate(found))
        low += value <= total + near
        high += value >= total - near
    return low, high
