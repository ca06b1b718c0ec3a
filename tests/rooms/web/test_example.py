"""In: an example story. Out: each page has something to show and is marked; real pages are not; the cookies are two."""

import shutil
from datetime import datetime

import pytest

from roost.app.home import Home
from roost.app.make_example import make_example
from roost.app.people import add_person, people
from roost.store.open import open_store
from roost.web import pages
from roost.web.server import make_app
from roost.web.visit import COOKIE, EXAMPLE_COOKIE
from tests.answers import Clock
from tests.entries import uuid7
from tests.rooms.web.conftest import browser
from tests.rooms.web.crawl import Read

LAST = datetime.fromisoformat("2026-06-10T20:45:00+02:00")
MARK = "Example data."
ANYWHERE = ("/people/new", "/people/leave", "/letter/answer")  # lead on, or ask for something new


@pytest.fixture(scope="module")
def robin(tmp_path_factory):
    """The browser of the story, which chose nobody by itself."""
    home = make_example("helps", tmp_path_factory.mktemp("example") / "data", now=lambda: LAST)
    client = browser(make_app(home))
    assert client.get("/").headers["location"] == "/today"
    yield client
    home.store.close()


@pytest.fixture
def real(tmp_path, empty):
    shutil.copytree(empty, tmp_path / "data")
    store = open_store(str(tmp_path / "data"))
    yield Home(store, Clock(), uuid7)
    store.close()


def test_the_browser_keeps_who_is_chosen_apart_from_the_real_one(robin):
    assert set(robin.cookies) == {EXAMPLE_COOKIE}
    assert EXAMPLE_COOKIE != COOKIE
    assert robin.get("/api/v1/sessions/none").status_code != 401
    assert "Robin (made up)" in robin.get("/today").text


def test_each_page_is_there_and_marked(robin):
    seen = 0
    for path in [route.path for route in pages.routes() if "{" not in route.path]:
        answer = robin.get(path)
        if answer.status_code == 303:
            answer = robin.get(answer.headers["location"])
        assert answer.status_code == 200, path
        read = Read(answer.text)
        assert MARK in answer.text, path
        assert "example data" in read.title, path
        seen += 1
    assert seen > 30
    assert MARK in robin.get("/nowhere").text


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("/today", ["20° below level", "Your weeks", "Walking"]),
        ("/plan", ["20°"]),
        ("/diary", ["June"]),
        ("/so-far", ["Walking", "Roland-Morris", "Tie my shoes", "Fingertips"]),
        ("/result", ["We found no reason to stop"]),
        ("/check", ["123"]),
        ("/table", ["Example 100"]),
        ("/care", ["Heat"]),
        ("/ask", ["Roland"]),
        ("/body", ["74 kg"]),
    ],
)
def test_each_page_has_something_to_show(robin, path, shows):
    text = robin.get(path).text
    assert [words for words in shows if words not in text] == []


def test_pages_of_real_data_are_not_marked(real):
    client = browser(make_app(real))
    assert MARK not in client.get("/").text
    assert "/example" in client.get("/").text
    ann = add_person(real, "Ann").id
    assert MARK not in browser(make_app(real), ann).get("/today").text


def test_the_first_page_leads_to_an_example_on_a_port_of_its_own(real, tmp_path):
    from urllib.request import urlopen

    client = browser(make_app(real))
    assert client.post("/example", data={"story": "cures"}, headers={"origin": "http://127.0.0.1"}).status_code == 422
    for _ in range(2):  # begun once, however often it is asked for
        assert client.post("/example", data={"story": "too-early"}).headers["location"] == "/example"
    [address] = [one["href"] for one in Read(client.get("/example").text).named("a") if one["href"].startswith("http://127.0.0.1:")]
    with urlopen(address) as answer:
        assert MARK in answer.read().decode()
    assert people(real) == []


def test_an_example_begins_no_other(robin):
    assert robin.post("/example", data={"story": "harms"}).status_code == 422
    assert "<form" not in robin.get("/example").text
