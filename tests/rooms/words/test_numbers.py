"""Numbers in figures and in words, blood pressures and masses."""

import doctest

import pytest

from roost.words import numbers, times
from roost.words.numbers import masses_in, number_at, pressures_in
from roost.words.text import tokens_of


def test_the_examples_of_the_modules_hold():
    assert doctest.testmod(numbers).failed == doctest.testmod(times).failed == 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7), ("2.5", 2.5), ("1,5", 1.5), ("1,200", 1200), ("seven", 7), ("fourteen", 14), ("twenty", 20), ("twenty-one", 21),
        ("twenty eleven", 20), ("a hundred", 100), ("a hundred and five", 105), ("two hundred", 200), ("two hundred pounds", 200),
        ("one oh five", 105), ("one oh", 1), ("one twenty one", 121), ("one fifteen", 115), ("three", 3), ("a lot", None), ("the", None),
        ("1/2/3", None), ("12345678", None), ("a", None), ("one hundred and", 100), ("fourty two", 42),
    ],
)  # fmt: skip
def test_a_number_is_read_in_figures_and_in_words(text, number):
    found = number_at(tokens_of(text), 0)
    assert (None if found is None else float(found[0])) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("one fifty over ninety-five in both arms", [(150, 95)]),
        ("150/95 and 148 over 92", [(150, 95), (148, 92)]),
        ("one hundred and eighty over one ten", [(180, 110)]),
        ("160 on 100", [(160, 100)]),
        ("88/50", []),
        ("88 over 50", []),
        ("12/10/2020", []),
        ("150 over", []),
        ("150 over the moon", []),
        ("95 over 150", []),
        ("three over two", []),
        ("340 over 100", []),
    ],
)
def test_a_blood_pressure_is_read_in_figures_and_in_words(text, found):
    assert [(one.top, one.low) for one in pressures_in(tokens_of(text))] == found


def test_the_words_that_name_a_pressure_belong_to_it():
    (one,) = pressures_in(tokens_of("Today my blood pressure is 121/77"))
    assert (one.start, one.end) == (1, 6)


@pytest.mark.parametrize(
    ("text", "kg"),
    [
        ("12 stone 9 lb now", ["80.3"]),
        ("12st and 20 lb", ["76.2", "9.1"]),
        ("seventy kilos", ["70.0"]),
        ("9 of them", []),
        ("5 stone 3", ["33.1"]),
    ],
)
def test_a_mass_is_read_with_its_unit(text, kg):
    assert [str(one.kg) for one in masses_in(tokens_of(text))] == kg
