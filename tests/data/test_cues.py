"""In: each cue, and machine.yaml. Out: their examples hold; a cue is short, begins with a verb, and promises nothing."""

import re

import pytest

from roost.coach.tell import MOMENTS
from tests.rooms.coach.small import BOOK, outcome

CUES = BOOK.cues
EXAMPLES = [(name, example) for name, cue in CUES.items() for example in cue.examples]
EXAMPLES += [("machine", example) for example in BOOK.machine.examples]
VERBS = {
    "answer", "breathe", "bring", "check", "close", "come", "go", "hold", "knock", "leave", "lie", "lower", "open", "stay", "wait",
}  # fmt: skip
NEVER = re.compile(r"\b(we|safe|cleared|approved|proven|bring you)\b", re.IGNORECASE)


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_it_comes_out_as_its_example_says(name, example):
    assert outcome(example) == example.expect


def test_each_moment_has_its_cue_and_no_cue_is_left_over():
    assert set(MOMENTS) == set(CUES)


@pytest.mark.parametrize("name", CUES)
def test_a_cue_is_at_most_seven_words_and_begins_with_a_verb(name):
    words = re.findall(r"[\w’'-]+", CUES[name].say)
    assert len(words) <= 7
    assert words[0].lower() in VERBS


@pytest.mark.parametrize("name", CUES)
def test_a_cue_promises_nothing_and_moves_nobody(name):
    assert not NEVER.search(CUES[name].say)


def test_no_rule_says_that_the_software_moves_anybody():
    for rule in BOOK.stop_rules.values():
        assert not NEVER.search(" ".join(rule.action))
