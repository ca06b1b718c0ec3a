"""In: instruments, and a diary. Out: what is due on a day; what was answered is not asked again before its time."""

from datetime import UTC, date, datetime, timedelta

import pytest

from roost.track.diary import diary
from roost.track.instrument import read_instruments
from roost.track.schedule import due, next_day
from tests.entries import entry
from tests.rooms.track.test_instrument import FILE

DAY = date(2026, 3, 1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ENDS = (date(2026, 3, 7), date(2026, 3, 14))


def instrument(schedule="{every_days: 7}", more=""):
    text = FILE.replace("schedule: {every_days: 7}", f"schedule: {schedule}{more}")
    return read_instruments({"made_up": text.encode()})["made_up"]


@pytest.mark.parametrize(
    ("schedule", "last", "day", "ends", "expected"),
    [
        ("{every_days: 7}", None, DAY, (), DAY),
        ("{every_days: 7}", DAY, DAY, (), DAY + timedelta(days=7)),
        ("{every_days: 7, starts: when_used}", None, DAY, (), None),
        ("{every_days: 7, starts: when_used}", DAY, DAY, (), DAY + timedelta(days=7)),
        ("{period: each}", None, DAY, (), None),
        ("{period: each}", None, DAY, ENDS, ENDS[0]),
        ("{period: each}", ENDS[0], ENDS[0], ENDS, ENDS[1]),
        ("{period: each}", None, ENDS[0] + timedelta(days=3), ENDS, ENDS[0]),
        ("{period: each}", None, ENDS[0] + timedelta(days=4), ENDS, ENDS[1]),
        ("{period: last}", None, DAY, ENDS, ENDS[1]),
        ("{period: last}", ENDS[1], ENDS[1], ENDS, None),
        ("{every_days: 28, period: each}", DAY, DAY, ENDS, ENDS[0]),
        ("{every_days: 2, period: each}", DAY, DAY, ENDS, DAY + timedelta(days=2)),
    ],
)
def test_when_it_is_asked_next(schedule, last, day, ends, expected):
    assert next_day(instrument(schedule), last, day, ends) == expected


def filled(day, name="made_up"):
    payload = {"name": name, "version": 1, "answers": {"one": 1, "two": 1, "three": 1}, "own": [], "for_day": day.isoformat()}
    return entry("instrument", payload)


def test_what_was_filled_in_is_not_due_again_before_its_time():
    known = {"made_up": instrument()}
    for days, expected in ((0, ()), (6, ()), (7, ("made_up",)), (30, ("made_up",))):
        now = NOON + timedelta(days=days)
        assert due(known, diary([filled(DAY)], now.date(), known), now) == expected
    assert due(known, diary([], DAY, known), NOON) == ("made_up",)


def test_what_todays_page_asks_in_its_own_way_is_never_due_here():
    known = {"made_up": instrument("{every_days: 1, kept_as: pain}")}
    assert due(known, diary([], DAY, known), NOON) == ()


def test_before_noon_a_question_about_the_day_is_about_yesterday():
    known = {"made_up": instrument("{every_days: 1}", "\nof_the_day: true")}
    kept = diary([filled(DAY - timedelta(days=1))], DAY, known)
    assert due(known, kept, NOON - timedelta(hours=3)) == ()
    assert due(known, kept, NOON) == ("made_up",)
