"""In: the entries of one person. Out: History, as the plan needs it. A session whose log never came counts in full, for nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from roost.plan.history import History
from roost.plan.plan import PastEvent, PastSession
from roost.plan.within import time_below_s
from roost.track.before import bars_of
from roost.track.diary import away_of
from roost.track.entry import Entry, current
from roost.track.events import events_of
from roost.track.sessions import DiarySession, sessions_of
from roost.track.stay import stays_of

__all__ = ["history"]


def history(entries: Iterable[Entry]) -> History:
    """What happened so far.

    Args:
        entries: all of one person, in the order in which they were recorded. A start without a log is a session that is over and whose
            log never came; leave the start of one that still runs out.
    """
    held = current(entries)
    skips = [
        PastSession(started_at=entry.occurred_at, inverted_s=0, dose=None, completed=False, skipped_why=entry.payload["why"])
        for entry in held
        if entry.type == "skip"
    ]
    return History(
        sessions=(*(_past(session) for session in sessions_of(held)), *skips),
        events=tuple(
            PastEvent(
                at=event.at,
                grade=event.grade,
                name=event.name,
                asked=event.asked,
                clinician_said=event.clinician_said,
                signed_off=event.signed_off,
            )
            for event in events_of(held)
        ),
        away=tuple(away_of(held)),
        bars=bars_of(held),
        stays=stays_of(held),
    )


def _past(session: DiarySession) -> PastSession:
    return PastSession(
        started_at=session.started_at,
        inverted_s=time_below_s(session.dose) if session.inverted_s is None else session.inverted_s,
        dose=session.dose,
        completed=session.completed,
        relaxed=session.relaxed,
        worst_grade=session.worst_grade,
        next_morning=session.next_morning,
        arm=session.arm,
    )
