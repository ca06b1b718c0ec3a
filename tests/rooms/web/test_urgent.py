"""In: words of an emergency, in each field of a page that keeps a line. Out: the line is kept, and the way to help comes first."""

import re

import pytest

from roost.app.home import Home
from roost.app.people import add_person
from roost.app.screen_person import screen_person
from roost.app.tell_event import open_events, report_event
from roost.app.watch_words import WORDS_IN, words_of
from roost.store.open import open_store
from roost.web.server import make_app
from tests.answers import Clock, answer_all
from tests.entries import uuid7
from tests.rooms.web.conftest import browser
from tests.rooms.web.stories import session_done

CHEST = "Tight chest since the last hang"
DEATH = "I want to kill myself"
DENIED = "No chest pain today"
IDS = ("first", "second", "third")
FIELDS = {
    "a line of the diary": ("note", "/diary", lambda text: {"note": text}),
    "why a session is left out": ("skip", "/today/not-today", lambda text: {"why": "other", "note": text}),
    "what went wrong": ("event", "/trouble", lambda text: {"event": "mild_headache", "note": text}),
    "what a clinician said": (
        "clinician_said",
        "/trouble/{event}/said",
        lambda text: {"by": "Dr Lee", "on": "2026-03-01", "may_go_on": "no", "words": text},
    ),
    "after a session": ("after", "/session/{session}/after", lambda text: {"how": "fine", "relaxed": "yes", "note": text}),
    "own activities": (
        "instrument",
        "/ask/own_activities",
        lambda text: {"types-own": "1", **{f"own-{id_}": text for id_ in IDS}, **dict.fromkeys(IDS, "5")},
    ),
}


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """A home with Ann, who did a session and told of a lasting headache; and what the addresses need."""
    store = open_store(str(tmp_path_factory.mktemp("urgent")))
    home = Home(store, Clock(), uuid7)
    ann = add_person(home, "Ann").id
    answer_all(home, ann)
    screen_person(home, ann)
    session = session_done(home, ann)
    report_event(home, ann, "long_headache")
    yield home, ann, {"session": session, "event": open_events(home, ann)[0].id}
    store.close()


def saved(house, field, text):
    """Where saving a line in a field leads to, and the newest words of that type that were kept."""
    home, ann, known = house
    kind, path, data = FIELDS[field]
    answer = browser(make_app(home), ann).post(path.format(**known), data=data(text))
    assert answer.status_code == 303, answer.text
    entry = home.store.read(person=ann, types=(kind,))[-1]
    return answer.headers["location"], words_of(kind, entry.payload)


def test_each_type_with_words_has_its_field_here_or_none_on_a_page():
    assert {kind for kind, _, _ in FIELDS.values()} == set(WORDS_IN) - {"pain"}  # the evening question is a tap; its line comes by /api


@pytest.mark.parametrize("text", [CHEST, DEATH])
@pytest.mark.parametrize("field", FIELDS)
def test_words_of_an_emergency_are_kept_and_lead_to_help_first(house, field, text):
    home, ann, _ = house
    onward, words = saved(house, field, text)
    assert text in words
    assert onward.startswith("/help/words/")
    assert "chest" not in onward.lower()
    page = browser(make_app(home), ann).get(onward)
    assert page.status_code == 200
    assert text in page.text
    assert 'href="tel:112"' in page.text


@pytest.mark.parametrize("field", FIELDS)
def test_a_denial_is_kept_and_goes_on_as_ever(house, field):
    onward, words = saved(house, field, DENIED)
    assert DENIED in words
    assert not onward.startswith("/help")


def test_the_page_of_help_says_how_soon_what_is_saved_and_how_to_go_on(house):
    home, ann, _ = house
    client = browser(make_app(home), ann)
    page = client.get(saved(house, "what went wrong", CHEST)[0]).text
    assert "<h1>" in page
    assert "Get help now" in page
    assert "What you typed is saved." in page
    assert "Do not use the table." in page
    assert re.findall(r'href="(/[^"]*)"', page.partition("What you typed is saved.")[2])[:2] == ["/trouble", "/trouble/told/mild_headache"]
    support = client.get(saved(house, "a line of the diary", DEATH)[0]).text
    assert "Get help today" in support
    assert "Tell somebody near you." in support
    assert "Take your tablets" not in support
    assert "/trouble" not in support


def test_the_page_is_only_for_who_wrote_it_and_leads_to_no_other_site(house):
    home, ann, _ = house
    onward, _ = saved(house, "a line of the diary", CHEST)
    other = add_person(home, "Bob").id
    assert browser(make_app(home), other).get(onward).status_code == 404
    mine = browser(make_app(home), ann)
    assert mine.get("/help/words/none").status_code == 404
    foreign = mine.get(onward.partition("?")[0], params={"onward": "//elsewhere.test"}).text
    assert "elsewhere" not in foreign
    assert '<a class="alone small" href="/today">' in foreign


def test_each_way_to_help_names_the_local_number_beside_112(house):
    home, ann, _ = house
    client = browser(make_app(home), ann)
    for path in ("/help", saved(house, "a line of the diary", CHEST)[0]):
        call = client.get(path).text.partition('href="tel:112"')[2].partition("</a>")[0]
        assert "Call 112" in call
        assert "or your local emergency number" in call
