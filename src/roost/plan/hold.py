"""In: a Screening, the Past and the limits. Out: Held, why nothing may be done today, or None; and the earliest time for a session."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from roost.plan.caps import HOURS_BETWEEN_SESSIONS
from roost.plan.past import Break, Past
from roost.plan.plan import Dose, Held, HeldWhy
from roost.plan.within import time_below_s
from roost.screen.screening import Limits, Screening, Verdict

__all__ = ["TELLS", "earliest", "hold_of_bar", "hold_of_event", "hold_of_screening", "hold_of_today", "hold_of_verdict", "no_rung"]

LABEL_FACT = "table_spare_g"  # the room that the label leaves; unknown while the label is not read
DAY = timedelta(days=1)

TELLS = {
    "urgent_now": "Get help now. Call your local emergency number. In many countries it is 112.",
    "urgent_today": "See a doctor today. Do not use the table.",
    "do_not_invert": "Do not use the table. There is other care that may help you.",
    "do_not_invert_days": "Do not use the table. See a doctor in the next few days.",
    "ask_first": "Ask your doctor first. Do not use the table until then.",
    "label": "Find the label on your table first. It says how much weight the table can hold. We need that and your own weight.",
    "no_rung": "Your limit is below our first step. Ask the person who set it what you may do.",
    "event_grave": "Something bad happened, so do not use the table. If you feel ill now, get help. A doctor has to sign a letter first.",
    "event_ask": "Something went wrong, so rest from the table. Ask a doctor or nurse about it. Then tell us what they said.",
    "event_rest": "Something went wrong, so rest from the table for {days} days.",
    "ended": "Your check is too old now. Please do it again first.",
    "ended_gap": "You had no session for a long time. Please do the check again first.",
    "ended_event": "Something bad happened after your last check. Please do the check again first.",
    "away": "You told us that you are away. You can go on when you are back.",
    "usual_day": "Today is a day without the table. That is part of the plan.",
    "left_out": "You left today out because you did not feel well. That was right. Look again tomorrow.",
    "done_today": "You had your session for today. More is not better. Rest until the next day.",
    "too_soon": "Your last session was not long ago. Your body needs a rest in between.",
}


def _held(why: HeldWhy, tell: str, until: date | None = None, **numbers: int) -> Held:
    return Held(why=why, until=until, tell=TELLS[tell].format(**numbers))


def hold_of_verdict(screening: Screening) -> Held | None:
    """What a verdict from `ask_first` up says; `label` where nothing but the label of the table is missing."""
    verdict = screening.verdict
    if verdict.lets_invert:
        return None
    if verdict is Verdict.urgent:
        return _held("verdict", "urgent_now" if screening.act_by == "now" else "urgent_today")
    if verdict is Verdict.do_not_invert:
        return _held("verdict", "do_not_invert_days" if screening.act_by == "days" else "do_not_invert")
    return _held("label", "label") if _only_label(screening) else _held("verdict", "ask_first")


def _only_label(screening: Screening) -> bool:
    grave = {item.fact for item in screening.unknown if item.could_become > Verdict.caution}
    return grave == {LABEL_FACT} and all(reason.verdict.lets_invert for reason in screening.because)


def hold_of_event(past: Past) -> Held | None:
    """What an adverse event says that still holds everything back, the gravest first."""
    still_open = [event for event in past.events if past.is_open(event)]
    if not still_open:
        return None
    if any(event.grade == 3 for event in still_open):
        return _held("event", "event_grave")
    rested = max(past.rest_ends(event) for event in still_open)
    until = rested if rested > past.today else None
    if all(event.clinician_said or event.signed_off for event in still_open):
        return _held("event", "event_rest", until, days=past.pace.rest_after_event_days)
    return _held("event", "event_ask", until)


def hold_of_screening(screening: Screening, past: Past) -> Held | None:
    """Whether one has to be screened again: its end is past, or a gap of 28 days or an event of grade 3 came after it."""
    if past.today > screening.valid_until:
        return _held("screening_ended", "ended")
    if any(event.grade == 3 and event.at.date() >= screening.today for event in past.events):
        return _held("screening_ended", "ended_event")
    if past.done:
        last = past.done[-1].day
        if past.gap(last, past.today) is Break.very_long and past.gap(last, max(last, screening.today)) is not Break.very_long:
            return _held("screening_ended", "ended_gap")
    return None


def hold_of_bar(past: Past) -> Held | None:
    """What the person told that bars a session now: what no time ends comes first, then what lasts longest."""
    if not past.bars:
        return None
    bar = max(past.bars, key=lambda one: (one.until is None, one.until or past.now))
    return Held(why=bar.why, until=None if bar.until is None else bar.until.astimezone(past.now.tzinfo).date(), tell=bar.tell)


def no_rung() -> Held:
    """Where the person's limits leave no rung."""
    return _held("verdict", "no_rung")


def hold_of_today(past: Past, dose: Dose, limits: Limits) -> Held | None:
    """What today itself says: away, a usual day, left out for safety, enough for today, too soon."""
    today = past.today
    for first, last in past.away:
        if first <= today <= last:
            return _held("away", "away", _back(past, last))
    if today in past.usual_days and not _done_on(past, today):
        return _held("usual_day", "usual_day", today + DAY)
    if today in past.left_out:
        return _held("too_soon", "left_out", today + DAY)
    if _done_on(past, today) >= min(past.pace.sessions_per_day, limits.sessions_per_day):
        return _held("too_soon", "done_today", today + DAY)
    soonest = earliest(past, dose, limits).date()
    return _held("too_soon", "too_soon", soonest) if soonest > today else None


def _back(past: Past, last: date) -> date:
    """The first day after a stretch away, and after those that follow without a day between."""
    day = last + DAY
    while (further := max((end for first, end in past.away if first <= day <= end), default=None)) is not None:
        day = further + DAY
    return day


def _done_on(past: Past, day: date) -> int:
    return sum(one.day == day for one in past.done)


def earliest(past: Past, dose: Dose, limits: Limits) -> datetime:
    """The earliest time, from now on, at which a session of this dose may begin.

    4 hours after the last one, and only when it fits into what any 24 hours may hold.
    """
    start = past.now
    recent = [one for one in past.done if one.ended_at > start - DAY]
    if recent:
        start = max(start, max(one.ended_at for one in recent) + timedelta(hours=HOURS_BETWEEN_SESSIONS))
    for one in recent:  # oldest first: each one that has left the 24 hours makes room
        within = [other.inverted_s for other in recent if other.ended_at > start - DAY]
        if sum(within) + time_below_s(dose) <= limits.inverted_s_per_day:
            break
        start = max(start, one.ended_at + DAY)
    return start.astimezone(past.now.tzinfo)
