"""In: a diary. Out: the chart of every day with its table, eight weeks at a time."""

import re
from datetime import timedelta

import pytest

from roost.app.keep_diary import save_pain
from roost.app.run_session import keep_log, session_data, start_session
from roost.app.tell_event import report_event
from roost.web.pages.so_far import event_name
from tests.rooms.app.sessions import never_begun
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import session_done


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def days(page):
    return re.findall(r'<th scope="row">(.*?)</th>', page.text)


def test_an_empty_diary_says_how_to_begin(anns):
    page = anns.get("/so-far")
    assert "Your first tap in the diary begins the picture." in page.text
    assert '<svg class="drawing' not in page.text


def test_each_day_stands_in_the_table_the_newest_first(anns, home, screened, clock):
    save_pain(home, screened, 4)
    session_done(home, screened)
    clock.evening(2)
    report_event(home, screened, "mild_headache")
    page = anns.get("/so-far")
    assert days(page) == ["3 Mar", "2 Mar", "1 Mar"]
    assert "Mild headache (grade 1)" in page.text
    assert "not filled in" in page.text
    assert "Earlier days" not in page.text


def test_a_long_diary_is_shown_eight_weeks_at_a_time(anns, home, screened, clock):
    save_pain(home, screened, 4)
    clock.evening(70)
    save_pain(home, screened, 3)
    page = anns.get("/so-far")
    assert len(days(page)) == 56
    assert "Later days" not in page.text
    earlier = re.search(r'href="(/so-far\?to=[0-9-]+)">Earlier', page.text)[1]
    page = anns.get(earlier)
    assert days(page)[-1] == "1 Mar"
    assert "Later days" in page.text
    later = re.search(r'href="(/so-far\?to=[0-9-]+)">Later', page.text)[1]
    assert days(anns.get(later))[0] == f"{clock.at.day} {clock.at:%b}"
    assert days(anns.get("/so-far?to=nonsense"))[0] == days(anns.get("/so-far"))[0]


def test_a_session_that_was_never_begun_is_not_drawn(anns, home, screened, clock):
    plan = session_data(home, screened)["plan"]
    session = start_session(home, screened, plan["plan_id"], "phone").session_id
    keep_log(home, screened, session, never_begun(plan))
    save_pain(home, screened, 4)
    clock.at += timedelta(hours=1)
    assert "point-on" not in re.search(r'<svg class="drawing.*?</svg>', anns.get("/so-far").text, re.DOTALL)[0]


def test_an_event_that_has_no_file_is_named_by_its_own_word():
    assert event_name("mild_headache") == "Mild headache"
    assert event_name("ear_or_sinus") == "ear or sinus"
