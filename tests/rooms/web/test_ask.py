"""In: who is chosen, and an instrument. Out: a page that fills it in by forms alone, its score in words, and its chart with a table."""

import re

import pytest

from roost.app import books
from roost.app.fill_in import fill_in, own_items
from roost.app.keep_diary import diary_of
from tests.rooms.web.conftest import browser

ASKED = {name: one for name, one in books.instruments().items() if one.schedule.kept_as is None}
OWN = {"types-own": "yes", "own-first": "Tie my shoes", "own-second": "Drive an hour", "own-third": "Lift my child"}
FIVES = {"first": "5", "second": "5", "third": "5"}


@pytest.fixture
def anns(app, screened):
    return browser(app, screened)


def test_the_list_has_each_instrument_and_what_it_said_last(anns, home, screened):
    fill_in(home, screened, "days_off", {"days": 2})
    page = anns.get("/ask").text
    for name in ASKED:
        assert f'href="/ask/{name}"' in page
    assert 'href="/ask/days_off/so-far"' in page


@pytest.mark.parametrize("name", ASKED)
def test_each_page_shows_its_questions_its_licence_and_where_it_comes_from(anns, name):
    page = anns.get(f"/ask/{name}").text.replace("&#39;", "'").replace("&quot;", '"')
    instrument = ASKED[name]
    for words in [*instrument.intro, instrument.licence, *(item.question for item in instrument.items)]:
        assert words.replace("&", "&amp;") in page, words
    if instrument.form:
        assert f'href="{instrument.form}"' in page


def test_todays_page_asks_what_is_due_and_one_tap_saves_it(anns, home, screened):
    assert 'href="/ask/pain_worst"' in anns.get("/today").text
    sent = anns.post("/ask/pain_worst", data={"worst": "6"})
    assert (sent.status_code, sent.headers["location"]) == (303, "/ask/pain_worst/so-far")
    page = anns.get("/ask/pain_worst/so-far").text
    assert "6 of 10" in page
    assert re.search(r"<table.*newest first.*</table>", page, re.S)
    assert 'href="/ask/pain_worst"' not in anns.get("/today").text


def test_a_list_of_ticks_counts_what_was_ticked_and_blank_is_no(anns, home, screened):
    ids = [item.id for item in ASKED["roland_morris"].items]
    anns.post("/ask/roland_morris", data=dict.fromkeys(ids[:5], "1"))
    assert diary_of(home, screened).series("roland_morris")[0].score == 5
    anns.post("/ask/roland_morris", data={})
    assert diary_of(home, screened).series("roland_morris")[0].score == 0
    assert "can&#39;t show better than this" in anns.get("/ask/roland_morris/so-far").text


def test_own_activities_are_typed_with_their_answers_and_then_asked_by_name(anns, home, screened):
    assert anns.post("/ask/own_activities", data=OWN | FIVES).status_code == 303
    assert own_items(home, screened, "own_activities") == ("Tie my shoes", "Drive an hour", "Lift my child")
    page = anns.get("/ask/own_activities").text
    assert "Drive an hour" in page
    assert 'name="own-first"' not in page
    assert anns.post("/ask/own_activities", data=FIVES | {"third": "8"}).status_code == 303
    assert diary_of(home, screened).series("own_activities")[-1].score == 6
    assert 'name="own-first"' in anns.get("/ask/own_activities?change=yes").text


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    [
        ("pain_worst", {}, "worst"),
        ("pain_worst", {"worst": "a lot"}, "worst"),
        ("pain_worst", {"worst": "11"}, "worst"),
        ("fingertip_to_floor", {}, None),
        ("fingertip_to_floor", {"cm": "12.5"}, None),
        ("own_activities", OWN | FIVES | {"own-third": ""}, "own-third"),
        ("own_activities", OWN | {"first": "5", "second": "5"}, "third"),
        ("own_activities", OWN | FIVES | {"own-first": "x" * 101}, None),
    ],
)
def test_a_slip_is_told_beside_its_field_and_nothing_typed_is_lost(anns, home, screened, name, sent, field):
    if name == "fingertip_to_floor":
        field = ASKED[name].items[0].id
        sent = {field: sent.get("cm", "")}
    answer = anns.post(f"/ask/{name}", data=sent)
    assert answer.status_code == 422
    assert 'class="error-summary"' in answer.text or "error-summary" in answer.text
    if field is not None:
        assert f'href="#{field}"' in answer.text
    if "own-first" in sent:
        assert "Drive an hour" in answer.text
    assert home.store.read(person=screened, types=("instrument",)) == []


def test_there_is_no_page_for_what_we_do_not_have_nor_for_what_today_asks(anns):
    for path in ("/ask/magnets", "/ask/evening_pain", "/ask/magnets/so-far"):
        assert anns.get(path).status_code == 404
    assert anns.get("/ask/pain_worst/so-far").headers["location"] == "/ask/pain_worst"


def test_the_scores_stand_in_the_diary_and_under_so_far_with_what_a_change_means(anns, home, screened):
    for days, (worst, reach, all_in_all) in enumerate([(6, 30, -5), (4, 12, 5)]):
        fill_in(home, screened, "pain_worst", {"worst": worst})
        fill_in(home, screened, "fingertip_to_floor", {ASKED["fingertip_to_floor"].items[0].id: reach})
        fill_in(home, screened, "global_change", {ASKED["global_change"].items[0].id: all_in_all})
        fill_in(home, screened, "peg", {ASKED["peg"].items[0].id: 15 - 15 * days})
        fill_in(home, screened, "pain_medicine", {"times": 10 * days})
        fill_in(home, screened, "own_activities", dict.fromkeys(("first", "second", "third"), 0), ("Walk", "Sit", "Lift"))
        home.now.evening(1)
    page = anns.get("/so-far").text
    for words in ("12 cm", "5, from −5 to 5", "0 of 10", "worst end of the scale", "best end of the scale", "top of the scale"):
        assert words in page, words
    assert "may be just the wobble of measuring" in page
    assert "begins to matter at 1 to 1.75 points" in page
    assert "No number here is good or bad" in page
    assert "6 forms" in anns.get("/diary").text


def test_fewer_pills_are_never_praised(anns, home, screened):
    for times in (6, 0):
        fill_in(home, screened, "pain_medicine", {"times": times})
        home.now.evening(1)
    page = anns.get("/ask/pain_medicine/so-far").text
    assert "Do not stop or change one" in page
    assert not re.search(r"well done|better than|best end|good", re.sub(r"good or bad", "", page))
