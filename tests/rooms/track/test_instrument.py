"""In: instrument files, whole and broken. Out: scores; too much skipped is no score, and a broken file is an error that names its key."""

from decimal import Decimal

import pytest

from roost.base.errors import DataFileError, InputError
from roost.track.instrument import read_instruments, score

FILE = """
title: T
recall: today
items:
  - {id: one, question: "One?"}
  - {id: two, question: "Two?", reverse: true}
  - {id: three, question: "Three?"}
answers: {low: 0, high: 4, low_means: never, high_means: always}
score: {how: mean}
may_skip: 1
low: 0
high: 4
better: lower
important_change: {points: 1.5, percent: 30, source: S}
licence: ours
facts: [X]
sources: [{id: S, cite: c, where: w, says: s, checked: "2026-01-01", level: design}]
examples: [{name: e, kind: full, given: {one: 1, two: 1, three: 1}, expect: 1}]
"""


def instrument(*changes):
    text = FILE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return read_instruments({"made_up": text.encode()})["made_up"]


SUM = (("how: mean", "how: sum"), ("high: 4\nbetter", "high: 12\nbetter"))
TABLE = "how: sum, lookup: {" + ", ".join(f'"{n}": {100 - n}' for n in range(13)) + "}"
LOOKUP = (("how: mean", TABLE), ("low: 0\nhigh: 4\nbetter", "low: 88\nhigh: 100\nbetter"), ("may_skip: 1", "may_skip: 0"))


@pytest.mark.parametrize(
    ("changes", "given", "expected"),
    [
        ((), {"one": 1, "two": 3, "three": 1}, Decimal(1)),
        ((), {"one": 0, "two": 4, "three": 0}, Decimal(0)),
        ((), {"one": 4, "two": 0, "three": 4}, Decimal(4)),
        ((), {"one": 1, "three": 4}, Decimal("2.5")),
        ((), {"one": 1, "two": None, "three": 4}, Decimal("2.5")),
        ((), {"one": 1}, None),
        ((), {}, None),
        (SUM, {"one": 1, "two": 3, "three": 1}, Decimal(3)),
        (LOOKUP, {"one": 1, "two": 3, "three": 1}, Decimal(97)),
        (LOOKUP, {"one": 1, "two": 3}, None),
    ],
)
def test_the_score_of_a_set_of_answers(changes, given, expected):
    assert score(instrument(*changes), given) == expected


@pytest.mark.parametrize(
    ("given", "key"), [({"one": 5}, "one"), ({"one": -1}, "one"), ({"one": True}, "one"), ({"two": "3"}, "two"), ({"four": 1}, "four")]
)
def test_an_answer_that_is_not_allowed_is_refused_by_name(given, key):
    with pytest.raises(InputError) as refused:
        score(instrument(), given)
    assert refused.value.key == key


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ([("better: lower", "better: down")], "better"),
        ([("facts: [X]", "facts: []")], "facts"),
        ([("answers: {low: 0, high: 4", "answers: {low: 4, high: 4")], "answers"),
        ([("may_skip: 1", "may_skip: 3")], "may_skip"),
        ([("high: 4\nbetter", "high: 5\nbetter")], "low"),
        ([("source: S}", "source: OTHER}")], "important_change.source"),
        ([("how: mean", 'how: mean, lookup: {"0": 1}')], "score.lookup"),
        ([("how: mean", 'how: sum, lookup: {"0": 1}')], "score.lookup"),
        ([("title: T", "title: T\ncolour: red")], "colour"),
    ],
    ids=str,
)
def test_a_broken_file_names_its_key(changes, key):
    with pytest.raises(DataFileError) as refused:
        instrument(*changes)
    assert refused.value.file == "made_up.yaml"
    assert refused.value.key == key


def test_an_instrument_may_have_no_important_change():
    assert instrument(("important_change: {points: 1.5, percent: 30, source: S}", "important_change: null")).important_change is None
