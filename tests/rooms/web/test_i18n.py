"""In: what browsers say of their languages. Out: the first that we have, else English."""

import gettext as catalogs
import io
from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from roost.web import i18n
from roost.web.i18n import ENGLISH, Language, choose, day, extract_yaml, gettext, in_language, languages, ngettext

GERMAN = Language("de", catalogs.NullTranslations(), "de")
BRAZIL = Language("pt-BR", catalogs.NullTranslations(), "pt_BR")
OFFERED = {"en": ENGLISH, "de": GERMAN, "pt-BR": BRAZIL}


@pytest.mark.parametrize(
    ("accepted", "chosen"),
    [
        ("", ENGLISH),
        ("de", GERMAN),
        ("de-CH, en;q=0.5", GERMAN),
        ("en, de;q=0.9", ENGLISH),
        ("fr, de;q=0.3, en;q=0.2", GERMAN),
        ("de;q=0.2, en;q=0.8", ENGLISH),
        ("pt-br", BRAZIL),
        ("PT-BR;q=0.1", BRAZIL),
        ("fr", ENGLISH),
        ("de;q=0, en", ENGLISH),
        ("de;q=much, en;q=0.1", ENGLISH),
        ("*", ENGLISH),
        (",;q=,,", ENGLISH),
    ],
)
def test_the_first_language_that_we_have_is_chosen(accepted, chosen):
    assert choose(accepted, OFFERED) is chosen


def test_a_compiled_catalog_is_a_language(tmp_path, monkeypatch):
    catalog = Catalog(locale="de")
    catalog.add("Continue", "Weiter")
    catalog.add(("%(n)s page", "%(n)s pages"), ("%(n)s Seite", "%(n)s Seiten"))
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "roost.mo").open("wb") as file:
        write_mo(file, catalog)
    monkeypatch.setattr(i18n, "LOCALE", tmp_path)
    found = languages()
    assert list(found) == ["en", "de"]
    with in_language(found["de"]):
        assert gettext("Continue") == "Weiter"
        assert ngettext("%(n)s page", "%(n)s pages", 2) == "%(n)s Seiten"
        assert day(date(2026, 11, 22)) == "22. November 2026"
    assert gettext("Continue") == "Continue"


def test_dates_are_written_in_full():
    assert day(date(2026, 11, 22)) == "22 November 2026"
    assert day(date(2026, 11, 22), "full").startswith("Sunday")


def test_an_empty_message_stays_empty():
    assert gettext("") == ""  # a catalog has its own head under the empty message


def test_the_sentences_of_a_data_file_are_found_and_nothing_else():
    data = b"""
title: "A title"
order: 3
ask: [{fact: sight, question: "Can you see?", terms: ["blind"]}]
steps: ["One.", "Two."]
flag: {title: yes}
"""
    found = list(extract_yaml(io.BytesIO(data), None, None, None))
    assert [message for _, _, message, _ in found] == ["A title", "Can you see?", "One.", "Two."]
    assert found[0][:2] == (2, "gettext")


def test_a_page_is_answered_in_the_language_asked_for(home):
    from roost.web.server import make_app
    from tests.rooms.web.conftest import browser

    class Loud(catalogs.NullTranslations):
        def gettext(self, message):
            return message.upper()

    client = browser(make_app(home, offered={"en": ENGLISH, "xx": Language("xx", Loud(), "en")}))
    page = client.get("/about", headers={"accept-language": "xx"}).text
    assert '<html lang="xx">' in page
    assert "WHAT IS THIS?" in page
    assert "What is this?" in client.get("/about", headers={"accept-language": "fr"}).text
