"""In: forms as browsers and others send them. Out: read within limits, and nothing typed is lost when the database can't be used."""

import re

import pytest

from roost.base.errors import StoreError
from roost.web.visit import FORM_BYTES, FORM_FIELDS, Form, own_path

FORM = "application/x-www-form-urlencoded"


def test_the_last_value_counts_and_spaces_around_it_do_not():
    form = Form({"name": ["old", "  Ann "], "ticks": ["a", "b"]})
    assert form.text("name") == "Ann"
    assert form.text("nothing") == ""
    assert form.all("ticks") == ["a", "b"]
    assert form.all("nothing") == []


@pytest.mark.parametrize(
    ("path", "leads"),
    [
        ("/today", "/today"),
        ("/questions/eyes?from=check", "/questions/eyes?from=check"),
        ("", "/"),
        ("today", "/"),
        ("//evil.test", "/"),
        ("/\\evil.test", "/"),
        ("https://evil.test", "/"),
        ("/a\nSet-Cookie: x", "/"),
    ],
)
def test_an_address_leads_to_our_own_pages_alone(path, leads):
    assert own_path(path) == leads


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"name=Ann", FORM, 303),
        (b"name=Ann", FORM + "; charset=utf-8", 303),
        (b"name=Ann", "text/plain", 415),
        (b'{"name": "Ann"}', "application/json", 415),
        (b"--x\r\n", "multipart/form-data; boundary=x", 415),
        (b"name=" + b"a" * FORM_BYTES, FORM, 413),
        (b"&".join(b"a=1" for _ in range(FORM_FIELDS + 1)), FORM, 400),
        (b"name=\xff", FORM, 400),
        (b"name=%ff", FORM, 400),
        (b"", FORM, 422),
        (b"", "", 422),
    ],
)
def test_a_form_is_read_within_limits(nobody, body, kind, status):
    answer = nobody.post("/people/new", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    if status >= 400:
        assert "<h1>" in answer.text


def test_a_page_that_takes_nothing_says_so(nobody):
    answer = nobody.post("/about", data={"x": "y"})
    assert answer.status_code == 405
    assert "takes nothing" in answer.text


def test_who_is_not_chosen_is_led_to_the_names_and_back(nobody, ann):
    asked = nobody.get("/questions/eyes")
    assert (asked.status_code, asked.headers["location"]) == (303, "/people?next=/questions/eyes")
    assert 'name="next" value="/questions/eyes"' in nobody.get(asked.headers["location"]).text
    chosen = nobody.post("/people", data={"person": ann, "next": "/questions/eyes"})
    assert chosen.headers["location"] == "/questions/eyes"
    assert nobody.get("/questions/eyes").status_code == 200


def test_line_ends_of_browsers_become_one(anns, home, ann):
    from roost.app.questionnaire import draft

    lines = {"conditions": "eczema\r\n\r\n asthma \r\n", "medicines_choice": "none", "symptoms_choice": "none"}
    assert anns.post("/questions/own_words", data=lines).status_code == 303
    assert draft(home, ann)["own_words"]["conditions"] == ["eczema", "asthma"]


FULL = "The disk is full: there is no room. Nothing was saved."


@pytest.fixture
def full(monkeypatch, home):
    """The database can be read, and takes nothing more."""

    def no_room(self, entries):
        raise StoreError(FULL, "full")

    monkeypatch.setattr(type(home.store), "add", no_room)


def test_a_full_disk_shows_the_form_again_with_all_that_was_typed(anns, full):
    typed = {"birth_day": "2", "birth_month": "5", "birth_year": "1981", "sex": "X"}
    answer = anns.post("/questions/about", data=typed)
    assert answer.status_code == 503
    assert FULL in answer.text
    assert "Not saved yet" in answer.text
    for field in ("birth_day", "birth_month", "birth_year"):
        assert re.search(rf'name="{field}" value="{typed[field]}"', answer.text)
    assert re.search(r'value="X" checked', answer.text)


def test_a_full_disk_loses_no_new_name(nobody, full):
    answer = nobody.post("/people/new", data={"name": "Ann <Smith>"})
    assert answer.status_code == 503
    assert 'value="Ann &lt;Smith&gt;"' in answer.text
    assert "set-cookie" not in answer.headers


def test_a_database_that_is_away_gives_a_page_that_sends_the_same_again(anns, monkeypatch, home):
    def away(*given, **more):
        raise StoreError("The database does not answer.", "away")

    monkeypatch.setattr(type(home.store), "read", away)
    answer = anns.post("/questions/eyes", data={"ticks": ["glaucoma", "torn_retina"], "from": "check"})
    assert answer.status_code == 503
    assert "The database does not answer." in answer.text
    again = re.findall(r'<input type="hidden" name="(\w+)" value="(\w+)">', answer.text)
    assert again == [("ticks", "glaucoma"), ("ticks", "torn_retina"), ("from", "check")]
    assert 'action="/questions/eyes"' in answer.text
    page = anns.get("/questions/eyes")
    assert (page.status_code, "Send it again" in page.text) == (503, False)


def test_an_answer_that_has_become_impossible_is_told_as_a_page(anns, home, ann, clock):
    taken = {"systolic": "121", "diastolic": "77", "taken": "today"}
    assert anns.post("/questions/blood_pressure", data=taken).status_code == 303
    clock.move(days=-2)  # somebody set the clock back
    answer = anns.get("/check")
    assert answer.status_code == 422
    assert "still to come" in answer.text


def test_a_page_made_for_a_person_wants_one(nobody):
    from types import SimpleNamespace

    from starlette.requests import Request

    from roost.web.visit import person_of

    request = Request({"type": "http", "app": SimpleNamespace(state=SimpleNamespace(home=None))})
    with pytest.raises(RuntimeError, match="person=True"):
        person_of(request)
