import pytest

from roost.app import books
from roost.base.errors import InputError
from roost.words import read as module
from roost.words.profile import read_profile
from roost.words.read import read_words
from tests.rooms.words.small import CONCEPTS, entry, found, profile, read
from tests.rooms.words.test_profile import EXAMPLE

CONDITIONS = ("stroke", "glaucoma", "fits", "heart", "pregnant")


def test_a_list_that_is_there_answers_each_question_of_its_kind_with_no():
    answers = read(conditions=())
    assert answers.known == dict.fromkeys(CONDITIONS, False)
    assert answers.words == {}


def test_a_list_that_is_not_there_leaves_its_questions_unknown():
    assert read().known == {}
    assert set(read(medicines=()).known) == {"thinner", "pressure"}
    assert set(read(symptoms=()).known) == {"chest_pain", "fever", "bladder", "waits"}


def test_a_yes_carries_the_words_that_led_there():
    answers = read(conditions=("Stroke in 2010 ", "mini stroke", "eczema"), free_text="I had a stroke. I swim.")
    assert answers.known["stroke"] is True
    assert answers.words == {"stroke": ("Stroke in 2010", "mini stroke", "I had a stroke.")}


def test_a_yes_counts_from_any_list():
    answers = read(medicines=("paracetamol for a fever",), symptoms=("warfarin",))
    assert (answers.known["fever"], answers.known["thinner"]) == (True, True)


def test_doubt_leaves_a_question_open_though_the_list_is_there():
    answers = read(conditions=("stroke: not sure",))
    assert "stroke" not in answers.known
    assert answers.known["glaucoma"] is False


def test_a_denial_closes_only_what_it_names():
    answers = read(free_text="I have never had a stroke.")
    assert answers.known == {"stroke": False}
    assert answers.words == {"stroke": ("I have never had a stroke.",)}


@pytest.mark.parametrize(
    "given",
    [
        {"conditions": ("stroke", "no stroke")},
        {"conditions": ("no stroke",), "free_text": "I had a stroke."},
        {"conditions": ("stroke",), "free_text": "No stroke."},
        {"conditions": ("stroke", "maybe stroke")},
        {"conditions": ("stroke",), "answers": {"stroke": "not_sure"}},
        {"free_text": "I had a stroke.", "answers": {"stroke": "no"}},
        {"conditions": ("no stroke",), "answers": {"stroke": "yes"}},
        {"conditions": (), "answers": {"stroke": "2010-05-01"}},
    ],
)
def test_where_words_disagree_the_yes_stands(given):
    assert read(**given).known["stroke"] is True


@pytest.mark.parametrize(
    "given",
    [
        {"conditions": ("no stroke",), "free_text": "Maybe a stroke."},
        {"conditions": ("no stroke", "stroke?")},
        {"conditions": (), "answers": {"stroke": "not_sure"}},
        {"free_text": "Maybe a stroke.", "answers": {"stroke": "no"}},
        {"answers": {"stroke": "not_sure"}},
    ],
)
def test_where_words_doubt_it_stays_unknown(given):
    assert "stroke" not in read(**given).known


def test_an_answer_wins_over_a_list():
    assert read(conditions=("stroke",), answers={"stroke": "no"}).known["stroke"] is False
    assert read(conditions=("stroke?",), answers={"stroke": "no"}).known["stroke"] is False
    assert read(medicines=("atenolol",), answers={"pressure": "no"}).known["pressure"] is False
    assert read(free_text="I take atenolol.", answers={"pressure": "no"}).known["pressure"] is False


def test_an_answer_no_carries_no_words_of_the_list_that_said_yes():
    assert read(conditions=("stroke",), answers={"stroke": "no"}).words == {}


@pytest.mark.parametrize(("raw", "kept"), [("yes", True), ("no", False), ("not_sure", "not_sure")])
def test_whether_a_doctor_agreed_is_kept_as_it_was_said(raw, kept):
    assert read(answers={"doctor_agreed": raw}).known == {"doctor_agreed": kept}


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({"strok": "yes"}, "did you mean stroke?"),
        ({"zorbs": "yes"}, "leave it out"),
        ({"stroke": 4}, "yes, no or not_sure"),
        ({"stroke": "maybe"}, "yes, no or not_sure"),
        ({"stroke_date_days": "yes"}, "not a number"),
        ({"text_not_understood": "no"}, "not answered here"),
    ],
)
def test_an_answer_that_nobody_asks_for_or_of_the_wrong_kind_is_refused_by_its_key(answers, says):
    with pytest.raises(InputError, match="answers") as caught:
        read(answers=answers)
    assert caught.value.key == f"answers.{next(iter(answers))}"
    assert says in str(caught.value)


def test_a_number_is_taken_from_the_answers_and_never_from_words():
    assert read(answers={"stroke_date_days": {"value": 2, "unit": "weeks"}}).known == {"stroke_date_days": 14}
    answers = read(free_text="Days since a stroke.")
    assert "stroke_date_days" not in answers.known
    assert found(answers) == {"days since a stroke": "yes"}


def test_what_is_not_understood_is_listed_once_with_its_field():
    answers = read(conditions=("zorbs", "zorbs"), medicines=(entry("atc", "V01"),), symptoms=("zaps",), free_text="I have asthma. I swim.")
    assert [(item.field, item.text) for item in answers.not_understood] == [
        ("conditions", "zorbs"),
        ("medicines", "atc V01"),
        ("symptoms", "zaps"),
        ("free_text", "I have asthma."),
    ]


def test_a_text_of_marks_says_nothing():
    assert (read(free_text="... !? - ").mentions, read(free_text="...").not_understood) == ((), ())


def test_each_thing_of_an_entry_is_shown_back_once():
    answers = read(conditions=("stroke, stroke and eczema",), free_text="I swim. My mother had a stroke. She walks.")
    assert [(m.field, m.text, m.label, m.fact, m.status) for m in answers.mentions] == [
        ("conditions", "stroke, stroke and eczema", "stroke", "stroke", "yes"),
        ("conditions", "stroke, stroke and eczema", "eczema", "", "noted"),
        ("free_text", "I swim.", "", "", "noted"),
        ("free_text", "My mother had a stroke.", "stroke", "stroke", "someone_else"),
        ("free_text", "She walks.", "", "", "noted"),
    ]


def test_the_example_of_the_design_is_understood_whole():
    answers = read_words(read_profile(EXAMPLE.encode()), books.concepts())
    assert answers.not_understood == ()
    assert [(m.field, m.label, m.status) for m in answers.mentions] == [
        ("conditions", "eczema", "noted"),
        ("medicines", "skin care", "noted"),
        ("symptoms", "low back pain", "noted"),
        ("free_text", "", "noted"),
    ]
    assert set(answers.known.values()) == {False}


def test_a_tuple_of_concepts_is_made_ready_once_and_a_list_each_time():
    assert module._lexicon(CONCEPTS) is module._lexicon(CONCEPTS)
    one_more = [*CONCEPTS]
    assert module._lexicon(one_more) is not module._lexicon(one_more)
    for _ in range(6):
        read_words(profile(), (*CONCEPTS,))
    assert len(module._made) == 4
    assert read(conditions=("stroke",)).known["stroke"] is True
