"""In: the name of a story, a seed and its last moment. Out: the acts of a made-up person over fourteen weeks, one list a seed.

Four weeks on the ladder, two at a held dose, four pairs of weeks with and without the table, and the questions again inside them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from roost.base.errors import InputError

__all__ = ["SEED", "STORIES", "Story", "acts_of"]

SEED = "roost-example-1"
HELD_FROM = 28  # four weeks of steps, then the dose stays
DRAWN = HELD_FROM + 14  # a test wants a dose that was held for two weeks
PAIRS = 4  # of a week with and a week without
DAYS = DRAWN + PAIRS * 14 + 1  # the day after the last of the test
SCREENED_AGAIN = 84  # before the 90 days of a Screening are over
SESSION_DAYS = (0, 1, 3, 5)  # of each week
OWN = ("Tie my shoes", "Sit through a film", "Carry the shopping home")
NOTES = {9: "Moved some boxes today.", 33: "Slept badly.", 52: "A long drive.", 71: "Worked in the garden."}


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One example.

    Args:
        title: what it shows, in a few words.
        name: of the made-up person.
        pain: on a day far from any session, at the beginning and at the end, in tenths of a point.
        eased: by how much less pain there is on the day of a session and the day after, in tenths of a point.
        events: adverse events by day, by the names of their files.
        clinician: the days on which a clinician lets sessions go on.
        silent: the first and the last day of a stretch on which nothing is entered.
        filled: of ten evenings, how many are filled in.
    """

    title: str
    name: str
    pain: tuple[int, int] = (58, 54)
    eased: int = 0
    events: Mapping[int, str] = field(default_factory=dict)
    clinician: tuple[int, ...] = ()
    silent: tuple[int, int] = (DAYS, DAYS)
    filled: int = 9


STORIES: Mapping[str, Story] = {
    "helps": Story(title="Less pain after sessions", name="Robin (made up)", eased=22, events={10: "mild_headache"}),
    "no-effect": Story(title="No difference", name="Sam (made up)", events={17: "light_headed"}),
    "harms": Story(
        title="It makes things worse", name="Alex (made up)", pain=(52, 60), eased=-20,
        events={12: "sore_next_day", 50: "more_leg_pain", 95: "more_leg_pain"}, clinician=(58,),
    ),
    "too-early": Story(title="Too early to tell", name="Kim (made up)", silent=(47, 95), filled=7),
}  # fmt: skip


def acts_of(name: str, last: datetime, *, seed: str = SEED) -> list[dict[str, Any]]:
    """The acts of a story that ends with its last moment.

    Args:
        name: of one of STORIES.
        last: the moment after which nothing happens, with its zone; the story began fourteen weeks and a day before.
        seed: of what is left to chance.

    Raises:
        InputError: there is no such story (`scenario`).
    """
    if name not in STORIES:
        raise InputError(f"There is no story {name[:40]}. Choose one of {', '.join(STORIES)}.", key="scenario")
    first = last.replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS)
    made = [act | {"at": at.isoformat()} for at, act in _life(STORIES[name], _Chance(f"{seed}/{name}"), first)]
    return [act for act in made if datetime.fromisoformat(act["at"]) <= last - timedelta(minutes=30)]


Timed = tuple[datetime, dict[str, Any]]


class _Chance:
    """A counter through SHA-256."""

    def __init__(self, seed: str) -> None:
        self.seed, self.drawn = seed, 0

    def upto(self, count: int) -> int:
        """A whole number from 0 to `count` - 1."""
        self.drawn += 1
        return int.from_bytes(hashlib.sha256(f"{self.seed}/{self.drawn}".encode()).digest()[:8], "big") % count


def _life(story: Story, chance: _Chance, first: datetime) -> Iterator[Timed]:
    yield from _beginning(story, first)
    drift = 0  # how today differs from the usual, in tenths of a point; half of it is left tomorrow
    for day in range(DAYS + 1):
        at = first + timedelta(days=day)
        drift = drift // 2 + chance.upto(25) - 12
        if day == SCREENED_AGAIN:
            yield from _questions_again(at)
        if story.silent[0] <= day <= story.silent[1]:
            continue
        usual = story.pain[0] + (story.pain[1] - story.pain[0]) * day // DAYS + drift
        yield from _day(story, chance, day, at, usual)


def _beginning(story: Story, first: datetime) -> Iterator[Timed]:
    at = first.replace(hour=18)
    yield at, {"do": "add", "name": story.name}
    yield at + timedelta(minutes=1), {"do": "answer"}
    yield at + timedelta(minutes=9), {"do": "screen"}
    yield at + timedelta(minutes=20), {"do": "table", "model": "Example 100", "stop_deg": 20}
    yield at + timedelta(minutes=25), {"do": "care", "therapy": "heat"}


def _questions_again(at: datetime) -> Iterator[Timed]:
    reading = {"systolic_mmHg": 123, "diastolic_mmHg": 78, "taken_at": at.date().isoformat()}
    yield at.replace(hour=7), {"do": "answer", "pages": {"blood_pressure": {"readings": [reading]}}}
    yield at.replace(hour=7, minute=5), {"do": "screen"}


def _day(story: Story, chance: _Chance, day: int, at: datetime, usual: int) -> Iterator[Timed]:
    """One day: the answer of the morning, the session of the evening, what was done beside it, the evening question."""
    yield at.replace(hour=7, minute=30), {"do": "morning", "how": ("same", "better" if story.eased > 0 else "same", "same")[chance.upto(3)]}
    if day in story.clinician:
        yield at.replace(hour=18, minute=30), {"do": "clinician", "by": "Dr Example", "may_go_on": True}
    if day == 58:
        yield at.replace(hour=18, minute=40), {"do": "away", "from": _on(at, 1), "to": _on(at, 3)}
    if day == 24:
        yield at.replace(hour=19), {"do": "skip", "why": "safety"}
    elif (day - DRAWN - 1) % 7 in SESSION_DAYS and not 59 <= day <= 61:
        yield at.replace(hour=19, minute=30), {"do": "session", "relaxed": True, "pain_now": _points(usual - story.eased)}
    if day == HELD_FROM:
        yield at.replace(hour=20), {"do": "stay"}
    if day == DRAWN:
        again = _on(at, SCREENED_AGAIN - DRAWN)
        yield at.replace(hour=20), {"do": "trial", "pairs": PAIRS, "check_again": again, "expects": "less"}
    if day in story.events:
        yield at.replace(hour=20, minute=10), {"do": "event", "name": story.events[day]}
    if chance.upto(10) < 6:
        yield at.replace(hour=20, minute=20), {"do": "tick", "therapy": "walking"}
    if day % 7 == 6 or day == 0:
        yield at.replace(hour=20, minute=30), {"do": "forms", "tenths": _points(usual - story.eased * day // DAYS), "own": OWN}
    if chance.upto(10) < story.filled:
        average = {"average": _points(usual), "with_table": _points(usual - story.eased), "note": NOTES.get(day, "")}
        yield at.replace(hour=21), {"do": "pain", **average}


def _on(at: datetime, days: int) -> str:
    return (at.date() + timedelta(days=days)).isoformat()


def _points(tenths: int) -> int:
    """Tenths of a point as an answer from 0 to 10."""
    return min(max((tenths + 5) // 10, 0), 10)
