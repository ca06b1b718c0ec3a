"""In: a session that has run. Out: SessionLog: what happened, in the form that is kept. See DESIGN 4."""

from __future__ import annotations

from dataclasses import dataclass

from roost.coach.book import ENDS
from roost.coach.bout import Bout
from roost.coach.session import Session

__all__ = ["Angles", "BoutLog", "SessionLog", "StateEntry", "StopLog", "SymptomLog", "ended", "log_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StateEntry:
    """A change of state, at the time it was due or was caused, and what caused it."""

    t_ms: int
    state: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Angles:
    """Degrees below level: as planned, and as measured in the bout; None without a measurement."""

    planned: int
    median: int | float | None
    max: int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BoutLog:
    """One time below level; without a confirmation it runs to the last event."""

    from_ms: int
    to_ms: int
    head_down_deg: Angles
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StopLog:
    """What stopped the session: the first time, by whom (None when nobody did, as with silence), and the gravest rule with its grade."""

    t_ms: int
    by: str | None
    reason: str | None
    rule: str | None
    grade: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SymptomLog:
    """A symptom that was named, and its grade 1 to 3."""

    name: str
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionLog:
    """What the coach makes of a session. `inverted_s` counts each begun second below level; `conforms` means: within the plan."""

    version: int
    session_id: str
    plan_hash: str
    started_at: str | None
    offset_min: int
    mode: str
    states: tuple[StateEntry, ...]
    bouts: tuple[BoutLog, ...]
    inverted_s: int
    checks_asked: int
    checks_answered: int
    stop: StopLog | None
    ended: str
    symptoms: tuple[SymptomLog, ...]
    conforms: bool


def ended(session: Session) -> str:
    """not_started, upright, level, help or not_confirmed."""
    if session.helped:
        return "help"
    if not session.lowered and session.state != "help":
        return "not_started"
    return ENDS[session.end] if session.placed == ENDS[session.end] else "not_confirmed"


def log_of(session: Session, *, plan_hash: str, session_id: str, started_at: str | None, offset_min: int) -> SessionLog:
    """The log up to the last event, with all that fell due until then.

    Args:
        session: after its last event.
        plan_hash: of the Plan it followed.
        session_id: as the store knows it.
        started_at: ISO date and time with offset, or None.
        offset_min: minutes east of UTC.
    """
    last = session.t_ms
    session.run_until(last + 1)
    return SessionLog(
        version=1,
        session_id=session_id,
        plan_hash=plan_hash,
        started_at=started_at,
        offset_min=offset_min,
        mode=session.mode,
        states=tuple(StateEntry(t_ms=t_ms, state=state, why=why) for t_ms, state, why in session.states),
        bouts=tuple(_bout(session, bout, last) for bout in session.bouts),
        inverted_s=-(-session.below_level_ms(last) // 1000),
        checks_asked=session.asked,
        checks_answered=session.answered,
        stop=_stop(session),
        ended=ended(session),
        symptoms=tuple(SymptomLog(name=name, grade=grade) for name, grade in session.symptoms),
        conforms=session.conforms and not any(session.too_long(bout, last) for bout in session.bouts),
    )


def _bout(session: Session, bout: Bout, last: int) -> BoutLog:
    angles = Angles(planned=session.plan.dose.head_down_deg, median=bout.median(), max=bout.deepest())
    unmeasured = session.mode == "sensor" and not bout.samples
    to_ms = last if bout.to_ms is None else bout.to_ms
    return BoutLog(from_ms=bout.from_ms, to_ms=to_ms, head_down_deg=angles, uncertain=bout.uncertain or unmeasured)


def _stop(session: Session) -> StopLog | None:
    if session.stop is None:
        return None
    t_ms, by, reason, rule, grade = session.stop
    return StopLog(t_ms=t_ms, by=by, reason=reason, rule=rule, grade=grade)
