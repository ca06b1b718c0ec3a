"""In: what went wrong, and what a clinician said of it. Out: kept with its grade; the plan follows at once."""

from datetime import date, timedelta

import pytest

from roost.app import books
from roost.app.plan_person import plan_for
from roost.app.screen_person import screen_person
from roost.app.tell_event import open_events, report_event, save_clinician_said
from roost.base.errors import InputError
from tests.answers import BEGIN


def said(home, person, event_id, **more):
    save_clinician_said(home, person, event_id, **{"by": "Dr Example", "on": home.now().date(), "may_go_on": True} | more)


def test_what_was_told_comes_back_with_what_to_do(home, screened):
    kind = report_event(home, screened, "vomiting", " Twice. ")
    assert kind is books.adverse_events()["vomiting"]
    [event] = open_events(home, screened)
    assert (event.name, event.grade, event.note) == ("vomiting", 2, "Twice.")


def test_an_event_holds_the_plan_at_once(home, screened):
    assert plan_for(home, screened).next is not None
    report_event(home, screened, "vomiting")
    held = plan_for(home, screened).held
    assert (held.why, held.until) == ("event", BEGIN.date() + timedelta(days=7))


def test_grade_two_goes_on_after_a_week_and_a_clinicians_word(home, screened, clock):
    report_event(home, screened, "vomiting")
    [event] = open_events(home, screened)
    clock.move(days=8)
    assert plan_for(home, screened).held.why == "event"
    said(home, screened, event.id, may_go_on=False)
    assert plan_for(home, screened).held.why == "event"
    said(home, screened, event.id)
    assert plan_for(home, screened).held is None
    assert open_events(home, screened) == []


def test_grade_three_goes_on_only_with_a_letter_and_a_new_screening(home, screened, clock):
    report_event(home, screened, "faint")
    [event] = open_events(home, screened)
    clock.move(days=30)
    said(home, screened, event.id)
    assert [one.id for one in open_events(home, screened)] == [event.id]
    assert plan_for(home, screened).held.why == "event"
    said(home, screened, event.id, letter=True)
    assert open_events(home, screened) == []
    assert plan_for(home, screened).held.why == "screening_ended"
    screen_person(home, screened)
    assert plan_for(home, screened).next is not None


def test_a_mild_event_waits_for_nobody(home, screened):
    report_event(home, screened, "mild_headache")
    assert open_events(home, screened) == []
    assert plan_for(home, screened).next is not None


def test_a_button_pressed_twice_tells_it_once(home, screened, clock):
    report_event(home, screened, "vomiting")
    clock.move(seconds=5)
    report_event(home, screened, "vomiting")
    report_event(home, screened, "vomiting", "Another time.")
    assert len(open_events(home, screened)) == 2
    clock.move(minutes=5)
    report_event(home, screened, "vomiting")
    assert len(open_events(home, screened)) == 3


@pytest.mark.parametrize(("name", "note", "key"), [("bad_luck", "", "event"), ("", "", "event"), ("faint", "x" * 2001, "note")])
def test_what_is_not_allowed_is_refused_at_its_field(home, screened, name, note, key):
    with pytest.raises(InputError) as refused:
        report_event(home, screened, name, note)
    assert refused.value.key == key
    assert open_events(home, screened) == []


@pytest.mark.parametrize(
    ("more", "key"),
    [
        ({"by": " "}, "by"),
        ({"by": "x" * 101}, "by"),
        ({"on": date(2026, 2, 28)}, "on"),
        ({"on": date(2026, 3, 2)}, "on"),
        ({"words": "x" * 2001}, "words"),
        ({"event_id": "nothing"}, "event_id"),
    ],
)
def test_a_clinicians_word_that_makes_no_sense_is_refused_at_its_field(home, screened, more, key):
    report_event(home, screened, "vomiting")
    [event] = open_events(home, screened)
    with pytest.raises(InputError) as refused:
        said(home, screened, **{"event_id": event.id} | more)
    assert refused.value.key == key
    assert open_events(home, screened) == [event]


def test_nobody_speaks_of_another_persons_event(home, screened):
    report_event(home, screened, "vomiting")
    [event] = open_events(home, screened)
    with pytest.raises(InputError):
        said(home, "somebody else", event.id)
