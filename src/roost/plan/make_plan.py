"""In: Screening, History, a Ladder, therapies, the time now. Out: Plan: the next dose or why there is none, the ladder, the care beside it.

Whoever may not invert gets a plan too: `held` says why, and the care stands. Only `urgent` shows nothing but the way to help.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from roost.base.canonical import content_hash
from roost.plan.because import because
from roost.plan.caps import CEILING, HEAD_DOWN_DEG
from roost.plan.deviation import deviations, trial_json
from roost.plan.history import History
from roost.plan.hold import earliest, hold_of_bar, hold_of_event, hold_of_screening, hold_of_today, hold_of_verdict, no_rung
from roost.plan.ladder import ComingUp, Ladder
from roost.plan.past import Past, look_back
from roost.plan.plan import Because, Care, Dose, Held, Next, Plan, ReturnStep, Rung, RungState, ScreeningRef
from roost.plan.plan_json import plan_json
from roost.plan.progress import Step, progress
from roost.plan.therapy import Therapy, care_beside, fired_in
from roost.plan.trial import Trial
from roost.screen.screening import Limits, Screening, Spotter, Verdict, strictest

__all__ = ["make_plan"]

CHECKS = ("table", "tether", "height_setting", "today", "cue_noticed", "way_to_call", "escape_known")
LAST_CHECK = "ankle_lock"
UPRIGHT_DEG = -90


def make_plan(
    screening: Screening, past: History, ladder: Ladder, therapies: tuple[Therapy, ...], now: datetime, trial: Trial | None = None
) -> Plan:
    """The plan of one person for today.

    Args:
        screening: what our rules say of them.
        past: sessions, events and planned pauses so far, in any order.
        ladder: the doses, and how fast they rise.
        therapies: the care beside inversion.
        now: the present time with its zone; its date is today.
        trial: as it was planned; while it runs there is no step up, and no session on its usual days. What stops a session still wins.

    Returns:
        Plan: exactly one of `next` and `held` is set. It never passes the limits of the Screening, nor the caps.
    """
    seen = look_back(past, ladder.pace, now)
    test = None if trial is None else trial.seen_by(screening, seen.today)
    next_, held, rungs = _today(screening, seen, ladder, test)
    plan = Plan(
        version=1,
        plan_id="",
        hash="",
        today=seen.today,
        screening=ScreeningRef(verdict=screening.verdict, hash=screening.hash, valid_until=screening.valid_until),
        next=next_,
        held=held,
        ladder=rungs,
        care=_care(screening, seen, therapies),
        trial=None if test is None else trial_json(test, deviations(test, seen, past, next_.move if next_ else None)),
    )
    digest = content_hash(plan_json(plan))
    return replace(plan, plan_id=f"plan-{digest[:16]}", hash=digest)


def _today(screening: Screening, seen: Past, ladder: Ladder, test: Trial | None) -> tuple[Next | None, Held | None, tuple[Rung, ...]]:
    held = hold_of_verdict(screening)
    if held is not None or screening.limits is None:
        return None, held or no_rung(), ()
    past = seen if test is None else test.of_usual_days(seen)
    limits = strictest(screening.limits, CEILING)
    within = ladder.within(limits)
    if not within:
        return None, hold_of_event(past) or hold_of_screening(screening, past) or no_rung(), ()
    climbed = past if test is None else test.as_climbed(past)
    step = _step(ladder, len(within), climbed, limits, test)
    rungs = _rungs(within, step)
    held = hold_of_event(past) or hold_of_screening(screening, past) or hold_of_bar(past) or hold_of_today(past, step.dose, limits)
    if held:
        return None, held if test is None else test.held_until(held, past.today), rungs
    return _next(step, past, climbed, ladder, limits), None, rungs


def _step(ladder: Ladder, within: int, climbed: Past, limits: Limits, test: Trial | None) -> Step:
    if test is None:
        return progress(ladder.rungs, within, climbed, slow=limits.slow_steps, stays=climbed.stays)
    frozen = test.frozen_rung(ladder, climbed.today)
    return test.dosed(progress(ladder.rungs, within, climbed, slow=limits.slow_steps, frozen=frozen), climbed.today)


def _rungs(within: Sequence[Dose], step: Step) -> tuple[Rung, ...]:
    def state(i: int) -> RungState:
        return "done" if i < step.rung else "now" if i == step.rung else "to_come"

    return tuple(Rung(step=i + 1, dose=dose, state=state(i)) for i, dose in enumerate(within))


def _next(step: Step, past: Past, climbed: Past, ladder: Ladder, limits: Limits) -> Next:
    spotter, why_spotter = _spotter(step.dose, climbed, limits)
    soonest = earliest(past, step.dose, limits)
    return Next(
        date=past.today,
        not_before=soonest if soonest > past.now else None,
        move=step.move,
        dose=step.dose,
        return_=_way_up(step.dose, ladder.coming_up),
        spotter=spotter,
        checks=_checks(spotter, limits),
        because=(*step.because, *_numbers(ladder, limits), why_spotter),
    )


def _way_up(dose: Dose, up: ComingUp) -> tuple[ReturnStep, ...]:
    """Half the angle (a half degree counts up), level, upright."""
    return (
        ReturnStep(head_down_deg=(dose.head_down_deg + 1) // 2, hold_s=up.half_way_hold_s),
        ReturnStep(head_down_deg=0, hold_s=up.level_hold_s),
        ReturnStep(head_down_deg=UPRIGHT_DEG, hold_s=up.upright_hold_s),
    )


def _spotter(dose: Dose, past: Past, limits: Limits) -> tuple[Spotter, Because]:
    """In the room for the first sessions on this ladder, for a new angle, and where the Screening wants it; else in earshot."""
    done = [one for one in past.since_restart() if one.completed]
    if limits.spotter is Spotter.in_room:
        return Spotter.in_room, because("spotter_limit")
    if len(done) < past.pace.sessions_with_somebody:
        return Spotter.in_room, because("spotter_first_sessions", sessions=past.pace.sessions_with_somebody)
    if all(one.dose.head_down_deg < dose.head_down_deg for one in done):
        return Spotter.in_room, because("spotter_new_angle")
    return Spotter.in_earshot, because("spotter_in_earshot")


def _checks(spotter: Spotter, limits: Limits) -> tuple[str, ...]:
    somebody = ("spotter",) if spotter is Spotter.in_room else ()
    reading = ("reading",) if limits.reading_before_each else ()
    return (*CHECKS, *reading, *somebody, LAST_CHECK)


def _numbers(ladder: Ladder, limits: Limits) -> list[Because]:
    why = ladder.why
    given = {
        "head_down_deg": why.head_down_deg,
        "bout_s": why.bout_s,
        "bouts": why.bouts,
        "rest_s": why.rest_s,
        "coming_up": why.coming_up,
    }
    numbers = [Because(rule=rule, tell=tell) for rule, tell in given.items()]
    lower = limits.head_down_deg < HEAD_DOWN_DEG
    return [*numbers, because("limit", deg=limits.head_down_deg)] if lower else numbers


def _care(screening: Screening, past: Past, therapies: tuple[Therapy, ...]) -> tuple[Care, ...]:
    """None with `urgent`, and none after an event of grade 3 until a clinician was asked about it."""
    unasked = any(event.grade == 3 and not (event.asked or event.clinician_said or event.signed_off) for event in past.events)
    if screening.verdict is Verdict.urgent or unasked:
        return ()
    return care_beside(therapies, fired_in(screening))
