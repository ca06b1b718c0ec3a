"""In: a Protocol, a seed that is kept, the first day. Out: the calendar, its order drawn by chance from the first pair on, or why not.

The same protocol, seed and first day give the same calendar, here and in the browser.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roost.plan.chance import shuffled, words_of
from roost.plan.protocol import INVERSION, LONGEST_USUAL_DAYS, Protocol, Shape

__all__ = ["NoTrial", "Period", "calendar_json", "draw_calendar", "longest_without", "why_not", "why_not_within"]

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Some days with one arm.

    Args:
        period: its number, from 1.
        pair: the pair within which chance ordered it, from 1. Where chance ordered the arms once for all, that is 1 throughout, for only
            the whole can be turned round: the randomisation test then counts what chance could have drawn, and no more.
        arm: its name.
        first: its first day.
        last: its last day.
    """

    period: int
    pair: int
    arm: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NoTrial:
    """A trial can't be planned so, and why: a short key, a sentence, what there is and what would be needed."""

    reason: str
    tell: str
    have: object
    needed: object


def draw_calendar(shape: Shape, seed: str, start: date) -> tuple[Period, ...]:
    """Draws the order of the arms. Chance orders the first pair too.

    Args:
        shape: with its arms, days and pairs as they were fixed.
        seed: as it was kept.
        start: the first day.

    Returns:
        The periods, one after the other without a day between.
    """
    words = words_of(seed)
    order = shuffled(shape.names, words)
    found: list[Period] = []
    for block in range(shape.pairs):
        again = block > 0 and shape.drawn == "each_pair"
        order = shuffled(shape.names, words) if again else order
        for arm in order:
            first = start + len(found) * shape.period_days * DAY
            pair = block + 1 if shape.drawn == "each_pair" else 1
            last = first + (shape.period_days - 1) * DAY
            found.append(Period(period=len(found) + 1, pair=pair, arm=arm, first=first, last=last))
    return tuple(found)


def longest_without(calendar: Sequence[Period]) -> int:
    """The most days in a row on which inversion is not the arm; periods that meet are counted together.

    >>> week = Period(period=1, pair=1, arm="usual", first=date(2026, 3, 2), last=date(2026, 3, 8))
    >>> longest_without([week, week])
    14
    """
    longest = run = 0
    for period in calendar:
        run = 0 if period.arm == INVERSION else run + (period.last - period.first).days + 1
        longest = max(longest, run)
    return longest


def why_not(protocol: Protocol) -> NoTrial | None:
    """Why no calendar is drawn for these arms, days and pairs, or None. It is asked before chance is, so no order is ever thrown away."""
    if protocol.asks_for or len(set(protocol.names)) < len(protocol.names):
        tell = "Choose what you want to try. Take each one once."
        return NoTrial(reason="therapies", tell=tell, have=list(protocol.names), needed=len(protocol.names))
    for reason, given, bounds, tell in (
        ("period_days", protocol.period_days, protocol.period_bounds, "Choose how many days each part lasts, from {} to {}."),
        ("pairs", protocol.pairs, protocol.pair_bounds, "Choose how often each part comes, from {} to {}."),
    ):
        if not bounds.least <= given <= bounds.most:
            sentence = tell.format(bounds.least, bounds.most)
            return NoTrial(reason=reason, tell=sentence, have=given, needed=[bounds.least, bounds.most])
    usual = protocol.most_usual_days()
    if usual > LONGEST_USUAL_DAYS:
        tell = f"Two parts without the table could meet and last {usual} days. Your body may stay away {LONGEST_USUAL_DAYS} days at most."
        return NoTrial(reason="usual_days", tell=f"{tell} Choose shorter parts.", have=usual, needed=LONGEST_USUAL_DAYS)
    return None


def why_not_within(shape: Shape, start: date, *, screened: date, valid_until: date, checks: Sequence[date] = ()) -> NoTrial | None:
    """Why the Screening does not reach to the last day, or None. Of no account where inversion is no arm.

    Args:
        shape: gives the number of days.
        start: the first day.
        screened: the day of the Screening.
        valid_until: its last day.
        checks: days on which the person will be screened again. Each one has to be inside the trial and inside the Screening before it,
            and is taken to last as long as the present one.
    """
    if INVERSION not in shape.names:
        return None
    end = start + (shape.days - 1) * DAY
    reaches, lasts = valid_until, valid_until - screened
    for day in sorted(checks):
        if start <= day <= min(reaches, end):
            reaches = max(reaches, day + lasts)
    if reaches >= end:
        return None
    tell = f"Your check ends on {reaches.isoformat()}, before the last day. Set a day before that on which you do the check again."
    return NoTrial(reason="screening_ends", tell=tell, have=reaches.isoformat(), needed=end.isoformat())


def calendar_json(calendar: Sequence[Period]) -> list[dict[str, object]]:
    """The calendar as it stands in a plan: period, pair, arm, from, to."""
    return [
        {"period": one.period, "pair": one.pair, "arm": one.arm, "from": one.first.isoformat(), "to": one.last.isoformat()}
        for one in calendar
    ]
