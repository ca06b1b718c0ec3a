"""In: /body of nobody and of Ann, at angles typed and mistyped. Out: the ranges, the limit, the dots, the table."""

import re

import pytest

from roost.app.known_body import known_of
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import screened_with_a_yes


@pytest.mark.parametrize(
    ("asked", "deg"), [("", 20), ("?angle=33", 35), ("?angle=x", 20), ("?angle=-5", 0), ("?angle=400", 90), ("?to=10&angle=40", 10)]
)
def test_the_angle_is_that_of_the_address_to_the_nearest_step(nobody, asked, deg):
    assert f"Head {deg}° below level" in nobody.get(f"/body{asked}").text


def test_nobody_is_told_that_nothing_was_asked(nobody):
    page = nobody.get("/body?angle=75").text
    assert "This page can't say what you may do." in page
    assert "No plan of ours goes past 60°." in page
    assert "170 cm and 70 kg" in page


def test_the_studies_stand_in_the_table(nobody):
    page = nobody.get("/body").text
    assert "Friberg and Weinreb 1985" in page
    assert "LeMarr" in page
    assert "No study has measured this on a table." in page
    assert "People differ; this is a range." in page
    assert "What each step of the ladder is expected to do" in page


def test_a_person_has_a_limit_and_a_body_of_their_own(home, screened):
    known = known_of(home, screened)
    assert known.is_own
    assert known.limit_deg is not None
    assert known.body.mass_kg != 70


def test_nobody_and_somebody_new_have_the_stand_in(home, ann):
    assert known_of(home, None).limit_deg is None
    assert known_of(home, ann).limit_deg is None
    assert not known_of(home, ann).is_own


def test_no_figure_of_the_model_is_a_promise_and_none_changes_the_plan(app, home, screened):
    page = browser(app, screened)
    before = page.get("/plan").text
    deep = page.get("/body?angle=90").text
    for words in ("To teach only.", "Do not hang like this.", "lift a stop.", "Going deeper is not better.", "rubs on the pad"):
        assert words in deep, words
    for name in ("pull", "heart", "eye"):
        assert re.search(rf'id="say-{name}">[^<]+ to [^<]+<', deep), name
    assert not re.search(r"\b(safe|cleared|proven|promise)\b", deep)
    assert page.get("/plan").text == before


def test_who_has_a_stop_has_no_angle_to_use(app, home, ann):
    screened_with_a_yes(home, ann, "glaucoma")
    page = browser(app, ann).get("/body?angle=15").text
    assert "You have no angle to use now." in page
    assert "What each step of the ladder is expected to do" not in page
