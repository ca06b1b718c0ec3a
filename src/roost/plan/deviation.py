"""In: a Trial, the Past and the History. Out: what was done otherwise than planned, and the trial as it stands in a plan."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from roost.plan.calendar import calendar_json
from roost.plan.history import History
from roost.plan.past import Done, Past
from roost.plan.plan import Move
from roost.plan.progress import half_time
from roost.plan.protocol import Arm
from roost.plan.trial import Trial

__all__ = ["Deviation", "deviations", "trial_json"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """A day on which something else was done than the calendar says. The day is analysed as it was assigned all the same."""

    date: date
    what: str


def deviations(trial: Trial, past: Past, history: History, move: Move | None) -> tuple[Deviation, ...]:
    """What was done otherwise than planned up to today, oldest first, each once a day.

    Args:
        trial: as today's Screening sees it.
        past: what counts.
        history: with the sessions that were left out.
        move: of today's dose, None where there is none.
    """
    found = [(one.day, what) for one in past.done if (arm := trial.arm_on(one.day)) is not None and (what := _otherwise(trial, arm, one))]
    for row in history.sessions:
        day = row.started_at.date()
        if row.skipped_why is not None and trial.arm_on(day) is not None and not trial.is_off(day):
            found.append((day, f"left_out_{row.skipped_why}"))
    found += [(event.at.date(), "stopped") for event in past.events if event.grade >= 2 and trial.arm_on(event.at.date()) is not None]
    if move in (Move.step_down, Move.step_back, Move.restart) and trial.arm_on(past.today) is not None:
        found.append((past.today, move.value))
    return tuple(Deviation(date=day, what=what) for day, what in sorted(set(found)))


def _otherwise(trial: Trial, arm: Arm, done: Done) -> str | None:
    """What was other than planned in one session. None where inversion is no arm, or all was as planned."""
    dose = trial.frozen.dose
    if dose is None:
        return None
    if trial.is_off(done.day):
        return "session_on_usual_day"
    angle = dose.head_down_deg if arm.head_down_deg is None else arm.head_down_deg
    if done.dose.head_down_deg > angle or done.dose.bout_s > dose.bout_s or done.dose.bouts > dose.bouts:
        return "higher_dose"
    if not done.completed:
        return "cut_short"
    planned = [replace(one, head_down_deg=angle, rest_s=done.dose.rest_s) for one in (dose, half_time(dose))]
    return None if done.dose in planned else "lower_dose"


def trial_json(trial: Trial, found: tuple[Deviation, ...]) -> dict[str, Any]:
    """The trial as it stands in a plan."""
    frozen = trial.frozen
    return {
        "protocol_hash": frozen.hash,
        "protocol": frozen.protocol,
        "seed": trial.seed,
        "important_change": frozen.important_change,
        "prior": {"name": frozen.prior.name, "mean": frozen.prior.mean, "sd": frozen.prior.sd},
        "comparator": frozen.shape.comparator,
        "calendar": calendar_json(trial.calendar),
        "ended": trial.ended_on is not None,
        "deviations": [{"date": one.date.isoformat(), "what": one.what} for one in found],
    }
