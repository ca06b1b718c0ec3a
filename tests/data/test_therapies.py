"""In: each therapy file. Out: its examples hold, and the rules that it names exist."""

import pytest

from roost.app import books
from roost.plan.therapy import read_therapies
from roost.screen.screening import Verdict
from roost.store.shelf import shelf_folder

THERAPIES = {one.name: one for one in read_therapies(shelf_folder("plan/therapies"))}
EXAMPLES = [(name, example) for name, therapy in THERAPIES.items() for example in therapy.examples]


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_it_is_offered_to_whom_its_example_says(name, example):
    assert THERAPIES[name].is_offered(example.fired) == (example.expect == "offered")


@pytest.mark.parametrize("name", THERAPIES)
def test_the_rules_that_it_names_exist(name):
    named = {*THERAPIES[name].not_with, *(rule for example in THERAPIES[name].examples for rule in example.fired)}
    assert named <= set(shelf_folder("screen/rules"))


@pytest.mark.parametrize("rule", [name for name, rule in books.rules().rules.items() if rule.verdict < Verdict.urgent])
def test_no_rule_by_itself_leaves_a_person_with_nothing(rule):
    assert any(therapy.is_offered([rule]) for therapy in THERAPIES.values())


def test_walking_comes_first():
    assert next(iter(THERAPIES)) == "walking"
