"""Out of this room: Finding, what one trial says; and its JSON, in which the same input gives the same bytes."""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from enum import Enum
from typing import Any

from roost.answer.exploratory import Exploratory
from roost.answer.harms import Harms
from roost.answer.randomisation import RandomisationTest
from roost.answer.sensitivity import PriorLine, Sensitivity
from roost.answer.trial import Refused
from roost.answer.verdict import Look, Progress, Verdict

__all__ = ["Carryover", "Effect", "Entries", "Finding", "PeriodLine", "Spread", "finding_json", "refused_json"]

DIGITS = 10  # significant digits of a figure in JSON: below that lies only the rounding of this or that machine


@dataclass(frozen=True, slots=True)
class Effect:
    """The effect, on less off, in the outcome's unit: below 0 is less pain. Each interval holds the middle 50, 80 or 95 %."""

    mean: float
    sd: float
    ci50: tuple[float, float]
    ci80: tuple[float, float]
    ci95: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spread:
    """A posterior mean and its standard deviation."""

    mean: float
    sd: float


@dataclass(frozen=True, slots=True)
class Carryover:
    """How long the effect outlasts its days: half-lives in days, the posterior probability of each, and P(2 days or more)."""

    half_lives: tuple[float, ...]
    weights: tuple[float, ...]
    p_two_days_or_more: float


@dataclass(frozen=True, slots=True)
class PeriodLine:
    """One period as it was: days from first to last row, entries, and their mean (None without one)."""

    period: int
    pair: int
    arm: str
    first_day: int
    last_day: int
    days: int
    entered: int
    mean: float | None


@dataclass(frozen=True, slots=True)
class Entries:
    """Days and entries of one arm."""

    days: int
    entered: int
    missing: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one trial says. Probabilities are of the effect d: `p_better` P(d < 0), `p_important` P(d < -m), `p_worse` P(d > 0).

    Figures stand here also while the verdict is `too_early`; the page of the person shows none then.
    """

    version: int = 1
    verdict: Verdict
    outcome: str
    treatment: str
    comparator: str
    important_change: float
    effect: Effect
    p_better: float
    p_important: float
    p_worse: float
    p_important_worse: float
    rho: Spread
    sigma: Spread
    n_days: int
    n_entered: int
    n_missing: int
    arms: dict[str, Entries]
    per_period: tuple[PeriodLine, ...]
    carryover: Carryover
    randomisation_test: RandomisationTest | None
    why: dict[str, str]
    progress: Progress
    look: Look | None
    flags: tuple[str, ...]
    harms: Harms
    priors: tuple[PriorLine, ...]
    sensitivity: Sensitivity
    exploratory: Exploratory
    model: dict[str, Any]
    changed_after_start: tuple[str, ...]


def finding_json(finding: Finding) -> dict[str, Any]:
    """The Finding as plain data. `why` names the reason of each figure that is null."""
    plain = _plain(finding)
    assert isinstance(plain, dict)
    return plain


def refused_json(refused: Refused) -> dict[str, Any]:
    """A refusal as plain data: what ends a command with exit code 4."""
    return {"refused": _plain(refused)}


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    if isinstance(value, float):
        return float(f"{value:.{DIGITS - 1}e}") + 0.0 if math.isfinite(value) else None
    return value
