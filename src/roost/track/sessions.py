"""In: the entries that hold of one person. Out: DiarySession for each start, with its log and what was answered after it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from roost.plan.plan import Dose
from roost.track.entry import Entry

__all__ = ["NO_LOG", "DiarySession", "grade_in", "sessions_of"]

NO_LOG = "no_log"


@dataclass(frozen=True, slots=True, kw_only=True)
class DiarySession:
    """One session.

    Args:
        id: its id.
        started_at: when, in the person's zone.
        dose: what was planned.
        inverted_s: seconds below level; None when no log came.
        ended: as in SessionLog; `no_log` when none came.
        completed: whether all bouts were done as planned, without a stop, up to upright.
        worst_grade: 0 (nothing) to 3, of what the log holds and what was told of it later.
        relaxed: whether the person felt relaxed; None when not answered.
        pain_now: 0 to 10 right after it; None when not answered.
        next_morning: better, same, worse, or None when not answered.
        note: a line of the person's own.
        arm: inversion, usual, or None outside a trial.
    """

    id: str
    started_at: datetime
    dose: Dose
    inverted_s: int | None
    ended: str
    completed: bool
    worst_grade: int = 0
    relaxed: bool | None = None
    pain_now: int | None = None
    next_morning: str | None = None
    note: str = ""
    arm: str | None = None


def sessions_of(held: Iterable[Entry]) -> list[DiarySession]:
    """All sessions, in the order in which they were started.

    Args:
        held: what holds now, from `current`; a start without a log counts as a session whose log never came.
    """
    about: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for entry in held:
        if entry.type == "session":
            about[entry.id]["session"] = entry
        elif entry.type in ("session_start", "after", "next_morning", NO_LOG):
            about[entry.payload["session_id"]][entry.type] = entry
        elif entry.type == "event" and entry.payload["session_id"] is not None:
            of_it = about[entry.payload["session_id"]]
            of_it["told"] = max(entry.payload["grade"], of_it.get("told", 0))
    return [_session(id_, of_it) for id_, of_it in about.items() if "session" in of_it or "session_start" in of_it]


def _session(id_: str, about: Mapping[str, Any]) -> DiarySession:
    entry: Entry = about.get("session") or about["session_start"]
    said = {kind: about[kind].payload if kind in about else {} for kind in ("after", "next_morning", NO_LOG)}
    made = _logged(entry.payload) if entry.type == "session" else _lost(said[NO_LOG])
    return DiarySession(
        id=id_,
        started_at=entry.occurred_at,
        dose=Dose(**entry.payload["dose"]),
        inverted_s=made["inverted_s"],
        ended=made["ended"],
        completed=made["completed"],
        worst_grade=max(made["grade"], about.get("told", 0)),
        relaxed=said["after"].get("relaxed"),
        pain_now=said["after"].get("pain_now"),
        next_morning=said["next_morning"].get("how"),
        note=said["after"].get("note", ""),
        arm=entry.payload.get("arm"),
    )


def _lost(said: Mapping[str, Any]) -> dict[str, Any]:
    """Nobody knows what was done, unless the person says that they never hung."""
    if said.get("hung") is False:
        return {"inverted_s": 0, "ended": "not_started", "completed": False, "grade": 0}
    return {"inverted_s": None, "ended": NO_LOG, "completed": False, "grade": 0}


def _logged(payload: Mapping[str, Any]) -> dict[str, Any]:
    log = payload["log"]
    as_planned = log["conforms"] and log["ended"] == "upright" and log["stop"] is None
    return {
        "inverted_s": log["inverted_s"],
        "ended": log["ended"],
        "completed": as_planned and len(log["bouts"]) >= payload["dose"]["bouts"],
        "grade": grade_in(log)[0],
    }


def grade_in(log: Mapping[str, Any]) -> tuple[int, str]:
    """The gravest thing in a SessionLog: its grade (0 when there was none) and its name."""
    stop = log["stop"] or {}
    found = [(symptom["grade"] or 0, symptom["name"]) for symptom in log["symptoms"]]
    found.append((stop.get("grade") or 0, stop.get("reason") or stop.get("rule") or "stop"))
    return max(found, key=lambda each: each[0])
