"""In: one vector file, and the page in a browser. Out: Python and the browser make the same figures; slider,
buttons and keys work; axe finds nothing."""

import json
import re
from pathlib import Path

import pytest

from tests.web.axe import RULES, violations
from tests.web.test_machine_twin import machine_page

pytestmark = pytest.mark.browser
__all__ = ["machine_page"]

VECTORS = Path(__file__).parents[1] / "rooms" / "body" / "vectors.json"
RUN = """
async (text) => {
  const {LEVELS, tension, jointLoad, heartChange, eyeChange, statureMm} = await import("/body/model.js");
  const {constants, cases} = JSON.parse(text);
  const plain = ({low, median, high}) => [low, median, high];
  return cases.map(({body, deg, minutes}) => {
    const made = {};
    for (const level of LEVELS) made[level] = plain(tension(constants, body, level, deg));
    for (const joint of ["ankle", "knee", "hip"]) made[joint] = plain(jointLoad(constants, body, joint, deg));
    for (const what of ["map", "hr", "output_share"]) made[what] = plain(heartChange(constants, what, deg, minutes));
    made.iop = plain(eyeChange(constants, deg, minutes));
    made.stature = plain(statureMm(constants, body, deg, minutes));
    return made;
  });
}
"""


def test_the_browser_makes_the_figures_of_the_vector_file(machine_page):
    text = VECTORS.read_text()
    cases = json.loads(text)["cases"]
    theirs = machine_page.evaluate(RUN, text)
    assert len(theirs) == len(cases) == 160
    for case, made in zip(cases, theirs, strict=True):
        assert set(made) == set(case["made"])
        for key, values in case["made"].items():
            assert made[key] == pytest.approx(values, abs=1e-8), (case, key)


def said(page):
    return [page.inner_text(f"#say-{name}") for name in ("angle", "pull", "heart", "eye")]


def test_slider_buttons_and_keys_move_it_by_five_degrees_and_agree_with_the_server(open_page, roost):
    page = open_page()
    page.goto(f"{roost.address}/body?angle=20")
    before = said(page)
    page.click("#more")
    page.focus("#angle")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    assert said(page)[0] == "Head 35° below level"
    assert page.url.endswith("angle=20")
    moved = said(page)
    page.click("#less")
    page.click("#less")
    page.click("#less")
    assert said(page) == before
    page.goto(f"{roost.address}/body?angle=35")
    assert said(page) == moved
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_past_the_limit_it_is_to_teach_only(open_page, roost):
    page = open_page(roost.ann)
    page.goto(f"{roost.address}/body?angle=60")
    assert page.is_hidden("#teach-only")
    page.click("#more")
    assert page.is_visible("#teach-only")
    assert "Do not hang like this." in page.inner_text("#teach-only")


def test_without_scripts_the_form_does_the_same(open_page, roost):
    page = open_page(java_script_enabled=False)
    page.goto(f"{roost.address}/body?angle=20")
    page.click("#more")
    assert page.inner_text("#say-angle") == "Head 25° below level"
    page.click("#less")
    page.click("#less")
    page.click("#show")
    assert page.inner_text("#say-angle") == "Head 15° below level"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("deg", [20, 75])
def test_axe_finds_nothing(open_page, roost, scheme, deg):
    page = open_page(color_scheme=scheme)
    page.goto(f"{roost.address}/body?angle={deg}")
    assert violations(page, [*RULES, "best-practice"]) == []


def test_the_numbers_use_a_real_minus(open_page, roost):
    page = open_page()
    page.goto(f"{roost.address}/body?angle=0")
    assert not re.search(r"-\d", " ".join(said(page)))
