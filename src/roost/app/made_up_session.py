"""In: a plan as the session page has it. Out: SESSION.json as a phone would send it: done in full, stopped, or never begun. Made up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

__all__ = ["as_file", "bout", "checks", "done_in_full", "never_begun", "stopped"]

PULL_MS = 6_000
Event = dict[str, Any]


def checks(plan: Mapping[str, Any]) -> tuple[list[Event], int]:
    """Each item of the check-list with yes, the ankle lock last and after its pull; and the time of the last one, in milliseconds."""
    found, t_ms = [], 1_000
    for item in plan["next"]["checks"]:
        t_ms += PULL_MS if item == "ankle_lock" else 1_000
        found.append({"t_ms": t_ms, "kind": "check", "item": item, "answer": "yes"})
    return found, t_ms


def bout(t_ms: int, dose: Mapping[str, int], level_hold_ms: int) -> tuple[list[Event], int]:
    """Down, the whole time with an answer every 20 s, and up to level; and when the next one may begin."""
    events: list[Event] = [{"t_ms": t_ms, "kind": "begin_lowering"}, {"t_ms": t_ms + 4_000, "kind": "ok", "by": "tap"}]
    end = t_ms + dose["bout_s"] * 1_000
    events += [{"t_ms": at, "kind": "ok", "by": "knock"} for at in range(t_ms + 20_000, end, 20_000)]
    level = end + 25_000
    return [*events, {"t_ms": level, "kind": "at_level", "by": "tap"}], level + max(level_hold_ms, dose["rest_s"] * 1_000) + 1_000


def as_file(plan: Mapping[str, Any], events: list[Event], **more: Any) -> bytes:
    """The log of a session in manual mode."""
    return json.dumps({"version": 1, "plan": plan, "mode": "manual", "events": events, **more}).encode()


def done_in_full(plan: Mapping[str, Any], **more: Any) -> bytes:
    """All bouts as planned, up to upright."""
    dose, level_hold_ms = plan["next"]["dose"], 60_000
    checked, t_ms = checks(plan)
    events, t_ms = [{"t_ms": 0, "kind": "start"}, *checked], t_ms + 1_000
    for _ in range(dose["bouts"]):
        made, t_ms = bout(t_ms, dose, level_hold_ms)
        events += made
    events.append({"t_ms": t_ms, "kind": "at_upright", "by": "tap"})
    return as_file(plan, [*events, {"t_ms": t_ms + 70_000, "kind": "end"}], **more)


def stopped(plan: Mapping[str, Any], reason: str | None = None) -> bytes:
    """STOP after ten seconds, then level, then upright."""
    checked, t_ms = checks(plan)
    events = [{"t_ms": 0, "kind": "start"}, *checked, {"t_ms": t_ms + 1_000, "kind": "begin_lowering"}]
    events += [{"t_ms": t_ms + 10_000, "kind": "stop", "by": "tap", "reason": reason}]
    events += [{"t_ms": t_ms + 40_000, "kind": "at_level", "by": "tap"}, {"t_ms": t_ms + 110_000, "kind": "at_upright", "by": "tap"}]
    return as_file(plan, [*events, {"t_ms": t_ms + 180_000, "kind": "end"}])


def never_begun(plan: Mapping[str, Any]) -> bytes:
    """Opened, and left again."""
    return as_file(plan, [{"t_ms": 0, "kind": "start"}, {"t_ms": 5_000, "kind": "end"}])
