"""In: a person, or files. Out: the plan of today; a result that no longer stands plans nothing."""

import json
from datetime import date, timedelta

import pytest

from roost.app.people import add_person
from roost.app.plan_person import plan_for, plan_profile
from roost.app.questionnaire import save_page
from roost.app.run_session import keep_log, session_data, start_session
from roost.app.screen_person import screen_person
from roost.base.errors import InputError
from tests.answers import BODY, answer_all
from tests.rooms.app.sessions import done_in_full

PROFILE = {
    "today": "2026-03-01",
    "person": {"birth_date": "1981-05-02", "sex": "F", "mass": {"value": 74, "unit": "kg"}, "height": {"value": 172, "unit": "cm"}},
    "readings": [{"systolic_mmHg": 121, "diastolic_mmHg": 77}],
    "table": {"max_user_mass": {"value": 136, "unit": "kg"}},
    "conditions": [],
    "medicines": [],
    "symptoms": ["back ache"],
}
SESSION = {
    "started_at": "2026-03-01T09:30:00+00:00",
    "inverted_s": 120,
    "dose": {"head_down_deg": 15, "bout_s": 60, "bouts": 2, "rest_s": 60},
    "completed": True,
    "relaxed": True,
    "worst_grade": 0,
}


def test_nobody_has_a_plan_before_they_were_screened(home, ann):
    assert plan_for(home, ann) is None


def test_a_plan_of_one_day_is_the_same_all_day(home, screened, clock):
    first = plan_for(home, screened)
    clock.move(hours=1)
    assert plan_for(home, screened) == first
    assert first.next.dose.head_down_deg == 15


def test_a_result_that_has_ended_plans_nothing(home, screened, clock):
    clock.move(days=91)
    assert plan_for(home, screened).held.why == "screening_ended"


def test_a_changed_answer_plans_nothing_until_it_is_screened_again(home, screened):
    save_page(home, screened, "body_and_table", BODY | {"answers": {"doctor_agreed": "not_sure"}})
    assert plan_for(home, screened).held.why == "screening_ended"
    screen_person(home, screened)
    assert plan_for(home, screened).next is not None


def test_whoever_may_not_invert_gets_care_all_the_same(home, ann):
    answer_all(home, ann, about={"person": {"birth_date": "2012-05-02", "sex": "F"}})
    screen_person(home, ann)
    plan = plan_for(home, ann)
    assert plan.next is None
    assert plan.held.why == "verdict"
    assert plan.care


def test_one_persons_session_is_not_anothers(home, screened):
    plan = session_data(home, screened)["plan"]
    started = start_session(home, screened, plan["plan_id"], "tab")
    keep_log(home, screened, started.session_id, done_in_full(plan))
    ben = add_person(home, "Ben").id
    answer_all(home, ben)
    screen_person(home, ben)
    assert plan_for(home, screened).held.why == "too_soon"
    assert plan_for(home, ben).next is not None


def files(profile=PROFILE, sessions=None, **given):
    past = None if sessions is None else json.dumps(sessions).encode()
    return plan_profile(json.dumps(profile).encode(), past, profile_file="PROFILE.json", sessions_file="SESSIONS.json", **given)[0]


def test_files_are_planned_on_the_day_of_the_profile():
    assert files().today.isoformat() == "2026-03-01"
    assert files().next.move.value == "start"
    assert files(sessions=[]).hash == files().hash


def test_a_session_of_that_very_day_lies_behind_us():
    assert files(sessions=[SESSION | {"started_at": "2026-03-01T19:30:00+00:00"}]).held.why == "too_soon"
    assert files(sessions=[SESSION]).held.why == "too_soon"
    assert files(sessions=[SESSION | {"started_at": "2026-02-27T09:30:00+00:00"}]).next is not None


@pytest.mark.parametrize(("profile", "sessions", "file"), [({}, None, "PROFILE.json"), (PROFILE, [{}], "SESSIONS.json")])
def test_a_file_that_is_not_valid_is_named(profile, sessions, file):
    with pytest.raises(InputError) as refused:
        files(profile, sessions)
    assert refused.value.file == file


def held(days, last="2026-03-01", **changed):
    """Sessions at 20 degrees, one each other day, up to the day before a day."""
    ends = date.fromisoformat(last)
    dose = {"head_down_deg": 20, "bout_s": 120, "bouts": 2, "rest_s": 60}
    return [
        SESSION | {"started_at": f"{ends - timedelta(days=back)}T09:30:00+00:00", "inverted_s": 280, "dose": dose} | changed
        for back in range(days, 0, -2)
    ]


def test_a_seed_gives_a_calendar_once_a_dose_was_held_for_two_weeks():
    assert files(sessions=held(12), seed=7).trial is None
    assert files(sessions=held(14)).trial is None
    plan = files(sessions=held(14), seed=7)
    assert (plan.trial["seed"], plan.trial["calendar"][0]["from"], len(plan.trial["calendar"])) == ("7", "2026-03-01", 12)
    assert files(sessions=held(14), seed=7) == plan
    firsts = {files(sessions=held(14), seed=seed).trial["calendar"][0]["arm"] for seed in range(8)}
    assert firsts == {"inversion", "usual"}


def test_a_trial_that_runs_keeps_the_calendar_with_which_it_began():
    begun = files(sessions=held(14), seed=7).trial["calendar"]
    rows = [*held(14), *held(2, "2026-03-03", arm="inversion")]
    assert files(PROFILE | {"today": "2026-03-05"}, rows, seed=7).trial["calendar"] == begun
    named = held(14, arm="inversion")  # arms were named from the first session on: there was nothing to begin with then
    assert files(sessions=named, seed=7).trial["calendar"] == begun


def test_where_a_trial_can_not_be_planned_the_plan_stands_without():
    assert files(PROFILE | {"conditions": ["glaucoma"]}, held(14), seed=7).trial is None
    assert files(sessions=None, seed=7).trial is None
