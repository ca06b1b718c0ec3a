"""In: each item of the check-list. Out: its examples hold, and each item that a plan can ask for is there."""

import pytest

from roost.plan.make_plan import CHECKS, LAST_CHECK
from tests.rooms.coach.small import BOOK, outcome

ITEMS = BOOK.checklists
EXAMPLES = [(name, example) for name, item in ITEMS.items() for example in item.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_it_comes_out_as_its_example_says(name, example):
    assert outcome(example) == example.expect


@pytest.mark.parametrize("name", [*CHECKS, "reading", "spotter", LAST_CHECK])
def test_each_item_of_a_plan_is_there(name):
    assert ITEMS[name].ask.endswith("?")


@pytest.mark.parametrize("name", ITEMS)
def test_a_no_is_shown_too(name):
    assert any(step["kind"] == "check" and step["answer"] == "no" for example in ITEMS[name].examples for step in example.then)


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_is_said_in_short_sentences(name):
    item = ITEMS[name]
    for line in (item.ask, item.no, *item.how):
        assert all(len(sentence.split()) <= 20 for sentence in line.split(". ")), line
