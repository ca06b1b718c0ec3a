"""In: an example in a browser. Out: the mark stands on each page, also on that of the session, where STOP stays on the screen."""

import shutil
from types import SimpleNamespace

import pytest

from benchmarks.served import served
from roost.app.home import Home
from roost.app.people import people
from roost.store.open import open_store
from roost.web.server import make_app
from tests.answers import Clock
from tests.entries import uuid7
from tests.web.axe import RULES, violations
from tests.web.coach import Coach


@pytest.fixture
def roost(tmp_path, answered):
    """Ann's home, as if it were an example."""
    shutil.copytree(answered, tmp_path / "data")
    store = open_store(str(tmp_path / "data"))
    home = Home(store, Clock(), uuid7, example="An example")
    with served(make_app(home)) as port:
        yield SimpleNamespace(address=f"http://127.0.0.1:{port}", home=home, ann=people(home)[0].id)
    store.close()


def box(page, words):
    return page.locator(words).bounding_box()


def test_the_mark_does_not_push_stop_off_the_screen(open_page, roost):
    page = open_page()
    page.goto(roost.address)  # it chooses who the story is about
    coach = Coach(page, roost.address)
    coach.start()
    assert page.get_by_text("Example data.").is_visible()
    coach.hang()
    for width, height in [(390, 844), (320, 568), (844, 390)]:
        page.set_viewport_size({"width": width, "height": height})
        strip, stop = box(page, ".example-strip"), box(page, "#stop")
        assert strip["y"] == 0
        assert stop["y"] + stop["height"] <= height + 0.5, (width, height)
        assert page.evaluate("document.documentElement.scrollHeight") <= height, (width, height)
    coach.stop()
    assert coach.cue != "Hold. Breathe out."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_with_the_mark(open_page, roost, scheme):
    page = open_page(color_scheme=scheme)
    page.goto(roost.address)
    for path in ("/today", "/session", "/people", "/example"):
        page.goto(roost.address + path)
        assert violations(page, RULES) == [], path
