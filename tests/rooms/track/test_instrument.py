"""In: instrument files, whole and broken. Out: scores; too much skipped is no score, and a broken file is an error that names its key."""

from decimal import Decimal

import pytest

from roost.base.errors import DataFileError, InputError
from roost.track.instrument import asked, read_instruments, score

FILE = """
title: T
order: 1
recall: today
style: scale
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
schedule: {every_days: 7}
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


NONE_FOUND = ("important_change: {points: 1.5, percent: 30, source: S}", "important_change: null\nchange_unknown: nobody looked")


def test_an_instrument_may_have_no_important_change_and_then_says_so():
    found = instrument(NONE_FOUND)
    assert (found.important_change, found.change_unknown) == (None, "nobody looked")
    for change in ((NONE_FOUND[0], "important_change: null"), ("schedule:", "change_unknown: nobody looked\nschedule:")):
        with pytest.raises(DataFileError) as refused:
            instrument(change)
        assert refused.value.key == "change_unknown"


def test_a_total_from_paper_is_divided_into_the_score():
    total = instrument(("how: mean", "how: sum, divide_by: 3"))
    assert score(total, {"one": 1, "two": 3, "three": 4}) == Decimal(2)
    assert total.source("S").cite == "c"


OWN = (("style: scale", "style: scale\nown: true"),)


def test_of_the_persons_own_items_all_that_were_typed_are_asked():
    own = instrument(*OWN)
    assert [item.id for item in asked(own, ["Tie my shoes", "Drive"])] == ["one", "two"]
    assert score(own, {"one": 2, "two": 0}, ["Tie my shoes", "Drive"]) == Decimal(3)
    assert score(own, {"one": 2}, ["Tie my shoes", "Drive"]) is None
    assert score(own, {"one": 2}, ["Tie my shoes"]) is None
    with pytest.raises(InputError):
        score(own, {"three": 1}, ["Tie my shoes", "Drive"])


@pytest.mark.parametrize(("changes", "own"), [((), ["Mine"]), (OWN, ["a", "b", "c", "d"])])
def test_more_own_items_than_there_is_room_for_are_refused(changes, own):
    with pytest.raises(InputError) as refused:
        asked(instrument(*changes), own)
    assert refused.value.key == "own"


@pytest.mark.parametrize("key", ["noise", "room"])
def test_each_claim_of_a_file_names_a_source_of_it(key):
    claim = {"noise": "noise: {points: 2, source: OTHER}", "room": "room: {low: 1, high: 3, source: OTHER}"}[key]
    with pytest.raises(DataFileError) as refused:
        instrument(("schedule:", f"{claim}\nschedule:"))
    assert refused.value.key == f"{key}.source"
