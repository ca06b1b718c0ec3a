"""In: entries of one person. Out: one day after the other; a missing day is missing, and never zero."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roost.track.diary import DIARY_TYPES, DiaryDay, away_of, diary
from tests.entries import entry, uuid7
from tests.rooms.track.logs import event, log, start

TODAY = date(2026, 3, 10)


def pain(average, day=None, *, at, note="", **more):
    payload = {"average": average, "for_day": None if day is None else day.isoformat(), "note": note}
    return entry("pain", payload, at=at, **more)


def on(day, hour=19, minute=30):
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


def away(first, last, *, cancelled=False, **more):
    return entry("away", {"from": first.isoformat(), "to": last.isoformat(), "cancelled": cancelled}, **more)


def test_each_day_from_the_first_entry_to_today_is_there_once():
    found = diary([pain(4, at=on(7)), pain(2, at=on(9))], TODAY)
    assert [day.date.day for day in found.days] == [7, 8, 9, 10]
    assert [day.pain for day in found.days] == [4, None, 2, None]


def test_no_pain_is_zero_and_no_answer_is_unknown():
    found = diary([pain(0, at=on(9))], TODAY)
    assert [day.pain for day in found.days] == [0, None]
    assert found.days[1].entered_at is None


def test_a_diary_without_entries_is_empty_and_still_has_a_day():
    empty = diary([], TODAY)
    assert empty.days == ()
    assert empty.day(TODAY) == DiaryDay(date=TODAY)


def test_a_day_that_the_diary_has_not_is_an_empty_one():
    found = diary([pain(4, at=on(9))], TODAY)
    assert found.day(date(2026, 3, 9)).pain == 4
    for day in (date(2026, 3, 8), date(2026, 3, 11)):
        assert found.day(day) == DiaryDay(date=day)


@pytest.mark.parametrize(
    ("at", "day", "belongs_to", "back_filled"),
    [
        (on(9, 19), None, 9, False),
        (on(9, 8), None, 8, False),  # the morning after
        (on(9, 8), date(2026, 3, 9), 9, False),  # the person says: today
        (on(9, 8), date(2026, 3, 8), 8, False),
        (on(9, 12), date(2026, 3, 8), 8, True),
        (on(9, 19), date(2026, 3, 5), 5, True),
    ],
)
def test_an_entry_belongs_to_its_day_and_is_marked_when_it_came_late(at, day, belongs_to, back_filled):
    found = diary([pain(4, day, at=at)], TODAY).day(date(2026, 3, belongs_to))
    assert (found.pain, found.back_filled, found.entered_at) == (4, back_filled, at)


def test_the_day_is_that_of_the_persons_own_zone():
    late = pain(4, at=datetime(2026, 3, 9, 23, 30, tzinfo=UTC), offset_min=60)  # half past midnight there: the day before
    assert diary([late], TODAY).day(date(2026, 3, 9)).pain == 4
    evening = pain(5, at=datetime(2026, 3, 9, 3, 30, tzinfo=UTC), offset_min=-480)  # half past seven in the evening before
    assert diary([evening], TODAY).day(date(2026, 3, 8)).pain == 5


def test_the_newer_figure_of_a_day_counts_whether_it_amends_or_not():
    first = pain(4, at=on(9), note="Bad.")
    found = diary([first, pain(6, at=on(9, 21), amends=first.id)], TODAY).day(date(2026, 3, 9))
    assert (found.pain, found.notes) == (6, ())
    both = diary([first, pain(7, at=on(9, 22), note="Worse.")], TODAY).day(date(2026, 3, 9))
    assert (both.pain, both.notes) == (7, ("Bad.", "Worse."))


def test_a_day_shows_what_happened_on_it():
    done, told = log(at=on(9)), event("vomiting", 2, at=on(9, 21))
    entries = [
        start(done.id, at=on(9)),
        done,
        told,
        entry("skip", {"why": "safety", "note": ""}, at=on(10)),
        entry("note", {"text": "Walked.", "for_day": "2026-03-10"}, at=on(10)),
        entry("note", {"text": "Slept badly.", "for_day": None}, at=on(10, 9)),
        entry("care_done", {"therapy": "walking", "for_day": "2026-03-10", "done": True}, at=on(10)),
        entry("care_done", {"therapy": "walking", "for_day": None, "done": True}, at=on(10)),
    ]
    ninth, tenth = diary(entries, TODAY).days
    assert [session.id for session in ninth.sessions] == [done.id]
    assert [one.name for one in ninth.events] == ["vomiting"]
    assert ninth.notes == ("Slept badly.",)
    assert (tenth.skipped, tenth.notes, tenth.care, tenth.sessions) == ("safety", ("Walked.",), ("walking",), ())


def test_care_that_was_taken_back_is_not_done():
    ticked = entry("care_done", {"therapy": "heat", "for_day": "2026-03-10", "done": True}, at=on(10))
    back = entry("care_done", {"therapy": "heat", "for_day": "2026-03-10", "done": False}, at=on(10), amends=ticked.id)
    assert diary([ticked], TODAY).day(TODAY).care == ("heat",)
    assert diary([ticked, back], TODAY).day(TODAY).care == ()


def test_days_away_are_marked_to_the_last_one_and_not_those_that_were_taken_back():
    stays, back = away(date(2026, 3, 8), date(2026, 3, 9)), away(date(2026, 3, 10), date(2026, 3, 20))
    entries = [stays, back, away(date(2026, 3, 10), date(2026, 3, 20), cancelled=True, amends=back.id)]
    assert away_of([stays]) == [(date(2026, 3, 8), date(2026, 3, 9))]
    assert [day.away for day in diary(entries, TODAY).days] == [True, True, False]


def test_what_lies_ahead_begins_no_diary():
    assert diary([away(date(2026, 4, 1), date(2026, 4, 9))], TODAY).days == ()
    assert diary([pain(4, date(2026, 3, 11), at=on(10))], TODAY).days == ()


def test_a_correction_moves_a_figure_to_another_day():
    first = pain(4, date(2026, 3, 8), at=on(9))
    found = diary([first, pain(4, date(2026, 3, 9), at=on(9), amends=first.id)], TODAY)
    assert [(day.date.day, day.pain) for day in found.days] == [(9, 4), (10, None)]


def test_other_types_of_entries_are_no_part_of_it():
    assert diary([entry("page", {"page": "about", "given": {}}), entry("screening", {})], TODAY).days == ()
    assert "page" not in DIARY_TYPES


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 23), st.integers(0, 10), st.integers(-720, 840)), max_size=12))
def test_days_are_in_order_without_a_gap_and_show_only_what_was_entered(given_):
    base = datetime(2026, 1, 5, tzinfo=UTC)
    entries = [
        pain(average, at=base + timedelta(days=days, hours=hours), offset_min=offset, id=uuid7()) for days, hours, average, offset in given_
    ]
    days = diary(entries, TODAY).days
    assert [day.date for day in days] == [days[0].date + timedelta(days=n) for n in range(len(days))]
    assert not days or days[-1].date == TODAY
    entered = [one.payload["average"] for one in entries]
    assert all(day.pain is None or day.pain in entered for day in days)
    assert sum(day.pain is not None for day in days) <= len(entries)
    assert bool(days) == bool(entries)
