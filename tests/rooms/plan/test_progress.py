"""In: short histories. Out: the move and the dose that follow, each rule on both sides of its threshold."""

from dataclasses import replace

import pytest

from roost.plan.plan import Dose
from roost.plan.progress import half_time
from tests.rooms.plan.small import LADDER, RUNGS, days_off, event, left_out, move, plan_on, reasons, screening, session, week


def test_the_first_plan_is_the_first_rung():
    assert move(plan_on(0)) == "start 15/60"


@pytest.mark.parametrize(
    ("rung", "then", "why"),
    [
        (0, "15/120", "step_up_bout_s"),
        (1, "20/120", "step_up_head_down_deg"),
        (2, "20/180", "step_up_bout_s"),
        (3, "25/180", "step_up_head_down_deg"),
        (10, "60/180", "step_up_head_down_deg"),
    ],
)
def test_after_a_week_of_good_sessions_one_thing_goes_up(rung, then, why):
    plan = plan_on(8, week(0, rung))
    assert move(plan) == f"step_up {then}"
    assert plan.next.because[0].rule == why
    assert "4 good times over 7 days" in plan.next.because[0].tell


def test_who_asked_to_stay_does_not_go_up_and_still_goes_down():
    plan = plan_on(8, week(0, 1), stays=True)
    assert (move(plan), reasons(plan)[0]) == ("hold 15/120", "stays")
    assert reasons(plan_on(5, week(0, 1)[:2], stays=True))[0] == "not_enough"
    assert move(plan_on(8, week(0, 1), events=[event(7, 1)], stays=True)) == "step_down 15/60"


def test_the_last_rung_is_held():
    assert move(plan_on(8, week(0, 11))) == "hold 60/180"
    assert reasons(plan_on(8, week(0, 11)))[0] == "top"


@pytest.mark.parametrize(
    ("what", "spoiled"),
    [
        ("came up early", {"completed": False}),
        ("tense", {"relaxed": False}),
        ("not asked whether relaxed", {"relaxed": None}),
        ("worse next morning", {"next_morning": "worse"}),
        ("time that does not fit", {"inverted_s": 107}),
        ("longer below level than a session may be", {"inverted_s": 601}),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.parametrize("which", range(4))
def test_a_session_that_did_not_go_well_does_not_count(what, spoiled, which):
    sessions = week(0, 0)
    sessions[which] = replace(sessions[which], **spoiled)
    plan = plan_on(8, sessions)
    assert move(plan) == "hold 15/60"
    assert reasons(plan)[0] == "not_enough"


def test_time_that_just_fits_counts():
    assert move(plan_on(8, [replace(one, inverted_s=108) for one in week(0, 0)])) == "step_up 15/120"


def test_an_unknown_next_morning_is_not_worse():
    assert move(plan_on(8, [replace(one, next_morning=None) for one in week(0, 0)])) == "step_up 15/120"


@pytest.mark.parametrize(
    ("days", "today", "then"),
    [
        ((0, 1, 2, 3), 8, "hold 15/60"),  # four days only
        ((0, 1, 2, 4), 8, "hold 15/60"),
        ((0, 1, 2, 5), 8, "step_up 15/120"),
        ((0, 3, 6), 8, "hold 15/60"),  # three sessions
        ((0, 2, 4, 5), 6, "hold 15/60"),  # six days after the change
        ((0, 2, 4, 5), 7, "step_up 15/120"),
    ],
)
def test_a_step_up_needs_four_sessions_five_days_and_a_week(days, today, then):
    assert move(plan_on(today, [session(day) for day in days])) == then


def test_the_week_counts_from_the_last_change():
    assert move(plan_on(14, [*week(0, 0), *(session(day, 1) for day in (8, 9, 11, 13))])) == "hold 15/120"
    assert reasons(plan_on(14, [*week(0, 0), *(session(day, 1) for day in (8, 9, 11, 13))]))[0] == "once_in"
    assert move(plan_on(15, [*week(0, 0), *(session(day, 1) for day in (8, 9, 11, 13))])) == "step_up 20/120"


def test_slow_steps_take_two_weeks():
    sessions = [*week(0, 0), session(9)]
    assert move(plan_on(13, sessions, who=screening(day=13, slow_steps=True))) == "hold 15/60"
    assert move(plan_on(14, sessions, who=screening(day=14, slow_steps=True))) == "step_up 15/120"


def test_the_last_session_has_to_be_a_good_one():
    assert move(plan_on(9, [*week(0, 0), session(7, completed=False)])) == "hold 15/60"


def test_a_day_left_out_for_safety_is_no_failure():
    sessions = [*week(0, 0), left_out(1, skipped_why="safety"), left_out(7, skipped_why="safety")]
    assert move(plan_on(8, sessions)) == "step_up 15/120"


@pytest.mark.parametrize(("rung", "then"), [(4, "20/180"), (1, "15/60"), (0, "15/60")])
def test_a_mild_event_steps_down_one_rung(rung, then):
    assert move(plan_on(8, [*week(0, rung), session(7, rung, worst_grade=1)])) == f"step_down {then}"
    assert move(plan_on(8, week(0, rung), events=[event(7, 1)])) == f"step_down {then}"


def test_a_mild_event_on_the_first_rung_says_again():
    assert reasons(plan_on(8, [session(7, 0, worst_grade=1)]))[0] == "step_down_first"
    assert reasons(plan_on(8, [session(7, 1, worst_grade=1)]))[0] == "step_down"


def test_a_lower_session_settles_a_mild_event_and_counting_begins_again():
    sessions = [*week(0, 3), session(7, 3, worst_grade=1), session(8, 2), session(10, 2), session(12, 2)]
    assert move(plan_on(13, sessions)) == "hold 20/120"
    assert move(plan_on(15, [*sessions, session(14, 2)])) == "step_up 20/180"


def test_on_the_first_rung_only_sessions_after_an_event_count():
    sessions, told = week(0, 0), [event(3, 1)]
    assert move(plan_on(8, sessions, events=told)) == "hold 15/60"
    assert move(plan_on(10, [*sessions, session(8), session(9)], events=told)) == "step_up 15/120"


def test_an_event_told_late_still_steps_down():
    sessions = [session(0, 3), session(2, 3)]
    assert move(plan_on(3, sessions)) == "hold 20/180"
    assert move(plan_on(3, sessions, events=[event(0, 1)])) == "step_down 20/120"


def test_enough_good_sessions_settle_an_event_too():
    sessions = [session(0, 3, worst_grade=1), *(session(day, 3) for day in (2, 4, 6))]
    assert move(plan_on(8, sessions)) == "step_down 20/120"
    assert move(plan_on(9, [*sessions, session(8, 3)])) == "step_up 25/180"


def test_a_half_time_session_is_not_one_of_those_that_settle_an_event():
    sessions = [session(0, 3, worst_grade=1), session(9, half_time(RUNGS[3])), *(session(day, 3) for day in (10, 12, 14))]
    assert move(plan_on(15, sessions, away=[days_off(1, 8)])) == "step_down 20/120"
    assert move(plan_on(17, [*sessions, session(16, 3)], away=[days_off(1, 8)])) == "step_up 25/180"


def test_an_event_before_all_sessions_takes_nothing_off():
    assert move(plan_on(3, [session(2, 1)], events=[event(0, 1)])) == "hold 15/120"
    assert move(plan_on(3, events=[event(0, 1)])) == "start 15/60"


def test_a_worse_back_after_two_sessions_running_counts_as_a_mild_event():
    one = [session(0, 2), session(2, 2, next_morning="worse")]
    assert move(plan_on(3, one)) == "hold 20/120"
    assert move(plan_on(5, [*one, session(4, 2, next_morning="worse")])) == "step_down 15/120"


@pytest.mark.parametrize(
    ("gap", "then"),
    [(13, "step_up 25/180"), (14, "step_back 20/120"), (27, "step_back 20/120"), (28, "restart 15/60"), (200, "restart 15/60")],
)
def test_a_gap_that_was_not_planned_goes_back(gap, then):
    assert move(plan_on(6 + gap, week(0, 3))) == then


def test_a_gap_on_the_first_rung_repeats_it_and_says_so():
    plan = plan_on(20, week(0, 0))
    assert move(plan) == "step_back 15/60"
    assert reasons(plan)[0] == "step_back_first"
    assert "14 days" in plan.next.because[0].tell


def test_sessions_before_a_gap_do_not_count_for_a_step_up():
    assert move(plan_on(21, [*week(0, 0), session(20)])) == "hold 15/60"


def test_days_left_out_for_safety_are_still_days_without_a_session():
    sessions = [*week(0, 3), *(left_out(day, skipped_why="safety") for day in range(7, 20))]
    assert move(plan_on(20, sessions)) == "step_back 20/120"


@pytest.mark.parametrize(
    ("off", "then"),
    [
        (6, "step_up 25/180"),
        (7, "resume 20/90"),
        (14, "resume 20/90"),
        (15, "step_back 20/120"),
        (26, "step_back 20/120"),
        (27, "restart 15/60"),
    ],
)
def test_planned_days_off_are_no_gap_up_to_a_fortnight(off, then):
    """The last session is on day 6; the days off follow it, and the plan is made on the day after them."""
    assert move(plan_on(7 + off, week(0, 3), away=[days_off(7, 6 + off)])) == then
    assert move(plan_on(7 + off, [*week(0, 3), *(left_out(7 + i, arm="usual") for i in range(off))])) == then
    assert move(plan_on(7 + off, [*week(0, 3), *(left_out(7 + i, skipped_why="pause") for i in range(off))])) == then


def test_two_planned_pauses_that_meet_count_together():
    assert move(plan_on(22, week(0, 3), away=[days_off(7, 13), days_off(14, 21)])) == "step_back 20/120"


def test_unplanned_days_around_a_planned_pause_count_alone():
    assert move(plan_on(26, week(0, 3), away=[days_off(7, 13)])) == "resume 20/90"  # 20 days, 13 of them not planned
    assert move(plan_on(27, week(0, 3), away=[days_off(7, 13)])) == "step_back 20/120"
    assert move(plan_on(34, week(0, 3), away=[days_off(7, 20)])) == "restart 15/60"  # 28 days are 28 days


PAUSED = [*week(0, 3), session(16, half_time(RUNGS[3]))]
OFF = [days_off(7, 15)]


def test_the_session_after_the_half_one_is_full_again():
    plan = plan_on(17, PAUSED, away=OFF)
    assert move(plan) == "hold 20/180"
    assert reasons(plan)[0] == "full_time"


@pytest.mark.parametrize("cut", [{"completed": False}, {"relaxed": False}, {"skipped_why": "other"}])
def test_a_half_session_that_was_cut_short_is_repeated(cut):
    sessions = [*PAUSED[:-1], replace(PAUSED[-1], **cut)]
    plan = plan_on(17, sessions, away=OFF)
    assert move(plan) == "resume 20/90"
    assert reasons(plan)[0] == "resume_again"
    again = [*sessions, session(17, half_time(RUNGS[3]))]
    assert move(plan_on(18, again, away=OFF)) == "hold 20/180"


def test_a_half_session_with_an_event_steps_down():
    assert move(plan_on(17, [*PAUSED[:-1], replace(PAUSED[-1], worst_grade=1)], away=OFF)) == "step_down 20/120"
    unwell = replace(PAUSED[-1], worst_grade=1, completed=False)
    assert move(plan_on(17, [*PAUSED[:-1], unwell], away=OFF)) == "step_down 20/60"


def test_a_full_session_right_after_a_pause_counts_as_that():
    assert move(plan_on(17, [*week(0, 3), session(16, 3)], away=OFF)) == "hold 20/180"


def test_counting_begins_again_after_a_pause():
    later = [session(day, 3) for day in (17, 19, 21)]
    assert move(plan_on(24, [*PAUSED, *later], away=OFF)) == "hold 20/180"
    assert move(plan_on(24, [*PAUSED, *later, session(23, 3)], away=OFF)) == "step_up 25/180"


def test_a_second_pause_halves_again_and_a_long_gap_after_a_half_session_steps_back():
    assert move(plan_on(26, PAUSED, away=[*OFF, days_off(17, 25)])) == "resume 20/90"
    assert move(plan_on(30, PAUSED, away=OFF)) == "step_back 20/120"


def test_an_event_and_a_gap_each_take_one_rung():
    assert move(plan_on(20, [*week(0, 5)[:3], session(6, 5, worst_grade=1)])) == "step_down 20/180"
    assert move(plan_on(14, [*week(0, 5)[:3], session(6, 5, worst_grade=1)], away=[days_off(7, 13)])) == "step_down 25/90"


def test_after_a_restart_the_first_session_stands_for_the_first_rung():
    sessions = [*week(0, 5), session(40, 5)]
    assert move(plan_on(41, sessions)) == "hold 15/60"
    assert reasons(plan_on(41, sessions))[0] == "one_rung_a_week"


def test_a_jump_counts_as_one_rung_in_a_week():
    sessions = [session(0, 0), session(1, 5), session(2, 5)]
    assert move(plan_on(3, sessions)) == "hold 15/120"
    assert move(plan_on(8, [*sessions[:2], session(7, 5)])) == "hold 20/120"  # day 0 lies a whole week back
    assert move(plan_on(7, [*sessions[:2], session(6, 5)])) == "hold 15/120"
    assert move(plan_on(12, [*sessions, session(11, 5)])) == "hold 20/120"


def test_a_dose_between_the_rungs_stands_for_the_rung_below():
    assert move(plan_on(1, [session(0, Dose(head_down_deg=22, bout_s=150, bouts=2, rest_s=30))])) == "hold 20/120"
    assert move(plan_on(1, [session(0, Dose(head_down_deg=80, bout_s=900, bouts=9, rest_s=30))])) == "hold 60/180"


LITTLE = Dose(head_down_deg=10, bout_s=30, bouts=1, rest_s=30)


def test_less_than_the_first_rung_leads_to_the_first_rung():
    plan = plan_on(1, [session(0, LITTLE)])
    assert move(plan) == "hold 15/60"
    assert reasons(plan)[0] == "first_rung"
    assert move(plan_on(8, [session(day, LITTLE) for day in (0, 2, 4, 6)])) == "hold 15/60"
    assert move(plan_on(2, [session(0, LITTLE), session(1, 1)])) == "hold 15/60"
    assert move(plan_on(1, [session(0, LITTLE, worst_grade=1)])) == "step_down 15/60"
    assert move(plan_on(14, [session(0, LITTLE)])) == "step_back 15/60"
    assert reasons(plan_on(14, [session(0, LITTLE)]))[0] == "step_back_first"
    assert move(plan_on(9, [session(0, LITTLE)], away=[days_off(1, 8)])) == "resume 15/30"


def test_a_lower_limit_brings_the_dose_down_at_once():
    plan = plan_on(8, week(0, 8), who=screening(day=8, head_down_deg=30))
    assert move(plan) == "hold 30/180"
    assert reasons(plan)[0] == "limit_lower"
    assert move(plan_on(8, [*week(0, 8), session(7, 8, worst_grade=1)], who=screening(day=8, head_down_deg=30))) == "step_down 30/180"


def test_the_limit_is_the_last_rung():
    plan = plan_on(8, week(0, 5), who=screening(day=8, head_down_deg=30))
    assert move(plan) == "hold 30/180"
    assert reasons(plan)[0] == "top"


def test_a_grade_2_event_comes_back_one_rung_lower_once_a_clinician_has_spoken():
    told = [event(7, 2, clinician_said=True)]
    assert move(plan_on(13, week(0, 3), events=told)) == "event"
    assert move(plan_on(14, week(0, 3), events=told)) == "step_down 20/120"
    assert move(plan_on(14, week(0, 3), events=[event(7, 2)])) == "event"


def test_a_signed_off_grade_3_event_begins_again_on_the_first_rung():
    signed = [event(7, 3, signed_off=True)]
    assert move(plan_on(9, week(0, 3), events=signed)) == "restart 15/60"
    assert move(plan_on(10, [*week(0, 3), session(9)], events=signed)) == "hold 15/60"
    assert move(plan_on(9, events=signed)) == "start 15/60"


def test_the_session_of_a_signed_off_grade_3_event_lies_before_the_restart():
    grave = session(7, 3, worst_grade=3)
    signed = replace(event(7, 3, signed_off=True), at=grave.started_at)
    assert move(plan_on(9, [*week(0, 3), grave], events=[signed])) == "restart 15/60"


def test_half_the_time_is_never_none():
    assert half_time(replace(LADDER.rungs[0], bout_s=1)).bout_s == 1


def test_the_days_of_the_sessions_themselves_are_never_days_off():
    assert move(plan_on(13, week(0, 3), away=[days_off(6, 12)])) == "step_up 25/180"  # six days lie between
    assert move(plan_on(14, [*week(0, 3), session(13, 3)], away=[days_off(7, 13)])) == "step_up 25/180"
