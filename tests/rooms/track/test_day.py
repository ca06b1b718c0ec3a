"""In: the time of an entry. Out: the day it belongs to."""

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roost.track.day import day_of

ZONES = [timezone(timedelta(hours=hours)) for hours in (-11, 0, 14)]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize(
    ("clock", "day"),
    [((0, 0), 28), ((11, 59, 59), 28), ((12, 0), 1), ((19, 30), 1), ((23, 59, 59), 1)],
)
def test_before_noon_it_is_yesterday_by_the_clock_on_the_wall(zone, clock, day):
    assert day_of(datetime(2026, 3, 1, *clock, tzinfo=zone), None).day == day


@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)), st.dates())
def test_a_day_that_was_chosen_always_counts(at, chosen):
    assert day_of(at, chosen) == chosen


def test_the_morning_of_new_year_belongs_to_the_old_one():
    assert day_of(datetime(2026, 1, 1, 8), None) == date(2025, 12, 31)
