"""In: what went wrong, told or in a log. Out: adverse events, each with what a clinician said of it."""

from datetime import timedelta

from roost.track.events import events_of
from tests.entries import MOMENT, uuid7
from tests.rooms.track.logs import event, log, said, stop


def test_an_event_that_was_told_stands_as_it_was_told():
    told = event("vomiting", 2, note="Twice.")
    [found] = events_of([told])
    assert (found.id, found.name, found.grade, found.note, found.at) == (told.id, "vomiting", 2, "Twice.", MOMENT)
    assert (found.session_id, found.clinician_said, found.signed_off) == (None, False, False)


def test_the_gravest_thing_in_a_log_is_an_event_at_the_end_of_the_session():
    done = log(stop=stop("dizziness", "dizziness", 1), symptoms=[("vision", 2)], last_ms=90_000)
    [found] = events_of([done])
    assert (found.id, found.session_id, found.name, found.grade) == (done.id, done.id, "vision", 2)
    assert found.at == MOMENT + timedelta(seconds=90)


def test_a_log_without_states_ends_as_it_began():
    [found] = events_of([log(symptoms=[("faint", 3)], last_ms=0)])
    assert found.at == MOMENT


def test_a_session_without_trouble_is_no_event():
    assert events_of([log(), log(stop=stop())]) == []


def test_the_last_word_of_a_clinician_counts():
    told = event("vomiting", 2)
    for words, goes_on in (((True,), True), ((True, False), False), ((False, True), True)):
        [found] = events_of([told, *(said(told.id, may_go_on=may) for may in words)])
        assert found.clinician_said is goes_on


def test_a_letter_signs_an_event_off_only_where_it_lets_sessions_go_on():
    told = event("faint", 3)
    for may_go_on, letter, signed in ((True, True, True), (True, False, False), (False, True, False)):
        [found] = events_of([told, said(told.id, may_go_on=may_go_on, letter=letter)])
        assert found.signed_off is signed


def test_a_word_about_one_event_says_nothing_of_another():
    one, other = event("vomiting", 2), event("vomiting", 2)
    assert [found.clinician_said for found in events_of([one, other, said(one.id)])] == [True, False]
    assert not any(found.clinician_said for found in events_of([one, said(uuid7())]))
