import pytest

from roost.words.text import Kind, plain_words, sentences, spread, stem, tokens_of


def texts(text):
    return [token.text for token in tokens_of(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("High Blood  Pressure", ["high", "blood", "pressure"]),
        ("mini-stroke, 2015", ["mini", "stroke", ",", "2015"]),
        ("Ménière’s", ["menieres"]),
        ("Me\u0301nie\u0300re's", ["menieres"]),
        ("ＧＬＡＵＣＯＭＡ", ["glaucoma"]),
        ("glau\u200bcoma\u00ad", ["glaucoma"]),
        ("glaucoma\x00stroke", ["glaucoma", "stroke"]),
        ("500mg 2.5 ml 1%", ["500", "mg", "2.5", "ml", "1%"]),
        ("can't", ["cant"]),
        ("n/a N.A w/o and/or", ["na", "na", "wo", "and", "/", "or"]),
        ("eczema & acne + hay_fever", ["eczema", "and", "acne", "and", "hay", "fever"]),
        ("stroke – no", ["stroke", "-", "no"]),
        ("eczema\nacne • warts", ["eczema", ";", "acne", ";", "warts"]),
        ("vitamin b12", ["vitamin", "b12"]),
    ],
)
def test_words_are_read_in_one_plain_form(text, words):
    assert texts(text) == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [("150/95", Kind.word), ("150 / 95", Kind.word), ("24/7", Kind.number), ("12/03/2020", Kind.number), ("30/500", Kind.number)],
)
def test_what_may_be_a_blood_pressure_is_no_mere_number(text, kind):
    assert {token.kind for token in tokens_of(text)} == {kind}


def test_letters_that_are_not_latin_are_told_apart():
    assert [token.is_foreign for token in tokens_of("глаукома stroke 12")] == [True, False, False]


def test_a_phrase_of_a_data_file_takes_the_same_form():
    assert plain_words("Can't pee at 2, or B12") == ("cant", "pee", "at", "2", "or", "b12")
    assert plain_words("back pain") == ("back", "pain")


@pytest.mark.parametrize(("one", "many"), [("tablet", "tablets"), ("pregnancy", "pregnancies"), ("ache", "aches"), ("rash", "rashes")])
def test_one_and_many_have_one_stem(one, many):
    assert stem(one) == stem(many)


@pytest.mark.parametrize("word", ["weakness", "diagnosis", "virus", "gas", "glasses"])
def test_what_is_no_plural_keeps_its_end(word):
    assert stem(word) == word


def test_a_text_falls_into_sentences_and_keeps_its_words():
    assert sentences("I swim. Stroke in 2.5 years?\n\n• Fits!  ") == ["I swim.", "Stroke in 2.5 years?", "Fits!"]
    assert sentences(" \n ") == []


def test_choices_in_brackets_are_written_out():
    assert spread(["(a|b) c", "=(x |)y", "z", "z"]) == ("a c", "b c", "=x y", "=y", "z")
    assert spread([]) == ()
