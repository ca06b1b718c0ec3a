"""In: what a person taps before a session. Out: on to the session, to help, or to why it waits and until when."""

import re
from datetime import timedelta

import pytest

from roost.app.people import add_person
from roost.app.plan_person import plan_for
from roost.app.screen_person import screen_person
from tests.rooms.web.conftest import browser


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def tap(anns, *ticks):
    return anns.post("/session/before", data={"ticks": list(ticks)})


def main_of(page):
    return re.sub(r"\s+", " ", page.text[page.text.index("<main") :])


def test_the_check_comes_before_the_session(anns):
    assert 'href="/session/before"' in anns.get("/today").text
    assert anns.get("/session").headers["location"] == "/session/before"
    assert tap(anns, "none").headers["location"] == "/session"
    assert anns.get("/session").status_code == 200


def test_nothing_is_ticked_beforehand_and_none_of_these_is_its_own_answer(anns):
    page = anns.get("/session/before").text
    assert " checked" not in page
    assert page.rindex('value="none"') > page.rindex('value="new_symptom_today"')
    assert page.index('value="emergency_today"') < page.index('value="meal_today"'), "what can't wait comes first"


@pytest.mark.parametrize(
    ("ticks", "says"), [((), "Tick what fits"), (("none", "meal_today"), "Keep the one that is right"), (("x",), "list")]
)
def test_no_answer_or_two_that_exclude_each_other_are_errors(anns, home, screened, ticks, says):
    page = tap(anns, *ticks)
    assert page.status_code == 422
    assert says in page.text
    assert home.store.read(person=screened, types=("before_session",)) == []
    assert anns.get("/session").headers["location"] == "/session/before"


def test_a_sign_that_may_be_an_emergency_leads_to_help_and_holds(anns):
    assert tap(anns, "emergency_today", "meal_today").headers["location"] == "/help"
    page = main_of(anns.get("/session/waits"))
    assert 'class="button alarm" href="/help"' in page
    assert "I was seen" in page
    today = anns.get("/today").text
    assert "What you told us can be an emergency." in today
    assert "Get ready" not in today


def test_a_meal_tells_the_hour_at_which_it_is_over(anns):
    assert tap(anns, "meal_today").headers["location"] == "/session/waits"
    page = main_of(anns.get("/session/waits"))
    assert "Wait until 21:30." in page
    assert "That is right. It does not count against you." in page
    today = anns.get("/today").text
    assert "It is over later today." in today
    assert "What you told us before the session" in today


def test_a_drink_tells_the_hour_and_the_day(anns):
    tap(anns, "alcohol_today")
    assert "Wait until 07:30 on Monday 2 March." in main_of(anns.get("/session/waits"))


def test_a_cold_tells_the_day_and_can_be_left_out_for_safety(anns):
    tap(anns, "cold_today")
    page = main_of(anns.get("/session/waits"))
    assert "Look again on Monday 2 March." in page
    assert 'name="why" value="safety"' in page
    anns.post("/today/not-today", data={"why": "safety"})
    assert "That was right." in anns.get("/today").text


def test_something_new_leads_to_the_answers_and_a_new_result(anns, home, screened, clock):
    tap(anns, "new_since_screening")
    assert 'class="button" href="/check"' in main_of(anns.get("/session/waits"))
    clock.move(days=2)
    assert plan_for(home, screened).held.why == "screening_ended"
    assert anns.get("/session/before").status_code == 200
    assert tap(anns, "none").headers["location"] == "/session/waits", "what is new is put right in the answers"
    anns.post("/check")
    assert anns.get("/session/waits").headers["location"] == "/today"
    assert "Get ready" in anns.get("/today").text


def test_a_mistake_is_put_right_by_answering_again(anns):
    tap(anns, "meal_today")
    assert 'href="/session/before">I tapped that by mistake' in main_of(anns.get("/session/waits"))
    assert tap(anns, "none").headers["location"] == "/session"


def test_a_reason_whose_rule_is_gone_says_what_to_do(anns, home, screened):
    reasons = [{"rule": "no_such_rule", "tell": "Told then.", "until": None}]
    home.keep(home.entry(screened, "before_session", {"asked": [], "yes": [], "reasons": reasons}))
    assert "Answer our questions again." in main_of(anns.get("/session/waits"))


def test_who_has_no_session_today_is_led_to_today(app, home):
    ben = browser(app, add_person(home, "Ben").id)
    for path in ("/session/before", "/session/waits"):
        assert ben.get(path).headers["location"] == "/today"
    assert ben.get("/session").status_code == 200


def test_a_program_that_starts_a_session_is_refused_while_it_waits(anns, home, screened):
    plan = plan_for(home, screened)
    tap(anns, "alcohol_today")
    answer = anns.post("/api/v1/sessions", json={"plan_id": plan.plan_id, "device_id": "phone"})
    assert (answer.status_code, answer.json()["error"]["reason"]) == (409, "screen_again")


def test_a_screening_in_between_does_not_shorten_a_wait(anns, home, screened, clock):
    tap(anns, "alcohol_today")
    screen_person(home, screened)
    clock.at += timedelta(hours=11)
    assert plan_for(home, screened).held.why == "too_soon"
