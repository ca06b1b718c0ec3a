"""In: a result. Out: the plan page: the ladder as picture and table, why each number, care first in words; without a table too."""

import re

import pytest

from roost.app.tell_event import report_event
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import screened_with_a_yes


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def test_who_has_no_result_yet_is_led_to_what_comes_next(app, ann):
    assert browser(app, ann).get("/plan").headers["location"] == "/"


def test_the_plan_shows_the_ladder_and_why_each_number(anns):
    page = anns.get("/plan").text
    assert page.count('role="img"') == 2
    assert "The steps of your plan" in page
    assert "your limit: 60°" in page
    assert "Why these numbers?" in page
    assert len(re.findall(r"<li>(?:This is your first step|The angle starts)", page)) == 2
    assert "Half-way, to 8° below level. Wait 15 seconds." in page
    assert "Upright on the table. Wait 60 seconds" in page
    assert "No clinician has signed this plan." in page


def test_beside_the_ladder_stands_what_each_step_is_expected_to_do(anns):
    page = anns.get("/plan").text
    table = page.split("What each step is expected to do", 1)[1].split("</table>")[0]
    said = re.findall(r'<th scope="row">(\d+)°</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>', table)
    assert [int(angle) for angle, *_ in said] == list(range(15, 61, 5))
    assert all(" to " in words for _, *three in said for words in three)
    assert "Worked out, not measured." in table
    assert "Going deeper is not better." in page
    steps = re.findall(r'<th scope="row">(\d+)°</th><td>(.*?)</td>', anns.get("/body").text)
    assert {(angle, pull) for angle, pull, *_ in said} <= set(steps)


def test_care_with_better_evidence_is_called_first(anns):
    page = anns.get("/plan").text
    assert "Beside it, and first" in page
    assert "These have better evidence than a table." in page
    assert "Walking" in page


def test_without_a_table_care_comes_first_and_the_reason_beside_it(app, home, ann):
    screened_with_a_yes(home, ann, "glaucoma")
    page = browser(app, ann).get("/plan").text
    assert "without a table" in page
    assert "Why no table today" in page
    assert page.index("What helps backs") < page.index("Why no table today")
    assert "step down" not in page
    assert "What each step is expected to do" not in page


def test_a_plan_that_waits_keeps_its_ladder(anns, home, screened):
    report_event(home, screened, "long_headache")
    page = anns.get("/plan").text
    assert "Why no table today" in page
    assert "We look again on 8 March." in page
    assert "The steps of your plan" in page
    assert "Why these numbers?" not in page
