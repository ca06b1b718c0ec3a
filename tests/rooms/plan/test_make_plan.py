"""In: a Screening, a history, the ladder, therapies. Out: the whole Plan: dose, way up, spotter, checks, reasons, ladder, care."""

from dataclasses import replace
from itertools import permutations

import pytest

from roost.base.canonical import canonical_json, content_hash
from roost.plan.plan import Dose, ReturnStep
from roost.plan.plan_json import plan_json
from roost.screen.screening import Spotter, Verdict
from tests.rooms.plan.small import RUNGS, days_off, event, left_out, plan_on, reasons, screening, session, week

BASE = ("table", "tether", "height_setting", "today", "cue_noticed", "way_to_call", "escape_known")


def test_the_first_plan_of_all():
    plan = plan_on(0)
    assert plan.next.dose == Dose(head_down_deg=15, bout_s=60, bouts=2, rest_s=60)
    assert (plan.version, plan.held, plan.trial) == (1, None, None)
    assert (plan.today, plan.next.date) == (plan.today, plan.today)
    assert (plan.screening.verdict, plan.screening.hash) == (Verdict.ok, "0")


@pytest.mark.parametrize(("rung", "half_way"), [(0, 8), (2, 10), (4, 13), (11, 30)])
def test_the_way_up_waits_half_way_level_and_upright(rung, half_way):
    steps = plan_on(5, [session(0, rung), session(3, rung)]).next.return_
    assert steps == (
        ReturnStep(head_down_deg=half_way, hold_s=15),
        ReturnStep(head_down_deg=0, hold_s=60),
        ReturnStep(head_down_deg=-90, hold_s=60),
    )


@pytest.mark.parametrize("done", range(5))
def test_somebody_is_in_the_room_for_the_first_three_sessions(done):
    plan = plan_on(5, [session(day) for day in range(done)])
    assert plan.next.spotter is (Spotter.in_room if done < 3 else Spotter.in_earshot)
    assert reasons(plan)[-1] == ("spotter_first_sessions" if done < 3 else "spotter_in_earshot")


def test_a_session_that_was_cut_short_is_not_one_of_the_first_three():
    assert plan_on(7, [*week(0, 0)[:2], session(4, completed=False)]).next.spotter is Spotter.in_room


def test_somebody_is_in_the_room_for_each_new_angle():
    assert plan_on(8, week(0, 0)).next.spotter is Spotter.in_earshot  # the time goes up
    assert plan_on(8, week(0, 1)).next.spotter is Spotter.in_room  # the angle does
    assert reasons(plan_on(8, week(0, 1)))[-1] == "spotter_new_angle"
    assert plan_on(9, [*week(0, 1), session(8, 2)]).next.spotter is Spotter.in_earshot
    assert plan_on(9, [*week(0, 1), session(8, 2, completed=False)]).next.spotter is Spotter.in_room


def test_somebody_is_in_the_room_again_after_a_restart():
    assert plan_on(41, [*week(0, 3), session(40)]).next.spotter is Spotter.in_room


def test_somebody_is_in_the_room_where_the_screening_wants_it():
    plan = plan_on(8, week(0, 0), who=screening(day=8, spotter=Spotter.in_room))
    assert plan.next.spotter is Spotter.in_room
    assert reasons(plan)[-1] == "spotter_limit"


@pytest.mark.parametrize(
    ("limits", "inside"),
    [
        ({}, ()),
        ({"spotter": Spotter.in_room}, ("spotter",)),
        ({"reading_before_each": True}, ("reading",)),
        ({"reading_before_each": True, "spotter": Spotter.in_room}, ("reading", "spotter")),
    ],
)
def test_the_ankle_lock_is_the_last_check(limits, inside):
    assert plan_on(7, week(0, 0), who=screening(day=7, **limits)).next.checks == (*BASE, *inside, "ankle_lock")


def test_each_number_has_its_reason():
    found = reasons(plan_on(7, [session(day) for day in (1, 2, 4, 6)]))
    assert found == ["once_in", "head_down_deg", "bout_s", "bouts", "rest_s", "coming_up", "spotter_in_earshot"]
    assert "limit" in reasons(plan_on(7, week(0, 0), who=screening(day=7, head_down_deg=30)))
    limit = plan_on(7, who=screening(day=7, head_down_deg=30)).next.because[-2]
    assert limit.tell == "Your limit is 30 degrees. It comes from your answers."


def test_the_ladder_ends_at_the_limit():
    plan = plan_on(8, week(0, 2), who=screening(day=8, head_down_deg=30))
    assert [rung.dose for rung in plan.ladder] == list(RUNGS[:6])
    assert [rung.step for rung in plan.ladder] == [1, 2, 3, 4, 5, 6]
    assert [rung.state for rung in plan.ladder] == ["done", "done", "done", "now", "to_come", "to_come"]


def test_half_the_time_stands_on_its_rung():
    plan = plan_on(16, week(0, 3), away=[days_off(7, 15)])
    assert [rung.state for rung in plan.ladder].index("now") == 3
    assert plan.next.dose == replace(RUNGS[3], bout_s=90)


def test_limits_wider_than_the_caps_are_cut_to_the_caps():
    wide = replace(screening(day=8).limits, head_down_deg=90, bout_s=900, inverted_s_per_session=9000, inverted_s_per_day=9000)
    plan = plan_on(8, week(0, 11), who=replace(screening(day=8), limits=wide))
    assert plan.next.dose.head_down_deg == 60
    assert "limit" not in reasons(plan)


def names(plan):
    """The care that stands in each plan from the start, as far as this plan offers it."""
    return [care.therapy for care in plan.care if care.therapy in ("walking", "exercise", "heat")]


def test_care_stands_beside_every_verdict_but_urgent():
    assert names(plan_on(0)) == ["walking", "exercise", "heat"]
    for verdict in (Verdict.caution, Verdict.ask_first, Verdict.do_not_invert):
        assert names(plan_on(0, who=screening(verdict, rules=[("glaucoma", verdict)]))) == ["walking", "exercise", "heat"]
    assert plan_on(0, who=screening(Verdict.urgent, act_by="now")).care == ()


def test_care_is_left_out_where_it_does_not_fit():
    assert names(plan_on(0, who=screening(Verdict.do_not_invert, rules=[("heart_failure", Verdict.do_not_invert)]))) == ["walking", "heat"]
    assert names(plan_on(0, who=screening(Verdict.caution, lifted=["heart_failure"]))) == ["walking", "heat"]


def test_care_waits_after_a_grave_event_until_somebody_was_asked():
    assert plan_on(3, events=[event(2, 3)]).care == ()
    assert names(plan_on(3, events=[event(2, 3, asked=True)])) == ["walking", "exercise", "heat"]
    assert names(plan_on(3, events=[event(2, 3, clinician_said=True)])) == ["walking", "exercise", "heat"]
    assert names(plan_on(3, events=[event(2, 3, signed_off=True)])) == ["walking", "exercise", "heat"]
    assert names(plan_on(3, events=[event(2, 2)])) == ["walking", "exercise", "heat"]


def test_care_carries_its_evidence():
    walk = plan_on(0).care[0]
    assert (walk.title, walk.strength, walk.first) == ("Walking", "fair evidence", True)
    assert walk.tell.startswith("Walk")


def test_the_same_input_gives_the_same_bytes_in_any_order():
    rows = [session(0), session(2), left_out(3, skipped_why="other"), session(4)]
    made = {canonical_json(plan_json(plan_on(8, order))) for order in permutations(rows)}
    assert len(made) == 1


def test_the_hash_is_that_of_the_rest_and_the_id_is_made_from_it():
    plan = plan_on(8, week(0, 0))
    assert plan.hash == content_hash({**plan_json(plan), "hash": "", "plan_id": ""})
    assert plan.plan_id == f"plan-{plan.hash[:16]}"
    assert plan.hash != plan_on(9, week(0, 0)).hash
