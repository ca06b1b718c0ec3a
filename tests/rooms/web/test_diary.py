"""In: taps. Out: the diary: saved at once, for a day that is named; an empty day stays empty."""

import re

import pytest

from roost.app.keep_diary import diary_of
from roost.app.tell_event import report_event
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import session_done


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def boxes(page):
    """The days of the list with what stands in their box; None where it is empty."""
    rows = re.findall(
        r'href="/diary/(\d{4}-\d\d-\d\d)">.*?<span class="box([^"]*)">.*?(\d*)</span>\s*<span class="day-more', page.text, re.DOTALL
    )
    return {day: int(figure) if figure else None for day, empty, figure in rows}


def test_the_diary_asks_and_lists_two_weeks(anns):
    page = anns.get("/diary")
    assert "This is for today, Sunday 1 March." in page.text
    assert "You can stop here." not in page.text
    assert len(boxes(page)) == 14
    assert set(boxes(page).values()) == {None}
    assert "An empty box is not zero" in page.text


def test_a_tap_on_zero_is_an_answer_and_an_empty_day_is_not(anns):
    anns.post("/diary/2026-03-01", data={"average": "0"})
    page = anns.get("/diary")
    assert "Saved for Sunday 1 March. You can stop here." in page.text
    assert (boxes(page)["2026-03-01"], boxes(page)["2026-02-28"]) == (0, None)


def test_an_earlier_day_is_filled_in_and_marked(anns, home, screened):
    assert anns.get("/diary/other", params={"day": "2026-02-20"}).headers["location"] == "/diary/2026-02-20"
    page = anns.get("/diary/2026-02-20")
    assert "Friday 20 February 2026" in page.text
    assert "Not filled in. That is not zero." in page.text
    anns.post("/diary/2026-02-20", data={"average": "7", "onward": "/diary/2026-02-20"})
    assert "Filled in later, and marked so." in anns.get("/diary/2026-02-20").text
    assert diary_of(home, screened).day(diary_of(home, screened).days[0].date).back_filled
    assert "filled in later" in anns.get("/diary").text


def test_a_day_that_is_none_or_still_to_come_is_not_found(anns):
    assert anns.get("/diary/yesterday").status_code == 404
    assert anns.get("/diary/2026-03-02").status_code == 404
    assert anns.get("/diary/other", params={"day": "soon"}).headers["location"] == "/diary#days"


@pytest.mark.parametrize("average", ["", "11", "-1", "4.5", "x", "²"])
def test_what_is_no_number_from_0_to_10_is_not_saved(anns, home, screened, average):
    page = anns.post("/diary/2026-03-01", data={"average": average})
    assert page.status_code == 422
    assert "Choose a number from 0 to 10." in page.text
    assert diary_of(home, screened).days == ()


def test_a_day_too_long_ago_is_not_saved(anns):
    assert "more than 60 days ago" in anns.post("/diary/2025-12-01", data={"average": "3"}).text


def test_a_tap_leads_only_to_pages_of_ours(anns):
    assert anns.post("/diary/2026-03-01", data={"average": "3", "onward": "//elsewhere.test"}).headers["location"] == "/diary"


def test_a_bad_day_is_one_tap(anns):
    page = anns.get("/diary/bad-day")
    assert [int(n) for n in re.findall(r'name="average" value="(\d+)"', page.text)] == [3, 6, 9]
    assert 'action="/diary/2026-03-01"' in page.text
    assert "An empty day never counts as no pain." in page.text


def test_a_line_of_ones_own_is_kept_and_escaped(anns):
    assert anns.post("/diary", data={"note": ""}).status_code == 422
    anns.post("/diary", data={"note": "moved <b>boxes</b>"})
    page = anns.get("/diary/2026-03-01")
    assert "moved &lt;b&gt;boxes&lt;/b&gt;" in page.text


def test_a_day_shows_its_session_its_trouble_and_what_was_left_out(anns, home, screened, clock):
    session_done(home, screened)
    report_event(home, screened, "mild_headache", "after supper")
    page = anns.get("/diary/2026-03-01")
    assert "15° below level. 1 minute, twice. Below level for" in page.text
    assert "Mild headache (grade 1) “after supper”" in page.text
    clock.evening(1)
    anns.post("/today/not-today", data={"why": "pause"})
    anns.post("/away", data={"from": "2026-03-02", "to": "2026-03-04"})
    page = anns.get("/diary/2026-03-02")
    assert "A session was left out." in page.text
    assert "Away." in page.text
    listed = anns.get("/diary").text
    for word in ("session", "trouble", "left out", "away"):
        assert word in listed
