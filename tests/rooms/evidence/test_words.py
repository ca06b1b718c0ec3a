"""In: texts, papers and plots. Out: what a person reads, how hard it is, and how it is handed to other programs."""

import json
from decimal import Decimal
from xml.etree import ElementTree

import pytest

from roost.base.errors import DataFileError
from roost.evidence.bibliography import bibtex, csl_json
from roost.evidence.comparison import to_tenth
from roost.evidence.forest import Axis, axis_of, forest_svg, marks
from roost.evidence.learn import faults_of_text, filled, readability
from roost.evidence.library import read_library
from roost.evidence.recompute import Example, misses, worked_out
from roost.evidence.study import Read
from roost.evidence.tell import READ, number
from tests.rooms.evidence.shelves import folders

LIBRARY = read_library(folders())


def test_easy_text_is_easy_and_hard_text_is_hard():
    assert readability("Come up slowly now. Sit for a bit.") < 2
    assert readability("Notwithstanding methodological heterogeneity, decompression demonstrated inconsequential improvements.") > 15


@pytest.mark.parametrize("word", ["safe", "cleared", "approved", "proven", "cures", "guaranteed"])
def test_some_words_are_never_said(word):
    assert faults_of_text(f"This is {word}.") == [f"says {word!r}, which we never do"]


def test_a_figure_stands_in_its_place_with_a_real_minus():
    from roost.evidence.learn import Figure

    figures = {"n": Figure(of="x.y", read=Decimal("-7.9"))}
    assert filled("About {n} of {m}.", figures, str.upper) == "ABOUT {N} OF {M}."
    assert filled("About {n} of {m}.", figures) == "About −7.9 of {m}."


def test_numbers_are_said_as_people_write_them():
    assert [number(x) for x in (0.0, -0.04, 0.35, -1.07)] == ["0.0", "0.0", "+0.3", "−1.1"]
    assert [to_tenth(x) for x in (1.15, -1.15, 1.149999)] == [1.2, -1.2, 1.1]


def test_every_level_has_its_words_and_its_tabs():
    assert READ.keys() == set(Read)
    assert {level: level.tabs for level in Read} == {
        Read.full_text: 4, Read.abstract: 3, Read.partial_abstract: 3, Read.secondary: 2, Read.registry: 2, Read.maker: 1,
    }  # fmt: skip


def test_an_axis_holds_all_ranges_and_the_change_that_matters():
    plotted = [result for result in LIBRARY.results.values() if result.comparison.file.plot == "pain"]
    axis = axis_of(plotted)
    ends = [end for result in plotted for row in result.usable for end in row.ci95 or ()]
    assert axis.low <= min(ends) <= max(ends) <= axis.high
    assert axis.important == -2
    assert axis.at(axis.low) == 0
    assert axis.at(axis.high) == 1
    assert axis.at(-99) == 0
    assert axis_of([]) == Axis(0, 1, None)


def test_each_kind_of_row_is_drawn_and_told():
    drawn = {mark.kind for result in LIBRARY.results.values() for mark in marks(result)}
    assert drawn == {"seen", "no_range", "pooled", "no_number"}
    svg = forest_svg([result for result in LIBRARY.results.values() if result.comparison.file.plot == "pain"])
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    description = root.find("{http://www.w3.org/2000/svg}desc").text
    for words in (
        "Beurskens 1997: +0.6 (−0.5 to +1.6)",
        "Both together: +0.4 (−0.5 to +1.3)",
        "Amjad 2022: −1.1 (range not seen)",
        "Table trial of 2016: result not found",
    ):
        assert words in description
    assert "style=" not in svg
    assert ElementTree.fromstring(forest_svg([])) is not None


def test_the_bibliography_has_everybody_once_in_both_forms():
    names = [*LIBRARY.studies, *LIBRARY.guidelines]
    text = bibtex(LIBRARY.studies.values(), LIBRARY.guidelines.values())
    assert [line.partition("{")[2].rstrip(",") for line in text.splitlines() if line.startswith("@")] == names
    assert text.count("{") == text.count("}")
    assert "author = {Prasad, KSM and Gregson, BA" in text
    assert "author = {{World Health Organization}}" in text
    items = json.loads(json.dumps(csl_json(LIBRARY.studies.values(), LIBRARY.guidelines.values())))
    assert [item["id"] for item in items] == names
    prasad = next(item for item in items if item["id"] == "prasad_2012")
    assert prasad["DOI"] == "10.3109/09638288.2011.647231"
    assert prasad["issued"] == {"date-parts": [[2012]]}
    assert prasad["author"][0] == {"family": "Prasad", "given": "KSM"}
    assert "issued" not in next(item for item in items if item["id"] == "uj_thesis_inversion")


@pytest.mark.parametrize(
    ("compute", "given", "expect"),
    [
        ("RR", {"a": {"events": 3, "n": 13}, "b": {"events": 7, "n": 9}}, {"estimate": "0.30", "low": "0.10", "high": "0.85"}),
        ("OR", {"a": {"events": 3, "n": 13}, "b": {"events": 7, "n": 9}}, {"estimate": "0.09"}),
        ("RD", {"a": {"events": 3, "n": 13}, "b": {"events": 7, "n": 9}}, {"estimate": "-0.55"}),
        ("MD", {"a": {"mean": 5, "sd": 2, "n": 10}, "b": {"mean": 6, "sd": 3, "n": 12}}, {"estimate": "-1.0"}),
        ("SMD", {"a": {"mean": 5, "sd": 2, "n": 10}, "b": {"mean": 6, "sd": 3, "n": 12}}, {"estimate": "-0.37"}),
        ("ratio", {"a": 21, "b": 39}, {"estimate": "0.54", "difference": 18}),
        ("product", {"of": [3, 3, 4, 8]}, {"estimate": 288}),
        ("fragility", {"a": {"events": 5, "n": 10}, "b": {"events": 5, "n": 10}}, {"index": -1}),
        ("estimate", {"estimate": "-1.07"}, {"estimate": "-1.07"}),
    ],
)
def test_an_example_is_worked_out(compute, given, expect):
    example = Example(name="x", compute=compute, given=given, expect={key: Decimal(value) for key, value in expect.items()})
    assert misses(example) == ""
    worse = Example(name="x", compute=compute, given=given, expect={key: Decimal(value) + 3 for key, value in expect.items()})
    assert misses(worse)


def test_an_example_without_its_raw_figures_says_which():
    with pytest.raises(DataFileError, match="fisher needs b"):
        worked_out(Example(name="x", compute="fisher", given={"a": {"events": 1, "n": 2}}, expect={"p": 1}))


def test_a_figure_is_found_by_its_path_or_not_at_all():
    study = LIBRARY.studies["kim_2013"]
    assert study.figure("arms.head_down_30.head_down_deg.0") == 30
    assert study.figure("arms.head_down_30.head_down_deg.9") is None
    assert study.figure("arms.nobody.n") is None
    assert study.people == 47
    assert LIBRARY.studies["ballantyne_1986"].people is None
