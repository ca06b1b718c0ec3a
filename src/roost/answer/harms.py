"""In: the adverse events of a trial. Out: Harms, by kind and by arm, always shown beside the effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from roost.answer.trial import Harm, Trial

__all__ = ["HarmKind", "HarmShare", "Harms", "harms_of"]


@dataclass(frozen=True, slots=True)
class HarmShare:
    """Days of one arm on which something was told, of all its days."""

    days_with_any: int
    days: int


@dataclass(frozen=True, slots=True)
class HarmKind:
    """One kind of adverse event: how often in each arm, the gravest grade, and whether any lasted; None is unknown."""

    name: str
    count: dict[str, int]
    worst_grade: int | None
    any_lasted: bool | None


@dataclass(frozen=True, slots=True)
class Harms:
    """Adverse events. Where nobody recorded any (`recorded` is false) nothing is known of them, which is not the same as none."""

    recorded: bool
    by_arm: dict[str, HarmShare] | None
    kinds: tuple[HarmKind, ...] | None


def harms_of(trial: Trial, arms: Sequence[str]) -> Harms:
    """Counts events by kind and arm, and the days of each arm with any. An event on a day without a row counts to the day before it."""
    if trial.harms is None:
        return Harms(False, None, None)
    placed = [(harm, _arm_of(trial, harm.day)) for harm in sorted(trial.harms, key=lambda each: (each.day, each.name))]
    shares = {
        arm: HarmShare(len({harm.day for harm, where in placed if where == arm}), sum(each == arm for each in trial.arm)) for arm in arms
    }
    names = sorted({harm.name for harm, _ in placed}, key=lambda name: (-sum(harm.name == name for harm, _ in placed), name))
    return Harms(True, shares, tuple(_kind(name, [(harm, arm) for harm, arm in placed if harm.name == name], arms) for name in names))


def _arm_of(trial: Trial, day: int) -> str:
    at = max((i for i, each in enumerate(trial.day) if each <= day), default=0)
    return trial.arm[at]


def _kind(name: str, placed: Sequence[tuple[Harm, str]], arms: Sequence[str]) -> HarmKind:
    grades = [harm.grade for harm, _ in placed if harm.grade is not None]
    lasted = [harm.lasted for harm, _ in placed]
    any_lasted = True if True in lasted else (None if None in lasted else False)
    return HarmKind(name, {arm: sum(where == arm for _, where in placed) for arm in arms}, max(grades, default=None), any_lasted)
