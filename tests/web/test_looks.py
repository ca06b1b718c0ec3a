"""In: the pages of screening, for people of all kinds. Out: axe finds nothing, in light and dark, on a phone and a desk; nothing scrolls
sideways at 320 px; all that is tapped is large enough."""

import pytest

from benchmarks.served import served
from roost.app.home import Home
from roost.store.open import open_store
from roost.web.server import make_app
from roost.web.visit import COOKIE
from tests.answers import Clock
from tests.entries import uuid7
from tests.rooms.web.crawl import people_of_all_kinds
from tests.web.axe import BY_SCHEME, violations

SIZES = {"phone": (390, 844), "desk": (1280, 900)}
# The pages of each kind; one of each kind of question.
PAGES = {
    None: ["/", "/about", "/care", "/help", "/people", "/people/new", "/nothing"],
    "new": ["/", "/questions/about", "/questions/legs_and_bladder", "/questions/mood", "/questions/blood_pressure",
            "/questions/body_and_table", "/questions/own_words", "/check"],
    "follow_up": ["/questions/heart_and_blood_more"],
    "ok": ["/result", "/answer", "/check", "/session/before", "/table", "/table/card"],
    "caution": ["/result"],
    "ask_first": ["/result", "/check", "/letter", "/letter/answer"],
    "do_not_invert": ["/result"],
    "urgent": ["/result"],
    "support": ["/result"],
    "held": ["/plan/test"],
    "in_a_test": ["/test", "/today", "/answer"],
    "after_a_test": ["/answer", "/test"],
}  # fmt: skip
WRONG = {
    None: ["/people/new"],
    "new": ["/questions/about", "/questions/legs_and_bladder", "/questions/body_and_table", "/questions/own_words"],
    "ok": ["/session/before"],
}
OPEN_ALL = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
# What is tapped and too small: a row counts as a whole; a link inside a sentence is as large as its line.
TOO_SMALL = """() => [...document.querySelectorAll("a, button, input, select, textarea, summary")].filter((one) => {
  const box = (one.closest("label.row") ?? one).getBoundingClientRect();
  const isSeen = one.type !== "hidden" && box.width > 1 && one.checkVisibility() && !one.closest(".skip");
  const inText = one.tagName === "A" && getComputedStyle(one).display === "inline" && one.closest("p, li, dd");
  return isSeen && !inText && (box.height < 43.5 || box.width < 24);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def everybody(tmp_path_factory):
    """Roost with people of all kinds: its address, and their ids."""
    store = open_store(str(tmp_path_factory.mktemp("looks")))
    home = Home(store, Clock(), uuid7)
    people = people_of_all_kinds(home)
    with served(make_app(home)) as port:
        yield f"http://127.0.0.1:{port}", people
    store.close()


@pytest.fixture
def looked(everybody, browser):
    """A page of somebody, on a screen of some size; errors that a browser tells of are errors."""
    address, people = everybody
    contexts, wrong = [], []

    def opened(kind, size, **more):
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce", **more)
        contexts.append(context)
        if kind is not None:
            context.add_cookies([{"name": COOKIE, "value": people[kind], "url": address}])
        page = context.new_page()
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" and "status of" not in said.text else None)
        page.on("request", lambda request: None if request.url.startswith(address) else wrong.append(request.url))
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def looks_good(page):
    found = []
    for scheme, rules in BY_SCHEME.items():
        page.emulate_media(color_scheme=scheme)
        found += violations(page, rules)
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("kind", PAGES)
def test_axe_finds_nothing(everybody, looked, kind, size):
    page = looked(kind, SIZES[size])
    found = {}
    for path in PAGES[kind]:
        page.goto(everybody[0] + path)
        page.evaluate(OPEN_ALL)
        found |= {path: wrong} if (wrong := looks_good(page)) else {}
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    assert found == {}


@pytest.mark.parametrize("kind", WRONG)
def test_axe_finds_nothing_where_something_is_wrong(everybody, looked, kind):
    page = looked(kind, SIZES["phone"])
    for path in WRONG[kind]:
        page.goto(everybody[0] + path)
        page.locator("main form .button").last.click()
        page.locator(".error-summary").wait_for()
        assert looks_good(page) == [], path


@pytest.mark.parametrize("kind", PAGES)
def test_at_320_pixels_nothing_scrolls_sideways_and_all_targets_are_large_enough(everybody, looked, kind):
    page = looked(kind, (320, 640))
    for path in PAGES[kind]:
        page.goto(everybody[0] + path)
        page.evaluate(OPEN_ALL)
        for radio in page.locator(".units .row:first-child").all():
            radio.click()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.evaluate(TOO_SMALL) == [], path


def test_text_of_double_size_still_fits(everybody, looked):
    page = looked("new", (640, 900))
    for path in ("/questions/body_and_table", "/questions/own_words", "/check"):
        page.goto(everybody[0] + path)
        page.evaluate("document.documentElement.style.fontSize = '225%'")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_without_colours_a_choice_and_a_beam_still_show(everybody, looked):
    page = looked("new", SIZES["phone"], forced_colors="active")
    page.goto(everybody[0] + "/questions/legs_and_bladder")
    box = page.locator(".row input").first
    assert box.evaluate("(one) => getComputedStyle(one).appearance") == "auto"
    assert page.locator(".beam").evaluate("(one) => getComputedStyle(one).borderTopWidth") == "8px"
