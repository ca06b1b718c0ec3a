"""Each recall file's own examples; each model that it names is found; and where it is from."""

import re

import pytest

from roost.app import books
from roost.base.sources import Level
from roost.coach.recalls import find_recall

RECALLS = books.recalls()
EXAMPLES = [pytest.param(name, one, id=f"{name}: {one.name}") for name, recall in RECALLS.items() for one in recall.examples]
MODELS = [(name, model) for name, recall in RECALLS.items() for model in recall.models]


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_an_example_of_a_recall_holds(name, example):
    assert (find_recall({name: RECALLS[name]}, example.typed) is not None) == example.found


@pytest.mark.parametrize(("name", "model"), MODELS)
def test_each_recalled_model_is_found(name, model):
    assert find_recall(RECALLS, model) is RECALLS[name]


@pytest.mark.parametrize("name", RECALLS)
def test_a_recall_shows_both_sides_and_says_where_it_is_from(name):
    recall = RECALLS[name]
    assert {example.found for example in recall.examples} == {True, False}
    for source in recall.sources:
        assert all((source.cite, source.where, source.says)), source.id
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", source.checked), source.id
        assert isinstance(source.level, Level)
        assert source.level is not Level.design


@pytest.mark.parametrize("name", RECALLS)
def test_it_says_not_to_use_the_table(name):
    assert "Do not use it." in RECALLS[name].tell
