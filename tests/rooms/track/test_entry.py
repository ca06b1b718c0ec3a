"""In: entries. Out: what holds now."""

from roost.track.entry import current
from tests.entries import entry


def test_what_is_amended_no_longer_holds():
    first = entry()
    second = entry(amends=first.id)
    third = entry(amends=second.id)
    other = entry()
    assert current([first, second, other, third]) == [other, third]


def test_two_corrections_of_one_entry_both_hold_in_their_order():
    first = entry()
    here, there = entry(amends=first.id), entry(amends=first.id)
    assert current([first, here, there]) == [here, there]


def test_nobody_amends_an_entry_of_another_person_or_type():
    mine = entry(person="ann")
    theirs, note = entry(person="ben", amends=mine.id), entry("note", amends=mine.id)
    assert current([mine, theirs, note]) == [mine, theirs, note]


def test_nothing_holds_of_nothing():
    assert current([]) == []
