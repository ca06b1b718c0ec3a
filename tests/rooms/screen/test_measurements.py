from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from roost.base.units import Length, Mass
from roost.screen.measurements import add_months, measured, readings_end
from roost.words.answers import Answers, NotUnderstood
from roost.words.profile import Profile, Reading

TODAY = date(2026, 3, 1)


def facts(**profile):
    return measured(Answers(profile=Profile(today=TODAY, **profile), known={}))


def reading(top, low, at=None, on=TODAY):
    return Reading(top, low, at, at.date() if at else on)


@pytest.mark.parametrize(
    ("day", "months", "result"),
    [
        (date(2025, 12, 1), 3, date(2026, 3, 1)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_are_calendar_months(day, months, result):
    assert add_months(day, months) == result


@pytest.mark.parametrize(
    ("top", "low", "on", "counts"),
    [
        (129, 79, date(2025, 3, 1), True),
        (129, 79, date(2025, 2, 28), False),
        (130, 79, date(2025, 12, 1), True),
        (130, 79, date(2025, 11, 30), False),
        (129, 80, date(2025, 11, 30), False),
    ],
)
def test_a_low_reading_counts_for_a_year_and_others_for_three_months(top, low, on, counts):
    found = facts(readings=(reading(top, low, on=on),))
    assert ("systolic_mmHg" in found) is counts
    assert (readings_end(Profile(today=TODAY, readings=(reading(top, low, on=on),))) is not None) is counts


def test_the_gravest_of_the_newest_and_the_week_before_decides():
    week = (
        reading(150, 70, on=date(2026, 2, 22)),
        reading(120, 95, on=date(2026, 2, 25)),
        reading(121, 77),
        reading(190, 99, on=date(2026, 2, 21)),
    )
    found = facts(readings=week)
    assert (found["systolic_mmHg"], found["diastolic_mmHg"], found["very_high_readings"]) == (150, 95, 0)
    assert found["lowest_systolic_mmHg"] == 120


NINE = datetime(2026, 3, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("readings", "count"),
    [
        ((reading(179, 119),), 0),
        ((reading(180, 80),), 1),
        ((reading(170, 120),), 1),
        ((reading(180, 80), reading(185, 80)), 2),
        ((reading(180, 80, NINE), reading(185, 80, NINE + timedelta(seconds=59))), 1),
        ((reading(180, 80, NINE), reading(185, 80, NINE + timedelta(seconds=60))), 2),
        ((reading(180, 80, NINE), reading(185, 80)), 2),
        ((reading(180, 80, NINE), reading(181, 80, NINE.astimezone(timezone(timedelta(hours=5))))), 1),
        ((reading(180, 80, NINE), reading(120, 70, NINE + timedelta(minutes=9))), 1),
    ],
)
def test_very_high_readings_count_when_a_minute_apart(readings, count):
    assert facts(readings=readings)["very_high_readings"] == count


def test_no_reading_is_unknown():
    assert not {"systolic_mmHg", "very_high_readings"} & set(facts())
    assert readings_end(Profile(today=TODAY)) is None


@pytest.mark.parametrize(
    ("mass", "limit", "spare"), [(80_000, 80_000, 0), (80_100, 80_000, -100), (None, 80_000, None), (80_000, None, None)]
)
def test_room_on_the_table_is_reckoned_in_grams(mass, limit, spare):
    found = facts(mass=mass and Mass(mass), max_user_mass=limit and Mass(limit))
    assert found.get("table_spare_g") == spare


@pytest.mark.parametrize(
    ("mass", "height", "index"),
    [(86_700, 1_700, "30.00"), (86_699, 1_700, "29.99"), (74_000, 1_720, "25.01"), (None, 1_700, None), (86_700, None, None)],
)
def test_the_body_mass_index_is_cut_and_never_rounded_up(mass, height, index):
    found = facts(mass=mass and Mass(mass), height=height and Length(height))
    assert found.get("body_mass_index") == (index and Decimal(index))


@pytest.mark.parametrize(
    ("height", "low", "high", "spare"),
    [
        (1_720, None, None, 250),
        (1_470, None, None, 0),
        (1_980, None, None, 0),
        (1_469, None, None, None),
        (1_981, None, None, None),
        (1_981, None, 2_000, 19),
        (1_981, 1_500, None, None),
        (1_460, 1_450, None, 10),
        (1_460, 1_470, None, -10),
        (1_990, None, 1_980, -10),
        (2_100, 2_200, None, -100),
        (None, 1_470, 1_980, None),
    ],
)
def test_a_height_outside_the_label_is_negative_and_one_that_can_not_be_told_is_unknown(height, low, high, spare):
    found = facts(height=height and Length(height), min_user_height=low and Length(low), max_user_height=high and Length(high))
    assert found.get("table_height_spare_mm") == spare


def test_a_list_that_was_not_given_leaves_open_whether_it_was_understood():
    assert facts() == {"text_not_understood": False}
    base = Answers(profile=Profile(today=TODAY, medicines=("zap",), conditions=()), known={})
    found = measured(replace(base, not_understood=(NotUnderstood("medicines", "zap"), NotUnderstood("free_text", "x"))))
    assert found == {"medicine_not_understood": True, "condition_not_understood": False, "text_not_understood": True}


def test_age_is_a_fact_when_known():
    assert facts(age_years=40)["age_years"] == 40
