"""In: starts, logs and answers. Out: one session for each start; what nobody knows stays unknown."""

import pytest

from roost.plan.plan import Dose
from roost.track.entry import current
from roost.track.sessions import grade_in, sessions_of
from tests.entries import entry, uuid7
from tests.rooms.track.logs import DOSE, after, event, log, morning, start, stop


def one(*entries):
    [found] = sessions_of(current(entries))
    return found


def test_a_session_as_planned_is_completed():
    done = log()
    found = one(start(done.id), done, after(done.id, note="Fine."), morning(done.id, "better"))
    assert found.dose == Dose(**DOSE)
    assert found.completed
    assert (found.inverted_s, found.ended, found.worst_grade) == (170, "upright", 0)
    assert (found.relaxed, found.pain_now, found.next_morning, found.note) == (True, 3, "better", "Fine.")
    assert found.started_at == done.occurred_at


@pytest.mark.parametrize(
    "more",
    [
        {"ended": "level"},
        {"ended": "help"},
        {"ended": "not_confirmed"},
        {"ended": "not_started", "bouts": 0, "inverted_s": 0},
        {"stop": stop()},
        {"bouts": 1},
        {"conforms": False},
    ],
    ids=str,
)
def test_a_session_that_was_cut_short_or_not_as_planned_is_not_completed(more):
    assert not one(log(**more)).completed


def test_what_was_not_answered_is_unknown():
    found = one(log())
    assert (found.relaxed, found.pain_now, found.next_morning) == (None, None, None)


def test_the_last_answer_counts():
    done = log()
    first = after(done.id, relaxed=True)
    found = one(done, first, after(done.id, relaxed=False, amends=first.id), morning(done.id, "same"), morning(done.id, "worse"))
    assert found.relaxed is False
    assert found.next_morning == "worse"


def test_answers_of_another_session_do_not_count():
    mine, other = log(), log()
    found = sessions_of([mine, other, after(other.id)])
    assert [session.relaxed for session in found] == [None, True]


def test_a_session_whose_log_never_came_is_not_taken_for_one_that_did_not_happen():
    begun = start(uuid7())
    found = one(begun)
    assert (found.ended, found.inverted_s, found.completed) == ("no_log", None, False)
    for hung in (True, None):
        assert one(begun, entry("no_log", {"session_id": begun.payload["session_id"], "hung": hung})).inverted_s is None


def test_only_a_plain_no_makes_it_one_that_did_not_happen():
    begun = start(uuid7())
    found = one(begun, entry("no_log", {"session_id": begun.payload["session_id"], "hung": False}))
    assert (found.ended, found.inverted_s) == ("not_started", 0)


def test_a_log_that_comes_late_counts_whatever_was_said_before():
    done = log()
    assert one(start(done.id), entry("no_log", {"session_id": done.id, "hung": False}), done).inverted_s == 170


def test_the_gravest_of_the_log_and_of_what_was_told_later_counts():
    done = log(symptoms=[("dizziness", 1)])
    assert one(done).worst_grade == 1
    assert one(done, event(grade=2, session_id=done.id), event(grade=1, session_id=done.id)).worst_grade == 2
    assert one(done, event(grade=3)).worst_grade == 1


def test_an_event_of_a_session_that_is_not_here_makes_no_session():
    assert sessions_of([event(session_id=uuid7())]) == []


@pytest.mark.parametrize(
    ("made", "gravest"),
    [
        (log(), (0, "stop")),
        (log(stop=stop()), (0, "stop")),
        (log(stop=stop("dizziness", "dizziness", 1)), (1, "dizziness")),
        (log(stop=stop(None, "no_answer", 3)), (3, "no_answer")),
        (log(symptoms=[("reflux", 1), ("faint", 3)]), (3, "faint")),
        (log(stop=stop("faint", "faint", 3), symptoms=[("reflux", 1)]), (3, "faint")),
    ],
)
def test_the_gravest_thing_in_a_log(made, gravest):
    assert grade_in(made.payload["log"]) == gravest
