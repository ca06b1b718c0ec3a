"""How one entry is read. What each phrase does is tested by the examples of its file, in tests/data/test_terms.py."""

import pytest

from tests.rooms.words.small import found, read_one


def missed(text, field="conditions"):
    return [(item.field, item.text) for item in read_one(text, field).not_understood]


@pytest.mark.parametrize(
    "text", ["", " ", "-", "?", "...", "none", "None.", "NIL", "no", "n/a", "N.A.", "Nothing", "no known illnesses", "none that I know of"]
)
def test_an_entry_that_says_nothing_blocks_nothing(text):
    answers = read_one(text)
    assert (answers.not_understood, answers.mentions) == ((), ())
    assert answers.known["stroke"] is False


@pytest.mark.parametrize(
    "text", ["zorbitol", "eczema and zorbitol", "the", "yes", "not sure", "nothing serious", "my", "88/50", "2 of them", "eczema 88/50"]
)
def test_what_is_left_over_in_a_list_is_listed_with_the_whole_entry(text):
    assert missed(text) == [("conditions", text)]


@pytest.mark.parametrize(
    "text", ["eczema", "mild eczema since 2010", "Eczema: yes", "eczema (left hand)", "eczema?", "back pain for 6 months"]
)
def test_something_harmless_with_words_that_say_nothing_is_understood(text):
    assert missed(text) == []


def test_words_that_say_nothing_say_so_in_their_own_list_only():
    assert missed("paracetamol 500 mg with food", "medicines") == []
    assert missed("eczema with food") == [("conditions", "eczema with food")]


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("stroke", {"stroke": "yes"}),
        ("no stroke", {"stroke": "no"}),
        ("no stroke or glaucoma", {"stroke": "no", "glaucoma": "no"}),
        ("no stroke, glaucoma or fits", {"stroke": "no", "glaucoma": "no", "fits": "no"}),
        ("no stroke, glaucoma", {"stroke": "no", "glaucoma": "not_sure"}),
        ("no fever, chest pain since yesterday", {"fever": "no", "chest pain": "yes"}),
        ("no stroke and glaucoma", {"stroke": "no", "glaucoma": "not_sure"}),
        ("no stroke glaucoma", {"stroke": "no", "glaucoma": "not_sure"}),
        ("no stroke, glaucoma or fits and fever", {"stroke": "no", "glaucoma": "not_sure", "fits": "not_sure", "fever": "not_sure"}),
        ("denies stroke, glaucoma and fits", {"stroke": "no", "glaucoma": "no", "fits": "no"}),
        ("no idea about stroke", {"stroke": "yes"}),
        ("stroke: no", {"stroke": "no"}),
        ("stroke or glaucoma: no", {"stroke": "no", "glaucoma": "no"}),
        ("stroke and glaucoma: no", {"stroke": "not_sure", "glaucoma": "no"}),
        ("stroke glaucoma: no", {"stroke": "yes", "glaucoma": "no"}),
        ("stroke? no", {"stroke": "no"}),
        ("stroke no glaucoma", {"stroke": "yes", "glaucoma": "no"}),
        ("stroke, no", {"stroke": "yes"}),
        ("stroke, nothing else", {"stroke": "yes"}),
        ("stroke, none", {"stroke": "yes"}),
        ("stroke ruled out", {"stroke": "no"}),
        ("stroke, ruled out", {"stroke": "no"}),
        ("stroke, excluded glaucoma", {"stroke": "yes", "glaucoma": "no"}),
        ("stroke in hat ruled out", {"stroke": "yes"}),
        ("stroke: not sure", {"stroke": "not_sure"}),
        ("stroke: yes", {"stroke": "yes"}),
        ("stroke: never in the morning", {"stroke": "yes"}),
        ("stroke ruled out in 2010", {"stroke": "no"}),
        ("stroke, glaucoma: no", {"stroke": "yes", "glaucoma": "no"}),
        ("maybe stroke, glaucoma", {"stroke": "not_sure", "glaucoma": "yes"}),
        ("maybe stroke and glaucoma", {"stroke": "not_sure", "glaucoma": "not_sure"}),
        ("stroke and eczema negative", {"stroke": "not_sure", "eczema": "no"}),
        ("no recent stroke", {"stroke": "not_sure"}),
        ("no problems with my stroke", {"stroke": "yes"}),
        ("no tablets for stroke", {"stroke": "not_sure"}),
        ("for no stroke", {"stroke": "no"}),
        ("never suffered from stroke", {"stroke": "no"}),
        ("maybe stroke", {"stroke": "not_sure"}),
        ("maybe no stroke", {"stroke": "no"}),
        ("?stroke", {"stroke": "not_sure"}),
        ("stroke?", {"stroke": "not_sure"}),
        ("is it odd after a stroke?", {"stroke": "yes"}),
        ("stroke; maybe glaucoma", {"stroke": "yes", "glaucoma": "not_sure"}),
        ("tested for stroke, negative", {"stroke": "no"}),
        ("can't walk without chest pain", {"chest pain": "yes"}),
        ("back pain without chest pain", {"low back pain": "noted", "chest pain": "no"}),
        ("can't pee", {"can't pee": "yes"}),
        ("no back pain", {"low back pain": "no"}),
        ("no asthma", {"asthma": "no"}),
        ("my father's asthma", {"asthma": "someone_else"}),
        ("may be pregnant", {"pregnant": "yes"}),
    ],
)
def test_what_is_not_clearly_denied_counts(text, means):
    assert found(read_one(text)) == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("my mother had a stroke", {"stroke": "someone_else"}),
        ("mother, stroke", {"stroke": "yes"}),
        ("My mother, aged 80, had a stroke", {"stroke": "yes"}),
        ("my mother, who had a stroke, helps", {"stroke": "someone_else"}),
        ("mother - stroke", {"stroke": "someone_else"}),
        ("stroke (mother)", {"stroke": "someone_else"}),
        ("stroke in my mother", {"stroke": "someone_else"}),
        ("stroke mother", {"stroke": "yes"}),
        ("I had a stroke (mother)", {"stroke": "yes"}),
        ("glaucoma (my mother too)", {"glaucoma": "yes"}),
        ("my mother gave me fever", {"fever": "yes"}),
        ("my mother or me had a stroke", {"stroke": "yes"}),
        ("my mother likes long walks and good weather, stroke", {"stroke": "yes"}),
        ("my mother had a stroke, glaucoma", {"stroke": "someone_else", "glaucoma": "not_sure"}),
        ("my mother had a stroke, my dad has glaucoma", {"stroke": "someone_else", "glaucoma": "someone_else"}),
        ("glaucoma and stroke run in the family", {"glaucoma": "someone_else", "stroke": "someone_else"}),
        ("glaucoma, it runs in the family", {"glaucoma": "yes"}),
        ("hat glaucoma in the family", {"glaucoma": "someone_else"}),
        ("family history of stroke", {"stroke": "someone_else"}),
        ("my mother likes stroke", {"stroke": "yes"}),
    ],
)
def test_what_somebody_else_has_is_told_apart(text, means):
    assert found(read_one(text)) == means


def test_a_whole_illness_of_somebody_else_needs_no_name_that_we_know():
    answers = read_one("my mother had zorbitosis of the knee")
    assert not answers.not_understood
    assert [(mention.label, mention.status) for mention in answers.mentions] == [("", "someone_else")]


def test_a_medicine_with_other_uses_is_not_sure_until_it_is_denied():
    assert found(read_one("atenolol", "medicines")) == {"water tablet": "not_sure"}
    assert found(read_one("no atenolol", "medicines")) == {"water tablet": "no"}
    assert found(read_one("indapamide", "medicines")) == {"water tablet": "yes"}
    assert missed("insulin", "medicines") == [("medicines", "insulin")]


@pytest.mark.parametrize(
    "text",
    [
        "I have asthma.",
        "I was told that it is zorbitis.",
        "My tablets help.",
        "I take tablets for my nerves.",
        "I take big tablets, and eczema.",
        "Ich habe keine Ahnung davon",
        "У меня глаукома",
    ],
)
def test_a_sentence_that_names_what_we_can_not_place_is_listed(text):
    assert missed(text, "free_text") == [("free_text", text)]


@pytest.mark.parametrize(
    "text",
    [
        "I swim twice a week.",
        "Paracetamol tablets help.",
        "I take tablets for back pain.",
        "I have no illnesses.",
        "I was never diagnosed with asthma.",
        "My mother has a lung disease.",
        "Retired teacher.",
        "12345",
    ],
)
def test_any_other_sentence_is_shown_back_and_does_not_block(text):
    answers = read_one(text, "free_text")
    assert not answers.not_understood
    assert answers.mentions[0].text == text
    assert {mention.status for mention in answers.mentions} <= {"noted", "no"}


def test_a_very_long_clause_is_cut_so_that_nothing_reaches_over_it():
    assert found(read_one("no " + "the " * 200 + "stroke"))["stroke"] == "yes"
    assert found(read_one("no " + "the " * 20 + "stroke"))["stroke"] == "no"


@pytest.mark.parametrize(
    ("text", "field", "means"),
    [
        ("my heart", "conditions", {"heart": "yes"}),
        ("heart problems", "conditions", {"heart": "yes"}),
        ("heart: no", "conditions", {"heart": "no"}),
        ("blood pressure", "conditions", {"heart": "yes"}),  # blood by itself is a word that we can't place
        ("blood pressure today", "conditions", {"heart": "yes"}),
        ("blood", "conditions", {}),
        ("heart", "medicines", {}),
        ("heart", "free_text", {}),
        ("heart and soul", "conditions", {}),
    ],
)
def test_a_word_that_says_little_counts_where_an_entry_holds_nothing_else(text, field, means):
    assert found(read_one(text, field)) == means


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("a heat stroke", {"=heat stroke": "noted"}),
        ("stroke, heat rash", {"stroke": "yes"}),
        ("stroke heat", {"stroke": "yes"}),
        ("heat stroke and a stroke", {"=heat stroke": "noted", "stroke": "yes"}),
        ("I don't want to be here.", {"=don't want to be here": "yes"}),
        ("I don't want to", {}),
    ],
)
def test_a_phrase_in_its_order_takes_nothing_from_the_words_beside_it(text, means):
    assert found(read_one(text, "free_text")) == means
