"""In: nobody's browser. Out: each page of lessons and sources is whole, asks no other origin, and says the figures of the files."""

import re

import pytest

from roost.app.evidence import evidence
from roost.evidence.study import Figures
from roost.web.pages.evidence import figures_of

LIBRARY = evidence()
LEARN = ["/learn", "/learn?about=harm", "/learn?about=nonsense", *(f"/learn/{name}" for name in LIBRARY.lessons)]
SOURCES = [
    "/evidence",
    "/evidence/rests-on",
    *(f"/evidence/{name}" for name in (*LIBRARY.studies, *LIBRARY.guidelines, "SEED1", "OUR_SEARCH")),
]


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.mark.parametrize("path", [*LEARN, *SOURCES])
def test_a_page_is_whole_and_asks_no_other_origin(nobody, path):
    answer = nobody.get(path)
    assert answer.status_code == 200
    html = answer.text
    assert html.count("<h1>") == 1
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "{" not in text_of(html)
    assert re.findall(r'<(?:script|img|link|iframe)[^>]+(?:src|href)="(?!/)', html) == []
    assert not re.search(r"\sstyle=", html)


def test_each_claim_leads_to_its_sources(nobody):
    led = set()
    for name, lesson in LIBRARY.lessons.items():
        html = nobody.get(f"/learn/{name}").text
        for claim in lesson.file.claims:
            assert f'id="{claim.id}"' in html
        led |= set(re.findall(r'href="(/evidence/[^"#?]+)"', html))
    assert len(led) > 40
    assert {href: nobody.get(href).status_code for href in led} == dict.fromkeys(led, 200)


def test_what_only_the_maker_says_is_shown_as_such(nobody):
    html = nobody.get("/learn/does_it_help").text
    claim = html[html.index('id="less_pain"') : html.index('id="medicine"')]
    assert "74% had less pain" in claim
    assert "maker&#39;s word" in claim or "maker's word" in claim
    assert "Nobody knows." in claim


def test_the_plot_is_a_table_with_the_figures_in_words(nobody):
    said = text_of(nobody.get("/evidence").text)
    for words in (
        "Beurskens 1997 151",
        "+0.6 (−0.5 to +1.6)",
        "Both together 211",
        "+0.4 (−0.5 to +1.3)",
        "range not seen",
        "result not found",
        "10 of 13 did without surgery",
        "2 people are missing",
    ):
        assert words in said, words


def test_a_subject_shows_its_pages_alone(nobody):
    said = text_of(nobody.get("/learn?about=harm").text)
    assert "You can be paralysed" in said
    assert "It can save you from surgery" not in said


def test_the_bibliography_can_be_taken_along(nobody):
    bib, csl = nobody.get("/evidence/bibliography/bib"), nobody.get("/evidence/bibliography/json")
    assert bib.headers["content-type"].startswith("text/plain")
    assert "@article{prasad_2012," in bib.text
    assert len(csl.json()) == len(LIBRARY.studies) + len(LIBRARY.guidelines)


@pytest.mark.parametrize("path", ["/evidence/nobody_1900", "/learn/nothing", "/evidence/bibliography/docx", "/evidence/GIAN85"])
def test_what_there_is_no_page_of_is_not_found(nobody, path):
    assert nobody.get(path).status_code == 404


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (Figures(events=3, n=20), "3 of 20"),
        (Figures(events=3), "3"),
        (Figures(percent=74), "74 %"),
        (Figures(mean=-7, least=-9, most=2), "−7, from −9 to 2"),
        (Figures(estimate=1, low=0, high=2, p=3), "1, from 0 to 2, p 3"),
        (Figures(), ""),
    ],
)
def test_raw_figures_are_said(figures, said):
    assert figures_of(figures) == said
