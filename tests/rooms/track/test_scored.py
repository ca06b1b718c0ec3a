"""In: entries with answers to instruments. Out: each with its day and its score; what can't be scored has none, and is kept."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from roost.track.diary import diary
from roost.track.instrument import read_instruments
from roost.track.scored import instrument_day, scored
from tests.entries import entry
from tests.rooms.track.test_instrument import FILE

KNOWN = read_instruments({"made_up": FILE.encode()})
FULL = {"one": 1, "two": 3, "three": 1}


def filled(name="made_up", version=1, answers=FULL, for_day=None, **more):
    return entry("instrument", {"name": name, "version": version, "answers": answers, "own": [], "for_day": for_day}, **more)


@pytest.mark.parametrize(
    ("more", "expected"),
    [({}, Decimal(1)), ({"version": 2}, None), ({"answers": {"four": 1}}, None), ({"answers": {"one": 1}}, None)],
)
def test_the_score_is_worked_out_from_the_answers(more, expected):
    [found] = scored([filled(**more)], KNOWN)
    assert (found.name, found.score, found.day) == ("made_up", expected, date(2026, 3, 1))


def test_an_instrument_that_we_no_longer_have_is_not_shown():
    assert scored([filled(name="gone"), entry()], KNOWN) == []


def test_the_day_that_was_chosen_counts():
    [found] = scored([filled(for_day="2026-02-27")], KNOWN)
    assert found.day == date(2026, 2, 27)


def test_of_a_day_the_last_one_counts_and_the_diary_has_it_in_its_series():
    entries = [filled(), filled(answers={"one": 2, "two": 2, "three": 2}), filled(for_day="2026-02-20")]
    kept = diary(entries, date(2026, 3, 1), KNOWN)
    assert [(one.day, one.score) for one in kept.series("made_up")] == [(date(2026, 2, 20), 1), (date(2026, 3, 1), 2)]
    assert kept.last("made_up") == date(2026, 3, 1)
    assert kept.last("other") is None
    assert kept.series("other") == ()


def test_without_instruments_nothing_that_was_filled_in_is_shown():
    assert diary([filled()], date(2026, 3, 1)).days == ()


def test_before_noon_a_question_about_the_day_is_about_yesterday():
    about_the_day = read_instruments({"made_up": FILE.replace("recall:", "of_the_day: true\nrecall:").encode()})["made_up"]
    morning = datetime(2026, 3, 1, 9, tzinfo=UTC)
    assert instrument_day(about_the_day, morning) == date(2026, 2, 28)
    assert instrument_day(KNOWN["made_up"], morning) == date(2026, 3, 1)
    assert instrument_day(KNOWN["made_up"], morning, date(2026, 2, 1)) == date(2026, 2, 1)
