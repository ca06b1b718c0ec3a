"""Out of this room: Screening. What our rules say of one person on one day, with the reason for each part of it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date as Date
from enum import Enum
from functools import total_ordering

from roost.words.answers import Mention, NotUnderstood

__all__ = ["Limits", "Question", "Reason", "Screening", "SignOff", "Spotter", "Unknown", "Verdict", "strictest"]


@total_ordering
class Verdict(Enum):
    """Mild to grave; the gravest rule wins. `ok` means that we found no reason to stop, and nothing more."""

    ok = "ok"
    caution = "caution"
    ask_first = "ask_first"
    do_not_invert = "do_not_invert"
    urgent = "urgent"

    def __lt__(self, other: object) -> bool:
        order = list(Verdict)
        return order.index(self) < order.index(other) if isinstance(other, Verdict) else NotImplemented

    @property
    def lets_invert(self) -> bool:
        """Whether a session may be planned at all."""
        return self <= Verdict.caution


class Spotter(Enum):
    """How near somebody must be. There is no session with nobody in earshot."""

    in_earshot = "in_earshot"
    in_room = "in_room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a plan may not pass: degrees head-down, seconds of a bout, seconds below level in a session and in 24 hours."""

    head_down_deg: int
    bout_s: int
    inverted_s_per_session: int
    inverted_s_per_day: int
    sessions_per_day: int
    spotter: Spotter
    reading_before_each: bool
    slow_steps: bool


_CLAIMS = ("reading_before_each", "slow_steps")


def strictest(a: Limits, b: Limits) -> Limits:
    """The stricter of two limits, each part for itself."""
    both = {field.name: (getattr(a, field.name), getattr(b, field.name)) for field in fields(Limits)}
    spotter = Spotter.in_room if Spotter.in_room in both.pop("spotter") else Spotter.in_earshot
    claims = {name: any(both.pop(name)) for name in _CLAIMS}
    return Limits(spotter=spotter, **claims, **{name: min(pair) for name, pair in both.items()})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One rule that fired, what it says, what made it fire, and the ids of its sources."""

    rule: str
    verdict: Verdict
    tell: str
    matched: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown:
    """One fact that is not known, the rule that needs it, and what that rule could make of the verdict."""

    fact: str
    rule: str
    could_become: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question that could change the verdict."""

    fact: str
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """A clinician's dated, limited lifting of named rules."""

    rules: tuple[str, ...]
    by: str
    date: Date
    until: Date
    limits: Limits


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What our rules say, and why. See DESIGN 4.

    `limits` is None from ask_first up. `mentions` is what we understood of the person's own words. `lifted_by` names each rule that
    a sign-off lifted and who signed. `doctor_agreed` (yes, no, not_sure, None) is recorded and shown; it changes nothing.
    `today` is the day of the screening. `hash` covers all the rest.
    """

    version: int
    today: Date
    verdict: Verdict
    act_by: str | None
    valid_until: Date
    limits: Limits | None
    because: tuple[Reason, ...]
    unknown: tuple[Unknown, ...]
    not_understood: tuple[NotUnderstood, ...]
    mentions: tuple[Mention, ...]
    ask_next: tuple[Question, ...]
    lifted_by: tuple[dict[str, str], ...]
    doctor_agreed: str | None
    rules_version: str
    hash: str
