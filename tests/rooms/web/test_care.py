"""In: who is chosen, if anybody. Out: the list of care and its pages; it is put in, ticked off, taken out; each by forms alone."""

import re

import pytest

from roost.app import books
from roost.app.choose_therapy import choose_therapy
from roost.app.keep_diary import diary_of, tick_care
from roost.app.tell_event import report_event
from roost.plan.therapy import STRENGTHS
from roost.web.render import environment
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import screened_with_a_yes

NAMES = [one.name for one in books.therapies()]


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


@pytest.mark.parametrize("name", NAMES)
def test_each_therapy_has_a_page_with_steps_cautions_strength_and_sources(nobody, name):
    therapy = next(one for one in books.therapies() if one.name == name)
    page = nobody.get(f"/care/{name}")
    assert page.status_code == 200
    text = page.text.replace("&#39;", "'")
    for words in (therapy.title, therapy.tell, therapy.dose, therapy.why, *therapy.steps, *therapy.cautions):
        assert words in text, words
    assert all(source.where.replace("&", "&amp;") in text for source in therapy.sources)
    assert "Where this comes from" in text


def test_a_source_that_has_a_page_of_ours_is_one_link_away(nobody):
    page = nobody.get("/care/heat").text
    for address in re.findall(r'href="(/evidence/[^"]+)"', page):
        assert nobody.get(address).status_code == 200
    assert 'href="/evidence/heat_french_2006"' in page
    assert 'href="/care/heat"' in nobody.get("/evidence/heat_french_2006").text


def test_each_strength_is_said_in_words(nobody):
    said = environment().get_template("care_parts.html").make_module().strength
    assert {str(said(key)).strip() for key in STRENGTHS} == {str(said(words)).strip() for words in STRENGTHS.values()}
    assert len({str(said(key)) for key in STRENGTHS}) == len(STRENGTHS)
    assert "No evidence found that it helps." in nobody.get("/care/hand_held_massage").text


def test_there_is_no_page_for_what_we_do_not_have(nobody, anns):
    assert nobody.get("/care/magnets").status_code == 404
    assert anns.post("/care/magnets", data={"do": "put"}).status_code == 404


def test_the_list_says_what_comes_first_and_what_is_thin(nobody):
    page = nobody.get("/care").text
    assert (
        page.index("These come first") < page.index('id="walking"') < page.index("These can go beside them") < page.index('id="foam_roll"')
    )
    assert "Put it in" not in page
    assert "These wait for you" not in page


def test_nobody_is_led_to_the_names_before_anything_is_kept(nobody):
    assert nobody.post("/care/walking", data={"do": "put"}).headers["location"] == "/people?next=/care/walking"


def test_who_was_not_screened_reads_and_is_led_to_the_questions(app, ann):
    client = browser(app, ann)
    page = client.get("/care/walking").text
    assert "Answer our questions first." in page
    assert "Put it into my plan" not in page
    assert "Put it in" not in client.get("/care").text
    assert client.post("/care/walking", data={"do": "put"}).status_code == 422


def test_it_is_put_in_seen_on_each_page_ticked_off_and_taken_out(anns, home, screened):
    assert "Put it into my plan" in anns.get("/care/cold").text
    answer = anns.post("/care/cold", data={"do": "put", "onward": "/care#cold"})
    assert answer.headers["location"] == "/care#cold"
    assert re.search(r'value="cold" aria-pressed="false"', anns.get("/today").text)
    assert "Cold pack" in anns.get("/plan").text
    assert anns.post("/care/cold", data={"do": "did"}).headers["location"] == "/care/cold"
    page = anns.get("/care/cold").text
    assert 'value="undo" aria-pressed="true"' in page
    assert "You ticked it off on 1 day." in page
    assert re.search(r'value="cold" aria-pressed="true"', anns.get("/today").text)
    assert "care: 1" in anns.get("/diary").text
    so_far = anns.get("/so-far").text
    assert "Care that you ticked off" in so_far
    assert re.search(r"<dt>Cold pack</dt><dd>1 day</dd>", so_far)
    anns.post("/care/cold", data={"do": "undo"})
    assert all(day.care == () for day in diary_of(home, screened).days)
    anns.post("/care/cold", data={"do": "take"})
    assert 'value="cold"' not in anns.get("/today").text
    assert "Cold pack" not in anns.get("/plan").text


def test_a_day_that_is_over_is_ticked_in_the_diary(anns, home, screened):
    page = anns.get("/diary/2026-02-27").text
    assert "Care on this day" in page
    assert re.search(r'name="day" value="2026-02-27"', page)
    answer = anns.post("/care/walking", data={"do": "did", "day": "2026-02-27", "onward": "/diary/2026-02-27#care"})
    assert answer.headers["location"] == "/diary/2026-02-27#care"
    assert diary_of(home, screened).days[0].care == ("walking",)


@pytest.mark.parametrize("fields", [{}, {"do": "eat"}, {"do": "did", "day": "soon"}, {"do": "did", "day": "2026-03-02"}])
def test_what_makes_no_sense_is_refused_and_nothing_is_kept(anns, home, screened, fields):
    answer = anns.post("/care/walking", data=fields)
    assert answer.status_code == 422
    assert "There is one thing to fix" in answer.text
    assert diary_of(home, screened).days == ()


def test_no_form_leads_elsewhere(anns):
    assert anns.post("/care/cold", data={"do": "put", "onward": "//elsewhere.example"}).headers["location"] == "/care/cold"


def test_the_words_do_not_promise_for_what_is_thin(anns, home, screened):
    better = "These have better evidence than a table."
    assert better in anns.get("/today").text
    choose_therapy(home, screened, "sleep")
    assert better not in anns.get("/today").text
    page = anns.get("/plan").text
    assert page.index(better) < page.index("Less is known about them.") < page.index("Go to bed")


def test_what_does_not_fit_waits_with_its_reason(app, home, ann):
    screened_with_a_yes(home, ann, "osteoporosis")
    client = browser(app, ann)
    page = client.get("/care").text
    assert page.index("These wait for you") < page.index('id="foam_roll"')
    assert "Thin bones, or steroid tablets for long" in page
    page = client.get("/care/foam_roll").text
    assert "Not for you now" in page
    assert "Put it into my plan" not in page
    assert client.post("/care/foam_roll", data={"do": "put"}).status_code == 422


def test_who_may_not_invert_puts_in_ticks_and_takes_out_too(app, home, ann):
    screened_with_a_yes(home, ann, "glaucoma")
    client = browser(app, ann)
    assert "Walking" in client.get("/result").text
    client.post("/care/mindfulness", data={"do": "put"})
    assert 'value="mindfulness" aria-pressed="false"' in client.get("/today").text
    for name in ("walking", "exercise", "heat", "mindfulness"):
        client.post(f"/care/{name}", data={"do": "take"})
    page = client.get("/today").text
    assert "Choose your care" in page
    assert "See the list" in page
    assert "You have no care in your plan now." in client.get("/plan").text


def test_who_may_invert_and_has_no_care_still_finds_the_list(anns):
    for name in ("walking", "exercise", "heat"):
        anns.post(f"/care/{name}", data={"do": "take"})
    page = anns.get("/today").text
    assert "You have no care in your plan now." in page
    assert 'href="/care"' in page
    assert "See the list" not in page


def test_with_urgent_only_the_way_to_help_is_shown(app, home, ann):
    screened_with_a_yes(home, ann, "numb_saddle")
    client = browser(app, ann)
    assert client.get("/care").headers["location"] == "/result"
    assert client.get("/care/walking").headers["location"] == "/result"


def test_after_a_grave_event_help_comes_first(anns, home, screened):
    tick_care(home, screened, "walking")
    report_event(home, screened, "faint")
    for path in ("/care", "/care/walking", "/plan"):
        page = anns.get(path).text
        assert "Get help first. All the rest can wait." in page, path
        assert "Put it" not in page, path
        assert "Take it out" not in page, path
