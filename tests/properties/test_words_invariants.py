"""What always holds of the reading of words, over random lists, texts and answers, with all real rules and words."""

import time
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roost.app import books
from roost.base.canonical import canonical_json
from roost.plan.caps import CEILING
from roost.screen.screen import screen
from roost.screen.screening import Verdict
from roost.words.answers import Answers, Concept
from roost.words.profile import CodeEntry, Profile
from roost.words.read import read_words

FEWER = max(settings.default.max_examples // 2, 1)  # where each example screens twice
TODAY = date(2026, 3, 1)
CONCEPTS = books.concepts()
ASKED = [one for one in CONCEPTS if isinstance(one, Concept) and one.role == "asked"]
TERMS = sorted({term for one in CONCEPTS if isinstance(one, Concept) for term in one.terms})
FACTS = sorted(one.fact for one in ASKED if one.takes == "yes_no")
LISTS = ("conditions", "medicines", "symptoms")

SMALL = "no not never maybe and or but , : ? ; ( ) my mother had in the family sure since 2010 tablets without".split()  # noqa: SIM905
small_words = st.sampled_from(SMALL)
phrases = st.lists(st.sampled_from(TERMS) | small_words, min_size=1, max_size=7).map(" ".join)
codes = st.builds(
    CodeEntry,
    system=st.sampled_from(["icd10cm", "atc", "snomed", "rxnorm", "?"]),
    code=st.sampled_from(sorted({code.code for one in ASKED for code in one.codes})) | st.text(max_size=6),
    display=st.just("") | phrases,
)
entries = phrases | codes | st.text(max_size=30)
lists = st.none() | st.lists(entries, max_size=3).map(tuple)
texts = st.lists(phrases | st.text(max_size=30), max_size=3).map(". ".join)
answered = st.dictionaries(st.sampled_from(FACTS), st.sampled_from(["yes", "no", "not_sure"]), max_size=2)
people = st.builds(
    Profile, today=st.just(TODAY), conditions=lists, medicines=lists, symptoms=lists, free_text=texts, answers=answered, sex=st.just("F")
)
# Letters that stand in no word of any language we read.
unknown = st.lists(st.text("bdfghjkqvwxz", min_size=7, max_size=12).map(lambda word: word + "q"), min_size=1, max_size=3).map(" ".join)


def read(profile: Profile) -> Answers:
    return read_words(profile, CONCEPTS)


def verdict(profile: Profile) -> Verdict:
    return screen(read(profile), books.rules(), CEILING).verdict


def yes(answers: Answers) -> set[str]:
    return {fact for fact, value in answers.known.items() if value is True}


def with_entry(profile: Profile, field: str, entry: object) -> Profile:
    return replace(profile, **{field: (*(getattr(profile, field) or ()), entry)})


@given(people)
def test_any_text_at_all_is_read_and_can_be_written_down(profile):
    answers = read(profile)
    canonical_json([answers.mentions, answers.not_understood])
    assert {mention.status for mention in answers.mentions} <= {"yes", "no", "not_sure", "noted", "someone_else"}
    assert set(answers.words) <= set(answers.known)


@given(people, st.randoms(use_true_random=False))
def test_neither_the_order_of_entries_nor_the_case_of_letters_matters(profile, chance):
    turned = {}
    for field in LISTS:
        given_list = getattr(profile, field)
        if given_list is not None:
            shuffled = [one.upper() if isinstance(one, str) and one.isascii() else one for one in given_list]
            chance.shuffle(shuffled)
            turned[field] = tuple(shuffled)
    other = read(replace(profile, **turned))
    assert other.known == read(profile).known
    assert len(other.not_understood) == len({(item.field, item.text.upper()) for item in read(profile).not_understood})


@given(people, st.sampled_from(LISTS), unknown)
def test_an_unknown_entry_is_always_listed_and_never_let_through(profile, field, entry):
    answers = read(with_entry(profile, field, entry))
    assert (field, entry) in {(item.field, item.text) for item in answers.not_understood}
    assert screen(answers, books.rules(), CEILING).verdict >= Verdict.ask_first


@given(people, st.sampled_from(LISTS), entries)
def test_one_more_entry_never_takes_back_a_yes(profile, field, entry):
    assert yes(read(profile)) <= yes(read(with_entry(profile, field, entry)))


@given(people, texts)
def test_free_text_never_takes_back_a_yes_or_an_open_question(profile, text):
    before, after = read(replace(profile, free_text="")), read(replace(profile, free_text=text))
    assert yes(before) <= yes(after)
    assert set(before.not_understood) <= set(after.not_understood)
    closed = {fact for fact, value in after.known.items() if value is False} - set(before.known)
    assert closed <= {mention.fact for mention in after.mentions if mention.field == "free_text" and mention.status == "no"}


@settings(max_examples=FEWER)
@given(people, st.sampled_from(FACTS))
def test_not_sure_is_never_milder_than_no(profile, fact):
    unsure = replace(profile, answers={**profile.answers, fact: "not_sure"})
    no = replace(profile, answers={**profile.answers, fact: "no"})
    assert verdict(unsure) >= verdict(no)


@settings(max_examples=FEWER)
@given(people, st.sampled_from(LISTS))
def test_a_list_that_is_left_out_is_never_milder_than_an_empty_one(profile, field):
    assert verdict(replace(profile, **{field: None})) >= verdict(replace(profile, **{field: ()}))


@given(st.sampled_from([one for one in ASKED if one.kind == "symptom" and one.terms]), st.data(), people)
def test_a_sign_of_danger_counts_in_any_list_and_in_the_text(concept, data, profile):
    term = data.draw(st.sampled_from(concept.terms))
    quiet = replace(profile, answers={})
    for field in LISTS:
        assert concept.fact in yes(read(with_entry(quiet, field, term)))
    assert concept.fact in yes(read(replace(quiet, free_text=f"Since today: {term}.")))


LONG = [
    "no ",
    "stroke, ",
    "car crash ten years ago ",
    "operation 5 weeks ago, ",
    "one hundred and ",
    "i ",
    "my mother ",
    "\u202e\u200f\x00",
    "ab",
    "﷽",
]


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("field", ["free_text", "conditions"])
def test_a_long_text_of_anything_takes_a_bounded_time(piece, field):
    def taken(size):
        text = (piece * size)[:size]
        begun = time.process_time()
        read(Profile(today=TODAY, **{field: text if field == "free_text" else (text,)}))
        return time.process_time() - begun

    taken(100)
    assert taken(8_000) < 20 * max(taken(2_000), 0.05)  # four times as much: linear with room to spare, never the square or worse
