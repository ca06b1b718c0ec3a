"""In: a stranger in front of an empty Roost. Out: they get from the first visit to the chart, by pointer or by keyboard alone, on a phone
and on a desk; axe finds nothing on any page on the way, light or dark. With ROOST_PICTURES set, the pictures of README are made anew."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import axe_playwright_python
import pytest

from benchmarks.served import served
from roost.app.home import Home
from roost.app.keep_diary import diary_of
from roost.app.people import people
from roost.app.plan_person import plan_for
from roost.store.open import open_store
from roost.web.server import make_app
from tests.answers import Clock
from tests.entries import uuid7
from tests.web.coach import Coach
from tests.web.hands import Keys, Pointer

PICTURES = os.environ.get("ROOST_PICTURES")
AXE = next(Path(axe_playwright_python.__file__).parent.rglob("axe.min.js"))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TEXT = {
    "birth_day": "2", "birth_month": "5", "birth_year": "1981", "systolic": "121", "diastolic": "77", "height_cm": "172", "mass_kg": "74",
    "limit_kg": "136", "symptoms": "aching lower back",
}  # fmt: skip
TICKS = [("sex", "F"), ("taken", "today"), ("height_unit", "cm"), ("mass_unit", "kg"), ("limit_unit", "kg"), ("doctor_agreed", "yes"),
         ("conditions_choice", "none"), ("medicines_choice", "none"), ("ticks", "none")]  # fmt: skip


@pytest.fixture
def roost(tmp_path):
    """A Roost that nobody has used yet."""
    store = open_store(str(tmp_path / "data"))
    home = Home(store, Clock(), uuid7)
    with served(make_app(home)) as port:
        yield SimpleNamespace(address=f"http://127.0.0.1:{port}", home=home)
    store.close()


class Walk:
    """One walk through Roost. Each page on the way is looked at by axe, light and dark."""

    def __init__(self, page, hands, name):
        self.page, self.hands, self.name = page, hands, name
        self.seen = set()

    def look(self, picture=None):
        """Axe finds nothing here, and nothing hangs over the side; where it is asked for, a picture is made."""
        for scheme in ("dark", "light"):
            self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # colours are looked at, not their fading
            self.page.evaluate(
                "(rules) => { window.found = null; axe.run(document, {runOnly: rules}).then((all) => { window.found ="
                "JSON.stringify(all.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])); }); }",
                RULES,
            )
            for _ in range(200):
                found = self.page.evaluate("window.found")
                if found is not None:
                    break
                self.page.clock.run_for(50)  # the clock of a session stands still, and axe waits for timers
            assert json.loads(found) == [], (self.page.url, scheme)
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        self.seen.add(self.page.url.split("/", 3)[3].split("?")[0])
        if picture and PICTURES:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=Path(PICTURES) / f"{picture}-{self.name}.png")

    # -- the parts of the way

    def arrive(self, address):
        self.page.goto(address)
        assert self.page.locator("h1").inner_text() == "Does hanging upside down help your back?"
        self.look("first")
        self.hands.follow('a[href="/about"]')
        self.look()
        self.page.go_back()
        self.hands.follow('a[href="/people/new"]')
        self.look()
        self.hands.fill("name", "Ann")
        self.hands.follow("form[method=post] .button")

    def answer_all(self):
        """Each page as somebody answers who has nothing to tell. Continue without a choice comes first, once: it is an error."""
        self.hands.follow("main form .button")
        self.page.wait_for_url("**/questions/*")
        if self.page.locator(".error-summary").count():
            self.look()
        for _ in range(40):
            if not self.page.url.split("/", 3)[3].startswith("questions"):
                break
            self.look("question" if "red" in self.page.url or "cant" in self.page.url else None)
            self.answer_one()
            here = self.page.url
            self.hands.follow("main form .button:not(.second)")
            self.page.wait_for_url(lambda url, here=here: url != here)
        assert self.page.url.endswith("/check")
        self.look()
        self.hands.press("See my result")
        assert "We found no reason to stop" in self.page.locator("h1").inner_text()
        self.look("result")

    def answer_one(self):
        names = set(self.page.evaluate("[...document.querySelectorAll('main form input')].map((one) => one.name)"))
        known = {name for name, _ in TICKS}
        yes_no = sorted(name for name in names if self.page.locator(f'input[type=radio][name="{name}"][value="no"]').count())
        order = self.page.evaluate("[...document.querySelectorAll('main form input, main form textarea')].map((one) => one.name)")
        for name in dict.fromkeys(order):
            if name in TEXT and self.page.locator(f"#{name}").is_visible():
                self.hands.fill(name, TEXT[name])
            elif name in known:
                self.hands.tick(name, dict(TICKS)[name])
            elif name in yes_no:
                self.hands.tick(name, "no")

    def plan_and_today(self):
        self.hands.press("See my plan")
        self.look("plan")
        self.hands.press("See it as a table") if isinstance(self.hands, Keys) else self.page.get_by_text("See it as a table").click()
        assert self.page.get_by_role("cell", name="now", exact=True).is_visible()
        self.hands.press("Today")
        self.look("today")

    def hang(self, coach):
        """A whole session, with a look at each kind of screen."""
        self.page.clock.pause_at(self.page.evaluate("Date.now() + 2000"))
        self.hands.press("Get ready")
        self.look()
        coach.begin()
        self.look()
        coach.check_all()
        self.look("lock")
        coach.close_lock()
        self.look()
        for bout in (1, 2):
            coach.go_down()
            self.look("hold" if bout == 1 else None)
            coach.wait(29)
            self.look("still-ok" if bout == 1 else None)
            coach.answer()
            coach.wait(26)
            self.look()
            if bout == 1:
                coach.wait(23)
                coach.tap()
                self.look()
                coach.wait(61)
                self.look()
        coach.wait(23)
        coach.tap()
        coach.wait(61)
        self.look("come-up")
        coach.tap()
        coach.wait(62)
        self.look()
        coach.done()
        self.page.clock.resume()

    def after(self):
        self.hands.tick("how", "mild")
        assert self.page.get_by_text("Then your next session goes one step down.").is_visible()
        self.look()
        self.hands.tick("how", "fine")
        assert self.page.get_by_text("Then your next session goes one step down.").is_hidden()
        self.hands.tick("relaxed", "yes")
        self.hands.tick("pain_now", "3")
        self.look("after")
        self.hands.press("Save")

    def evening(self):
        assert self.page.url.endswith("/today")
        self.hands.follow('.pain button[value="4"]')
        self.page.get_by_text("You can stop here.").wait_for()
        self.look()
        self.hands.press("Diary")
        self.look("diary")
        self.hands.follow(".opens summary")
        self.hands.fill("note", "carried a box")
        self.hands.press("Save this line")
        self.hands.follow('a[href="/diary/2026-02-27"]')
        self.look()
        self.hands.follow('.pain button[value="6"]')
        self.page.get_by_text("Filled in later, and marked so.").wait_for()
        self.look()

    def next_day(self, clock):
        clock.move(hours=13)
        self.hands.press("Today")
        self.look()
        self.hands.press("The same")
        clock.evening(0)
        self.hands.press("Today")
        self.hands.press("Not today")
        self.look()
        self.hands.tick("why", "safety")
        self.hands.press("Leave it out today")
        self.look()
        self.hands.press("Did anything go wrong?")
        self.hands.tick("event", "mild_headache")
        self.look()
        self.hands.press("Save")
        assert self.page.get_by_text("Your next session goes one step down.").is_visible()
        self.look()
        self.hands.press("Back to today")
        self.hands.press("Going away?")
        self.look()

    def chart(self):
        self.hands.press("So far")
        self.look("so-far")
        self.hands.press("See it as a table") if isinstance(self.hands, Keys) else self.page.get_by_text("See it as a table").click()
        rows = self.page.locator("table tbody tr").all_inner_texts()
        assert [row.split("\t")[:2] for row in rows[-3:]] == [["1 Mar", "4"], ["28 Feb", "not filled in"], ["27 Feb", "6, filled in later"]]


@pytest.mark.parametrize(
    ("name", "size", "hands"),
    [("phone", PHONE, Pointer), ("desk", DESK, Pointer), ("keys", DESK, Keys)],
    ids=["phone", "desk", "keyboard alone"],
)
def test_a_stranger_gets_from_the_first_visit_to_the_chart(roost, open_page, name, size, hands):
    page = open_page(viewport=size)
    page.context.add_init_script(path=AXE)
    page.clock.install()
    walk = Walk(page, hands(page), name)
    walk.arrive(roost.address)
    walk.answer_all()
    walk.plan_and_today()
    walk.hang(Coach(page, roost.address, hands(page)))
    walk.after()
    walk.evening()
    walk.next_day(roost.home.now)
    walk.chart()

    [ann] = people(roost.home)
    assert {"", "about", "people/new", "check", "result", "plan", "today", "session", "diary", "so-far", "trouble", "away"} <= walk.seen
    first = diary_of(roost.home, ann.id).day(roost.home.now().date().replace(day=1))
    assert (first.pain, first.notes, first.sessions[0].completed) == (4, ("carried a box",), True)
    assert (first.sessions[0].relaxed, first.sessions[0].pain_now, first.sessions[0].next_morning) == (True, 3, "same")
    assert plan_for(roost.home, ann.id).held.why == "too_soon"
