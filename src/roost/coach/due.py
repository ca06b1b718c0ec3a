"""In: the session. Out: when something falls due, and what it does then. Two functions for each name under `due` in machine.yaml."""

from __future__ import annotations

from collections.abc import Callable

from roost.coach.book import ENDS
from roost.coach.session import NEVER, Session
from roost.plan.caps import WAY_UP_S

__all__ = ["DUES"]


def when_bout_over(session: Session) -> int:
    """The planned seconds after leaving level."""
    return NEVER if session.bout is None else session.bout.from_ms + session.bout_ms


def bout_over(session: Session, to: str) -> None:
    """The call to come up."""
    session.come_up("bout_over", to)


def when_too_deep(session: Session) -> int:
    """Some seconds deeper than planned."""
    return NEVER if session.deep_since is None else session.deep_since + session.timing.too_deep


def too_deep(session: Session, to: str) -> None:
    """Stayed too deep: come up."""
    session.note_stop(None, "too_deep", None)
    session.come_up("too_deep", to)


def when_settled(session: Session) -> int:
    """Long enough since the lowering began."""
    timing = session.timing
    return session.lowered_at + (timing.settle_sensor if session.mode == "sensor" else timing.settle_manual)


def settled(session: Session, to: str) -> None:
    """Nobody said that the strap is tight; the hold counts from now."""
    session.alive_at = session.t_ms
    session.go(to, "settled")


def when_ask(session: Session) -> int:
    """Long enough since the last answer."""
    return NEVER if session.asked_at is not None else session.alive_at + session.timing.ask_every


def ask(session: Session, to: str) -> None:
    """Still OK?"""
    session.asked += 1
    session.asked_at = session.t_ms
    session.set_due()


def when_missed(session: Session) -> int:
    """The question has waited long enough."""
    return NEVER if session.asked_at is None else session.asked_at + session.book.missed[0]


def missed(session: Session, to: str) -> None:
    """No answer: come up. The question stays open."""
    name = session.book.missed[1]
    session.note_stop(None, name, name)
    session.come_up("missed_check", to)


def when_no_answer(session: Session) -> int:
    """Still no sign of life."""
    return NEVER if session.asked_at is None else session.asked_at + session.book.no_answer[0]


def no_answer(session: Session, to: str) -> None:
    """Nobody answers: level, and get help."""
    name = session.book.no_answer[1]
    rule = session.book.stop_rules[name]
    session.asked_at = None
    session.note_stop(None, name, name)
    session.end = max(session.end, ENDS.index(rule.end))
    if session.placed == "upright":
        session.placed = None
    session.go(to, name)


def when_not_level(session: Session) -> int:
    """The way up has taken longer than it may."""
    return session.since + max(WAY_UP_S * 1000, session.halfway_ms + session.timing.after_halfway)


def not_level(session: Session, to: str) -> None:
    """Nobody confirmed level: the alarm begins, and only an answer ends it. Nothing goes down again."""
    session.no_more()
    session.go(to, "not_confirmed")


def when_no_next(session: Session) -> int:
    """The offer of a next bout has stood long enough."""
    if session.over:
        return NEVER
    return session.level_at + session.rest_ms + session.timing.next_bout


def no_next(session: Session, to: str) -> None:
    """No next bout: silence never leads down."""
    session.no_more()
    session.set_due()


def when_not_upright(session: Session) -> int:
    """Upright has been asked for long enough."""
    if not session.over:
        return NEVER
    called = max(session.level_at + session.level_ms, session.final_at, session.since)
    return called + session.timing.confirm_upright


def not_upright(session: Session, to: str) -> None:
    """Nobody confirmed upright: the alarm begins."""
    session.go(to, "not_confirmed")


def when_upright_held(session: Session) -> int:
    """The planned seconds upright, before the ankle lock may be opened."""
    return session.since + session.upright_ms


def upright_held(session: Session, to: str) -> None:
    """Now the lock may be opened."""
    session.go(to, "upright_held")


DUES: dict[str, tuple[Callable[[Session], int], Callable[[Session, str], None]]] = {
    "bout_over": (when_bout_over, bout_over),
    "too_deep": (when_too_deep, too_deep),
    "settled": (when_settled, settled),
    "ask": (when_ask, ask),
    "missed_check": (when_missed, missed),
    "no_answer": (when_no_answer, no_answer),
    "not_level": (when_not_level, not_level),
    "no_next": (when_no_next, no_next),
    "not_upright": (when_not_upright, not_upright),
    "upright_held": (when_upright_held, upright_held),
}
