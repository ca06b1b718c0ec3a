"""In: each ladder file. Out: its examples hold."""

from dataclasses import replace

import pytest

from roost.plan.caps import CEILING
from roost.plan.ladder import read_ladder
from roost.store.shelf import shelf_folder

LADDERS = {name: read_ladder(data, file=f"{name}.yaml") for name, data in shelf_folder("plan/ladders").items()}
EXAMPLES = [(name, example) for name, ladder in LADDERS.items() for example in ladder.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_the_ladder_ends_where_its_example_says(name, example):
    assert len(LADDERS[name].within(replace(CEILING, **example.limits))) == example.rungs


@pytest.mark.parametrize("name", LADDERS)
def test_both_sides_of_a_limit_are_shown(name):
    shown = {example.rungs for example in LADDERS[name].examples}
    assert {0, len(LADDERS[name].rungs)} <= shown
