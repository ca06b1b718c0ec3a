"""In: planned days without the table. Out: they are kept, listed, and taken back; the days that were spent away stay."""

from datetime import date

import pytest

from roost.app.go_away import away_days, cancel_away, go_away
from roost.app.keep_diary import diary_of
from roost.base.errors import InputError


def days(home, person):
    return [(first.day, last.day) for first, last, _ in away_days(home, person)]


def test_times_away_that_are_not_over_are_listed_the_earliest_first(home, ann, clock):
    go_away(home, ann, date(2026, 3, 20), date(2026, 3, 25))
    go_away(home, ann, date(2026, 3, 2), date(2026, 3, 5))
    assert days(home, ann) == [(2, 5), (20, 25)]
    clock.move(days=5)
    assert days(home, ann) == [(20, 25)]


def test_one_that_has_not_begun_is_taken_back_whole(home, ann, clock):
    go_away(home, ann, date(2026, 3, 1), date(2026, 3, 5))
    cancel_away(home, ann, away_days(home, ann)[0][2])
    assert days(home, ann) == []
    clock.move(days=3)
    assert diary_of(home, ann).days == ()


def test_one_that_has_begun_ends_yesterday(home, ann, clock):
    go_away(home, ann, date(2026, 3, 1), date(2026, 3, 9))
    clock.move(days=3)
    cancel_away(home, ann, away_days(home, ann)[0][2])
    assert days(home, ann) == []
    assert [day.away for day in diary_of(home, ann).days] == [True, True, True, False]


@pytest.mark.parametrize(
    ("first", "last", "key"),
    [
        (date(2026, 3, 5), date(2026, 3, 4), "to"),
        (date(2026, 3, 5), date(2027, 3, 7), "to"),
        (date(9999, 12, 31), date(9999, 12, 31), "from"),
        (date(202, 3, 5), date(202, 3, 6), "from"),
    ],
)
def test_days_that_make_no_sense_are_refused(home, ann, first, last, key):
    with pytest.raises(InputError) as refused:
        go_away(home, ann, first, last)
    assert refused.value.key == key


def test_what_is_not_planned_can_not_be_taken_back(home, ann):
    go_away(home, ann, date(2026, 3, 2), date(2026, 3, 5))
    theirs = away_days(home, ann)[0][2]
    for person, away_id in ((ann, "nothing"), ("somebody else", theirs)):
        with pytest.raises(InputError) as refused:
            cancel_away(home, person, away_id)
        assert refused.value.key == "cancel"
    assert days(home, ann) == [(2, 5)]
