"""In: what a person tells of their table. Out: recalls, the label, the stop set once; and a card to print that needs no script."""

import re

import pytest

from roost.web.pictures.card import card_picture
from tests.rooms.web.conftest import browser


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def look_up(anns, model, **more):
    answer = anns.post("/table", data={"what": "model", "model": model} | more)
    assert answer.headers["location"] == "/table"
    return anns.get("/table").text


def test_it_is_reached_from_today_and_lists_each_recall_with_its_source(anns):
    assert 'href="/table"' in anns.get("/today").text
    page = anns.get("/table").text
    for told in ("RBBE1996.0", "STE00118FG", "CPSC recall 08-109", "We read about it in another paper.", "Type in the limits of the label"):
        assert told in page


def test_a_recalled_table_is_told_at_once_and_holds_today(anns):
    page = look_up(anns, "Reebok RBBE 1996.0")
    assert "Yes. Your table is on our list." in page
    assert "free repair kit" in page
    today = anns.get("/today").text
    assert "This table was called back." in today
    assert "Get ready" not in today
    assert 'href="/table">Your table' in today
    assert anns.get("/session/before").headers["location"] == "/today"
    page = look_up(anns, "RBBE1996.0", mended="yes")
    assert "its repair was done" in page
    assert "Get ready" in anns.get("/today").text


def test_a_recall_without_a_repair_offers_none(anns):
    assert 'name="mended"' not in look_up(anns, "STE00059FG")


def test_a_model_that_we_do_not_know_is_not_called_sound(anns):
    page = look_up(anns, "EP-560")
    assert "It is not on our list." in page
    assert "Our list is short: 2 recalls." in page


def test_nothing_typed_is_an_error(anns):
    answer = anns.post("/table", data={"what": "model", "model": " "})
    assert answer.status_code == 422
    assert "Type what stands on the label" in answer.text


def test_the_stop_is_saved_and_compared_with_the_plan(anns):
    assert "15° below level" in anns.get("/table").text
    for deg, says in (("15", "You set it for 15° on 1 March."), ("10", "Your plan is deeper now."), ("20", "Your plan is less deep now.")):
        anns.post("/table", data={"what": "stop", "head_down_deg": deg, "by": "card"})
        assert says in anns.get("/table").text


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"head_down_deg": "15"}, "Choose what you measured with."),
        ({"head_down_deg": "75", "by": "card"}, "from 1 to 60"),
        ({"head_down_deg": "deep", "by": "phone"}, "from 1 to 60"),
    ],
)
def test_a_stop_that_can_not_be_is_an_error(anns, fields, says):
    answer = anns.post("/table", data={"what": "stop"} | fields)
    assert answer.status_code == 422
    assert says in answer.text


def test_without_a_plan_there_is_no_angle_to_set(app, ann):
    page = browser(app, ann).get("/table").text
    assert "no angle to set it for" in page
    assert "the angle of your plan" in browser(app, ann).get("/table/card").text


def test_the_card_marks_the_angle_of_the_plan_and_works_without_a_script(anns):
    page = anns.get("/table/card").text
    assert "thick line at 15°" in page
    assert page.count('class="card-plan"') == 2
    assert "data-print hidden" in page
    assert "The thread moves towards the head end." in page


# --- the drawing


def angles(drawing, class_):
    """The angles, from straight down, of the lines of a class that begin at the hole."""
    lines = re.findall(rf'<line class="{class_}" x1="320" y1="44" x2="([\d.]+)" y2="([\d.]+)"', drawing)
    from math import atan2, degrees

    return sorted(round(degrees(atan2(float(x) - 320, float(y) - 44)), 1) for x, y in lines)


@pytest.mark.parametrize("deg", [15, 40, 60])
def test_the_thick_line_stands_at_the_angle_on_both_sides(deg):
    assert angles(card_picture(deg, str), "card-plan") == pytest.approx([-deg, deg], abs=0.2)


def test_the_scale_goes_from_level_to_the_cap_and_no_further():
    drawing = card_picture(None, str)
    figures = re.findall(r'class="card-figure"[^>]*>(\d+)°', drawing)
    assert sorted(map(int, figures)) == [0, *sorted([10, 20, 30, 40, 50, 60] * 2)]
    assert "card-plan" not in drawing
