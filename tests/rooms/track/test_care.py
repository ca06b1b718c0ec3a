"""In: entries about care. Out: what is in the plan of a person, and on how many days each was done."""

from datetime import date

from roost.track.care import chosen_of, days_done
from roost.track.diary import DiaryDay
from roost.track.entry import current
from tests.entries import entry


def test_the_newest_decision_about_each_therapy_counts():
    put = entry("care_chosen", {"therapy": "cold", "chosen": True})
    took = entry("care_chosen", {"therapy": "cold", "chosen": False}, amends=put.id)
    other = entry("care_chosen", {"therapy": "sleep", "chosen": True})
    assert chosen_of(current([put, took, other])) == {"cold": False, "sleep": True}
    assert chosen_of([put, entry("care_chosen", {"therapy": "cold", "chosen": False})]) == {"cold": False}


def test_what_was_done_is_no_decision():
    assert chosen_of([entry("care_done", {"therapy": "cold", "for_day": None, "done": True})]) == {}


def test_days_are_counted_and_not_ticks():
    days = [DiaryDay(date=date(2026, 3, 1), care=("walking", "heat")), DiaryDay(date=date(2026, 3, 2), care=("walking",))]
    assert days_done(days) == {"walking": 2, "heat": 1}
    assert days_done([])["walking"] == 0
