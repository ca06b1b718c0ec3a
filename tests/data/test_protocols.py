"""In: each protocol file. Out: its examples hold, its sentences are short, and what it says of carry-over is what the model gives."""

import re

import pytest

from roost.plan.calendar import draw_calendar, longest_without, why_not
from roost.plan.protocol import LONGEST_USUAL_DAYS, read_protocols
from roost.store.shelf import shelf_folder

PROTOCOLS = read_protocols(shelf_folder("plan/protocols"))
EXAMPLES = [(name, example) for name, protocol in PROTOCOLS.items() for example in protocol.examples]
KEPT_ARMS = {"inversion", "usual", "level_table", "low_dose"}


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_its_seed_gives_the_order_that_its_example_says(name, example):
    protocol = PROTOCOLS[name].with_therapies(example.therapies)
    calendar = draw_calendar(protocol, example.seed, example.start)
    assert tuple(period.arm for period in calendar) == example.arms
    assert calendar[-1].last == example.to
    assert why_not(protocol) is None
    assert set(protocol.names) <= KEPT_ARMS | set(shelf_folder("plan/therapies"))
    if "inversion" in protocol.names:
        assert longest_without(calendar) <= protocol.most_usual_days() <= LONGEST_USUAL_DAYS


def test_each_way_that_was_asked_for_is_here_and_pairs_of_weeks_come_first():
    assert list(PROTOCOLS) == [
        "pairs_of_weeks", "level_table", "low_dose", "another_therapy", "therapy_alone", "abab", "longer_blocks", "several_therapies",
        "several_with_the_table",
    ]  # fmt: skip
    assert (PROTOCOLS["pairs_of_weeks"].period_days, PROTOCOLS["pairs_of_weeks"].pairs) == (7, 6)
    assert PROTOCOLS["low_dose"].arm("low_dose").head_down_deg == 15
    assert PROTOCOLS["longer_blocks"].period_days == 14


@pytest.mark.parametrize("name", PROTOCOLS)
def test_the_sentences_for_people_are_short(name):
    protocol = PROTOCOLS[name]
    told = [protocol.tell, protocol.carry_over, *(arm.tell for arm in protocol.arms)]
    sentences = [sentence for text in told for sentence in re.split(r"(?<=[.?!]) ", text) if sentence]
    assert [sentence for sentence in sentences if len(sentence.split()) > 20] == []


@pytest.mark.parametrize(("name", "tenths"), [("abab", 2), ("longer_blocks", 4)])
def test_the_share_that_is_said_to_show_is_what_a_half_life_of_four_days_gives(name, tenths):
    left, still, shown = 0.5**0.25, 0.0, {"inversion": [], "usual": []}
    protocol = PROTOCOLS[name]
    for block in range(20):
        for arm in protocol.names:
            for _ in range(protocol.period_days):
                still = left * still + (1 - left) * (arm == "inversion")
                shown[arm] += [still] if block > 2 else []
    on, off = (sum(days) / len(days) for days in shown.values())
    assert round(10 * (on - off)) == tenths
    assert f"about {tenths} tenths" in protocol.carry_over
