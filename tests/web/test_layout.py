"""In: the pages of a person under way, on screens of all widths. Out: nothing hangs over the side, each number is a whole target, and the
next thing and the evening question stand above the fold."""

import pytest

from roost.app.after_session import save_after
from roost.app.keep_diary import save_pain, skip_session
from roost.app.tell_event import report_event
from tests.rooms.web.stories import session_done

PAGES = ["/today", "/plan", "/diary", "/diary/2026-02-27", "/diary/bad-day", "/so-far", "/trouble", "/away", "/today/not-today"]


@pytest.fixture
def under_way(roost):
    """Ann after some days: with a session, a day left out, trouble, and days filled in."""
    session = session_done(roost.home, roost.ann)
    save_after(roost.home, roost.ann, session, relaxed=True)
    report_event(roost.home, roost.ann, "mild_headache")
    roost.home.now.evening(1)
    skip_session(roost.home, roost.ann, "safety", "a cold")
    roost.home.now.evening(1)
    save_pain(roost.home, roost.ann, 4, roost.home.now().date().replace(day=1))
    return [*PAGES, f"/session/{session}/after"]


def wide(page, words):
    """Widths and heights of what has these words."""
    return page.locator(words).evaluate_all(
        "found => found.map((one) => one.getBoundingClientRect()).map((box) => [box.width, box.height])"
    )


@pytest.mark.parametrize("width", [320, 390, 760, 860, 1280])
def test_no_page_scrolls_sideways_and_each_number_is_a_whole_target(roost, open_page, under_way, width):
    page = open_page(roost.ann, viewport={"width": width, "height": 844})
    for path in under_way:
        page.goto(roost.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
        for box in wide(page, ".pain-row button, .pain-choice"):
            assert min(box) >= (44 if width >= 390 else 40), (path, box)


@pytest.mark.parametrize("text", ["200%"])
def test_text_twice_as_large_stays_on_the_page(roost, open_page, under_way, text):
    page = open_page(roost.ann, viewport={"width": 640, "height": 844})
    for path in under_way:
        page.goto(roost.address + path)
        page.evaluate("(size) => { document.documentElement.style.fontSize = size; }", text)
        assert page.evaluate("document.documentElement.scrollWidth") <= 640, path


@pytest.mark.parametrize("asked", ["nothing else", "the next morning", "how it went"])
def test_the_next_thing_and_the_evening_question_stand_above_the_fold(roost, open_page, asked):
    if asked != "nothing else":
        session = session_done(roost.home, roost.ann)
    if asked == "the next morning":
        save_after(roost.home, roost.ann, session, relaxed=True)
        roost.home.now.evening(1)
    page = open_page(roost.ann)
    page.goto(f"{roost.address}/today")
    assert page.locator(".three").count() == (asked == "the next morning")
    fold = page.locator("nav.tabs").bounding_box()["y"]
    for words in ("#next .button", ".pain-row button[value='10']"):
        box = page.locator(words).last.bounding_box()
        assert box["y"] + box["height"] <= fold, words


def test_what_follows_an_answer_is_seen_only_once_it_is_chosen(roost, open_page, under_way):
    page = open_page(roost.ann)
    page.goto(roost.address + under_way[-1])
    assert page.locator(".then:visible").count() == 0
    page.locator('input[name="how"][value="grave"]').check()
    assert page.get_by_role("link", name="Get help now").last.is_visible()
    assert page.locator(".then:visible").count() == 1


def test_all_but_the_session_works_without_javascript(roost, open_page):
    page = open_page(roost.ann, java_script_enabled=False)
    page.goto(f"{roost.address}/today")
    page.locator('.pain button[value="7"]').click()
    assert page.get_by_text("You can stop here.").is_visible()
    page.goto(f"{roost.address}/session")
    page.locator('input[name="ticks"][value="none"]').check()
    page.get_by_role("button", name="Continue").click()
    assert page.locator("noscript h1").is_visible()
