"""In: the rungs within the limits, and the Past. Out: Step: which rung is next, how it moves, and why. No clock and no chance.

The rules, in the order in which they are tried (safety notes 3.3; `safety_decisions` of the research notes):
nothing yet: first rung. 28 days without a session, or a grade 3 event that was signed off: first rung. A mild event (or a grade 2
event after its rest): one rung lower. 14 days: one rung lower. One to two weeks off that were planned: half the time, once. Enough
well-borne sessions over enough days, and a week since the last change: one rung higher. Else the same again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from roost.plan.because import because
from roost.plan.ladder import Pace
from roost.plan.past import Break, Done, Past
from roost.plan.plan import Because, Dose, Move

__all__ = ["Step", "half_time", "held_since", "progress", "rung_of"]

BELOW = -1  # less than the first rung
OF_THE_LAST_TIME = ("limit_lower", "full_time", "first_rung", "one_rung_a_week")  # reasons that stand in a trial too


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What is next: the rung (from 0), the dose (that of the rung, or half its time), the move, and the reasons for the move."""

    rung: int
    dose: Dose
    move: Move
    because: tuple[Because, ...]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A session with the rung that it stands for, or BELOW. `half`: it was the half-time session after a planned pause."""

    rung: int
    half: bool
    done: Done


def half_time(dose: Dose) -> Dose:
    """The same dose with half the time below level."""
    return replace(dose, bout_s=max(dose.bout_s // 2, 1))


def progress(rungs: Sequence[Dose], within: int, past: Past, *, slow: bool, frozen: int | None = None, stays: bool = False) -> Step:
    """The next step.

    Args:
        rungs: all rungs of the ladder, from the lowest.
        within: how many of them stand within the person's limits, at least 1.
        past: what counts so far.
        slow: whether the Screening wants slow steps.
        frozen: the rung of a trial that runs: there is no step up, and none above it. None outside a trial.
        stays: whether the person asked to stay on the dose that they have: there is no step up. Steps down are as ever.

    Returns:
        Step: within the limits, and at most one rung above all that was done in the last week.
    """
    recent = past.since_restart()
    if not recent or past.gap(recent[-1].day, past.today) is Break.very_long:
        move = Move.restart if past.done else Move.start
        return Step(rung=0, dose=rungs[0], move=move, because=(because(move.value),))
    marks = _marks(rungs, recent, past)
    last, gap = marks[-1], past.gap(marks[-1].done.day, past.today)
    owed = _owed(marks, past)
    half = gap is Break.pause or (last.half and gap is Break.none and not last.done.in_full)
    reasons: list[Because] = []
    rung, move = last.rung, Move.hold
    if owed is not None:
        rung, move = owed, Move.step_down
        reasons.append(because("step_down" if rung < last.rung else "step_down_first"))
    if gap is Break.long:
        move = Move.step_back if move is Move.hold else move
        reasons.append(because("step_back" if rung > 0 else "step_back_first", days=(past.today - last.done.day).days))
        rung = max(rung - 1, 0)
    if half:
        move = Move.resume if move is Move.hold else move
        reasons.append(because("resume" if gap is Break.pause else "resume_again"))
    if not reasons:
        rung, move, reason = _up_or_hold(marks, rungs, within, past, slow=slow)
        if frozen is not None:
            rung, move = last.rung, Move.hold
            reasons += [reason] if reason.rule in OF_THE_LAST_TIME else []
            reason = because("trial_dose_frozen")
        elif stays and move is Move.step_up:
            rung, move, reason = last.rung, Move.hold, because("stays")
        reasons.append(reason)
    rung = min(max(rung, 0), within - 1, within if frozen is None else frozen)
    return Step(rung=rung, dose=half_time(rungs[rung]) if half else rungs[rung], move=move, because=tuple(reasons))


def held_since(rungs: Sequence[Dose], within: int, past: Past) -> tuple[Dose, date] | None:
    """The dose that was done without a break up to now, and the day of the first of those sessions; None where there is none.

    There is none either with fewer whole sessions than a step up wants, while an event asks for a lower rung, after a pause, or where the
    rung is not within the limits any more.
    """
    recent = past.since_restart()
    marks = _marks(rungs, recent, past) if recent else []
    run = _run(marks, past)
    if sum(mark.done.completed for mark in run) < past.pace.sessions or not 0 <= run[-1].rung < within:
        return None
    if past.gap(run[-1].done.day, past.today) is not Break.none or _owed(marks, past) is not None:
        return None
    return rungs[run[-1].rung], run[0].done.day


def _up_or_hold(marks: Sequence[_Mark], rungs: Sequence[Dose], within: int, past: Past, *, slow: bool) -> tuple[int, Move, Because]:
    rung, run = marks[-1].rung, _run(marks, past)
    good = _well_borne(run, past)
    stays = _why_hold(marks[-1], run, good, rungs, within, past, slow=slow)
    if stays is not None:
        return rung, Move.hold, stays
    span = (good[-1].done.day - good[0].done.day).days + 1
    return rung + 1, Move.step_up, because(_what_rises(rungs[rung], rungs[rung + 1]), sessions=len(good), days=span)


def _why_hold(
    last: _Mark, run: Sequence[_Mark], good: Sequence[_Mark], rungs: Sequence[Dose], within: int, past: Past, *, slow: bool
) -> Because | None:
    """Why there is no step up, or None when there is one."""
    pace = past.pace
    days = max(pace.days_a_step, pace.days_a_slow_step) if slow else pace.days_a_step
    if last.rung > within - 1:
        return because("limit_lower")
    if last.half:
        return because("full_time")
    if last.rung == BELOW:
        return because("first_rung")
    if last.rung < rung_of(rungs, last.done.dose):
        return because("one_rung_a_week")
    if last.rung == within - 1:
        return because("top")
    if not _enough(good, pace) or not last.done.went_well:
        return because("not_enough", sessions=pace.sessions, days=pace.over_days)
    if (past.today - run[0].done.day).days < days:
        return because("once_in", days=days)
    return None


def _what_rises(low: Dose, high: Dose) -> str:
    return next(f"step_up_{part}" for part in ("head_down_deg", "bout_s", "bouts") if getattr(low, part) != getattr(high, part))


def _marks(rungs: Sequence[Dose], recent: Sequence[Done], past: Past) -> list[_Mark]:
    """Each session with its rung. A rung counts only when it is at most one above all of the week before it.

    The first session that we know of is taken as it is; the first after the ladder was begun again stands for the first rung.
    """
    marks: list[_Mark] = []
    start = len(rungs) - 1 if recent[0] is past.done[0] else 0
    for one in recent:
        half_of = _half_of(rungs, marks[-1], one, past) if marks else None
        rung = rung_of(rungs, one.dose) if half_of is None else half_of
        highest = _lowest_since(marks, one.day - timedelta(days=past.pace.days_a_step)) + 1 if marks else start
        marks.append(_Mark(min(rung, highest), half_of is not None, one))
    return marks


def _lowest_since(marks: Sequence[_Mark], day: date) -> int:
    """The lowest rung of the sessions after a day, the last session always among them."""
    lowest = marks[-1].rung
    for mark in reversed(marks):
        if mark.done.day <= day:
            break
        lowest = min(lowest, mark.rung)
    return lowest


def rung_of(rungs: Sequence[Dose], dose: Dose) -> int:
    """The highest rung that asks for no more than this dose did; BELOW for whatever is less than all of them."""
    for i in reversed(range(len(rungs))):
        rung = rungs[i]
        if rung.head_down_deg <= dose.head_down_deg and rung.bout_s <= dose.bout_s and rung.bouts <= dose.bouts:
            return i
    return BELOW


def _half_of(rungs: Sequence[Dose], before: _Mark, one: Done, past: Past) -> int | None:
    """The rung of which this session was the half-time one after a planned pause, or None when it was a session like others."""
    gap = past.gap(before.done.day, one.day)
    if gap is not Break.pause and not (before.half and gap is Break.none):
        return None
    return next((i for i in range(before.rung, -1, -1) if half_time(rungs[i]) == replace(one.dose, rest_s=rungs[i].rest_s)), None)


def _run(marks: Sequence[_Mark], past: Past) -> list[_Mark]:
    """The last sessions on one rung, without a break between them, at full time. Empty after a half-time session."""
    run: list[_Mark] = []
    for mark in reversed(marks):
        if mark.half or mark.rung != marks[-1].rung or (run and past.gap(mark.done.day, run[-1].done.day) is not Break.none):
            break
        run.append(mark)
    return run[::-1]


def _well_borne(run: Sequence[_Mark], past: Past) -> list[_Mark]:
    """The sessions of a run that count for a step up: those that went well, after the last event."""
    last_event: datetime | None = max((event.at for event in past.events), default=None)
    return [mark for mark in run if mark.done.went_well and (last_event is None or mark.done.at > last_event)]


def _enough(good: Sequence[_Mark], pace: Pace) -> bool:
    return len(good) >= pace.sessions and (good[-1].done.day - good[0].done.day).days >= pace.over_days


def _owed(marks: Sequence[_Mark], past: Past) -> int | None:
    """The rung that events of grade 1 or 2 still ask for, or None. An event asks for one rung below the session before it.

    It is settled by a later session on a lower rung (on the first rung: by any later one), or by enough later ones that went well.
    """
    asked = []
    for event in past.events:
        before = [mark for mark in marks if mark.done.at <= event.at]
        if not before:
            continue
        rung, after = before[-1].rung, marks[len(before) :]
        lower = any(mark.rung < max(rung, 1) for mark in after)
        if not lower and not _enough([mark for mark in after if mark.done.went_well and not mark.half], past.pace):
            asked.append(max(rung - 1, 0))
    return min(asked, default=None)
