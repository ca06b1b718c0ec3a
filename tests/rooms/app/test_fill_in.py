"""In: answers to an instrument. Out: kept once a day with their score; what is left out or not allowed is refused by name, and not kept."""

from decimal import Decimal

import pytest

from roost.app import books
from roost.app.fill_in import fill_in, filled_on, instrument_list, instrument_named, own_items, to_fill_in
from roost.app.keep_diary import diary_of
from roost.app.plan_person import plan_for
from roost.base.errors import InputError
from roost.track.instrument import asked

OWN = ("Tie my shoes", "Drive an hour", "Lift my child")
MIDDLE = {"first": 5, "second": 5, "third": 5}


def test_answers_are_kept_with_their_score_and_the_newer_ones_of_a_day_count(home, ann):
    fill_in(home, ann, "pain_worst", {"worst": 6})
    fill_in(home, ann, "pain_worst", {"worst": 8})
    [only] = diary_of(home, ann).series("pain_worst")
    assert only.score == Decimal(8)
    assert filled_on(home, ann, "pain_worst") == only
    home.now.evening(1)
    assert filled_on(home, ann, "pain_worst") is None


def test_the_persons_own_activities_are_typed_once(home, ann):
    assert own_items(home, ann, "own_activities") == ()
    fill_in(home, ann, "own_activities", MIDDLE, OWN)
    assert own_items(home, ann, "own_activities") == OWN
    assert diary_of(home, ann).series("own_activities")[0].score == 5


@pytest.mark.parametrize(
    ("name", "answers", "own", "key"),
    [
        ("magnets", {}, (), "instrument"),
        ("evening_pain", {"average": 4}, (), "instrument"),
        ("pain_worst", {"worst": 11}, (), "worst"),
        ("pain_worst", {}, (), "worst"),
        ("own_activities", MIDDLE, ("x" * 101, "b", "c"), "own"),
        ("own_activities", MIDDLE, ("", "b", "c"), "own"),
        ("own_activities", {"first": 5}, OWN, "second"),
    ],
)
def test_what_can_not_be_scored_is_refused_by_name_and_not_kept(home, ann, name, answers, own, key):
    with pytest.raises(InputError) as refused:
        fill_in(home, ann, name, answers, own)
    assert refused.value.key == key
    assert home.store.read(person=ann, types=("instrument",)) == []


def test_what_was_filled_in_is_not_asked_again_the_same_day(home, screened):
    def names():
        return [name for name, _ in to_fill_in(diary_of(home, screened), plan_for(home, screened), home.now())]

    before = names()
    assert "pain_worst" in before
    assert not {"peg", "global_change", "evening_pain"} & set(before)
    fill_in(home, screened, "pain_worst", {"worst": 6})
    assert [name for name in before if name != "pain_worst"] == names()


def test_the_list_says_what_was_filled_in_and_when_it_is_asked_next(home, screened):
    fill_in(home, screened, "days_off", {"days": 2})
    listed = {one.name: one for one in instrument_list(home, screened)}
    assert "evening_pain" not in listed
    assert listed["days_off"].last.score == 2
    assert (listed["days_off"].next_day - home.now().date()).days == 7
    assert not listed["days_off"].is_due
    assert listed["pain_worst"].is_due
    assert listed["peg"].next_day is None


@pytest.mark.parametrize("name", [name for name, one in books.instruments().items() if one.schedule.kept_as is None])
def test_each_instrument_can_be_filled_in(home, ann, name):
    instrument = instrument_named(name)
    own = OWN if instrument.own else ()
    fill_in(home, ann, name, {item.id: instrument.answers.high for item in asked(instrument, own)}, own)
    assert diary_of(home, ann).series(name)[0].score == instrument.high


def test_the_ends_of_a_test_of_weeks_ask_too(home, ann):
    class Planned:
        trial = {"calendar": [{"period": 1, "to": home.now().date().isoformat()}]}

    assert "global_change" in [name for name, _ in to_fill_in(diary_of(home, ann), Planned, home.now())]
