"""In: each therapy file. Out: its examples hold, and the rules that it names exist."""

import re

import pytest

from roost.app import books
from roost.base.sources import Level
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


WANTED = {
    "walking", "exercise", "group_exercise", "physiotherapy", "heat", "cold", "mindfulness", "foam_roll", "massage", "hand_held_massage",
    "yoga_tai_chi", "stay_active", "sleep", "pain_medicine",
}  # fmt: skip
AMOUNT = re.compile(r"\b(\d+|mg|gram|grams|times a day|tablets?|hours?)\b", re.IGNORECASE)
SPINE = {"recent_injury", "new_pain_in_weak_bone", "new_hump", "spine_bone_broken_by_weakness"}


def test_each_therapy_that_was_asked_for_is_here():
    assert set(THERAPIES) == WANTED


@pytest.mark.parametrize("name", THERAPIES)
def test_a_therapy_that_comes_first_rests_on_more_than_our_own_choice(name):
    therapy = THERAPIES[name]
    levels = {source.level for source in therapy.sources}
    assert Level.design in levels, "how much and how often is ours, and says so"
    if therapy.first:
        assert levels & {Level.full_text, Level.abstract}
        assert therapy.strength not in ("little", "none")
    if therapy.strength == "none":
        assert re.search(r"\b(no|not)\b", therapy.why)


def test_three_stand_in_each_plan_from_the_start():
    assert [name for name, therapy in THERAPIES.items() if therapy.from_the_start] == ["walking", "exercise", "heat"]


def test_the_page_on_pain_medicine_gives_no_amounts():
    therapy = THERAPIES["pain_medicine"]
    for text in (therapy.tell, therapy.dose, therapy.why, *therapy.steps, *therapy.cautions):
        assert not AMOUNT.search(text), text


def test_nobody_is_told_to_stop_a_medicine():
    told = {f"therapy {name}": (one.tell, one.dose, one.why, *one.steps, *one.cautions) for name, one in THERAPIES.items()}
    told |= {f"rule {name}": (one.tell, one.why, one.change) for name, one in books.rules().rules.items()}
    stops = re.compile(
        r"(?<!not )(?<!n't )\b(stop|leave off|give up|come off|skip|cut down)\b[^.]*\b(medicines?|tablets?|pills?|drops)\b", re.I
    )
    assert [(name, text) for name, texts in told.items() for text in texts if stops.search(text)] == []
    assert "Do not stop a medicine from your doctor by yourself." in THERAPIES["pain_medicine"].cautions


@pytest.mark.parametrize("name", ["massage", "foam_roll", "hand_held_massage"])
def test_what_presses_on_a_back_waits_for_weak_bones_thin_blood_and_cancer(name):
    assert SPINE | {"osteoporosis", "anticoagulant", "cancer_now", "cancer_signs", "pregnancy"} <= set(THERAPIES[name].not_with)


def test_walking_comes_first():
    assert next(iter(THERAPIES)) == "walking"
