"""In: a Screening, events, pauses and sessions of today. Out: why nothing may be done today, and until when."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roost.plan.history import History
from roost.plan.make_plan import make_plan
from roost.screen.screening import Verdict
from tests.rooms.plan.small import LADDER, RUNGS, START, THERAPIES, at, days_off, event, left_out, move, plan_on, screening, session, week


def until(plan):
    return None if plan.held.until is None else (plan.held.until - START).days


@pytest.mark.parametrize(
    ("verdict", "act_by", "says"),
    [
        (Verdict.ask_first, None, "Ask your doctor first"),
        (Verdict.do_not_invert, None, "Do not use the table"),
        (Verdict.do_not_invert, "days", "next few days"),
        (Verdict.urgent, "today", "today"),
        (Verdict.urgent, "now", "112"),
    ],
)
def test_whoever_may_not_invert_is_told_what_to_do(verdict, act_by, says):
    plan = plan_on(0, who=screening(verdict, act_by=act_by, rules=[("x", verdict)]))
    assert (plan.next, plan.held.why, plan.held.until, plan.ladder) == (None, "verdict", None, ())
    assert says in plan.held.tell


MISSING = ("table_spare_g", Verdict.do_not_invert)


@pytest.mark.parametrize(
    ("why", "given"),
    [
        ("label", {"unknown": [MISSING]}),
        ("label", {"unknown": [MISSING, ("migraine_days", Verdict.caution)], "rules": [("age_65_or_over", Verdict.caution)]}),
        ("verdict", {"unknown": [MISSING, ("glaucoma", Verdict.ask_first)]}),
        ("verdict", {"unknown": [MISSING], "rules": [("glaucoma", Verdict.ask_first)]}),
        ("verdict", {"unknown": []}),
    ],
)
def test_the_label_is_named_when_nothing_else_is_missing(why, given):
    assert plan_on(0, who=screening(Verdict.ask_first, **given)).held.why == why


def test_a_graver_verdict_is_never_only_the_label():
    assert plan_on(0, who=screening(Verdict.do_not_invert, unknown=[MISSING], rules=[("x", Verdict.do_not_invert)])).held.why == "verdict"


def test_a_screening_without_limits_lets_nobody_down():
    assert move(plan_on(0, who=replace(screening(), limits=None))) == "verdict"


def test_a_limit_under_the_first_rung_holds():
    plan = plan_on(0, who=screening(head_down_deg=14))
    assert (move(plan), plan.ladder) == ("verdict", ())
    assert "below our first step" in plan.held.tell
    assert move(plan_on(0, events=[event(-1, 3)], who=screening(head_down_deg=14))) == "event"


@pytest.mark.parametrize(("day", "held"), [(90, None), (91, "screening_ended")])
def test_a_screening_counts_up_to_its_last_day(day, held):
    plan = plan_on(day, who=screening(day=0))
    assert (plan.held and plan.held.why) == held


@pytest.mark.parametrize(("screened", "held"), [(33, "screening_ended"), (34, None), (40, None)])
def test_after_28_days_one_is_screened_again(screened, held):
    plan = plan_on(40, week(0, 3), who=screening(day=screened))
    assert (plan.held and plan.held.why) == held


@pytest.mark.parametrize(
    ("changes", "held", "until_day"),
    [
        ({}, "event", 14),
        ({"clinician_said": True}, "event", 14),
        ({"signed_off": True}, "event", 14),
    ],
)
def test_a_grade_2_event_rests_for_seven_days(changes, held, until_day):
    plan = plan_on(10, week(0, 2), events=[event(7, 2, **changes)])
    assert (move(plan), until(plan)) == (held, until_day)


def test_a_grade_2_event_waits_for_a_clinician_without_end():
    plan = plan_on(40, week(0, 2), events=[event(7, 2)], who=screening(day=40))
    assert (move(plan), until(plan)) == ("event", None)
    assert "tell us what they said" in plan.held.tell
    assert move(plan_on(14, week(0, 2), events=[event(7, 2, signed_off=True)])) == "step_down 15/120"


def test_the_last_of_two_events_counts():
    plan = plan_on(10, week(0, 2), events=[event(7, 2, clinician_said=True), event(9, 2, clinician_said=True)])
    assert until(plan) == 16
    assert "for 7 days" in plan.held.tell


@pytest.mark.parametrize("day", [7, 20, 300])
def test_a_grade_3_event_holds_until_it_is_signed_off(day):
    plan = plan_on(day, week(0, 2), events=[event(7, 3, clinician_said=True)])
    assert (move(plan), until(plan)) == ("event", None)
    assert "sign a letter" in plan.held.tell


def test_a_grade_3_event_is_told_before_a_grade_2_one():
    assert "sign a letter" in plan_on(9, events=[event(7, 3), event(8, 2)]).held.tell


@pytest.mark.parametrize(("screened", "held"), [(7, "screening_ended"), (8, None)])
def test_after_a_signed_off_grade_3_event_one_is_screened_again(screened, held):
    plan = plan_on(9, week(0, 2), events=[event(7, 3, signed_off=True)], who=screening(day=screened))
    assert (plan.held and plan.held.why) == held


@pytest.mark.parametrize("told_on", [6, 9])
def test_what_a_clinician_said_of_an_event_holds_for_the_session_it_came_from(told_on):
    """The session is on day 6. An event told since then, and at least as grave, is taken to be its own."""
    sessions = [*week(0, 3)[:3], session(6, 3, worst_grade=2)]
    said = replace(event(told_on, 2, clinician_said=True), at=at(told_on, 19, 30))
    assert move(plan_on(17, sessions, events=[said])) == "step_down 20/120"
    assert move(plan_on(17, sessions, events=[replace(said, grade=1)])) == "event"
    assert move(plan_on(17, sessions, events=[replace(said, at=at(5))])) == "event"


@pytest.mark.parametrize(("day", "held"), [(4, None), (5, "away"), (8, "away"), (9, None)])
def test_nothing_is_planned_for_days_away(day, held):
    plan = plan_on(day, [session(3)], away=[days_off(5, 8)])
    assert (plan.held and plan.held.why) == held
    if held:
        assert until(plan) == 9


def test_stretches_away_that_meet_end_with_the_last_one():
    assert until(plan_on(5, away=[days_off(5, 8), days_off(9, 11), days_off(10, 14), days_off(20, 22)])) == 15


@pytest.mark.parametrize("row", [{"arm": "usual"}, {"skipped_why": "pause"}])
def test_a_usual_day_is_left_out(row):
    plan = plan_on(5, [session(3), left_out(5, **row)], hour=20)
    assert (move(plan), until(plan)) == ("usual_day", 6)


def test_a_session_on_a_usual_day_is_a_session():
    plan = plan_on(5, [left_out(5, arm="usual"), session(5, hour=8, arm="usual")], hour=20)
    assert move(plan) == "too_soon"


def test_a_day_left_out_for_safety_stays_left_out():
    plan = plan_on(5, [session(3), left_out(5, skipped_why="safety")], hour=20)
    assert (move(plan), until(plan)) == ("too_soon", 6)
    assert "That was right" in plan.held.tell
    assert move(plan_on(5, [session(3), left_out(5, skipped_why="other")], hour=20)) == "hold 15/60"


def test_one_session_a_day_is_what_the_ladder_offers():
    plan = plan_on(5, [session(5, hour=7)], hour=22)
    assert (move(plan), until(plan)) == ("too_soon", 6)


def test_a_session_of_late_yesterday_gives_the_hour_from_which_one_may_begin():
    plan = plan_on(5, [session(4, hour=23, minute=0)], hour=1)
    assert plan.next.not_before == at(5, 3, 0) + timedelta(seconds=160)
    assert plan_on(5, [session(4, hour=23, minute=0)], hour=4).next.not_before is None
    assert plan_on(5, [session(4, hour=20)], hour=1).next.not_before is None


def twice(day, sessions, hour, **limits):
    import msgspec

    ladder = replace(LADDER, pace=msgspec.structs.replace(LADDER.pace, sessions_per_day=2))
    return plan_on(day, sessions, hour=hour, ladder=ladder, who=screening(day=day, **limits))


def test_a_ladder_may_offer_two_sessions_four_hours_apart():
    plan = twice(5, [session(5, hour=7, minute=0)], 10)
    assert plan.next.not_before == at(5, 11, 0) + timedelta(seconds=160)
    assert twice(5, [session(5, hour=7, minute=0)], 12).next.not_before is None
    assert move(twice(5, [session(5, hour=3), session(5, hour=9)], 20)) == "too_soon"
    assert move(twice(5, [session(5, hour=3)], 20, sessions_per_day=1)) == "too_soon"


def test_a_second_session_that_only_fits_tomorrow_waits_for_tomorrow():
    plan = twice(5, [session(5, hour=21)], 22)
    assert (move(plan), until(plan)) == ("too_soon", 6)
    assert "not long ago" in plan.held.tell


def test_any_24_hours_hold_no_more_than_the_limit():
    """At 25 degrees for 3 minutes a session takes up to 420 s. Two of 400 s leave no room in 1,200 s until the first is a day old."""
    sessions = [session(4, 4, hour=15, minute=0, inverted_s=400), session(5, 4, hour=5, minute=0, inverted_s=400)]
    assert twice(5, sessions, 10).next.not_before == at(5, 15, 0) + timedelta(seconds=400)
    assert twice(5, sessions, 10, inverted_s_per_day=9000).next.not_before == at(5, 15, 0) + timedelta(seconds=400)  # the cap stays
    assert twice(5, sessions, 16).next.not_before is None
    assert move(twice(5, [replace(one, inverted_s=200) for one in sessions], 10)) == "hold 25/180"
    tomorrow = twice(5, [session(4, 4, hour=23, inverted_s=1200)], 22)
    assert tomorrow.next.not_before == at(5, 23, 30) + timedelta(seconds=1200)
    over = twice(5, [session(4, 4, hour=23, minute=55, inverted_s=1200)], 22)
    assert (move(over), until(over)) == ("too_soon", 6)


def test_what_is_dated_later_than_now_counts_as_of_now():
    assert move(plan_on(5, [session(7)])) == "too_soon"
    assert move(plan_on(5, events=[event(9, 2)])) == "event"
    assert until(plan_on(5, events=[event(9, 2)])) == 12


def test_a_session_dated_later_today_counts_as_of_now():
    assert twice(5, [session(5, hour=21)], 10).next.not_before == at(5, 14, 0) + timedelta(seconds=160)


def test_a_day_is_the_one_that_the_person_called_it():
    from datetime import timezone

    east = timezone(timedelta(hours=10))
    early = replace(session(5), started_at=at(5, 22, 0).replace(tzinfo=east))  # noon of the same day in UTC
    assert move(plan_on(6, [early], hour=9)) == "hold 15/60"
    assert move(plan_on(5, [early], hour=18)) == "too_soon"
    ahead = replace(session(5), started_at=at(6, 1, 0).replace(tzinfo=east))  # 15:00 of day 5 in UTC
    assert move(plan_on(5, [ahead], hour=18)) == "too_soon"


def test_the_gravest_reason_is_told():
    everything = {"events": [event(4, 2)], "away": [days_off(5, 5)]}
    assert move(plan_on(5, **everything, who=screening(Verdict.ask_first))) == "verdict"
    assert move(plan_on(95, events=[event(4, 2)], who=screening(day=0))) == "event"
    assert move(plan_on(95, away=[days_off(95, 95)], who=screening(day=0))) == "screening_ended"
    assert move(plan_on(5, [session(5, hour=7)], away=[days_off(5, 5)])) == "away"


def test_a_plan_that_is_held_still_shows_the_ladder():
    plan = plan_on(10, week(0, 2), events=[event(7, 2)])
    assert [rung.state for rung in plan.ladder][:3] == ["done", "now", "to_come"]
    assert len(plan.ladder) == len(RUNGS)


def test_time_below_level_that_nobody_planned_counts_for_the_day():
    unplanned = replace(session(5, hour=7), dose=None)
    plan = make_plan(screening(day=5), History(sessions=(unplanned,)), LADDER, THERAPIES, at(5, 20))
    assert move(plan) == "too_soon"
    assert move(plan_on(8, [*week(0, 0)[:3], replace(session(6), dose=None)])) == "hold 15/60"
