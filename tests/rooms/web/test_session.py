"""In: a plan, and a session that was. Out: the data of the session page; what is asked after it, kept with what it changes."""

import json
import re

import pytest

from roost.app.keep_diary import diary_of
from roost.app.people import add_person
from roost.app.plan_person import plan_for
from roost.app.run_session import session_data, start_session
from roost.coach.tell import MOMENTS
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import session_done


@pytest.fixture
def anns(app, screened):
    """Ann's browser, after the check before the session: none of it fits."""
    anns = browser(app, screened)
    anns.post("/session/before", data={"ticks": "none"})
    return anns


def data_of(page):
    return json.loads(re.search(r'<script type="application/json" id="session-data">(.*?)</script>', page.text, re.DOTALL)[1])


def test_the_page_carries_the_plan_the_machine_and_all_words(anns, home, screened):
    data = data_of(anns.get("/session"))
    assert data["plan"]["plan_id"] == plan_for(home, screened).plan_id
    assert (data["name"], data["person"]) == ("Ann", screened)
    assert set(data["words"]["cues"]) >= set(MOMENTS)
    assert set(data["words"]["checks"]) >= set(data["plan"]["next"]["checks"])
    assert set(data["words"]["rules"]) == set(data["stop_rules"])
    assert {name for name, _ in data["words"]["symptoms"]} == set(data["by_symptom"])


def test_what_must_not_be_moved_is_named_first(anns):
    data = data_of(anns.get("/session"))
    ends = [data["stop_rules"][data["by_symptom"][name]]["end"] for name, _ in data["words"]["symptoms"]]
    assert ends == sorted(ends, key=["stay", "level", "upright"].index)


def test_no_cue_asks_for_a_knock_that_the_page_can_not_feel(anns):
    words = data_of(anns.get("/session"))["words"]
    shown = [cue for name, cue in words["cues"].items()] + list(words["live"].values())
    assert [text for text in shown if "knock" in text.lower()] == []


def test_each_cue_has_at_most_seven_words(anns):
    for cue in data_of(anns.get("/session"))["words"]["cues"].values():
        assert len(cue.split()) <= 7, cue


def test_without_javascript_the_page_says_so(anns):
    assert "This page needs JavaScript." in re.search(r"<noscript>(.*?)</noscript>", anns.get("/session").text, re.DOTALL)[1]


def test_without_a_next_dose_there_is_no_plan_but_the_machine_to_take_up_a_closed_page(anns, home, screened):
    session_done(home, screened)
    data = data_of(anns.get("/session"))
    assert data["plan"] is None
    assert data["machine"]["states"]


def test_a_name_can_not_break_out_of_the_data(app, home, screened):
    other = add_person(home, "</script><b>").id
    page = browser(app, other).get("/session")
    assert data_of(page)["name"] == "</script><b>"
    assert "</script><b>" not in page.text


def test_four_answers_in_rising_gravity_each_with_what_follows(anns, home, screened):
    page = anns.get(f"/session/{session_done(home, screened)}/after").text
    assert re.findall(r'name="how" value="(\w+)"', page) == ["fine", "mild", "lasting", "grave"]
    for follows in ("your plan goes on", "one step down", "stop for a week", "get help now"):
        assert follows in page
    assert page.count('<div class="then') == 4


def test_fine_is_kept_and_leads_back(anns, home, screened):
    session = session_done(home, screened)
    answer = anns.post(f"/session/{session}/after", data={"how": "fine", "relaxed": "yes", "pain_now": "3"})
    assert answer.headers["location"] == "/today"
    kept = diary_of(home, screened).days[-1].sessions[0]
    assert (kept.relaxed, kept.pain_now, kept.worst_grade) == (True, 3, 0)


def test_not_sure_and_left_out_stay_unknown(anns, home, screened):
    session = session_done(home, screened)
    anns.post(f"/session/{session}/after", data={"how": "fine", "relaxed": "not_sure"})
    kept = diary_of(home, screened).days[-1].sessions[0]
    assert (kept.relaxed, kept.pain_now) == (None, None)


def test_trouble_is_kept_with_its_grade_and_told_at_once(anns, home, screened):
    session = session_done(home, screened)
    events = ["long_headache", "vomiting"]
    answer = anns.post(f"/session/{session}/after", data={"how": "lasting", "relaxed": "no", "event-lasting": events})
    assert answer.headers["location"] == "/trouble/told/long_headache"
    today = diary_of(home, screened).days[-1]
    assert [event.name for event in today.events] == events
    assert today.sessions[0].worst_grade == 2
    assert plan_for(home, screened).held.why == "event"


def test_what_was_ticked_under_another_answer_does_not_count(anns, home, screened):
    session = session_done(home, screened)
    anns.post(f"/session/{session}/after", data={"how": "fine", "relaxed": "yes", "event-grave": "faint"})
    assert diary_of(home, screened).days[-1].events == ()


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"relaxed": "yes"}, "Choose how you are."),
        ({"how": "fine"}, "Choose whether you could relax."),
        ({"how": "mild", "relaxed": "yes"}, "Choose what it was."),
        ({"how": "bliss", "relaxed": "yes"}, "Choose how you are."),
        ({"how": "fine", "relaxed": "yes", "pain_now": "11"}, "Choose a number from 0 to 10."),
        ({"how": "mild", "relaxed": "yes", "event-mild": "bliss"}, "Choose what happened from the list."),
    ],
)
def test_what_is_missing_or_impossible_is_an_error_and_nothing_is_kept(anns, home, screened, given, says):
    session = session_done(home, screened)
    page = anns.post(f"/session/{session}/after", data=given)
    assert page.status_code == 422
    assert says in page.text
    assert diary_of(home, screened).days[-1].sessions[0].relaxed is None
    assert diary_of(home, screened).days[-1].events == ()


def test_a_session_of_nobody_is_not_found(anns):
    for path in ("after", "lost"):
        assert anns.get(f"/session/none/{path}").status_code == 404
    assert anns.post("/session/none/morning", data={"how": "same"}).status_code == 404


@pytest.mark.parametrize(("hung", "kept"), [("no", "not_started"), ("yes", "no_log"), ("not_sure", "no_log")])
def test_a_session_whose_log_never_came_is_settled(anns, home, screened, clock, hung, kept):
    plan = session_data(home, screened)["plan"]
    session = start_session(home, screened, plan["plan_id"], "phone").session_id
    clock.move(hours=1)
    assert "Did you hang on Sunday 1 March?" in anns.get(f"/session/{session}/lost").text
    assert anns.post(f"/session/{session}/lost", data={"hung": ""}).status_code == 422
    anns.post(f"/session/{session}/lost", data={"hung": hung})
    assert diary_of(home, screened).days[-1].sessions[0].ended == kept
