"""In: the generated pages of docs/reference. Out: they say what the data files and types say, and each rule has its sources."""

import json

import pytest

from roost.app import books
from roost.base.sources import Level
from scripts.reference import REFERENCE, out_of_date, schemas


def test_the_generated_pages_are_up_to_date():
    assert out_of_date() == [], "run make docs and commit what it wrote"


@pytest.mark.parametrize("name", sorted(books.rules().rules))
def test_each_rule_has_a_source_that_one_can_look_up(name):
    for source in books.rules().rules[name].sources:
        assert source.where.strip()
        assert source.says.strip()
        assert source.level is Level.design or "memory" not in source.says


@pytest.mark.parametrize("name", sorted(books.rules().rules))
def test_each_rule_has_a_row_in_the_table(name):
    assert f"[{name}](" in (REFERENCE / "rules.md").read_text()


@pytest.mark.parametrize("name", sorted(schemas()))
def test_each_contract_has_a_schema_that_is_json(name):
    assert json.loads((REFERENCE / "schemas" / f"{name}.json").read_text())["$defs"]
