"""In: a ladder file, as bytes. Out: Ladder: its rungs, how fast it is climbed, how one comes up, and why. Nothing in it passes the caps."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated

from msgspec import Meta

from roost.base.datafile import Strict, lines_of, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source
from roost.plan.caps import CEILING, SESSIONS_PER_DAY
from roost.plan.plan import Dose
from roost.plan.within import passes
from roost.screen.screening import Limits

__all__ = ["ComingUp", "Example", "Ladder", "Pace", "Why", "read_ladder"]

# What one step may add at most: 5 degrees or 60 seconds in a week (safety notes 3.3), or one bout.
STEP = {"head_down_deg": 5, "bout_s": 60, "bouts": 1}

Positive = Annotated[int, Meta(ge=1)]


class Pace(Strict, frozen=True, kw_only=True):
    """How fast the ladder is climbed. A file can only be more careful than the bounds here, which are those of the safety notes (3.3).

    Args:
        sessions: well-borne sessions that a step up needs on the present rung.
        over_days: days from the first to the last of them.
        days_a_step: days that a rung lasts at least.
        days_a_slow_step: the same where the Screening wants slow steps.
        sessions_per_day: how many this ladder offers; a Screening's limit is the most that it may.
        sessions_with_somebody: the first sessions, which need somebody in the room.
        back_after_days: days without a session after which one goes a rung back.
        restart_after_days: and after which one is screened again and begins again.
        pause_from_days: planned days off after which the first session has half the time.
        pause_up_to_days: planned days off that are no gap.
        rest_after_event_days: days of rest after an event of grade 2.
    """

    sessions: Annotated[int, Meta(ge=4)]
    over_days: Annotated[int, Meta(ge=5)]
    days_a_step: Annotated[int, Meta(ge=7)]
    days_a_slow_step: Annotated[int, Meta(ge=7)]
    sessions_per_day: Annotated[int, Meta(ge=1, le=SESSIONS_PER_DAY)]
    sessions_with_somebody: Annotated[int, Meta(ge=3)]
    back_after_days: Annotated[int, Meta(ge=1, le=14)]
    restart_after_days: Annotated[int, Meta(ge=1, le=28)]
    pause_from_days: Annotated[int, Meta(ge=1, le=7)]
    pause_up_to_days: Annotated[int, Meta(ge=1, le=14)]
    rest_after_event_days: Annotated[int, Meta(ge=7)]


class ComingUp(Strict, frozen=True, kw_only=True):
    """Seconds to wait on the way up: at half the angle, level, and upright on the table."""

    half_way_hold_s: Annotated[int, Meta(ge=15)]
    level_hold_s: Annotated[int, Meta(ge=60)]
    upright_hold_s: Annotated[int, Meta(ge=60)]


class Why(Strict, frozen=True, kw_only=True):
    """A sentence for the person on each number."""

    head_down_deg: str
    bout_s: str
    bouts: str
    rest_s: str
    coming_up: str


class Example(Strict, frozen=True, kw_only=True):
    """Limits (what is left out is the cap), and how many rungs stand within them."""

    name: str
    limits: dict[str, int]
    rungs: int


class _RungEntry(Strict, frozen=True, kw_only=True):
    head_down_deg: Positive
    bout_s: Positive
    bouts: Positive
    rest_s: Positive


class _LadderFile(Strict, frozen=True, kw_only=True):
    title: str
    rungs: Annotated[tuple[_RungEntry, ...], Meta(min_length=1)]
    pace: Pace
    coming_up: ComingUp
    why: Why
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: Annotated[tuple[Example, ...], Meta(min_length=1)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ladder:
    """The rungs from the lowest up, each one change above the one before."""

    title: str
    rungs: tuple[Dose, ...]
    pace: Pace
    coming_up: ComingUp
    why: Why
    sources: tuple[Source, ...]
    examples: tuple[Example, ...]

    def within(self, limits: Limits) -> tuple[Dose, ...]:
        """The rungs from the lowest up to the first that passes the limits. Those beyond are not offered."""
        passed = (i for i, rung in enumerate(self.rungs) if passes(rung, limits))
        return self.rungs[: next(passed, len(self.rungs))]


def read_ladder(data: bytes, *, file: str = "default.yaml") -> Ladder:
    """Reads and checks a ladder.

    Args:
        data: the bytes of the file, UTF-8 YAML.
        file: its name, for messages.

    Raises:
        DataFileError: a rung that passes the caps, that changes more than one thing, or more than a step allows; a pace that is faster
            than the safety notes; an unknown key. Names file, line and key.
    """
    raw = parse_yaml(data, _LadderFile, file=file)
    rungs = tuple(Dose(head_down_deg=r.head_down_deg, bout_s=r.bout_s, bouts=r.bouts, rest_s=r.rest_s) for r in raw.rungs)
    for i, rung in enumerate(rungs):
        if part := passes(rung, CEILING):
            raise _wrong("passes the caps in roost/plan/caps.py: lower it", data, file, f"rungs[{i}].{part}")
    for i, (low, high) in enumerate(pairwise(rungs), start=1):
        added = {part: getattr(high, part) - getattr(low, part) for part in STEP}
        changed = {part: more for part, more in added.items() if more != 0}
        if len(changed) != 1:
            raise _wrong("a rung changes one of angle, time and bouts against the one below it", data, file, f"rungs[{i}]")
        [(part, more)] = changed.items()
        if not 0 < more <= STEP[part]:
            raise _wrong(f"goes up by {more}: a step adds 1 to {STEP[part]}", data, file, f"rungs[{i}].{part}")
    return Ladder(
        title=raw.title,
        rungs=rungs,
        pace=raw.pace,
        coming_up=raw.coming_up,
        why=raw.why,
        sources=raw.sources,
        examples=raw.examples,
    )


def _wrong(what: str, data: bytes, file: str, key: str) -> DataFileError:
    return DataFileError(what, file=file, line=lines_of(data.decode()).get(f"$.{key}"), key=key)
