"""In: every page, for people of all kinds. Out: what must hold on each of them."""

import gettext as catalogs
import re
from functools import cache

import pytest

from roost.app import books
from roost.app.estimate_body import studies
from roost.app.home import Home
from roost.store.open import open_store
from roost.web.i18n import ENGLISH, Language
from roost.web.server import make_app
from tests.answers import Clock
from tests.entries import uuid7
from tests.rooms.web.conftest import browser
from tests.rooms.web.crawl import Read, left_over, own_words, paths, people_of_all_kinds

KINDS = [
    "nobody",
    "new",
    "follow_up",
    "ok",
    "caution",
    "ask_first",
    "do_not_invert",
    "urgent",
    "support",
    "held",
    "in_a_test",
    "after_a_test",
]
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
ODD = "áƀćđéƒǵħíĵķĺɱńóƥɋŕśţúṽẃẋýžÁƁĆĐÉƑǴĦÍĴĶĹṀŃÓƤɊŔŚŢÚṼẂẊÝŽ"
HELD = re.compile(r"(%\(\w+\)s|%%|\{\w*\})")


class Pseudo(catalogs.NullTranslations):
    """Each letter with a mark; what stands for a value stays."""

    def gettext(self, message):
        return "".join(part if HELD.fullmatch(part) else part.translate(str.maketrans(PLAIN, ODD)) for part in HELD.split(message))

    def ngettext(self, one, many, n):
        return self.gettext(one if n == 1 else many)


@pytest.fixture(scope="module")
def prepared(tmp_path_factory):
    place = tmp_path_factory.mktemp("all")
    store = open_store(str(place))
    people = people_of_all_kinds(Home(store, Clock(), uuid7))
    store.close()
    return place, people


@pytest.fixture(scope="module")
def house(prepared):
    """The home, its people, and the application, which speaks English and something odd."""
    place, people = prepared
    home = Home(open_store(str(place)), Clock(), uuid7)
    yield home, people, make_app(home, offered={"en": ENGLISH, "xx": Language("xx", Pseudo(), "en_GB")})
    home.store.close()


@pytest.fixture(scope="module")
def crawl(house):
    """Each page that a kind of person can open in a language, by its path. Each is asked for once."""
    home, people, app = house

    @cache
    def ask(kind, language="en"):
        person = people.get(kind)
        client = browser(app, person)
        answers = {path: client.get(path, headers={"accept-language": language}) for path in paths(home, person, kind)}
        assert {path: answer.status_code for path, answer in answers.items() if answer.status_code not in (200, 303, 404, 405)} == {}
        found = {path: Read(answer.text) for path, answer in answers.items() if answer.status_code == 200}
        assert "/about" in found
        return found

    return ask


@pytest.mark.parametrize("kind", KINDS)
def test_each_page_is_whole(crawl, kind):
    for path, read in crawl(kind).items():
        assert read.html.startswith("<!doctype html>"), path
        assert [given["lang"] for given in read.named("html")] == ["en"], path
        assert len(read.named("h1")) == 1, path
        assert len(read.named("main")) == 1, path
        assert read.title.strip().endswith("– Roost"), path
        assert len(read.title) > len("– Roost") + 3, path
        ids = [given["id"] for _, given in read.tags if "id" in given]
        assert len(ids) == len(set(ids)), (path, [one for one in ids if ids.count(one) > 1])
        pointed = [
            one for _, given in read.tags for name in ("for", "aria-labelledby", "aria-describedby") for one in given.get(name, "").split()
        ]
        assert set(pointed) <= set(ids), (path, set(pointed) - set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_holds_anything_inline_or_foreign(crawl, kind):
    for path, read in crawl(kind).items():
        for tag, given in read.tags:
            assert "style" not in given, (path, tag)
            assert not [name for name in given if name.startswith("on")], (path, tag)
            assert tag not in ("style", "iframe", "object", "embed", "base"), path
            if tag == "script":
                assert "src" in given or given.get("type") == "application/json", path
            for name in ("src", "srcset", "action", "formaction", "data", "poster"):
                assert (given.get(name) or "/").startswith(("/", "#")), (path, tag)
            if tag == "link":
                assert given["href"].startswith("/static/"), path


def test_two_pages_have_no_title_in_common(crawl):
    titles = {}
    same = {"/today/care"}  # ticks one thing off on the page of today, and shows that page again
    for path, read in crawl("ok").items():
        if path in same:
            continue
        titles.setdefault(" ".join(read.title.split()), []).append(path)
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ("nobody", "urgent", "support")])
def test_the_name_and_the_way_to_help_stand_on_each_page(crawl, kind):
    number = KINDS.index(kind) - 1
    for path, read in crawl(kind).items():
        if path in ("/help", "/session"):  # the one is the way to help; the other asks for the person itself, and holds the number
            continue
        assert "/help" in [given.get("href") for given in read.named("a")] or "tel:112" in read.html, path
        assert f"Person {number}" in " ".join(read.said), path


def proper_names():
    """What stays as it is in each language: our name, the papers we cite, rules by name, units, months and weekdays."""
    from babel import Locale

    sources = [source for rule in books.rules().rules.values() for source in rule.sources]
    sources += [source for therapy in books.therapies() for source in therapy.sources]
    sources += [source for recall in books.recalls().values() for source in recall.sources]
    models = {model for recall in books.recalls().values() for model in recall.models}
    english = Locale.parse("en_GB")
    dates = {name for part in (english.months, english.days) for form in part["format"].values() for name in form.values()}
    cited = {source.cite for source in sources} | {study.short for study in studies()}
    return {"Roost", "mmHg", "kg"} | models | cited | set(books.rules().rules) | {name for name in dates if len(name) > 1}


@pytest.mark.parametrize("kind", KINDS)
def test_no_sentence_is_left_untranslated(house, crawl, kind):
    allowed = proper_names() | own_words(house[0])
    missed = {}
    for path, read in crawl(kind, "xx").items():
        assert [given["lang"] for given in read.named("html")] == ["xx"]
        if words := [text for text in read.said if left_over(text, allowed)]:
            missed[path] = words
    assert missed == {}


def test_an_error_speaks_the_language_too(house):
    home, people, app = house
    client = browser(app, people["new"])
    for path, fields in (
        ("/people/new", {"name": ""}),
        ("/questions/about", {"sex": ""}),
        ("/questions/body_and_table", {"height_unit": "cm"}),
        ("/nothing", {"x": "y"}),
    ):
        answer = client.post(path, data=fields, headers={"accept-language": "xx"})
        read = Read(answer.text)
        assert [text for text in read.said if left_over(text, proper_names() | own_words(home))] == [], path
