"""In: a protocol, a seed, a first day. Out: the calendar, drawn by chance from the first pair on; or why there is none."""

import json
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice, pairwise

import pytest

from roost.plan.calendar import calendar_json, draw_calendar, longest_without, why_not, why_not_within
from roost.plan.chance import below, shuffled, words_of
from roost.plan.protocol import Arm, read_protocols
from roost.store.shelf import shelf_folder
from tests.rooms.plan import calendars

PROTOCOLS = read_protocols(shelf_folder("plan/protocols"))
WEEKS = PROTOCOLS["pairs_of_weeks"]
START = date(2026, 4, 6)
VECTORS = json.loads(calendars.FILE.read_text("utf-8"))


@pytest.mark.parametrize("vector", VECTORS, ids=[f"{len(one['arms'])} arms {one['drawn']} {n}" for n, one in enumerate(VECTORS)])
def test_each_seed_gives_the_calendar_of_the_shared_file(vector):
    arms = tuple(Arm(arm=name) for name in vector["arms"])
    protocol = replace(WEEKS, arms=arms, drawn=vector["drawn"], period_days=vector["period_days"], pairs=vector["pairs"])
    drawn = draw_calendar(protocol, vector["seed"], date.fromisoformat(vector["start"]))
    assert calendar_json(drawn) == vector["calendar"]


def test_the_shared_file_is_what_its_script_makes():
    assert calendars.FILE.read_text("utf-8") == calendars.text()


def test_the_periods_follow_each_other_without_a_day_between():
    drawn = draw_calendar(WEEKS, "7", START)
    assert (drawn[0].first, drawn[-1].last) == (START, START + timedelta(days=83))
    assert all((b.first - a.last).days == 1 for a, b in pairwise(drawn))
    assert [period.pair for period in drawn] == [1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6]
    for pair in range(1, 7):
        assert {period.arm for period in drawn if period.pair == pair} == {"inversion", "usual"}


def test_over_many_seeds_each_order_of_each_pair_comes_as_often_as_the_other():
    """400 seeds: 200 expected, sd 10. The seeds are fixed, so this fails or holds for good."""
    drawn = [[period.arm for period in draw_calendar(WEEKS, str(seed), START)] for seed in range(400)]
    first = Counter(arms[i] for arms in drawn for i in range(0, 12, 2))
    for i in range(0, 12, 2):
        assert 160 <= sum(arms[i] == "inversion" for arms in drawn) <= 240
    assert 1120 <= first["inversion"] <= 1280


def test_three_arms_come_in_each_of_their_six_orders():
    words = words_of("six orders")
    found = Counter(shuffled(("a", "b", "c"), words) for _ in range(600))
    assert len(found) == 6
    assert all(65 <= times <= 135 for times in found.values())


def test_words_that_would_favour_a_number_are_left_out():
    top = (1 << 32) - 1  # the largest multiple of 3 is just below it
    assert below(3, iter([top, 5])) == 2
    assert below(3, iter([top - 1, 5])) == (top - 1) % 3
    assert below(2, iter([top])) == 1
    assert len(set(islice(words_of("x"), 50))) == 50


def test_where_the_order_is_drawn_once_it_repeats_and_is_one_pair():
    drawn = draw_calendar(PROTOCOLS["longer_blocks"], "3", START)
    arms = [period.arm for period in drawn]
    assert arms == arms[:2] * 3
    assert {period.pair for period in drawn} == {1}
    firsts = {draw_calendar(PROTOCOLS["longer_blocks"], str(seed), START)[0].arm for seed in range(20)}
    assert firsts == {"inversion", "usual"}


def test_periods_that_meet_are_counted_together():
    drawn = draw_calendar(WEEKS, "1", START)
    assert [period.arm for period in drawn][3:5] == ["usual", "usual"]
    assert longest_without(drawn) == 14
    assert longest_without([]) == 0


@pytest.mark.parametrize(
    ("changed", "reason", "have", "needed"),
    [
        ({"period_days": 8}, "usual_days", 16, 14),
        ({"period_days": 14}, "usual_days", 28, 14),
        ({"period_days": 4}, "period_days", 4, [5, 14]),
        ({"period_days": 15}, "period_days", 15, [5, 14]),
        ({"pairs": 1}, "pairs", 1, [2, 12]),
        ({"pairs": 13}, "pairs", 13, [2, 12]),
    ],
)
def test_what_can_not_be_is_refused_with_its_reason(changed, reason, have, needed):
    refused = why_not(replace(WEEKS, **changed))
    assert (refused.reason, refused.have, refused.needed) == (reason, have, needed)
    assert refused.tell


def test_seven_days_or_fewer_a_period_are_not_refused():
    assert [why_not(replace(WEEKS, period_days=days)) for days in (5, 6, 7)] == [None] * 3


@pytest.mark.parametrize("chosen", [[], ["heat"], ["heat", "heat"]])
def test_each_therapy_is_chosen_and_once(chosen):
    assert why_not(PROTOCOLS["several_therapies"].with_therapies(chosen)).reason == "therapies"
    assert why_not(PROTOCOLS["several_therapies"].with_therapies(["heat", "cold"])) is None


def reaches(days, *checks, protocol=WEEKS):
    """Whether a Screening of the first day, for so many days, is enough for 84; `checks` are days of the trial, from 0."""
    again = [START + timedelta(days=day) for day in checks]
    return why_not_within(protocol, START, screened=START, valid_until=START + timedelta(days=days), checks=again)


@pytest.mark.parametrize(("days", "checks"), [(83, []), (90, []), (82, [82]), (60, [60]), (60, [30]), (45, [45, 80]), (30, [80, 60, 30])])
def test_a_calendar_inside_the_screening_or_with_a_check_inside_is_let_through(days, checks):
    assert reaches(days, *checks) is None


@pytest.mark.parametrize(("days", "checks"), [(82, []), (60, [61]), (60, [-1]), (30, [40]), (40, [10]), (30, [30, 80])])
def test_a_calendar_that_runs_past_the_screening_is_refused(days, checks):
    refused = reaches(days, *checks)
    assert (refused.reason, refused.needed) == ("screening_ends", "2026-06-28")
    assert refused.have < refused.needed


def test_a_trial_without_the_table_needs_no_screening_that_lasts():
    assert reaches(0, protocol=PROTOCOLS["therapy_alone"].with_therapies(["heat"])) is None
