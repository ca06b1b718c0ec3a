"""Out of this room: Plan. The next dose or why there is none, the ladder ahead, and the care beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime
from enum import Enum
from typing import Any, Literal

from roost.screen.screening import Spotter, Verdict

__all__ = [
    "Bar",
    "Because",
    "Care",
    "Dose",
    "Held",
    "HeldWhy",
    "Move",
    "Next",
    "PastEvent",
    "PastSession",
    "Plan",
    "ReturnStep",
    "Rung",
    "RungState",
    "ScreeningRef",
]

HeldWhy = Literal["verdict", "label", "screening_ended", "event", "usual_day", "too_soon", "away"]
RungState = Literal["done", "now", "to_come"]


class Move(Enum):
    """What today's dose is, against the last one."""

    start = "start"
    step_up = "step_up"
    hold = "hold"
    step_down = "step_down"
    step_back = "step_back"
    resume = "resume"
    restart = "restart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """Degrees below level, seconds from leaving level to the call to come up, number of bouts, seconds of rest between them."""

    head_down_deg: int
    bout_s: int
    bouts: int
    rest_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What a person told that bars a session now: today it is not right, something is new, or the table is not to be used.

    `until` is when it is over; None where a new Screening or another table ends it.
    """

    why: Literal["too_soon", "screening_ended", "label"]
    until: datetime | None
    tell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSession:
    """One session (or planned session that was skipped), as SESSIONS.json has it.

    `started_at` carries the person's own offset: its date is the day that they called it. `dose` is what was planned, None where
    nothing was. `relaxed` is None when not asked. `worst_grade` is 0 (nothing) to 3. `next_morning` is better, same, worse or None.
    `arm` is None outside a trial. `skipped_why` is None for a session that took place, else safety, pause or other.
    """

    started_at: datetime
    inverted_s: int
    dose: Dose | None
    completed: bool
    relaxed: bool | None = None
    worst_grade: int = 0
    next_morning: str | None = None
    arm: str | None = None
    skipped_why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvent:
    """One adverse event: when, grade 1 to 3, and its name.

    `asked`: a clinician was asked, whatever they said. `clinician_said`: the person has typed in what they said, and it lets sessions
    go on. `signed_off`: a clinician's sign-off names this very event, which is what a grade 3 needs before there is a next dose.
    """

    at: datetime
    grade: int
    name: str
    asked: bool = False
    clinician_said: bool = False
    signed_off: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Because:
    """One reason for one number, with a sentence for the person."""

    rule: str
    tell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnStep:
    """One stage of coming up: how far head-down in degrees (negative is head up) and how long to stay, in seconds."""

    head_down_deg: int
    hold_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Next:
    """What may be done today, how, and what must be checked before. `not_before` is None when it may be done now."""

    date: Date
    not_before: datetime | None
    move: Move
    dose: Dose
    return_: tuple[ReturnStep, ...]
    spotter: Spotter
    checks: tuple[str, ...]
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Why nothing may be done today, and what to say. `until` is the first day on which that may be over, None where no day is known."""

    why: HeldWhy
    until: Date | None
    tell: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One step of the ladder within the person's limits, counted from 1: done, now or still to come."""

    step: int
    dose: Dose
    state: RungState


@dataclass(frozen=True, slots=True, kw_only=True)
class Care:
    """One therapy beside inversion, or before it where its evidence is better (`first`)."""

    therapy: str
    title: str
    tell: str
    strength: str
    first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ScreeningRef:
    """The Screening a plan rests on."""

    verdict: Verdict
    hash: str
    valid_until: Date


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The contract of docs/reference/contracts.md. Exactly one of `next` and `held` is set.

    `plan_id` and `hash` are made from all the rest. `trial` is None until a test of weeks on and off is planned.
    """

    version: int
    plan_id: str
    hash: str
    today: Date
    screening: ScreeningRef
    next: Next | None
    held: Held | None
    ladder: tuple[Rung, ...]
    care: tuple[Care, ...]
    trial: dict[str, Any] | None
