from decimal import Decimal

import pytest

from roost.base.errors import InputError
from roost.base.units import Convention, HeadDown, Length, Mass, head_down, to_decimal


@pytest.mark.parametrize(
    ("amounts", "gram"),
    [
        ({"kg": 74}, 74_000),
        ({"kg": "74,5"}, 74_500),
        ({"lb": 300}, 136_078),
        ({"st": 14, "lb": 2}, 89_811),
        ({"kg": 0}, 0),
    ],
)
def test_a_mass_is_read_exactly_in_each_unit(amounts, gram):
    assert Mass.of(amounts).gram == gram


@pytest.mark.parametrize(
    ("amounts", "mm"), [({"cm": 172}, 1_720), ({"m": "1.72"}, 1_720), ({"in": 70}, 1_778), ({"ft": 5, "in": 10}, 1_778)]
)
def test_a_length_is_read_exactly_in_each_unit(amounts, mm):
    assert Length.of(amounts).mm == mm


@pytest.mark.parametrize("amounts", [{"stone": 3}, {"kg": -1}, {"kg": "much"}, {"kg": "nan"}, {"kg": "inf"}])
def test_what_is_no_mass_is_refused_with_its_key(amounts):
    with pytest.raises(InputError) as caught:
        Mass.of(amounts, "person.mass")
    assert caught.value.key == "person.mass"


def test_amounts_are_shown_in_both_systems():
    assert (Mass(61_000).kg, Mass(61_000).lb) == (Decimal("61.0"), 134)
    assert (Length(1_778).cm, Length(1_778).feet_and_inches) == (178, (5, 10))


# The conversion table of the research notes (safety.md 3.2).
@pytest.mark.parametrize(
    ("value", "convention", "deg"),
    [
        (60, Convention.below_level, 60),
        (-60, Convention.negative_is_down, 60),
        (150, Convention.from_upright, 60),
        (180, Convention.from_upright, 90),
        (-50, Convention.negative_is_down, 50),
        (15, Convention.below_level, 15),
        (105, Convention.from_upright, 15),
        (0, Convention.from_upright, -90),
    ],
)
def test_an_angle_comes_over_from_each_named_scale(value, convention, deg):
    assert head_down(value, convention) == HeadDown(Decimal(deg))


@pytest.mark.parametrize(("value", "convention"), [(120, None), (15, None), (91, Convention.below_level), (181, Convention.from_upright)])
def test_an_angle_without_a_scale_or_beyond_straight_down_is_refused(value, convention):
    with pytest.raises(InputError):
        head_down(value, convention)


def test_a_decimal_comma_is_read():
    assert to_decimal(" 74,5 ", "x") == Decimal("74.5")
