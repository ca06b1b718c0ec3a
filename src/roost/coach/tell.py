"""In: the session and a time. Out: the moment it is in (each has its cue of that name) and how loud the alarm is, 0 to 9."""

from __future__ import annotations

from roost.coach.acts import ANKLE_LOCK
from roost.coach.book import ENDS
from roost.coach.session import Session

__all__ = ["MOMENTS", "loudness", "moment"]

# Each moment that can come, so that a test can hold the cue files against it.
MOMENTS = (
    "check_each", "close_lock", "get_ready", "go_down", "go_to_strap", "hold", "still_ok", "still_ok_loud",
    "too_deep", "angle_lost", "come_halfway", "come_up_now", "come_to_level_help", "wait_halfway", "come_to_level",
    "answer_level", "bring_level", "answer_upright", "wait_level", "next_or_up", "come_upright", "stay_upright",
    "unlock_and_sit", "stay_still", "stay_level", "wait_for_help", "not_today",
)  # fmt: skip
_ALARMING = {"missed_check", "hidden", "stall", "too_deep", "below_level"}  # nobody asked for this return: it rings at once
_STILL = {"ready": "get_ready", "upright": "stay_upright", "checkout": "unlock_and_sit", "stopped": "not_today"}


def moment(session: Session, t_ms: int) -> str:
    """Which cue belongs to this time; `t_ms` is not before the last event."""
    state = session.state
    if state in ("lowering", "hold"):
        return _below(session, t_ms)
    if state == "returning":
        return _returning(session, t_ms)
    if state == "level_rest":
        return _level(session, t_ms)
    if state == "attention":
        return "bring_level" if session.end else "answer_upright" if session.placed == "level" else "answer_level"
    if state == "help":
        return "wait_for_help" if session.helped else "stay_still" if ENDS[session.end] == "stay" else "stay_level"
    if state == "preflight":
        return "close_lock" if len(session.checked) == len(session.plan.checks) - 1 and ANKLE_LOCK not in session.checked else "check_each"
    return _STILL[state]


def _below(session: Session, t_ms: int) -> str:
    if session.deep_since is not None:
        return "too_deep"
    if session.asked_at is not None:
        return "still_ok_loud" if t_ms - session.asked_at >= session.timing.ask_loud else "still_ok"
    if session.mode == "sensor" and session.lost:
        return "angle_lost"
    if session.state == "hold":
        return "hold"
    return "go_down" if session.mode == "sensor" else "go_to_strap"


def _returning(session: Session, t_ms: int) -> str:
    gone = t_ms - session.since
    if gone >= session.timing.halfway_move + session.halfway_ms:
        return "come_to_level"
    if gone >= session.timing.halfway_move and session.end == 0:
        return "wait_halfway"
    rule = session.stop[3] if session.stop is not None else None
    if rule is not None:
        return session.book.stop_rules[rule].cue
    return "come_halfway" if session.why == "bout_over" else "come_up_now"


def _level(session: Session, t_ms: int) -> str:
    if not session.over:
        return "wait_level" if t_ms < session.level_at + session.rest_ms else "next_or_up"
    return "wait_level" if t_ms < session.level_at + session.level_ms else "come_upright"


def loudness(session: Session, t_ms: int) -> int:
    """How loud, from 0 (silent) to 9. An alarm only grows; an answer ends it."""
    loud, louder_every = session.book.machine.loudness, session.timing.louder_every
    state = session.state
    if state == "attention":
        return min(loud.most, loud.come_up + 1 + (t_ms - session.alarm_at) // louder_every)
    if state == "help":
        return 0 if session.helped else min(loud.most, loud.help + (t_ms - session.since) // louder_every)
    if state == "returning":
        return loud.come_up if session.why in _ALARMING else 1
    if session.deep_since is not None:
        return 2
    if session.asked_at is not None and state == "hold":
        return 2 if t_ms - session.asked_at >= session.timing.ask_loud else 1
    return 0
