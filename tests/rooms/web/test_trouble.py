"""In: what went wrong. Out: what follows is read before Save, told at once after it, and a clinician's word opens the table again."""

import re

import pytest
from markupsafe import escape

from roost.app.books import adverse_events
from roost.app.plan_person import plan_for
from roost.app.tell_event import open_events, report_event
from tests.rooms.web.conftest import browser


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def test_each_kind_is_listed_by_gravity_with_what_follows(anns):
    page = anns.get("/trouble").text
    listed = re.findall(r'name="event" value="(\w+)"', page)
    assert listed == list(adverse_events())
    for event in adverse_events().values():
        assert str(escape(event.plan)) in page
        assert str(escape(event.tell)) in page


def test_a_mild_event_is_told_to_lower_the_next_session(anns):
    page = anns.post("/trouble", data={"event": "mild_headache", "note": "gone by ten"})
    assert page.headers["location"] == "/trouble/told/mild_headache"
    told = anns.get("/trouble/told/mild_headache").text
    assert "Your next session goes one step down." in told
    assert "Your next session:" in told


def test_a_lasting_event_holds_the_plan_at_once(anns, home, screened):
    anns.post("/trouble", data={"event": "long_headache"})
    told = anns.get("/trouble/told/long_headache").text
    assert "rest from the table" in told
    assert plan_for(home, screened).held.why == "event"


def test_a_grave_event_shows_the_way_to_help_first(anns):
    anns.post("/trouble", data={"event": "lost_sight"})
    told = anns.get("/trouble/told/lost_sight").text
    assert told.index('class="button alarm" href="/help"') < told.index("What this changes")


def test_nothing_chosen_is_an_error_and_nothing_typed_is_lost(anns):
    page = anns.post("/trouble", data={"note": "it was dark"})
    assert page.status_code == 422
    assert "Choose what happened from the list." in page.text
    assert ">it was dark</textarea>" in page.text


def test_an_unknown_kind_is_not_found(anns):
    assert anns.get("/trouble/told/bliss").status_code == 404
    assert anns.get("/trouble/nothing/said").status_code == 404


def test_what_a_clinician_said_is_kept(anns, home, screened, clock):
    report_event(home, screened, "long_headache")
    [event] = open_events(home, screened)
    assert f"/trouble/{event.id}/said" in anns.get("/trouble").text
    clock.evening(8)
    page = anns.get(f"/trouble/{event.id}/said")
    assert "About: Headache over 30 minutes, told on 1 March." in page.text
    assert "letter" not in page.text
    fields = {"by": "Dr Example", "on": "2026-03-05", "words": "go on slowly"}
    wrong = anns.post(f"/trouble/{event.id}/said", data=fields)
    assert "Choose what they said." in wrong.text
    assert 'value="Dr Example"' in wrong.text
    assert "Choose the day" in anns.post(f"/trouble/{event.id}/said", data=fields | {"on": "", "may_go_on": "yes"}).text
    assert anns.post(f"/trouble/{event.id}/said", data=fields | {"may_go_on": "yes"}).headers["location"] == "/today"
    assert open_events(home, screened) == []
    assert plan_for(home, screened).next is not None


def test_after_a_grave_event_a_letter_is_asked_for(anns, home, screened):
    report_event(home, screened, "faint")
    [event] = open_events(home, screened)
    fields = {"by": "Dr Example", "on": "2026-03-01", "may_go_on": "yes"}
    wrong = anns.post(f"/trouble/{event.id}/said", data=fields)
    assert "Choose whether they wrote it down." in wrong.text
    anns.post(f"/trouble/{event.id}/said", data=fields | {"letter": "no"})
    assert [one.id for one in open_events(home, screened)] == [event.id]
    anns.post(f"/trouble/{event.id}/said", data=fields | {"letter": "yes"})
    assert open_events(home, screened) == []
