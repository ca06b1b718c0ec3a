"""In: what is said before a session, and a small rule set. Out: what holds it, and until when; what was not asked holds nothing."""

from datetime import datetime, timedelta, timezone

import pytest

from roost.screen.before import asked_before, holds_of
from roost.screen.rules import rule_set
from tests.rooms.screen.small import FILES, GROUPS, ask, rule

NOW = datetime(2026, 3, 1, 19, 30, tzinfo=timezone(timedelta(hours=1)))


def session(fact, more="", verdict="do_not_invert", act_by="null"):
    return rule(ask(fact, "today"), f"{{fact: {fact}, is: yes}}", verdict, act_by, f"scope: session\n{more}", "session", "answer")


RULES = rule_set(
    {
        **FILES,
        "meal": session("meal", "hold_hours: 2"),
        "nap": session("nap", "hold_hours: 12"),
        "ill": session("ill", "screen_again: true"),
        "high": session("high", "only_with_reading: true"),
        "chest": session("chest", "screen_again: true\nred_flag: true", "urgent", "now"),
    },
    GROUPS,
)


def held(*said, with_reading=False):
    return {hold.rule: hold for hold in holds_of(RULES, said, NOW, with_reading=with_reading)}


def test_only_what_belongs_to_the_session_is_asked():
    assert {ask.fact for ask, _ in asked_before(RULES, with_reading=False)} == {"drink", "meal", "nap", "ill", "chest"}
    assert {rule.scope for _, rule in asked_before(RULES, with_reading=True)} == {"session"}


def test_a_reading_is_asked_where_the_screening_wants_one():
    assert "high" in {ask.fact for ask, _ in asked_before(RULES, with_reading=True)}
    assert held("high") == {}
    assert set(held("high", with_reading=True)) == {"high"}


def test_none_of_them_holds_nothing():
    assert held() == {}
    assert held("sight", "no such fact") == {}


@pytest.mark.parametrize(
    ("fact", "until"),
    [
        ("drink", datetime(2026, 3, 2, tzinfo=NOW.tzinfo)),
        ("meal", NOW + timedelta(hours=2)),
        ("nap", NOW + timedelta(hours=12)),
        ("ill", None),
        ("chest", None),
    ],
)
def test_each_yes_holds_the_session_until_its_own_time(fact, until):
    [hold] = held(fact).values()
    assert (hold.until, hold.tell, hold.is_urgent) == (until, "Told.", fact == "chest")


def test_several_reasons_are_all_told():
    assert set(held("meal", "ill", "chest")) == {"meal", "ill", "chest"}


def test_what_can_not_be_told_holds_the_session_too():
    both = "{all: [{fact: drink, is: yes}, {fact: high, is: yes}]}"
    rules = rule_set(
        {
            **FILES,
            "high": session("high", "only_with_reading: true"),
            "both": rule("", both, "do_not_invert", "null", "scope: session", "session", "answer"),
        },
        GROUPS,
    )
    assert [hold.rule for hold in holds_of(rules, ["drink"], NOW, with_reading=False)] == ["both", "evening"]
