"""In: the session and an event. Out: nothing; the session has changed. One function for each act that machine.yaml names under `on`."""

from __future__ import annotations

from roost.coach.bout import tenths
from roost.coach.events import (
    Angle,
    AngleLost,
    AtLevel,
    AtUpright,
    BeginLowering,
    Check,
    End,
    HelpCalled,
    Hidden,
    Ok,
    Stall,
    Start,
    Stop,
    Symptom,
    Visible,
)
from roost.coach.session import Act, Session, To
from roost.plan.caps import HEAD_DOWN_DEG

__all__ = ["ACTS", "ANKLE_LOCK"]

ANKLE_LOCK = "ankle_lock"


def begin(session: Session, event: Start, to: To) -> None:
    """The session is opened."""
    session.checked_at = event.t_ms
    session.go(to[0], "start")


def mark(session: Session, event: Check, to: To) -> None:
    """A check is answered. A no ends it for today; the ankle lock counts only as the last, and some seconds after the one before."""
    if event.item not in session.plan.checks:
        return
    if event.answer == "no":
        session.no_more()
        session.go(to[1], f"no:{event.item}")
    elif event.item not in session.checked:
        _mark_yes(session, event, to)


def _mark_yes(session: Session, event: Check, to: To) -> None:
    last = len(session.checked) == len(session.plan.checks) - 1
    if event.item == ANKLE_LOCK and not (last and event.t_ms - session.checked_at >= session.timing.ankle_pull):
        return
    session.checked[event.item] = session.checked_at = event.t_ms
    if last:
        session.go(to[0], "checked")


def lower(session: Session, event: BeginLowering, to: To) -> None:
    """The person goes down, where that is allowed."""
    if not session.may_lower(event.t_ms):
        refuse(session, event, to)
        return
    session.lowered, session.placed = True, None
    session.lowered_at = session.alive_at = event.t_ms
    session.open_bout(event.t_ms)
    session.go(to[0], "begin_lowering")


def refuse(session: Session, event: BeginLowering, to: To) -> None:
    """Going down is not for now. Who went down all the same did not keep to the plan."""
    session.conforms = False


def settle(session: Session, event: Ok, to: To) -> None:
    """The person has arrived: the hold begins."""
    session.alive_at = event.t_ms
    session.go(to[0], "ok")


def answer(session: Session, event: Ok, to: To) -> None:
    """Somebody says that all is well; a sensor can't."""
    if event.by == "sensor":
        return
    if session.asked_at is not None:
        session.answered += 1
        session.asked_at = None
    session.alive_at = event.t_ms
    session.set_due()


def alive(session: Session, event: Ok, to: To) -> None:
    """A sign of life on the way up: the question is no longer open, but nothing is confirmed."""
    if event.by != "sensor":
        session.asked_at = None
        session.set_due()


def halt(session: Session, event: Stop, to: To) -> None:
    """STOP. A reason that is a symptom's name brings that symptom's end."""
    session.asked_at = None
    name = session.book.by_symptom.get(event.reason or "")
    session.note_stop(event.by, event.reason, name)
    session.bring(None if name is None else session.book.stop_rules[name], "stop", to)


def unwell(session: Session, event: Symptom, to: To) -> None:
    """A symptom: its stop rule decides. Once upright a mild one is only written down."""
    symptom = event.name if event.name in session.book.by_symptom else "other"
    name = session.book.by_symptom[symptom]
    rule = session.book.stop_rules[name]
    session.symptoms.append((symptom, rule.grade))
    if session.placed != "upright" or rule.end != "upright":
        session.note_stop(None, symptom, name)
    session.bring(rule, symptom, to)


def level(session: Session, event: AtLevel, to: To) -> None:
    """Level is confirmed."""
    _heard(session, event)
    session.be_level("at_level", to)


def rise(session: Session, event: AtUpright, to: To) -> None:
    """Upright is confirmed. Whoever must stay level is not brought on."""
    _heard(session, event)
    if session.end == 0:
        session.be_upright("at_upright", to)


def _heard(session: Session, event: AtLevel | AtUpright) -> None:
    if event.by != "sensor":
        session.asked_at = None


def call(session: Session, event: HelpCalled, to: To) -> None:
    """Help is called: the person is brought level and kept there, and nothing goes down again."""
    if event.by == "sensor":
        return
    session.helped = True
    session.no_more()
    session.end = max(session.end, 1)
    if to[0] == "returning" and session.state != "returning":
        session.note_stop(event.by, "help_called", None)
        session.come_up("help_called", to[0])
    elif to[0] != session.state:
        session.asked_at = None
        session.go(to[0], "help_called")


def hide(session: Session, event: Hidden, to: To) -> None:
    """The page is out of sight; whoever is below level comes up."""
    session.hidden = True
    if to:
        session.note_stop(None, "hidden", None)
        session.come_up("hidden", to[0])


def show(session: Session, event: Visible, to: To) -> None:
    """The page is back. Nothing goes on by itself."""
    session.hidden = False


def stalled(session: Session, event: Stall, to: To) -> None:
    """The clock stood still for longer than a hiccup: come up."""
    if event.gap_ms >= session.timing.stall:
        session.note_stop(None, "stall", None)
        session.come_up("stall", to[0])


def quit_(session: Session, event: End, to: To) -> None:
    """Closed before anybody went down."""
    session.go(to[0], "end")
    session.close()


def close(session: Session, event: End, to: To) -> None:
    """Closed at the end."""
    session.close()


def close_helped(session: Session, event: End, to: To) -> None:
    """Closed, but not before help is called: the alarm does not end by itself."""
    if session.helped:
        session.close()


def notice(session: Session, event: Angle, to: To) -> None:
    """The sensor works."""
    session.lost = session.lost and event.quality != "good"


def lose(session: Session, event: AngleLost, to: To) -> None:
    """The sensor is silent: time goes on, the bout is uncertain, and no rest is measured."""
    session.lost = True
    session.level_since = session.upright_since = session.below_since = None
    if session.bout is not None and session.mode == "sensor":
        session.bout.uncertain = True


def _measure(session: Session, event: Angle) -> int:
    """Takes an angle into the open bout; tenths of a degree."""
    value = tenths(event.head_down_deg)
    good = event.quality == "good"
    session.lost = session.lost and not good
    limits = session.limits
    if session.bout is not None:
        session.bout.samples.append(value)
        if not good:
            session.bout.uncertain = True
        if value > limits.deepest:
            session.conforms = False
    now = event.t_ms
    session.level_since = (now if session.level_since is None else session.level_since) if good and value <= limits.level else None
    session.upright_since = (now if session.upright_since is None else session.upright_since) if good and value <= limits.upright else None
    return value


def going(session: Session, event: Angle, to: To) -> None:
    """An angle on the way down or in the hold: leaving level, arriving, too deep, or back at level without a word."""
    if session.mode != "sensor":
        return
    value = _measure(session, event)
    limits, bout = session.limits, session.bout
    if bout is not None and not bout.has_left and value > limits.level:
        bout.has_left = True
        if session.state == "lowering":
            bout.from_ms = event.t_ms
            session.set_due()
    if _past_the_cap(session, event, value, to[1]):
        return
    if bout is not None and bout.has_left and _steady(session, session.level_since):
        session.measured_level()
    elif session.state == "lowering" and value >= limits.reached:
        session.alive_at = event.t_ms
        session.go(to[0], "angle")


def _past_the_cap(session: Session, event: Angle, value: int, up: str) -> bool:
    """Too deep, or deep no longer; True when it is past the hard cap as well, and the return has begun."""
    if value <= session.limits.deepest:
        if session.deep_since is not None:
            session.deep_since = None
            session.set_due()
    elif value > HEAD_DOWN_DEG * 10:
        session.note_stop(None, "too_deep", None)
        session.come_up("too_deep", up)
        return True
    elif session.deep_since is None:
        session.deep_since = event.t_ms
        session.set_due()
    return False


def coming(session: Session, event: Angle, to: To) -> None:
    """An angle on the way up: the sensor at rest confirms level, and then upright."""
    if session.mode != "sensor":
        return
    _measure(session, event)
    if session.placed is None and _steady(session, session.level_since):
        session.measured_level()
    elif session.placed == "level" and session.end == 0 and _steady(session, session.upright_since):
        session.measured_upright()


def resting(session: Session, event: Angle, to: To) -> None:
    """An angle at rest: the sensor confirms upright; below level without having been asked means come up."""
    if session.mode != "sensor":
        return
    value = _measure(session, event)
    if value <= session.limits.below or event.quality != "good":
        session.below_since = None
        if session.state == "level_rest" and _steady(session, session.upright_since):
            session.measured_upright()
    elif session.below_since is None:
        session.below_since = event.t_ms
    elif _steady(session, session.below_since):
        session.conforms = False
        session.lowered, session.placed = True, None
        session.open_bout(session.below_since)
        session.note_stop(None, "below_level", None)
        session.come_up("below_level", to[0])


def _steady(session: Session, since: int | None) -> bool:
    return since is not None and session.t_ms - since >= session.timing.steady


_ALL: tuple[Act, ...] = (
    begin, mark, lower, refuse, settle, answer, alive, halt, unwell, level, rise, call, hide, show, stalled, quit_, close, close_helped,
    notice, lose, going, coming, resting,
)  # fmt: skip
ACTS: dict[str, Act] = {act.__name__.rstrip("_"): act for act in _ALL}
