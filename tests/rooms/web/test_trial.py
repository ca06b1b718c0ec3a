"""In: choices on a page, without scripts. Out: a test is looked over, drawn once, and shown with no result until its last day."""

import re
import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from roost.app.home import Home
from roost.app.people import add_person, people
from roost.app.plan_trial import TrialChoice
from roost.app.start_trial import start_trial
from roost.app.stay_on_dose import stays_on_dose
from roost.app.trial_now import trial_of
from roost.store.open import open_store
from roost.web.server import make_app
from tests.answers import Clock
from tests.entries import uuid7
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import screened_with_a_yes, session_done

CHOICE = {"protocol": "pairs_of_weeks", "important_change": "1", "pairs": "4", "expects": "less"}


@pytest.fixture
def held(two_weeks_on, tmp_path):
    """A home with Ann, who has held her dose; its clock; her id; and her browser."""
    place, at = two_weeks_on
    shutil.copytree(place, tmp_path / "held")
    clock = Clock(at)
    home = Home(open_store(str(tmp_path / "held")), clock, uuid7)
    ann = people(home)[0].id
    yield home, clock, ann, browser(make_app(home), ann)
    home.store.close()


def hidden_fields(page):
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))


def test_one_point_and_twelve_weeks_are_chosen_already_and_the_chances_stand_beside_each_length(held):
    page = held[3].get("/plan/test")
    assert re.search(r'name="important_change" value="1" checked', page.text)
    assert re.search(r'name="pairs" value="6" checked', page.text)
    rows = re.findall(r"(\d+) weeks</span>.*?length-number\">(\w[\w ]*)<.*?length-number\">(\w[\w ]*)<", page.text, re.DOTALL)
    assert [row[0] for row in rows] == ["4", "6", "8", "10", "12", "16"]
    assert ("8", "47", "95") in rows
    assert "If it does nothing, up to 5 of 100 tests say" in page.text


def test_what_is_chosen_is_looked_over_before_the_draw_and_nothing_is_kept_until_then(held):
    home, _, ann, anns = held
    page = anns.post("/plan/test", data=CHOICE | {"do": "look"})
    for words in (
        "Fixed once you draw",
        "With the table, and usual care",
        "1 point less",
        "8 weeks, in 4 pairs",
        "15° below level",
        "give or take 4 points",
    ):
        assert words in page.text
    assert trial_of(home, ann) is None
    again = anns.post("/plan/test", data=hidden_fields(page) | {"do": "again"})
    assert re.search(r'name="pairs" value="4" checked', again.text)
    drawn = anns.post("/plan/test", data=hidden_fields(page) | {"do": "draw"})
    assert drawn.headers["location"] == "/test"
    kept = trial_of(home, ann).kept
    assert (kept.trial.frozen.shape.pairs, kept.expects, kept.checks) == (4, "less", ())
    assert anns.post("/plan/test", data=hidden_fields(page) | {"do": "draw"}).headers["location"] == "/test"
    assert anns.get("/plan/test").headers["location"] == "/test"
    assert trial_of(home, ann).kept == kept


@pytest.mark.parametrize(
    ("changed", "field", "words"),
    [
        ({"protocol": "magic"}, "protocol", "Choose what you want to test."),
        ({"important_change": "5"}, "important_change", "Choose how much less pain"),
        ({"pairs": "many"}, "pairs", "Choose how long."),
        ({"pairs": "99"}, "pairs", "from 2 to 12"),
        ({"check_again": "soon"}, "check_again", "Choose a day."),
        ({"pairs": "8"}, "check_again", "Your check counts until 30 May 2026."),
        ({"protocol": "therapy_alone"}, "therapy", "Choose the other thing to try."),
        ({"protocol": "another_therapy", "therapy": "pain_medicine"}, "therapy", "nobody should go without it"),
    ],
)
@pytest.mark.parametrize("do", ["look", "draw"])
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(held, changed, field, words, do):
    home, _, ann, anns = held
    page = anns.post("/plan/test", data=CHOICE | changed | {"do": do})
    assert page.status_code == 422
    assert words in page.text
    assert f'href="#{field}"' in page.text
    assert trial_of(home, ann) is None


def test_a_long_test_keeps_the_day_of_the_next_check_and_today_reminds_of_it(held):
    _, clock, _, anns = held
    page = anns.post("/plan/test", data=CHOICE | {"pairs": "6", "check_again": "2026-05-20", "do": "look"})
    assert "You do the check again on" in page.text
    anns.post("/plan/test", data=hidden_fields(page) | {"do": "draw"})
    assert "Do the check again by" not in anns.get("/today").text
    assert "Do the check again by 20 May." in anns.get("/test").text
    clock.evening(60)
    assert "Do the check again by 20 May." in anns.get("/today").text


def test_before_two_weeks_on_one_dose_the_table_waits_and_a_test_of_walking_may_begin(anns, home, ann):
    page = anns.get("/plan/test")
    assert page.headers["location"] == "/"
    screened_with_a_yes(home, ann, "birth_within_6_months")
    page = anns.get("/plan/test")
    assert "A test of the table has to wait" in page.text
    assert "So far: 0 of 14 days on one dose." in page.text
    assert 'value="pairs_of_weeks"' not in page.text
    anns.post("/plan/test", data={"do": "stay"})
    assert stays_on_dose(home, ann)
    assert "You asked to stay on your dose." in anns.get("/plan/test").text
    anns.post("/plan/test", data={"do": "free"})
    assert not stays_on_dose(home, ann)
    walk = CHOICE | {"protocol": "therapy_alone", "therapy": "walking", "do": "draw"}
    assert anns.post("/plan/test", data=walk).headers["location"] == "/test"
    assert "Walking, and usual care" in anns.get("/test").text


def test_who_may_not_invert_may_test_other_care(app, home, ann):
    screened_with_a_yes(home, ann, "glaucoma")
    page = browser(app, ann).get("/plan/test")
    assert "Do not use the table." in page.text
    assert 'value="therapy_alone"' in page.text


def test_an_urgent_result_offers_no_test(app, home, ann):
    screened_with_a_yes(home, ann, "numb_saddle")
    assert "There is nothing to test now." in browser(app, ann).get("/plan/test").text


def test_today_says_which_week_it_is_and_only_its_care_and_nothing_of_a_result(home, screened, clock):
    anns = browser(make_app(home), screened)
    kept = start_trial(home, screened, TrialChoice(protocol="therapy_alone", therapies=("walking",), pairs=2))
    assert "It begins on Monday 2 March." in anns.get("/today").text
    for period in kept.trial.calendar:
        clock.evening((period.first - clock.at.date()).days + 2)
        page = anns.get("/today")
        on = period.arm == "walking"
        assert ("Week with: Walking, day 3 of 7" if on else "Usual week, day 3 of 7") in page.text
        assert ('value="walking"' in page.text) is on
        assert "Until then we show no result." in page.text
        for word in ("effect", "helps you", "worse", "better"):
            assert word not in anns.get("/test").text.split("Which answer is given when")[0]
    clock.evening(7)
    assert "Your test" not in anns.get("/today").text
    assert "Its last day was 29 March 2026." in anns.get("/test").text


def test_the_page_of_a_test_shows_what_was_changed_and_done_otherwise(held):
    home, clock, ann, anns = held
    assert anns.get("/test").headers["location"] == "/plan/test"
    kept = start_trial(home, ann, TrialChoice(pairs=2))
    first = next(one for one in kept.trial.calendar if one.arm == "inversion")
    clock.evening((first.first - clock.at.date()).days)
    anns.post("/today/not-today", data={"why": "safety"})
    clock.evening(1)
    session_done(home, ann)
    wrong = anns.post("/test", data={"do": "change", "important_change": "9"})
    assert wrong.status_code == 422
    anns.post("/test", data={"do": "change", "important_change": "2"})
    page = anns.get("/test").text
    assert "Inversion week, day 2 of 7" in page
    assert "A session was left out because something was not right. That was right." in page
    assert "after the draw: 2 points less. The answer goes by what was fixed." in page
    assert kept.trial.frozen.hash in page
    assert anns.post("/test", data={"do": "end"}).status_code == 422
    anns.post("/test", data={"do": "end", "why": "harm"})
    assert "You ended it on" in anns.get("/test").text
    assert "Your test" not in anns.get("/today").text


def test_a_check_that_changed_ends_it_and_the_page_says_so(held):
    home, _, ann, anns = held
    start_trial(home, ann, TrialChoice(pairs=2))
    screened_with_a_yes(home, ann, "birth_within_6_months")
    assert "because your check changed" in anns.get("/test").text


def test_a_small_angle_is_offered_to_who_is_above_it(held, monkeypatch):
    home, _, ann, anns = held
    assert 'value="low_dose"' not in anns.get("/plan/test").text
    from roost.app import start_trial as module
    from roost.web.pages import trial as pages

    choices = module.trial_choices(home, ann)
    deeper = replace(choices, dose=replace(choices.dose, head_down_deg=25))
    monkeypatch.setattr(pages, "trial_choices", lambda home, person: deeper)
    assert 'value="low_dose"' in anns.get("/plan/test").text
    no_day = replace(choices, valid_until=choices.start - timedelta(days=1))
    monkeypatch.setattr(pages, "trial_choices", lambda home, person: no_day)
    assert 'name="check_again" value=""' in anns.get("/plan/test").text


def test_nobody_else_sees_it(held):
    home, _, ann, _anns = held
    start_trial(home, ann, TrialChoice(pairs=2))
    bob = add_person(home, "Bob").id
    assert trial_of(home, bob) is None
