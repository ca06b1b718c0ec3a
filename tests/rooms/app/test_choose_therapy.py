"""In: a person and a therapy. Out: it is in their plan or out of it; what does not fit them is refused; what they did is counted."""

from datetime import timedelta

import pytest

from roost.app.care import care_counts, care_in_plan, care_list, care_on
from roost.app.choose_therapy import choose_therapy
from roost.app.keep_diary import diary_of, tick_care
from roost.app.plan_person import plan_for
from roost.app.tell_event import report_event
from roost.app.today import today
from roost.base.errors import InputError
from tests.rooms.web.stories import screened_with_a_yes

START = ["walking", "exercise", "heat"]


def in_plan(home, person):
    return [care.therapy for care in care_in_plan(home, person, plan_for(home, person))]


def item(home, person, name):
    return next(one for one in care_list(home, person)[1] if one.therapy.name == name)


def test_three_stand_in_the_plan_from_the_start_and_the_rest_is_chosen(home, screened):
    assert in_plan(home, screened) == START
    choose_therapy(home, screened, "yoga_tai_chi")
    choose_therapy(home, screened, "mindfulness")
    assert in_plan(home, screened) == [*START, "mindfulness", "yoga_tai_chi"]
    assert [care.therapy for care, _ in today(home, screened).care] == in_plan(home, screened)


def test_what_was_put_in_can_be_taken_out_and_put_in_again(home, screened):
    choose_therapy(home, screened, "cold")
    choose_therapy(home, screened, "cold", chosen=False)
    choose_therapy(home, screened, "walking", chosen=False)
    assert in_plan(home, screened) == ["exercise", "heat"]
    choose_therapy(home, screened, "walking")
    assert in_plan(home, screened) == START


def test_each_decision_is_kept_and_names_the_one_before(home, screened):
    for chosen in (True, False, True):
        choose_therapy(home, screened, "cold", chosen=chosen)
    choose_therapy(home, screened, "sleep")
    kept = home.store.read(person=screened, types=("care_chosen",))
    assert [(one.payload["therapy"], one.payload["chosen"], one.amends) for one in kept] == [
        ("cold", True, None), ("cold", False, kept[0].id), ("cold", True, kept[1].id), ("sleep", True, None),
    ]  # fmt: skip


@pytest.mark.parametrize("name", ["magnets", ""])
def test_what_we_do_not_have_is_refused(home, screened, name):
    with pytest.raises(InputError, match="no such care") as refused:
        choose_therapy(home, screened, name)
    assert refused.value.key == "therapy"


def test_before_the_first_result_nothing_can_be_put_in(home, ann):
    with pytest.raises(InputError, match="Answer our questions first"):
        choose_therapy(home, ann, "walking")
    plan, items = care_list(home, ann)
    assert plan is None
    assert not any(one.is_offered for one in items)
    assert care_list(home, None)[0] is None
    assert in_plan(home, ann) == []


def test_what_does_not_fit_is_refused_with_its_reason_and_may_be_taken_out(home, ann):
    screened_with_a_yes(home, ann, "osteoporosis")
    with pytest.raises(InputError, match="Ask your doctor first"):
        choose_therapy(home, ann, "foam_roll")
    choose_therapy(home, ann, "foam_roll", chosen=False)
    one = item(home, ann, "foam_roll")
    assert not one.is_offered
    assert one.stopped_by == ("Thin bones, or steroid tablets for long",)
    assert item(home, ann, "walking").is_offered


def test_a_new_answer_takes_it_out_of_the_plan_without_a_word_of_the_person(home, screened):
    choose_therapy(home, screened, "massage")
    assert "massage" in in_plan(home, screened)
    screened_with_a_yes(home, screened, "osteoporosis")
    assert "massage" not in in_plan(home, screened)
    assert item(home, screened, "massage").is_chosen


def test_after_a_grave_event_nothing_can_be_put_in(home, screened):
    report_event(home, screened, "faint")
    with pytest.raises(InputError):
        choose_therapy(home, screened, "sleep")
    assert in_plan(home, screened) == []


def test_what_was_done_is_counted_by_days_and_seen_on_its_day(home, screened, clock):
    tick_care(home, screened, "walking")
    tick_care(home, screened, "cold")
    clock.evening(1)
    tick_care(home, screened, "walking")
    tick_care(home, screened, "heat", day=clock.at.date() - timedelta(days=1))
    walk = item(home, screened, "walking")
    assert (walk.days, walk.is_done) == (2, True)
    assert (item(home, screened, "heat").days, item(home, screened, "heat").is_done) == (1, False)
    before = {one.name: done for one, done in care_on(home, screened, clock.at.date() - timedelta(days=1))}
    assert before == {"walking": True, "exercise": False, "heat": True, "cold": True}
    assert [one.name for one, _ in care_on(home, screened, clock.at.date())] == START
    assert [(one.name, days) for one, days in care_counts(diary_of(home, screened).days)] == [("walking", 2), ("heat", 1), ("cold", 1)]


def test_a_day_still_to_come_can_not_be_ticked(home, screened, clock):
    for day in (clock.at.date() + timedelta(days=1), clock.at.date() - timedelta(days=61)):
        with pytest.raises(InputError) as refused:
            tick_care(home, screened, "walking", day=day)
        assert refused.value.key == "for_day"


def test_the_choice_of_one_person_is_not_that_of_another(home, screened):
    from roost.app.people import add_person

    other = add_person(home, "Ben").id
    screened_with_a_yes(home, other, "glaucoma")
    choose_therapy(home, screened, "cold")
    assert in_plan(home, other) == START
