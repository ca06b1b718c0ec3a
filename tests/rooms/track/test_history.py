"""In: entries of one person. Out: the history that the plan reads; where something is unknown, the cautious side of it."""

from datetime import date

from roost.plan.plan import Dose
from roost.track.history import history
from tests.entries import MOMENT, entry, uuid7
from tests.rooms.track.logs import DOSE, after, event, log, morning, said, start


def test_a_session_is_handed_on_with_all_that_is_known_of_it():
    done = log(symptoms=[("dizziness", 1)])
    past = history([start(done.id), done, after(done.id, relaxed=False), morning(done.id, "worse")])
    [session] = past.sessions
    assert session.started_at == MOMENT
    assert session.dose == Dose(**DOSE)
    assert (session.inverted_s, session.completed, session.relaxed) == (170, True, False)
    assert (session.worst_grade, session.next_morning, session.skipped_why) == (1, "worse", None)
    [found] = past.events
    assert (found.name, found.grade, found.clinician_said) == ("dizziness", 1, False)


def test_a_session_whose_log_never_came_counts_with_all_its_time():
    [session] = history([start(uuid7())]).sessions
    assert session.inverted_s == 2 * (60 + 30)
    assert not session.completed


def test_a_session_that_did_not_happen_has_no_time():
    begun = start(uuid7())
    [session] = history([begun, entry("no_log", {"session_id": begun.payload["session_id"], "hung": False})]).sessions
    assert session.inverted_s == 0


def test_what_was_left_out_stands_with_its_reason():
    [skipped] = history([entry("skip", {"why": "pause", "note": ""})]).sessions
    assert (skipped.skipped_why, skipped.inverted_s, skipped.dose, skipped.completed) == ("pause", 0, None, False)


def test_events_carry_what_a_clinician_said_and_whether_in_writing():
    told = event("faint", 3)
    [found] = history([told, said(told.id, letter=True)]).events
    assert (found.grade, found.clinician_said, found.signed_off) == (3, True, True)


def test_days_away_are_handed_on():
    gone = entry("away", {"from": "2026-03-05", "to": "2026-03-09", "cancelled": False})
    assert history([gone]).away == ((date(2026, 3, 5), date(2026, 3, 9)),)


def test_nothing_is_no_history():
    past = history([])
    assert (past.sessions, past.events, past.away) == ((), (), ())
