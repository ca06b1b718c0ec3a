"""In: what a person did so far. Out: today: one next thing, then the evening question; what waits is told kindly."""

import re

import pytest

from roost.app.after_session import save_after
from roost.app.keep_diary import diary_of, save_pain
from roost.app.run_session import session_data, start_session
from roost.app.tell_event import report_event
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import screened_with_a_yes, session_done


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def next_thing(page):
    return re.search(r'id="next">.*?<h2[^>]*>(.*?)</h2>', page.text, re.DOTALL)[1]


def test_who_has_no_result_yet_is_led_to_what_comes_next(app, ann):
    assert browser(app, ann).get("/today").headers["location"] == "/"


def test_the_first_session_is_the_next_thing_and_then_the_evening_question(anns):
    page = anns.get("/today")
    assert next_thing(page) == "Your first session"
    assert "15° below level. 1 minute, twice." in page.text
    assert page.text.index("Get ready") < page.text.index("How bad was your back today")
    assert page.text.index("Not today") < page.text.index("How bad was your back today")
    assert 'href="/session/before"' in page.text
    assert "Your weeks" not in page.text


def test_a_tap_saves_the_evening_and_says_that_it_is_enough(anns, home, screened):
    page = anns.post("/diary/2026-03-01", data={"average": "4", "onward": "/today"})
    assert page.headers["location"] == "/today"
    assert diary_of(home, screened).days[-1].pain == 4
    page = anns.get("/today")
    assert "Saved for Sunday 1 March. You can stop here." in page.text
    assert 'value="4" aria-pressed="true"' in page.text


def test_before_noon_the_question_says_that_it_is_about_yesterday(anns, clock):
    clock.at = clock.at.replace(hour=9)
    page = anns.get("/today")
    assert "This is for Saturday 28 February." in page.text
    assert 'action="/diary/2026-02-28"' in page.text
    assert 'href="/diary/2026-03-01">Today instead</a>' in page.text


def test_after_a_session_its_answers_are_the_next_thing(anns, home, screened):
    session = session_done(home, screened)
    page = anns.get("/today")
    assert next_thing(page) == "How did your session go?"
    assert f"/session/{session}/after" in page.text
    save_after(home, screened, session, relaxed=True)
    page = anns.get("/today")
    assert next_thing(page) == "Walking"
    assert "More is not better" in page.text


def test_the_next_morning_is_asked_with_three_buttons(anns, home, screened, clock):
    session = session_done(home, screened)
    save_after(home, screened, session, relaxed=True)
    clock.move(hours=13)
    page = anns.get("/today")
    assert "How is your back since your session on Sunday?" in page.text
    assert anns.get(f"/session/{session}/morning").headers["location"] == "/today"
    sent = anns.post(f"/session/{session}/morning", data={"how": "worse"})
    assert diary_of(home, screened).days[0].sessions[0].next_morning == "worse"
    assert next_thing(anns.get("/today")) != next_thing(page)
    told = anns.get(sent.headers["location"]).text
    assert "What this changes" in told
    assert "That session does not count towards a step up." in told
    assert anns.post(f"/session/{session}/morning", data={"how": "better"}).headers["location"] == "/today"


def test_a_session_without_its_log_is_asked_about(anns, home, screened, clock):
    plan = session_data(home, screened)["plan"]
    session = start_session(home, screened, plan["plan_id"], "phone").session_id
    clock.move(hours=2)
    assert f"/session/{session}/lost" in anns.get("/today").text


def test_care_is_ticked_and_unticked(anns):
    anns.post("/today/care", data={"therapy": "walking"})
    page = anns.get("/today")
    assert re.search(r'value="walking" aria-pressed="true"', page.text)
    anns.post("/today/care", data={"therapy": "walking", "undo": "yes"})
    assert re.search(r'value="walking" aria-pressed="false"', anns.get("/today").text)
    assert anns.post("/today/care", data={"therapy": "magic"}).status_code == 422


def test_who_may_not_invert_gets_the_same_page_with_care_first(app, home, ann):
    assert screened_with_a_yes(home, ann, "glaucoma").verdict.value != "ok"
    page = browser(app, ann).get("/today")
    assert next_thing(page) == "Walking"
    assert "I did it" in page.text
    assert "How bad was your back today" in page.text
    assert "The table waits" in page.text
    assert "Get ready" not in page.text
    assert "Going away?" not in page.text


def test_a_grave_event_puts_help_first_and_offers_nothing_else(anns, home, screened):
    report_event(home, screened, "faint")
    page = anns.get("/today")
    assert next_thing(page) == "Is anything still not right?"
    assert "The table waits" in page.text
    assert "Get ready" not in page.text


def test_leaving_one_out_for_safety_is_said_to_be_right(anns):
    wrong = anns.post("/today/not-today", data={"note": "a cold"})
    assert wrong.status_code == 422
    assert "Choose why you leave it out today." in wrong.text
    assert ">a cold</textarea>" in wrong.text
    assert anns.get("/today/not-today").status_code == 200
    assert anns.post("/today/not-today", data={"why": "safety", "note": "a cold"}).headers["location"] == "/today"
    page = anns.get("/today")
    assert "No session today" in page.text
    assert "That was right." in page.text
    assert "Get ready" not in page.text


def test_a_pause_is_fine_too(anns):
    anns.post("/today/not-today", data={"why": "pause"})
    assert "You left it out. That is fine." in anns.get("/today").text


def test_days_away_are_kept_and_taken_back(anns):
    assert anns.post("/away", data={"from": "2026-03-05", "to": "2026-03-03"}).status_code == 422
    wrong = anns.post("/away", data={"from": "soon", "to": "2026-03-03"})
    assert "Choose a day." in wrong.text
    assert 'value="soon"' in wrong.text
    anns.post("/away", data={"from": "2026-03-01", "to": "2026-03-03"})
    assert "We look again on 4 March." in anns.get("/today").text
    page = anns.get("/away")
    assert "Away from 1 March 2026 to 3 March 2026" in page.text
    away_id = re.search(r'name="cancel" value="([^"]+)"', page.text)[1]
    anns.post("/away", data={"cancel": away_id})
    assert next_thing(anns.get("/today")) == "Your first session"
    assert anns.post("/away", data={"cancel": away_id}).status_code == 422


def test_what_was_done_is_counted_without_praise(anns, home, screened, clock):
    save_after(home, screened, session_done(home, screened), relaxed=True)
    save_pain(home, screened, 4)
    clock.evening(1)
    anns.post("/today/not-today", data={"why": "safety"})
    clock.evening(1)
    page = anns.get("/today")
    assert "1 of 2" in page.text
    assert "You left one out on 2 March. That was right." in page.text
    assert "Your weeks" in page.text
    for word in ("streak", "well done", "great", "%"):
        assert word not in page.text.lower()
