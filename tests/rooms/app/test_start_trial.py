"""In: what a person chose for a test. Out: it is frozen, drawn and kept, the plan follows it; or a clear reason why not."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from roost.app.end_trial import change_trial, end_trial
from roost.app.home import Home
from roost.app.people import people
from roost.app.plan_person import PLAN_TYPES, plan_for
from roost.app.plan_trial import TrialChoice
from roost.app.questionnaire import pages, save_page
from roost.app.run_session import session_data, start_session
from roost.app.screen_person import screen_person
from roost.app.start_trial import start_trial, trial_choices
from roost.app.stay_on_dose import stay_on_dose, stays_on_dose
from roost.app.trial_now import trial_of
from roost.base.errors import InputError
from roost.plan.calendar import NoTrial
from roost.store.open import open_store
from tests.answers import Clock
from tests.entries import uuid7
from tests.rooms.web.stories import screened_with_a_yes, session_done

CHOICE = TrialChoice(pairs=5, important_change=1.5, expects="less")
WALK = TrialChoice(protocol="therapy_alone", therapies=("walking",), pairs=2)


@pytest.fixture
def held(two_weeks_on, tmp_path):
    """A home with Ann, who has held her dose; its clock; and her id."""
    place, at = two_weeks_on
    shutil.copytree(place, tmp_path / "data")
    clock = Clock(at)
    home = Home(open_store(str(tmp_path / "data")), clock, uuid7)
    yield home, clock, people(home)[0].id
    home.store.close()


def rows(home, person):
    return home.store.read(person=person, types=PLAN_TYPES)


def test_the_order_is_kept_with_all_that_makes_it_again(held):
    home, clock, ann = held
    before = rows(home, ann)
    kept = start_trial(home, ann, CHOICE)
    frozen = kept.trial.frozen
    assert (frozen.protocol, frozen.shape.pairs, frozen.important_change, kept.expects) == ("pairs_of_weeks", 5, 1.5, "less")
    assert kept.trial.first == clock.at.date() + timedelta(days=1)
    assert trial_of(home, ann).kept == kept
    assert rows(home, ann)[: len(before)] == before
    assert [entry.type for entry in rows(home, ann)[len(before) :]] == ["trial"]
    shown = plan_for(home, ann).trial
    assert (shown["protocol_hash"], shown["seed"], shown["ended"]) == (frozen.hash, kept.trial.seed, False)


def test_asked_twice_it_is_drawn_once_and_another_choice_is_refused(held):
    home, clock, ann = held
    kept = start_trial(home, ann, CHOICE)
    clock.move(minutes=1)
    assert start_trial(home, ann, CHOICE) == kept
    assert start_trial(home, ann, replace(CHOICE, pairs=4)).reason == "running"
    clock.move(days=1)
    assert start_trial(home, ann, CHOICE).reason == "running"
    assert sum(entry.type == "trial" for entry in rows(home, ann)) == 1


def test_the_plan_of_each_day_follows_the_order_and_a_session_keeps_its_arm(held):
    home, clock, ann = held
    trial = start_trial(home, ann, CHOICE).trial
    first = next(period for period in trial.calendar if period.arm == "inversion")
    while clock.at.date() < first.first:
        clock.evening(1)
        if clock.at.date() < first.first:
            plan = plan_for(home, ann)
            assert (plan.next, plan.held.why) == (None, "usual_day")
            assert plan.held.until == first.first
    plan = plan_for(home, ann)
    assert plan.next.move.value in ("hold", "resume")
    session = session_done(home, ann)
    start = next(entry for entry in home.store.read(person=ann, types=("session_start",)) if entry.payload["session_id"] == session)
    assert start.payload["arm"] == "inversion"
    assert trial_of(home, ann).day_of_period == 1


def test_outside_a_test_a_session_has_no_arm(home, screened):
    plan = session_data(home, screened)["plan"]
    start_session(home, screened, plan["plan_id"], "phone")
    assert home.store.read(person=screened, types=("session_start",))[0].payload["arm"] is None


@pytest.mark.parametrize(
    ("choice", "reason"),
    [
        (replace(CHOICE, protocol="magic"), "protocol"),
        (replace(CHOICE, pairs=99), "pairs"),
        (replace(CHOICE, important_change=3.0), "important_change"),
        (replace(WALK, therapies=("pain_medicine",)), "therapies"),
        (replace(WALK, therapies=()), "therapies"),
        (replace(CHOICE, pairs=8), "screening_ends"),
        (replace(CHOICE, protocol="low_dose"), "low_dose"),
    ],
)
def test_what_can_not_be_is_refused_and_nothing_is_kept(held, choice, reason):
    home, _, ann = held
    before = rows(home, ann)
    refused = start_trial(home, ann, choice)
    assert isinstance(refused, NoTrial)
    assert refused.reason == reason
    assert refused.tell.endswith(".")
    assert rows(home, ann) == before


def test_a_day_for_the_next_check_lets_a_long_test_begin(held):
    home, _, ann = held
    choices = trial_choices(home, ann)
    again = choices.valid_until - timedelta(days=7)
    assert choices.start == home.now().date() + timedelta(days=1)
    kept = start_trial(home, ann, replace(CHOICE, pairs=8, check_again=again))
    assert kept.checks == (again,)
    assert trial_of(home, ann).check_due == again


def test_the_table_waits_for_two_weeks_on_one_dose_and_other_care_does_not(home, screened, clock):
    refused = start_trial(home, screened, CHOICE)
    assert (refused.reason, refused.have, refused.needed) == ("dose_not_held", 0, 14)
    assert trial_choices(home, screened).dose == refused
    assert start_trial(home, screened, WALK).trial.inverts is False
    assert plan_for(home, screened).next is not None


def test_without_a_check_there_is_no_test(home, ann):
    assert start_trial(home, ann, CHOICE).reason == "screening"
    choices = trial_choices(home, ann)
    assert (choices.dose.reason, choices.therapies, choices.valid_until) == ("screening", (), None)


def test_a_check_that_no_longer_counts_holds_a_test_of_the_table(held):
    home, _, ann = held
    save_page(home, ann, "mood", {"answers": {"thoughts_of_death": "no"}})
    assert start_trial(home, ann, CHOICE).reason == "screening_ended"


def test_who_asked_to_stay_does_not_go_up_and_may_take_it_back(held):
    home, _, ann = held
    assert stays_on_dose(home, ann)
    assert plan_for(home, ann).next.move.value == "hold"
    assert "stays" in {one.rule for one in plan_for(home, ann).next.because}
    stay_on_dose(home, ann)
    assert len(home.store.read(person=ann, types=("stay",))) == 1
    stay_on_dose(home, ann, stays=False)
    assert plan_for(home, ann).next.move.value == "step_up"


def test_the_person_may_end_it_on_any_day_and_then_the_dose_is_free(held):
    home, clock, ann = held
    start_trial(home, ann, CHOICE)
    with pytest.raises(InputError, match="Choose why"):
        end_trial(home, ann, "")
    clock.evening(3)
    end_trial(home, ann, "harm")
    end_trial(home, ann, "other")
    now = trial_of(home, ann)
    assert (now.runs, now.kept.ended_why, now.kept.trial.ended_on) == (False, "harm", clock.at.date())
    assert plan_for(home, ann).trial["ended"] is True
    assert plan_for(home, ann).next is not None
    assert sum(entry.type == "trial_end" for entry in rows(home, ann)) == 1


def test_what_is_changed_after_the_draw_is_shown_as_such_and_changes_nothing_frozen(held):
    home, clock, ann = held
    kept = start_trial(home, ann, CHOICE)
    change_trial(home, ann, 1.5)
    clock.move(days=2)
    change_trial(home, ann, 2.0)
    change_trial(home, ann, 2.0)
    now = trial_of(home, ann).kept
    assert [(one.on, one.important_change) for one in now.changes] == [(clock.at.date(), 2.0)]
    assert now.trial == kept.trial
    assert plan_for(home, ann).trial["important_change"] == 1.5
    with pytest.raises(InputError, match="how much less pain"):
        change_trial(home, ann, 3.0)


def test_nothing_is_ended_or_changed_where_nothing_runs(home, screened, clock):
    for _ in range(2):
        with pytest.raises(InputError, match="no test that runs"):
            end_trial(home, screened, "harm")
        with pytest.raises(InputError, match="no test that runs"):
            change_trial(home, screened, 2.0)
        start_trial(home, screened, WALK)
        clock.move(days=60)


def test_a_graver_check_ends_it_for_good_with_what_there_is(held):
    home, clock, ann = held
    start_trial(home, ann, CHOICE)
    clock.evening(5)
    assert screened_with_a_yes(home, ann, "birth_within_6_months").verdict.value == "caution"
    ended = clock.at.date()
    clock.evening(1)
    page = next(one for one in pages(home, ann) if one.id == "pregnancy")
    save_page(home, ann, page.id, {"answers": {ask.fact: "no" for ask, _ in page.asks}})
    assert screen_person(home, ann).verdict.value == "ok"
    now = trial_of(home, ann)
    assert (now.kept.ended_why, now.kept.trial.ended_on, now.runs) == ("screening", ended, False)
    assert start_trial(home, ann, WALK).trial.frozen.protocol == "therapy_alone"
    assert trial_of(home, ann).earlier == 1
