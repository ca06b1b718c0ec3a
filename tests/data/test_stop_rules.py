"""In: each stop rule file. Out: its examples hold; each symptom that can be named has one; the ends are those of the design."""

import pytest

from roost.base.sources import Level
from tests.rooms.coach.small import BOOK, outcome

RULES = BOOK.stop_rules
EXAMPLES = [(name, example) for name, rule in RULES.items() for example in rule.examples]
SYMPTOMS = (
    "pain", "dizziness", "nausea", "headache", "ear_or_sinus", "vision", "eye_pain", "chest_pain", "breathless", "palpitations",
    "leg_pain", "numbness", "weakness", "arm_weakness", "neck_pain", "bladder_or_bowel", "faint", "ankle_slip", "fall", "panic",
    "reflux", "drowsy", "other",
)  # fmt: skip
LEVEL = {"chest_pain", "faint", "no_answer"}
STAY = {"ankle_slip", "fall", "neck_pain", "arm_weakness"}


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_it_comes_out_as_its_example_says(name, example):
    assert outcome(example) == example.expect


@pytest.mark.parametrize("symptom", SYMPTOMS)
def test_each_symptom_has_its_stop_rule(symptom):
    assert BOOK.by_symptom[symptom] == symptom


@pytest.mark.parametrize("name", RULES)
def test_the_end_is_upright_but_where_level_or_no_moving_is_the_way(name):
    assert RULES[name].end == ("level" if name in LEVEL else "stay" if name in STAY else "upright")


@pytest.mark.parametrize("name", RULES)
def test_whatever_is_not_mild_says_so_where_nobody_has_signed(name):
    if all(source.level is Level.design for source in RULES[name].sources):
        assert any("no source found yet" in source.says for source in RULES[name].sources)


@pytest.mark.parametrize("name", RULES)
def test_an_end_that_is_not_upright_is_grave(name):
    assert RULES[name].end == "upright" or RULES[name].grade == 3


@pytest.mark.parametrize("name", RULES)
def test_what_to_do_is_said_in_short_sentences(name):
    for line in RULES[name].action:
        assert all(len(sentence.split()) <= 20 for sentence in line.split(". ")), line
