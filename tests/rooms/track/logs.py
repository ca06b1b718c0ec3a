"""In: a few words. Out: entries of a session: its start, its log, what was answered after it."""

from datetime import timedelta

from tests.entries import MOMENT, entry, uuid7

DOSE = {"head_down_deg": 15, "bout_s": 60, "bouts": 2, "rest_s": 60}


def start(session_id, at=MOMENT, **more):
    payload = {"session_id": session_id, "plan_id": "p", "plan_hash": "h", "dose": DOSE, "arm": None}
    return entry("session_start", payload, at=at, **more)


def log(session_id=None, at=MOMENT, *, ended="upright", bouts=2, inverted_s=170, stop=None, symptoms=(), conforms=True, last_ms=600_000):
    bout = {"from_ms": 0, "to_ms": 85_000, "head_down_deg": {"planned": 15, "median": None, "max": None}, "uncertain": False}
    made = {
        "ended": ended,
        "bouts": [bout] * bouts,
        "inverted_s": inverted_s,
        "stop": stop,
        "symptoms": [{"name": name, "grade": grade} for name, grade in symptoms],
        "states": [{"t_ms": t_ms, "state": "checkout", "why": "end"} for t_ms in ([0, last_ms] if last_ms else [])],
        "conforms": conforms,
    }
    return entry("session", {"log": made, "dose": DOSE, "arm": None, "body": ""}, id=session_id or uuid7(), at=at)


def stop(reason=None, rule=None, grade=None):
    return {"t_ms": 1000, "by": "tap", "reason": reason, "rule": rule, "grade": grade}


def after(session_id, *, at=MOMENT, relaxed=True, pain_now=3, note="", **more):
    payload = {"session_id": session_id, "relaxed": relaxed, "pain_now": pain_now, "note": note}
    return entry("after", payload, at=at + timedelta(minutes=15), **more)


def morning(session_id, how, *, at=MOMENT, **more):
    return entry("next_morning", {"session_id": session_id, "how": how}, at=at + timedelta(hours=12), **more)


def event(name="mild_headache", grade=1, *, session_id=None, at=MOMENT, note="", **more):
    return entry("event", {"name": name, "grade": grade, "session_id": session_id, "note": note}, at=at, **more)


def said(event_id, *, may_go_on=True, letter=False, at=MOMENT):
    payload = {"event_id": event_id, "by": "Dr Example", "on": "2026-03-02", "may_go_on": may_go_on, "letter": letter, "words": ""}
    return entry("clinician_said", payload, at=at)
