"""In: four probabilities, and how far the trial has come. Out: one of six verdicts, and whether an early look may speak."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

from roost.answer.trial import Agreed, Period, Trial

__all__ = ["Chances", "Look", "Progress", "Verdict", "cap", "look", "progress_of", "verdict_of"]


class Verdict(Enum):
    """What the person is told."""

    very_likely_helps = "very_likely_helps"
    probably_helps = "probably_helps"
    little_or_no_difference = "little_or_no_difference"
    probably_worse = "probably_worse"
    not_clear = "not_clear"
    too_early = "too_early"


DIRECTED = (Verdict.very_likely_helps, Verdict.probably_helps, Verdict.probably_worse)
SPEAK_BENEFIT, SPEAK_FUTILE, SPEAK_HARM = 0.99, 0.05, 0.9  # facts: answer 4.8, measured
LEAST_PAIRS = 2


@dataclass(frozen=True, slots=True)
class Chances:
    """Probabilities of the effect d, with m the important change.

    Args:
        better: P(d < 0).
        important: P(d < -m).
        worse: P(d > 0).
        important_worse: P(d > m).
    """

    better: float
    important: float
    worse: float
    important_worse: float


def verdict_of(chances: Chances) -> Verdict:
    """The first rule that holds. The thresholds are fixed before the order of the weeks is drawn.

    >>> verdict_of(Chances(better=0.97, important=0.6, worse=0.03, important_worse=0.001)).value
    'probably_helps'
    """
    if chances.important > 0.9:
        return Verdict.very_likely_helps
    if chances.better > 0.95 and chances.important > 0.5:
        return Verdict.probably_helps
    if chances.important < 0.05 and chances.important_worse < 0.05:
        return Verdict.little_or_no_difference
    if chances.worse > 0.95:
        return Verdict.probably_worse
    return Verdict.not_clear


def cap(verdict: Verdict, effect: float, design_statistic: float | None) -> Verdict:
    """`not_clear` where the model and the mean of pair differences point to opposite sides; only a verdict with a direction is capped."""
    if design_statistic is not None and verdict in DIRECTED and effect * design_statistic < 0:
        return Verdict.not_clear
    return verdict


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the trial has come.

    Args:
        pairs_done: whole pairs, of which every day has passed.
        pairs_needed: before there is a verdict.
        at_pair_end: whether the last row ends a pair: only there is an early look taken.
        complete: whether there is a verdict.
    """

    pairs_done: int
    pairs_needed: int
    at_pair_end: bool
    complete: bool


def progress_of(trial: Trial, agreed: Agreed) -> Progress:
    """Counts whole pairs: by the plan's calendar where there is one, else by the periods in the diary, two to a pair."""
    last = trial.day[-1]
    if agreed.calendar:
        ends: dict[int, int] = {}
        for period in agreed.calendar:
            ends[period.pair] = max(ends.get(period.pair, period.last), period.last)
        done = [end for end in ends.values() if end <= last]
        needed = len(ends)
        return Progress(len(done), needed, last in ends.values(), len(done) >= needed or (agreed.ended and len(done) >= LEAST_PAIRS))
    periods = trial.periods()
    whole = _whole(periods)
    done_pairs = [pair for pair in {each.pair for each in whole} if sum(each.pair == pair for each in whole) == 2]
    at_end = bool(whole) and whole[-1] == periods[-1] and whole[-1].pair in done_pairs
    return Progress(len(done_pairs), LEAST_PAIRS, at_end, len(done_pairs) >= LEAST_PAIRS)


def _whole(periods: tuple[Period, ...]) -> tuple[Period, ...]:
    """The periods that have ended: those with another behind them, and the last once it is as long as the shortest before it."""
    before = [each.last - each.first for each in periods[:-1]]
    if before and periods[-1].last - periods[-1].first < min(before):
        return periods[:-1]
    return periods


@dataclass(frozen=True, slots=True)
class Look:
    """A look before the end: at which pair, whether it may speak, and for what reason."""

    pairs_done: int
    speaks: Literal["benefit", "harm", "little_chance"] | None


def look(progress: Progress, chances: Chances) -> Look | None:
    """An early look, only at the end of a pair and from the second on; None where none is due.

    Benefit speaks above .99: of 100 tests of something that does nothing, 3 to 4 would stop by luck. Harm speaks above .9 and stops by
    luck more often; it says "worth stopping to talk", not "stop". Little chance speaks from three quarters of the pairs on.
    """
    if progress.complete or not progress.at_pair_end or progress.pairs_done < LEAST_PAIRS:
        return None
    if chances.worse > SPEAK_HARM:
        return Look(progress.pairs_done, "harm")
    if chances.better > SPEAK_BENEFIT:
        return Look(progress.pairs_done, "benefit")
    if 4 * progress.pairs_done >= 3 * progress.pairs_needed and chances.important < SPEAK_FUTILE:
        return Look(progress.pairs_done, "little_chance")
    return Look(progress.pairs_done, None)
