"""Each terms and context file's own examples; and that the words of the rules, of what is harmless, and of what is unplaced keep apart."""

import re

import pytest

from roost.app import books
from roost.store.shelf import shelf_folder
from roost.words.answers import Concept
from roost.words.context import read_context_files
from roost.words.entry import read_entry
from roost.words.lexicon import Lexicon
from roost.words.profile import Profile
from roost.words.read import read_words
from roost.words.terms import read_terms_files
from tests.rooms.words.small import CONCEPTS as FEW
from tests.rooms.words.small import CUES, TODAY

TERMS = read_terms_files(shelf_folder("words/terms"))
CONTEXT = read_context_files(shelf_folder("words/context"))
ALL = [one for one in books.concepts() if isinstance(one, Concept)]
LEXICON = Lexicon(ALL, CUES)
LISTS = {"condition": "conditions", "medicine": "medicines", "symptom": "symptoms"}
SHAPES = {
    "icd10cm": r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?",
    "atc": r"[A-Z]\d\d([A-Z]([A-Z](\d\d)?)?)?",
    "snomed": r"\d{6,18}",
    "rxnorm": r"\d{1,8}",
}


def examples(files):
    return [pytest.param(one, id=f"{name}: {one.text}") for name, file in files.items() for one in file.examples]


def answers(example, concepts):
    given = example.text if example.field == "free_text" else (example.text,)
    return read_words(Profile(today=TODAY, **{example.field: given}), concepts)


def said(concept, term):
    """How a term of a concept is read when it stands alone where it belongs."""
    read = read_entry(term, LISTS.get(concept.kind, "free_text"), LEXICON)
    return {(thing.concept.fact, thing.status) for thing in read.things}, read.missed


def words(role):
    return [(one, term) for one in ALL if one.role == role for term in one.terms]


@pytest.mark.parametrize("example", examples(CONTEXT))
def test_a_phrase_does_what_its_example_says(example):
    read = answers(example, FEW)
    assert {mention.label: mention.status for mention in read.mentions if mention.label} == example.found
    assert bool(read.not_understood) == example.missed


@pytest.mark.parametrize("example", examples(TERMS))
def test_a_term_is_understood_as_its_example_says(example):
    assert bool(answers(example, books.concepts()).not_understood) == example.missed


# One test for all words of a kind: a test each would be thousands. The name of what fails stands in the message.
def test_each_word_of_a_rule_is_read_as_a_yes_to_its_question():
    wrong = {(one.rule, term) for one, term in words("asked") if (one.fact, "yes") not in said(one, term)[0]}
    assert wrong == set()


def test_each_harmless_word_is_understood_and_no_rule_asks_about_it():
    wrong = {(one.rule, term) for one, term in words("harmless") if said(one, term) != ({("", "noted")}, False)}
    assert wrong == set()


def test_each_unplaced_word_is_either_not_understood_or_a_rule_asks_about_it():
    read = {(one.rule, term): said(one, term) for one, term in words("unplaced")}
    assert {place for place, (found, missed) in read.items() if not missed and not any(fact for fact, _ in found)} == set()


@pytest.mark.parametrize("name", TERMS)
def test_each_code_has_the_shape_of_its_list_and_a_source_that_is_no_choice_of_ours(name):
    codes = [code for entry in TERMS[name].entries for code in entry.codes]
    for code in codes:
        assert re.fullmatch(SHAPES[code.system], code.code), code
    assert not codes or any(source.level.value != "design" for source in TERMS[name].sources)


def test_no_harmless_code_stands_under_a_code_of_a_rule():
    harmless = [code for one in ALL if one.role == "harmless" for code in one.codes]
    assert harmless
    for code in harmless:
        assert {effect for _, effect in LEXICON.codes.meaning(code.system, code.code)} == {"noted"}, code


@pytest.mark.parametrize("name", TERMS)
def test_no_entry_of_a_file_has_a_word_twice(name):
    terms = [term for entry in TERMS[name].entries for term in entry.terms]
    assert sorted({term for term in terms if terms.count(term) > 1}) == []
