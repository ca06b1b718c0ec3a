"""In: a stranger in front of an empty Roost. Out: they get from the first visit to the chart, by pointer or by keyboard alone, on a phone
and on a desk; axe finds nothing on any page on the way, light or dark. With ROOST_PICTURES set, the pictures of README are made anew."""

import json
import os
from pathlib import Path
from types import SimpleNamespace

import pytest

from benchmarks.served import served
from roost.app.after_session import save_after, save_next_morning
from roost.app.home import Home
from roost.app.keep_diary import diary_of, save_pain, skip_session
from roost.app.people import add_person, people
from roost.app.plan_person import plan_for
from roost.app.screen_person import screen_person
from roost.store.open import open_store
from roost.web.server import make_app
from tests.answers import Clock, answer_all
from tests.entries import uuid7
from tests.rooms.web.stories import session_done
from tests.web.axe import BY_SCHEME, SOURCE
from tests.web.coach import Coach
from tests.web.hands import Keys, Pointer

PICTURES = os.environ.get("ROOST_PICTURES")
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

    def __init__(self, page, hands, *, with_axe, with_pictures):
        self.page, self.hands, self.with_axe, self.with_pictures = page, hands, with_axe, with_pictures
        self.seen = set()

    def look(self, picture=None):
        """Axe finds nothing here, and nothing hangs over the side; where it is asked for, a picture is made."""
        self.seen.add(self.page.url.split("/", 3)[3].split("?")[0])
        assert self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), self.page.url
        if self.with_axe:
            for scheme, rules in reversed(BY_SCHEME.items()):
                # Colours are looked at, not their fading.
                self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
                assert self.found(rules) == [], (self.page.url, scheme)
        if picture and self.with_pictures:
            Path(PICTURES).mkdir(parents=True, exist_ok=True)
            for scheme, name in (("dark", f"{picture}-dark"), ("light", picture)):
                self.page.emulate_media(color_scheme=scheme)
                self.page.screenshot(path=Path(PICTURES) / f"{name}.png")

    def found(self, rules):
        self.page.evaluate(
            "(rules) => { window.found = null; axe.run(document, {runOnly: rules}).then((all) => { window.found ="
            "JSON.stringify(all.violations.map((one) => [one.id, one.nodes.map((node) => node.html)])); }); }",
            rules,
        )
        for _ in range(200):
            found = self.page.evaluate("window.found")
            if found is not None:
                return json.loads(found)
            self.page.clock.run_for(50)  # the clock of a session stands still, and axe waits for timers
        raise AssertionError("axe did not come to an end")

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
            self.look()
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
        self.look()
        self.hands.press("See it as a table") if isinstance(self.hands, Keys) else self.page.get_by_text("See it as a table").click()
        assert self.page.get_by_role("cell", name="now", exact=True).is_visible()
        self.hands.press("Today")
        self.look()

    def hang(self, coach):
        """A whole session, with a look at each kind of screen."""
        self.page.clock.pause_at(self.page.evaluate("Date.now() + 2000"))
        self.hands.press("Get ready")
        self.look()
        coach.fit_today()
        self.look()
        coach.begin()
        self.look()
        coach.check_all()
        self.look()
        coach.close_lock()
        self.look()
        for bout in (1, 2):
            coach.go_down()
            self.look("hold" if bout == 1 else None)
            coach.wait(29)
            self.look()
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
        self.look()
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
        self.look()
        self.hands.press("Save")

    def evening(self):
        assert self.page.url.endswith("/today")
        self.hands.follow('.pain button[value="4"]')
        self.page.get_by_text("You can stop here.").wait_for()
        self.look()
        self.hands.press("Diary")
        self.look()
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
        self.hands.press("Answer")
        self.hands.press("See every day")
        self.look()
        self.hands.press("See it as a table") if isinstance(self.hands, Keys) else self.page.get_by_text("See it as a table").click()
        rows = self.page.locator("table tbody tr").all_inner_texts()
        assert [row.split("\t")[:2] for row in rows[-3:]] == [["1 Mar", "4"], ["28 Feb", "not filled in"], ["27 Feb", "6, filled in later"]]


@pytest.mark.parametrize(("size", "hands"), [(PHONE, Pointer), (DESK, Pointer), (DESK, Keys)], ids=["phone", "desk", "keyboard alone"])
def test_a_stranger_gets_from_the_first_visit_to_the_chart(roost, open_page, size, hands):
    page = open_page(viewport=size)
    page.context.add_init_script(SOURCE)
    page.clock.install()
    walk = Walk(page, hands(page), with_axe=hands is Pointer, with_pictures=bool(PICTURES) and size is PHONE)
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


def five_weeks(home, person):
    """A made-up person: four sessions a week, pain that goes up and down, days left empty, a headache, a day left out with a cold."""
    for day in range(35):
        if day == 20:
            skip_session(home, person, "safety", "a cold")
        elif day % 7 in (0, 1, 3, 5) and plan_for(home, person).next is not None:
            last = session_done(home, person)
            save_after(home, person, last, relaxed=True, event="mild_headache" if day == 15 else None)
        if day % 9 != 4:
            save_pain(home, person, 6 - day // 12 + (day * 5) % 4 - 1)
        home.now.evening(1)
        save_next_morning(home, person, last, "same")


def test_five_weeks_are_a_chart_that_can_be_read(roost, open_page):
    ann = add_person(roost.home, "Ann").id
    answer_all(roost.home, ann)
    screen_person(roost.home, ann)
    five_weeks(roost.home, ann)
    page = open_page(ann)
    page.context.add_init_script(SOURCE)
    page.clock.install()
    walk = Walk(page, Pointer(page), with_axe=True, with_pictures=bool(PICTURES))
    for path, picture in (("/today", "today"), ("/plan", "plan"), ("/so-far", "so-far")):
        page.goto(roost.address + path)
        walk.look(picture)
    chart = page.locator(".narrow-drawing svg")
    assert chart.locator(".missing").count() == 5  # four that were left empty, and today
    assert chart.locator(".event").count() == 1
    assert chart.locator(".week-on").count() == chart.locator(".band").count() >= 14
    assert chart.locator(".point-on, .point-off").count() == 31
