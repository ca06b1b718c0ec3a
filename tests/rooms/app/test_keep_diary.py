"""In: what a person enters of a day. Out: it is kept for that day; what is not allowed is refused at its field."""

from datetime import date, timedelta

import pytest

from roost.app.keep_diary import diary_of, entry_day, keep_note, save_pain, skip_session, tick_care
from roost.base.errors import InputError, StoreError
from tests.answers import BEGIN

TODAY = BEGIN.date()


def today(home, person):
    return diary_of(home, person).day(home.now().date())


def test_pain_is_kept_for_today_in_the_evening_and_for_yesterday_before_noon(home, ann, clock):
    assert save_pain(home, ann, 4) == TODAY
    clock.at = BEGIN.replace(day=2, hour=8)
    assert entry_day(home) == TODAY
    assert save_pain(home, ann, 6) == TODAY
    assert save_pain(home, ann, 2, date(2026, 3, 2)) == date(2026, 3, 2)
    assert [day.pain for day in diary_of(home, ann).days] == [6, 2]


def test_saved_again_the_newer_figure_counts_and_the_older_one_is_amended(home, ann):
    save_pain(home, ann, 4)
    save_pain(home, ann, 7, note=" Long drive. ")
    first, second = home.store.read(types=("pain",))
    assert second.amends == first.id
    assert today(home, ann).pain == 7
    assert today(home, ann).notes == ("Long drive.",)


def test_a_day_filled_in_later_is_marked(home, ann):
    save_pain(home, ann, 4, TODAY - timedelta(days=3))
    save_pain(home, ann, 4)
    assert [day.back_filled for day in diary_of(home, ann).days] == [True, False, False, False]


@pytest.mark.parametrize(
    ("average", "day", "note", "key"),
    [
        (11, None, "", "average"),
        (-1, None, "", "average"),
        (4, TODAY + timedelta(days=1), "", "for_day"),
        (4, TODAY - timedelta(days=61), "", "for_day"),
        (4, None, "x" * 2001, "note"),
    ],
)
def test_what_is_not_allowed_is_refused_at_its_field(home, ann, average, day, note, key):
    with pytest.raises(InputError) as refused:
        save_pain(home, ann, average, day, note)
    assert refused.value.key == key
    assert diary_of(home, ann).days == ()


def test_sixty_days_back_can_still_be_filled_in(home, ann):
    assert save_pain(home, ann, 0, TODAY - timedelta(days=60))


def test_a_line_is_kept_without_a_figure(home, ann):
    assert keep_note(home, ann, " Slept badly. ") == TODAY
    assert (today(home, ann).notes, today(home, ann).pain) == (("Slept badly.",), None)
    for text in ("", "  ", "x" * 2001):
        with pytest.raises(InputError) as refused:
            keep_note(home, ann, text)
        assert refused.value.key == "text"


def test_a_session_that_was_left_out_stands_with_its_reason(home, ann):
    skip_session(home, ann, "safety", "A cold.")
    assert today(home, ann).skipped == "safety"
    with pytest.raises(InputError) as refused:
        skip_session(home, ann, "rain")
    assert refused.value.key == "why"


def test_care_is_ticked_and_unticked(home, ann):
    tick_care(home, ann, "walking")
    tick_care(home, ann, "heat")
    tick_care(home, ann, "walking")
    assert today(home, ann).care == ("heat", "walking")
    tick_care(home, ann, "walking", done=False)
    assert today(home, ann).care == ("heat",)
    with pytest.raises(InputError) as refused:
        tick_care(home, ann, "magnets")
    assert refused.value.key == "therapy"


def test_the_diary_of_one_person_is_not_that_of_another(home, ann):
    save_pain(home, ann, 4)
    assert diary_of(home, "somebody else").days == ()


def test_a_store_that_can_not_keep_it_says_so_and_the_same_can_be_sent_again(home, ann):
    with home.store.engine.connect().execution_options(only_reads=True) as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
    for act in (lambda: save_pain(home, ann, 4), lambda: keep_note(home, ann, "A line."), lambda: skip_session(home, ann, "pause")):
        with pytest.raises(StoreError, match="Nothing was saved"):
            act()
    with home.store.engine.connect().execution_options(only_reads=True) as connection:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
    assert diary_of(home, ann).days == ()
    save_pain(home, ann, 4)
    assert today(home, ann).pain == 4
