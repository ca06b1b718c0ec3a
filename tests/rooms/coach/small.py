"""In: a few words. Out: plans, events and sessions for the tests of the coach."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from roost.coach.book import Example, Expect, read_book
from roost.coach.events import read_event
from roost.coach.log import SessionLog, log_of
from roost.coach.machine import new_session
from roost.coach.session import Session
from roost.coach.tell import loudness, moment
from roost.plan.plan import Dose, Move, Next, ReturnStep
from roost.screen.screening import Spotter
from roost.store.shelf import shelf_file, shelf_folder

FILES = {name: shelf_folder(f"coach/{name}") for name in ("checklists", "stop_rules", "cues")}
BOOK = read_book(shelf_file("coach/machine.yaml"), **FILES)
CHECKS = ("table", "today", "ankle_lock")
WAY_UP = (
    ReturnStep(head_down_deg=8, hold_s=15),
    ReturnStep(head_down_deg=0, hold_s=60),
    ReturnStep(head_down_deg=-90, hold_s=60),
)
DOSE = Dose(head_down_deg=15, bout_s=60, bouts=2, rest_s=60)
PLAN = Next(
    date=date(2026, 4, 6),
    not_before=None,
    move=Move.start,
    dose=DOSE,
    return_=WAY_UP,
    spotter=Spotter.in_earshot,
    checks=CHECKS,
    because=(),
)


def plan(*, checks: Sequence[str] = CHECKS, way_up: tuple[ReturnStep, ...] = WAY_UP, **dose: int) -> Next:
    return replace(PLAN, checks=tuple(checks), return_=way_up, dose=replace(DOSE, **dose))


def event(seconds: float, kind: str, **more: Any) -> dict[str, Any]:
    return {"t_ms": round(seconds * 1000), "kind": kind, **more}


def angle(seconds: float, deg: float, quality: str = "good") -> dict[str, Any]:
    return event(seconds, "angle", head_down_deg=deg, quality=quality)


def tap(seconds: float, kind: str, by: str = "tap", **more: Any) -> dict[str, Any]:
    return event(seconds, kind, by=by, **more)


# The usual way, for a plan of 60 s bouts: all is checked at 11 s, lowering from 20 s, hold from 24 s, the call to come up at 80 s.
START = [event(0, "start")]
READY = [*START, event(2, "check", item="table", answer="yes"), event(4, "check", item="today", answer="yes")]
READY += [event(11, "check", item="ankle_lock", answer="yes")]
LOWERING = [*READY, event(20, "begin_lowering")]
HOLD = [*LOWERING, tap(24, "ok")]
RETURNING = [*HOLD, tap(45, "ok"), tap(70, "ok"), event(80, "link_lost")]
LEVEL_REST = [*RETURNING, tap(105, "at_level")]
UPRIGHT = [*LEVEL_REST, tap(170, "at_upright")]
DONE = [*UPRIGHT, event(240, "end")]

_SENSOR_HOLD = [*LOWERING, angle(21, 6), angle(22, 11), angle(24, 15)]
REACH = {
    "start": START,
    "ready": READY,
    "lowering": LOWERING,
    "hold": HOLD,
    "long_hold": HOLD,
    "returning": RETURNING,
    "level_rest": LEVEL_REST,
    "last_rest": LEVEL_REST,
    "upright": UPRIGHT,
}


def run(events: Iterable[dict[str, Any]], given: Next = PLAN, mode: str = "manual") -> Session:
    session = new_session(BOOK, given, mode)
    for each in events:
        session.handle(read_event(each))
    session.run_until(session.t_ms + 1)
    session.t_ms = max(session.t_ms - 1, 0)
    return session


def log(events: Iterable[dict[str, Any]], given: Next = PLAN, mode: str = "manual") -> SessionLog:
    session = new_session(BOOK, given, mode)
    for each in events:
        session.handle(read_event(each))
    return log_of(session, plan_hash="h", session_id="", started_at=None, offset_min=0)


def states(events: Iterable[dict[str, Any]], given: Next = PLAN, mode: str = "manual") -> list[tuple[float, str, str]]:
    return [(one.t_ms / 1000, one.state, one.why) for one in log(events, given, mode).states]


def events_of(example: Example) -> list[dict[str, Any]]:
    """The usual way to where an example begins, then its own events."""
    made = list(_SENSOR_HOLD if (example.mode, example.reach) == ("sensor", "hold") else REACH[example.reach])
    for each in example.then:
        more = {key: float(value) if key == "head_down_deg" else value for key, value in each.items() if key != "after_s"}
        made.append({"t_ms": made[-1]["t_ms"] + int(each["after_s"] * 1000), **more})
    return made


def plan_of(example: Example) -> Next:
    asked = [each["item"] for each in example.then if each["kind"] == "check"] if example.reach == "start" else []
    checks = (*dict.fromkeys(item for item in asked if item != "ankle_lock"), "ankle_lock") if asked else CHECKS
    dose = {"long_hold": {"bout_s": 240, "bouts": 1}, "last_rest": {"bouts": 1}}.get(example.reach, {})
    return plan(checks=checks, **dose)


def outcome(example: Example) -> Expect:
    """What comes out, with None for what the example does not look at."""
    events, given = events_of(example), plan_of(example)
    session, made = run(events, given, example.mode), log(events, given, example.mode)
    now = events[-1]["t_ms"]
    whole = {
        "state": session.state,
        "ended": made.ended,
        "rule": made.stop.rule if made.stop is not None else None,
        "grade": made.stop.grade if made.stop is not None else None,
        "cue": moment(session, now),
        "loudness": loudness(session, now),
        "conforms": made.conforms,
    }
    return Expect(**{key: value for key, value in whole.items() if getattr(example.expect, key) is not None})
