"""In: what a person told that bars a session. Out: the plan holds with their reason and its end; what is over bars nothing."""

from datetime import timedelta

import pytest

from roost.plan.history import History
from roost.plan.make_plan import make_plan
from roost.plan.plan import Bar
from tests.rooms.plan.small import LADDER, START, THERAPIES, at, event, screening

NOW = at(0, 18, 0)


def bar(why="too_soon", until=None, tell="Told."):
    return Bar(why=why, until=until, tell=tell)


def plan_with(*bars, who=None, events=(), now=NOW):
    return make_plan(who or screening(), History(bars=bars, events=events), LADDER, THERAPIES, now)


@pytest.mark.parametrize("why", ["too_soon", "screening_ended", "label"])
def test_a_bar_holds_with_its_reason(why):
    plan = plan_with(bar(why))
    assert plan.next is None
    assert (plan.held.why, plan.held.until, plan.held.tell) == (why, None, "Told.")
    assert plan.care


def test_a_bar_ends_at_its_time():
    until = NOW + timedelta(hours=2)
    assert plan_with(bar(until=until)).held.until == START
    assert plan_with(bar(until=until), now=until).next is not None
    assert plan_with(bar(until=until), now=until - timedelta(seconds=1)).next is None


def test_what_no_time_ends_is_told_first_and_then_what_lasts_longest():
    soon, late = bar(until=NOW + timedelta(hours=2), tell="Soon."), bar(until=NOW + timedelta(hours=12), tell="Late.")
    assert plan_with(soon, late).held.tell == "Late."
    assert plan_with(late, bar("label", tell="Never."), soon).held.tell == "Never."
    assert plan_with(late).held.until == START + timedelta(days=1)


def test_an_adverse_event_and_an_old_screening_are_told_before_a_bar():
    assert plan_with(bar(), events=[event(-1, 3)]).held.why == "event"
    assert plan_with(bar("label"), who=screening(day=-200)).held.why == "screening_ended"
