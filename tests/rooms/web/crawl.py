"""In: a home. Out: each page that can be reached without a form, for somebody new, somebody under way and each verdict; and its text."""

import re
from dataclasses import dataclass, field
from datetime import timedelta
from html.parser import HTMLParser

from roost.app.end_trial import change_trial
from roost.app.home import Home
from roost.app.keep_diary import save_pain
from roost.app.people import add_person, people
from roost.app.plan_trial import TrialChoice
from roost.app.questionnaire import draft, pages, save_page
from roost.app.screen_person import screen_person
from roost.app.start_trial import start_trial
from roost.app.trial_now import trial_of
from roost.web import pages as modules
from tests.answers import Clock, answer_all
from tests.trials import hold_the_dose, walk_for_four_weeks

__all__ = ["Read", "paths", "people_of_all_kinds"]

TOLD = {"aria-label", "title", "alt", "placeholder", "value"}  # attributes that a person sees or hears
SILENT = {"script", "style"}
VOID = {"br", "hr", "img", "input", "link", "meta", "path", "rect", "circle", "line", "use"}


@dataclass
class Read(HTMLParser):
    """A page as it was read: tags in order, and what a person sees or hears of it."""

    html: str
    tags: list = field(default_factory=list)
    said: list = field(default_factory=list)
    title: str = ""

    def __post_init__(self):
        super().__init__(convert_charrefs=True)
        self._open = []
        self.feed(self.html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if "noscript" not in self._open:
            self.tags.append((tag, given))
        if tag not in VOID:
            self._open.append(tag)
        button = tag == "button" or (tag == "input" and given.get("type") in ("submit", "button"))
        self.said += [given[name] for name in TOLD & given.keys() if given[name] and (name != "value" or (button and tag == "input"))]

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag):
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data):
        if self._open and self._open[-1] in SILENT:
            return
        if self._open[-1:] == ["title"] and "svg" not in self._open:
            self.title += data
        if data.strip():
            self.said.append(data.strip())

    def named(self, tag):
        return [given for name, given in self.tags if name == tag]


# What differs from one person to the next; all the rest is asked for as somebody new and as somebody under way.
OF_A_RESULT = ["/", "/result", "/letter", "/letter/answer", "/check", "/today", "/plan", "/plan/test", "/test", "/answer", "/about"]


def paths(home, person, kind):
    """The addresses that show something of their own to a kind of person; those with a part to fill in are questions."""
    plain = [route.path for route in modules.routes() if "{" not in route.path]
    if kind in ("nobody", "ok"):
        return plain
    questions = [f"/questions/{page.id}" for page in pages(home, person)]
    return [*plain, *questions] if kind == "new" else [*OF_A_RESULT, *(path for path in questions if path.endswith("_more"))]


def _but(home, person, page, *facts, answer="yes"):
    asked = next(one for one in pages(home, person) if one.id == page)
    return {"answers": {ask.fact: answer if ask.fact in facts else "no" for ask, _ in asked.asks}}


def people_of_all_kinds(home):
    """Somebody new; with a follow-up open; under way; and one person for each other verdict."""
    found = {name: add_person(home, f"Person {number}").id for number, name in enumerate(
        ("new", "follow_up", "ok", "caution", "ask_first", "do_not_invert", "urgent", "support"))}  # fmt: skip
    save_page(home, found["follow_up"], "bones", _but(home, found["follow_up"], "bones", "steroid_tablets"))
    save_page(home, found["follow_up"], "heart_and_blood", _but(home, found["follow_up"], "heart_and_blood", "tablet_with_other_uses"))
    instead = {
        "ok": {},
        "caution": {"pregnancy": ("birth_within_6_months",)},
        "ask_first": {"heart_and_blood": ("blood_pressure_tablets",)},
        "do_not_invert": {"eyes": ("glaucoma",)},
        "urgent": {"legs_and_bladder": ("numb_saddle",)},
        "support": {"mood": ("thoughts_of_death",)},
    }
    for name, changed in instead.items():
        pieces = {page: _but(home, found[name], page, *facts) for page, facts in changed.items()}
        if name == "ask_first":
            medicines = ["qqzz little blue ones", "emollient cream"]
            pieces["own_words"] = {"conditions": ["no asthma"], "medicines": medicines, "symptoms": [], "free_text": ""}
            pieces["bones"] = _but(home, found[name], "bones", "bone_medicine", answer="not_sure")
        answer_all(home, found[name], **pieces)
        assert draft(home, found[name])
        screen_person(home, found[name])
    for average in (3, 4):
        save_pain(home, found["ok"], average)
    _begin_tests(home, found)
    return found


def _begin_tests(home, found):
    """Somebody who may test the table now, and somebody in a test: they began two weeks before the others."""
    clock = Clock(home.now() - timedelta(days=14))
    earlier = Home(home.store, clock, home.new_id)
    for number, name in enumerate(("held", "in_a_test"), 8):
        clock.at = home.now() - timedelta(days=14 + 4 * (number - 8))
        found[name] = add_person(earlier, f"Person {number}").id
        answer_all(earlier, found[name])
        screen_person(earlier, found[name])
        hold_the_dose(earlier, found[name], clock)
    start_trial(earlier, found["in_a_test"], TrialChoice(pairs=5, expects="less"))
    clock.at = home.now() - timedelta(days=29)
    found["after_a_test"] = add_person(earlier, "Person 10").id
    answer_all(earlier, found["after_a_test"])
    screen_person(earlier, found["after_a_test"])
    walk_for_four_weeks(earlier, found["after_a_test"], clock)
    clock.at = home.now()
    change_trial(earlier, found["in_a_test"], 2.0)


def own_words(home):
    """All that people typed, and what shows that a draw was fair: they stand on pages as they are."""
    typed = {"qqzz little blue ones", "emollient cream", "no asthma", "aching lower back"}
    drawn = [test.kept.trial for one in people(home) if (test := trial_of(home, one.id)) is not None]
    return typed | {f"Person {number}" for number in range(11)} | {part for one in drawn for part in (one.seed, one.frozen.hash)}


def left_over(text, allowed):
    """The words of a text that no translation went over."""
    for words in sorted(allowed, key=len, reverse=True):
        text = text.replace(words, " ")
    return re.findall(r"[A-Za-z]{2,}", text)
