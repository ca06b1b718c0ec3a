"""In: a seed. Out: event lists of a session, most of them sensible, some not, with times on, before and after what falls due."""

from __future__ import annotations

from random import Random
from typing import Any

from roost.coach.events import read_event
from roost.coach.machine import new_session
from roost.coach.session import NEVER, Session
from roost.plan.plan import Next
from tests.rooms.coach.small import BOOK, CHECKS, plan

__all__ = ["chance_case"]

BY = ("tap", "key", "knock", "spotter", "sensor")
SENSIBLE = {
    "preflight": ("check",) * 8 + ("start", "angle"),
    "ready": ("begin_lowering",) * 6 + ("angle",),
    "lowering": ("ok", "angle", "angle", "stop", "link_lost"),
    "hold": ("ok", "ok", "angle", "angle", "link_back", "stop", "symptom", "hidden", "stall"),
    "returning": ("at_level", "at_level", "angle", "ok"),
    "attention": ("at_level", "at_upright", "angle", "help_called"),
    "level_rest": ("begin_lowering", "at_upright", "angle", "visible"),
    "upright": ("link_lost", "angle", "symptom"),
    "checkout": ("end", "symptom"),
    "help": ("help_called", "at_level", "end"),
    "stopped": ("end", "symptom", "check"),
}
KINDS = (
    "start", "check", "angle", "angle_lost", "begin_lowering", "ok", "stop", "symptom", "at_level", "at_upright", "hidden", "visible",
    "stall", "link_lost", "link_back", "help_called", "end",
)  # fmt: skip
SYMPTOMS = (*BOOK.by_symptom, "ringing_toes", "constructor", "pain")
REASONS = (None, None, None, "chest_pain", "ankle_slip", "dizziness", 'it hurts \u00e9\u2028"\\\n\x1f', "toString", "")
STEPS = (0, 1, 250, 500, 1999, 2000, 2001, 4999, 5000, 5001, 9000, 15_000, 20_000, 30_000, 45_000, 61_000, 120_000)


def chance_case(seed: int) -> tuple[Next, str, list[dict[str, Any]]]:
    """A plan, a mode and a list of up to 60 events."""
    random = Random(seed)
    given = plan(
        checks=(*(["other_item"] if random.random() < 0.2 else []), *CHECKS),
        head_down_deg=random.choice([10, 15, 20, 60]),
        bout_s=random.choice([15, 60, 120, 270]),
        bouts=random.choice([1, 2, 2]),
        rest_s=random.choice([0, 60]),
    )
    mode = random.choice(["manual", "sensor"])
    session = new_session(BOOK, given, mode)
    events = [{"t_ms": random.choice([0, 0, 7]), "kind": "start"}] if random.random() < 0.95 else []
    for event in events:
        session.handle(read_event(event))
    angle = 0.0
    for _ in range(random.randrange(60)):
        kind = random.choice(SENSIBLE[session.state]) if random.random() < 0.8 else random.choice(KINDS)
        event = _event(random, kind, session)
        if kind == "angle":
            angle = _angle(random, angle, session)
            event["head_down_deg"] = angle
        events.append(event)
        session.handle(read_event(event))
    return given, mode, events


def _event(random: Random, kind: str, session: Session) -> dict[str, Any]:
    event: dict[str, Any] = {"t_ms": session.t_ms + _step(random, kind, session), "kind": kind}
    if kind == "check":
        open_items = [item for item in session.plan.checks if item not in session.checked]
        event["item"] = open_items[0] if open_items and random.random() < 0.9 else random.choice(["ankle_lock", "today", "zap"])
        event["answer"] = "no" if random.random() < 0.01 else "yes"
    if kind in ("ok", "stop", "at_level", "at_upright", "help_called"):
        event["by"] = random.choice(BY)
    if kind == "stop" and random.random() < 0.5:
        event["reason"] = random.choice(REASONS)
    if kind == "symptom":
        event["name"] = random.choice(SYMPTOMS)
    if kind == "stall":
        event["gap_ms"] = random.choice([0, 1500, 2999, 3000, 60_000])
    if kind == "angle":
        event["quality"] = "good" if random.random() < 0.9 else "uncertain"
    return event


def _step(random: Random, kind: str, session: Session) -> int:
    due = session._due_at - session.t_ms
    if 0 <= due < NEVER // 2 and random.random() < 0.2:
        return due + random.choice([0, 1, 1])
    if kind == "check":
        return random.choice([2000, 5000, 5000, 6000])
    if kind == "angle":
        return random.choice([250, 500, 1000, 2000, 2001])
    return random.choice(STEPS[:12] if session.state in ("lowering", "hold") else STEPS)


def _angle(random: Random, angle: float, session: Session) -> float:
    goal = {"lowering": session.plan.dose.head_down_deg, "hold": session.plan.dose.head_down_deg, "level_rest": -85}.get(session.state, 0)
    if random.random() < 0.15:
        return random.choice([-90, -60, -0.04, 0, 2, 2.04, 5, 5.1, 12.25, 20, 25, 25.1, 60, 65, 65.1, 90])
    return round(max(-90, min(90, angle + (goal - angle) * random.random() + random.uniform(-1, 1))), 2)
