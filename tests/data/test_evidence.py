"""In: each file of the evidence. Out: its examples hold, its claims have sources, its words are plain; and what only we can say of them."""

import re

import pytest

from roost.app.evidence import evidence, rests_on
from roost.evidence.learn import LONGEST, MOST_READABILITY, faults_of_text, filled, readability
from roost.evidence.library import faults
from roost.evidence.recompute import misses
from roost.evidence.study import Read
from roost.evidence.tell import claim_text

LIBRARY = evidence()
EXAMPLES = [(name, example) for name, study in LIBRARY.studies.items() for example in study.file.examples]
CLAIMS = [(lesson, claim) for lesson in LIBRARY.lessons.values() for claim in lesson.file.claims]
SUBJECTS = {
    "what_inversion_is", "how_a_table_works", "does_it_help", "what_the_studies_say", "what_it_cannot_promise", "can_it_harm",
    "who_should_not", "how_to_start", "set_up", "the_session", "afterwards", "what_else_helps", "what_professionals_say", "questions",
    "when_to_get_help",
}  # fmt: skip


def test_nothing_is_wrong_between_the_files():
    assert [str(fault) for fault in faults(LIBRARY)] == []


@pytest.mark.parametrize(("name", "example"), EXAMPLES, ids=[f"{name}: {example.name}" for name, example in EXAMPLES])
def test_an_effect_worked_out_again_is_the_printed_one(name, example):
    assert misses(example) == ""


@pytest.mark.parametrize("name", LIBRARY.studies)
def test_a_study_is_used_or_says_why_not(name):
    study = LIBRARY.studies[name]
    assert study.file.not_usable or any(study.effect(use) is not None for use in study.file.usable_for)
    if study.level is Read.maker:
        assert all(study.effect(use) is None for use in study.file.usable_for), "a figure that only its maker tells goes into no synthesis"


def test_every_subject_has_its_page():
    assert LIBRARY.lessons.keys() == SUBJECTS


@pytest.mark.parametrize(("lesson", "claim"), CLAIMS, ids=[f"{lesson.name}.{claim.id}" for lesson, claim in CLAIMS])
def test_a_claim_has_sources_that_exist_and_plain_words(lesson, claim):
    assert claim.sources
    assert all(library_knows is not None for library_knows in (LIBRARY.named(lesson, id_) for id_ in claim.sources))
    assert faults_of_text(claim.tell) == []
    assert "{" not in claim_text(LIBRARY, claim)
    assert claim_text(LIBRARY, claim)


@pytest.mark.parametrize("name", LIBRARY.lessons)
def test_a_page_can_be_read_at_eleven(name):
    lesson = LIBRARY.lessons[name]
    body = " ".join([lesson.file.tell, *(claim_text(LIBRARY, claim) for claim in lesson.file.claims)])
    assert readability(body) <= MOST_READABILITY
    assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?])\s+", body)) <= LONGEST


def test_a_benefit_that_only_the_maker_tells_is_called_unknown():
    for _, claim in CLAIMS:
        if "maker" in claim.read_as.values():
            assert claim.answer == "unknown"


def test_nothing_known_from_memory_alone_supports_a_benefit():
    """A `yes` to a benefit, in the groups help and care, rests on a source that was read."""
    for lesson, claim in CLAIMS:
        if lesson.file.group in ("help", "care") and claim.answer == "yes":
            assert any(id_ in LIBRARY.studies or id_ in LIBRARY.guidelines for id_ in claim.sources), claim.id


def test_both_articles_are_covered_and_their_overclaims_are_named():
    assert LIBRARY.seeds.keys() == {"seed_1", "seed_2"}
    fairness = {name: [statement.fairness for statement in seed.file.statements] for name, seed in LIBRARY.seeds.items()}
    assert len(fairness["seed_1"]) >= 30
    assert len(fairness["seed_2"]) >= 40
    for found in fairness.values():
        assert {"fair", "too_strong", "not_shown", "left_out"} <= set(found)


def test_what_rests_on_a_source_goes_both_ways():
    prasad = {f"{user.kind} {user.name}" for user in rests_on()["prasad_2012"]}
    assert {"page does_it_help.surgery", "comparison inversion_surgery"} <= prasad
    assert any(user.kind == "rule" for user in rests_on()["gianakopoulos_1985"]), "rules name it GIAN85"
    assert any(user.kind == "prior" for user in rests_on()["beurskens_1997"])
    for lesson, claim in CLAIMS:
        names = {f"{user.kind} {user.name}" for users in rests_on().values() for user in users}
        assert f"page {lesson.name}.{claim.id}" in names


def test_the_known_traps_of_the_trial_before_surgery_are_kept():
    control = LIBRARY.studies["prasad_2012"].file.arms["control"]
    assert (control.n, control.counted) == (11, 9)
    assert filled("{x}", {}) == "{x}"
