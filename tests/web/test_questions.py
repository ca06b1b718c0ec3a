"""In: somebody with something to tell, by pointer or by keyboard alone. Out: each of the five verdicts, and what a wrong page says."""

import re

import pytest

from roost.app.people import add_person
from roost.app.screen_person import latest_screening
from roost.screen.screening import Verdict
from tests.rooms.web.test_questions import NOTHING_TO_TELL
from tests.web.hands import Keys, Pointer

DESK = {"width": 1280, "height": 900}
TYPED = re.compile(r"birth_(day|month|year)|(sys|dias)tolic|height_cm|mass_kg|limit_kg|conditions|medicines|symptoms|free_text|taken_.+")
# What leads to each verdict: the answers of some pages; all others have nothing to tell.
STORIES = {
    Verdict.ok: {},
    Verdict.caution: {"pregnancy": {"ticks": "birth_within_6_months"}},
    Verdict.ask_first: {
        "heart_and_blood": {"ticks": "blood_pressure_tablets"},
        "own_words": {"conditions_choice": "none", "medicines": "qqzz little blue ones", "symptoms": "low back pain"},
    },
    Verdict.do_not_invert: {"eyes": {"ticks": "glaucoma"}},
    Verdict.urgent: {"legs_and_bladder": {"ticks": "numb_saddle"}},
}
HEADINGS = {
    Verdict.ok: "We found no reason to stop",
    Verdict.caution: "No reason to stop, with a limit",
    Verdict.ask_first: "Ask your doctor first",
    Verdict.do_not_invert: "Do not use inversion",
    Verdict.urgent: "Get help now",
}


def kind_of(page):
    """The kind of a page of the questionnaire, from its fields."""
    names = set(page.evaluate("[...document.querySelectorAll('main form :is(input, textarea)')].map((one) => one.name)"))
    marks = {"ticks": "ticks", "sex": "about", "systolic": "reading", "mass_unit": "body", "conditions": "words"}
    return next((kind for name, kind in marks.items() if name in names), "yes_no")


def answer(page, hands, fields):
    """Fills in a page from its top to its end, and sends it."""
    order = page.evaluate("[...document.querySelectorAll('main form :is(input, textarea)')].map((one) => one.name)")
    for name in dict.fromkeys(order):
        if name in fields and TYPED.fullmatch(name):
            hands.fill(name, fields[name])
        elif name in fields:
            hands.tick(name, fields[name])
    hands.follow(".go-on")


def answer_all(page, hands, story):
    """From the first question to the check, or to where help comes first."""
    for _ in range(30):
        here = page.url
        if "/questions/" not in here:
            return
        path = here.split("?")[0].rpartition("/questions/")[2]
        kind = kind_of(page)
        asked = page.evaluate("[...document.querySelectorAll('main form input[type=radio]')].map((one) => one.name)")
        answer(page, hands, story.get(path) or NOTHING_TO_TELL.get(kind) or dict.fromkeys(asked, "no"))
        page.wait_for_url(lambda url, here=here: url != here)
    raise AssertionError("the questions never end")


@pytest.mark.parametrize("hands", [Pointer, Keys])
@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_story_leads_to_its_verdict(roost, open_page, verdict, hands):
    bob = add_person(roost.home, "Bob").id
    page = open_page(bob, viewport=DESK) if verdict.lets_invert else open_page(bob)
    page.goto(f"{roost.address}/questions")
    answer_all(page, hands(page), STORIES[verdict])
    if verdict is not Verdict.urgent:
        assert page.url.endswith("/check")
        hands(page).press("See my result")
    page.wait_for_url("**/result")
    assert page.locator("h1").inner_text().replace("\n", " ") == HEADINGS[verdict]
    assert latest_screening(roost.home, bob).screening.verdict is verdict


@pytest.fixture
def bobs(roost, open_page):
    return open_page(add_person(roost.home, "Bob").id)


def test_an_error_is_in_focus_at_the_top_and_again_at_its_field(roost, bobs):
    bobs.goto(f"{roost.address}/questions/body_and_table")
    bobs.locator('input[name="height_unit"][value="cm"]').check()
    bobs.locator("#height_cm").fill("172")
    bobs.locator('input[name="limit_unit"][value="not_sure"]').check()
    bobs.locator('input[name="doctor_agreed"][value="no"]').check()
    bobs.locator(".go-on").click()
    bobs.locator(".error-summary").wait_for()
    assert bobs.evaluate("document.activeElement.className") == "error-summary"
    assert bobs.title().startswith("Error:")
    assert bobs.locator(".error-summary li").all_inner_texts() == ["Choose a unit, or “Not sure”."]
    assert bobs.locator("#height_cm").input_value() == "172"
    bobs.keyboard.press("Tab")
    bobs.keyboard.press("Enter")
    bobs.keyboard.press("Tab") if bobs.evaluate("document.activeElement === document.body") else None
    assert bobs.evaluate("document.activeElement.name") == "mass_unit"
    fieldset = bobs.locator("fieldset", has=bobs.locator("#mass_unit")).first
    assert fieldset.get_attribute("aria-invalid") == "true"
    assert "mass_unit-error" in fieldset.get_attribute("aria-describedby")
    assert bobs.locator("#mass_unit-error").is_visible()


def test_the_fields_of_the_chosen_unit_alone_are_shown(roost, bobs):
    bobs.goto(f"{roost.address}/questions/body_and_table")
    fields = ("height_cm", "height_ft", "height_in")
    assert [bobs.locator(f"#{field}").is_visible() for field in fields] == [False, False, False]
    bobs.get_by_text("Feet and inches").first.click()
    assert [bobs.locator(f"#{field}").is_visible() for field in fields] == [False, True, True]
    bobs.get_by_text("Centimetres").first.click()
    assert [bobs.locator(f"#{field}").is_visible() for field in fields] == [True, False, False]


def test_the_questions_are_left_and_taken_up_on_another_device(roost, open_page):
    bob = add_person(roost.home, "Bob").id
    first = open_page(bob)
    first.goto(f"{roost.address}/questions")
    answer(first, Pointer(first), NOTHING_TO_TELL["about"])
    answer(first, Pointer(first), {"ticks": "none"})
    first.wait_for_url("**/questions/sudden_signs")
    later = open_page()
    later.goto(roost.address)
    later.get_by_role("button", name="Bob").click()
    Pointer(later).press("Go on")
    later.wait_for_url("**/questions/sudden_signs")
    later.go_back()
    Pointer(later).press("See what I said")
    assert later.get_by_text("2 May 1981").is_visible()


def test_without_scripts_all_of_it_works(roost, open_page):
    page = open_page(roost.ann, java_script_enabled=False)
    page.goto(f"{roost.address}/check")
    page.locator('a[href="/questions/eyes?from=check"]').click()
    page.locator('input[value="none"]').uncheck()
    page.locator(".go-on").click()
    assert page.locator(".error-summary").is_visible()
    page.locator('input[value="lash_drops"]').check()
    page.locator(".go-on").click()
    page.get_by_role("button", name="See my result").click()
    assert page.locator("h1").inner_text() == "Ask your doctor first"
    page.get_by_role("link", name="Print the letter").last.click()
    assert page.locator(".letter").is_visible()
    assert page.locator("[data-print]").is_hidden()


def test_the_letter_prints_black_on_white_and_alone(roost, open_page):
    page = open_page(roost.ann, color_scheme="dark", viewport=DESK)
    page.goto(f"{roost.address}/questions/eyes?from=check")
    page.locator('input[value="none"]').uncheck()
    page.locator('input[value="lash_drops"]').check()
    page.locator(".go-on").click()
    page.get_by_role("button", name="See my result").click()
    page.goto(f"{roost.address}/letter")
    printed = []
    page.expose_function("printed", lambda: printed.append(True))
    page.evaluate("() => { window.print = () => window.printed(); }")
    page.locator("[data-print]").click()
    page.wait_for_timeout(50)
    assert printed == [True]
    page.emulate_media(media="print")
    for gone in (".top", "h1", "[data-print]"):
        assert page.locator(gone).first.is_hidden()
    colours = page.evaluate("(({color, backgroundColor}) => [color, backgroundColor])(getComputedStyle(document.querySelector('.letter')))")
    assert colours == ["rgb(35, 26, 45)", "rgb(255, 255, 255)"]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_why_we_ask_opens_with_the_keyboard(roost, bobs):
    bobs.goto(f"{roost.address}/questions/blood_pressure")
    why = bobs.locator("details", has_text="Why we ask this")
    assert not why.locator(".why").first.is_visible()
    Keys(bobs).press("Why we ask this")
    assert why.locator(".why").first.is_visible()
    assert "We read" in why.inner_text()


def test_the_ring_of_focus_is_as_the_look_says(roost, bobs):
    bobs.goto(f"{roost.address}/questions/eyes")
    ring = "(one) => { const style = getComputedStyle(one); return [style.outlineWidth, style.outlineOffset, style.boxShadow]; }"
    for selector in (".help", ".go-on", ".back"):
        Keys(bobs)._reach(f"at === document.querySelector({selector!r})")
        assert bobs.locator(selector).evaluate(ring) == ["3px", "3px", "rgb(242, 190, 75) 0px 0px 0px 3px"], selector
    bobs.goto(f"{roost.address}/questions/eyes")
    Keys(bobs)._reach("at.name === 'ticks'")
    assert bobs.locator(".row").first.evaluate(ring)[:2] == ["3px", "3px"]
