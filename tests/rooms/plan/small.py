"""People, sessions and plans for the tests of this room, short enough to read at a glance."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from roost.plan.caps import CEILING
from roost.plan.history import History
from roost.plan.ladder import read_ladder
from roost.plan.make_plan import make_plan
from roost.plan.plan import Dose, PastEvent, PastSession
from roost.plan.therapy import read_therapies
from roost.screen.screening import Reason, Screening, Unknown, Verdict
from roost.store.shelf import shelf_file, shelf_folder

LADDER = read_ladder(shelf_file("plan/ladders/default.yaml"))
THERAPIES = read_therapies(shelf_folder("plan/therapies"))
RUNGS = LADDER.rungs
START = date(2026, 3, 1)


def at(day, hour=19, minute=30):
    """A time of day; `day` counts from 0."""
    return datetime.combine(START + timedelta(days=day), datetime.min.time(), tzinfo=UTC) + timedelta(hours=hour, minutes=minute)


def screening(verdict=Verdict.ok, *, day=0, act_by=None, rules=(), unknown=(), lifted=(), **limits):
    """A Screening made on a day, with 90 days to run."""
    return Screening(
        version=1,
        today=START + timedelta(days=day),
        verdict=verdict,
        act_by=act_by,
        valid_until=START + timedelta(days=day + 90),
        limits=replace(CEILING, **limits) if verdict.lets_invert else None,
        because=tuple(Reason(rule=name, verdict=of, tell="Told.", matched=("x",), sources=("S",)) for name, of in rules),
        unknown=tuple(Unknown(fact=fact, rule="r", could_become=of) for fact, of in unknown),
        not_understood=(),
        mentions=(),
        ask_next=(),
        lifted_by=tuple({"rule": name, "by": "Dr A. Example", "until": "2026-12-31"} for name in lifted),
        doctor_agreed=None,
        rules_version="0",
        hash="0",
    )


def session(day, rung=0, *, hour=19, minute=30, **changed):
    """A session that went well on one rung (or at a dose of its own)."""
    dose = rung if isinstance(rung, Dose) else RUNGS[rung]
    given = {"inverted_s": dose.bouts * (dose.bout_s + 20), "dose": dose, "completed": True, "relaxed": True, "next_morning": "same"}
    return PastSession(started_at=at(day, hour, minute), **(given | changed))


def left_out(day, **changed):
    """A planned session that did not take place."""
    return PastSession(started_at=at(day), inverted_s=0, dose=None, completed=False, **changed)


def event(day, grade, **changed):
    return PastEvent(at=at(day, 21), grade=grade, name="headache", **changed)


def week(first, rung):
    """Four good sessions over six days."""
    return [session(first + day, rung) for day in (0, 2, 4, 6)]


def days_off(first, last):
    return (START + timedelta(days=first), START + timedelta(days=last))


def plan_on(day, sessions=(), *, events=(), away=(), stays=False, hour=18, who=None, ladder=LADDER, therapies=THERAPIES):
    """The plan at six in the evening of a day, for somebody screened that day."""
    history = History(sessions=tuple(sessions), events=tuple(events), away=tuple(away), stays=stays)
    return make_plan(who or screening(day=day), history, ladder, therapies, at(day, hour, 0))


def move(plan):
    """The move and the dose in one short line, or why it is held."""
    if plan.held is not None:
        return plan.held.why
    dose = plan.next.dose
    return f"{plan.next.move.value} {dose.head_down_deg}/{dose.bout_s}"


def reasons(plan):
    return [because.rule for because in plan.next.because]
