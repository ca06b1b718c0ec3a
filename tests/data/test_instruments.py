"""In: each instrument file. Out: its own examples hold, and each kind that it needs is among them."""

import pytest

from roost.base.errors import InputError
from roost.store.shelf import shelf_folder
from roost.track.instrument import read_instruments, score

INSTRUMENTS = read_instruments(shelf_folder("track/instruments"))
EXAMPLES = [pytest.param(name, example, id=f"{name}: {example.name}") for name, one in INSTRUMENTS.items() for example in one.examples]


def needed(instrument):
    """Full, floor, ceiling and too many skipped; skipped items where some may be."""
    return {"full", "floor", "ceiling", "too_many_skipped"} | ({"skipped"} if instrument.may_skip else set())


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_its_example_holds(name, example):
    if example.kind == "refused":
        with pytest.raises(InputError):
            score(INSTRUMENTS[name], example.given, example.own)
    else:
        assert score(INSTRUMENTS[name], example.given, example.own) == example.expect


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_it_has_an_example_of_each_kind(name):
    instrument = INSTRUMENTS[name]
    assert {example.kind for example in instrument.examples} >= needed(instrument)
    ends = {example.kind: example.expect for example in instrument.examples}
    assert sorted((ends["floor"], ends["ceiling"])) == [instrument.low, instrument.high]


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_an_important_change_is_no_more_than_the_range_and_was_read_somewhere(name):
    instrument = INSTRUMENTS[name]
    change = instrument.important_change
    if change is None:
        assert instrument.change_unknown
        return
    assert 0 < change.points < instrument.high - instrument.low
    [source] = [source for source in instrument.sources if source.id == change.source]
    assert source.level.value != "design"


def test_the_evening_question_is_there():
    evening = INSTRUMENTS["evening_pain"]
    assert evening.items[0].question == "How bad was your back today, on average?"
    assert (evening.low, evening.high, evening.better, evening.recall) == (0, 10, "lower", "the last 24 hours")
