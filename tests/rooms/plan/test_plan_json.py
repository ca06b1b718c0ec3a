"""In: plans. Out: they come back from JSON as they were, and nothing that passes the caps comes back at all."""

import json

import pytest

from roost.base.errors import InputError
from roost.plan.plan import Move
from roost.plan.plan_json import plan_from_json, plan_json
from roost.screen.screening import Verdict
from tests.rooms.plan.small import days_off, event, plan_on, screening, week

PLANS = {
    "first": plan_on(0),
    "up": plan_on(8, week(0, 1)),
    "resume": plan_on(16, week(0, 3), away=[days_off(7, 15)]),
    "held": plan_on(8, week(0, 1), events=[event(7, 2)]),
    "verdict": plan_on(0, who=screening(Verdict.do_not_invert, rules=[("x", Verdict.do_not_invert)])),
}


def plain(name="up"):
    return json.loads(json.dumps(plan_json(PLANS[name])))


@pytest.mark.parametrize("name", PLANS)
def test_a_plan_comes_back_as_it_was(name):
    assert plan_from_json(plain(name)) == PLANS[name]


def test_the_way_up_is_called_return():
    assert [step["head_down_deg"] for step in plain()["next"]["return"]] == [10, 0, -90]
    assert "return_" not in plain()["next"]


def test_what_a_session_does_not_need_may_be_left_out():
    given = plain()
    for key in ("held", "ladder", "care", "trial"):
        del given[key]
    plan = plan_from_json(given)
    assert (plan.ladder, plan.care, plan.trial) == ((), (), None)


def test_care_without_a_title_and_a_trial_are_read():
    given = plain()
    given["care"] = [{"therapy": "walking", "tell": "...", "strength": "...", "first": True}]
    given["trial"] = {"seed": "7", "calendar": [{"period": 1, "arm": "inversion"}]}
    plan = plan_from_json(given)
    assert plan.care[0].title == ""
    assert plan_json(plan)["trial"] == given["trial"]
    assert plan.next.move is Move.step_up


def put(given, key, value):
    *path, last = key
    for part in path:
        given = given[part]
    given[last] = value


DOSE = ("next", "dose")


@pytest.mark.parametrize(
    ("where", "value", "key", "says"),
    [
        ((*DOSE, "head_down_deg"), 61, "next.dose.head_down_deg", "at most 60 degrees"),
        ((*DOSE, "bout_s"), 271, "next.dose.bout_s", "300 seconds at a time"),
        ((*DOSE, "bouts"), 5, "next.dose.bouts", "600 in a session"),
        ((*DOSE, "head_down_deg"), -1, "next.dose.head_down_deg", "too small"),
        ((*DOSE, "bout_s"), 0, "next.dose.bout_s", "at least 1"),
        ((*DOSE, "bouts"), 0, "next.dose.bouts", "at least 1"),
        ((*DOSE, "rest_s"), -1, "next.dose.rest_s", "at least 0"),
        ((*DOSE, "bout_s"), "long", "next.dose.bout_s", "Expected `int`"),
        (("ladder", 3, "dose", "head_down_deg"), 75, "ladder[3].dose.head_down_deg", "passes the caps"),
        (("next", "return", 0, "head_down_deg"), 21, "next.return[0].head_down_deg", "not on the way up"),
        (("next", "return", 1, "head_down_deg"), 12, "next.return[1].head_down_deg", "not on the way up"),
        (("next", "return", 2, "head_down_deg"), -91, "next.return[2].head_down_deg", "not on the way up"),
        (("next", "return", 1, "hold_s"), -5, "next.return[1].hold_s", "too small"),
        (("next", "return", 1, "hold_s"), None, "next.return[1].hold_s", "Expected `int`"),
        (("next", "move"), "leap", "next.move", "Invalid enum value"),
        (("next", "spotter"), "nobody", "next.spotter", "Invalid enum value"),
        (("next", "zap"), 1, "next.zap", "not known"),
        (("next", "return_"), [], "next.return", "not known"),
        (("next", "return", 1, "zap"), 1, "next.return[1].zap", "not known"),
        (("ladder", 0, "zap"), 1, "ladder[0].zap", "not known"),
        (("zap",), 1, "zap", "not known"),
        (("ladder", 0, "state"), "skipped", "ladder[0].state", "Invalid enum value"),
        (("today",), "soon", "today", "date"),
        (("care",), 3, "care", "Expected `array`"),
        (("care",), [3], "care[0]", "Expected `object`"),
        (("held",), {"why": "event", "until": None, "tell": "..."}, "next", "either"),
        (("held",), {"why": "mood", "until": None, "tell": "..."}, "held.why", "Invalid enum value"),
        (("next",), None, "next", "either"),
        (("next",), 3, "next", "Expected `object | null`"),
    ],
    ids=lambda value: ".".join(map(str, value)) if isinstance(value, tuple) else str(value)[:20],
)
def test_a_plan_that_is_wrong_is_refused_by_name(where, value, key, says):
    given = plain()
    put(given, where, value)
    with pytest.raises(InputError) as caught:
        plan_from_json(given)
    assert caught.value.key == key
    assert says in str(caught.value)


@pytest.mark.parametrize("key", ["next", "plan_id", "screening"])
def test_a_plan_without_what_it_needs_is_refused(key):
    given = plain()
    del given[key]
    with pytest.raises(InputError, match=f"missing required field `{key}`"):
        plan_from_json(given)


@pytest.mark.parametrize("given", [None, 3, "plan", []])
def test_what_is_no_plan_is_refused(given):
    with pytest.raises(InputError, match="a plan is an object"):
        plan_from_json(given)
