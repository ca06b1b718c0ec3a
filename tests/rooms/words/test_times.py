"""How long ago: exact where it is told exactly, the least where it is not, and none at all where a nearer time could be meant."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from roost.words.text import tokens_of
from roost.words.times import Day, times_in
from tests.rooms.words.small import CUES as SMALL_CUES
from tests.rooms.words.small import asked, profile, read_words

TODAY = date(2026, 3, 1)


def least(text, age=None):
    return [one.least for one in times_in(tokens_of(text), Day(TODAY, age))]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("42 days ago", [42]), ("six weeks ago", [42]), ("a month ago", [30]), ("ten years ago", [3650]), ("twenty-five yrs back", [9125]),
        ("10+ years ago", [3650]), ("10-12 years ago", [3650]), ("a dozen years ago", [3285]), ("half a year ago", [136]),
        ("a couple of winters ago", [273]), ("two winters ago", [365]), ("a winter ago", [0]), ("years ago", [730]), ("year ago", []),
        ("years", []), ("nearly four months ago", [90]), ("less than two years ago", [0]), ("over twenty years ago", [7300]),
        ("in 2010", [5539]), ("2030", []), ("since 2010", []), ("March 2015", [3988]), ("December 2025", [60]),
        ("March", []), ("march 9", []),
        ("on 12/03/2015", [3741]), ("31/12/99", [9557]), ("1/1/24", [790]), ("2015-03-12", [4007]), ("31/02/2015", []), ("1/1/2027", []),
        ("last year", [60]), ("last month", [1]), ("last week", [0]), ("last winter", [0]), ("last", []), ("last bus", []),
        ("yesterday", [0]), ("on Monday", [0]), ("this week", [0]), ("this is", [0]), ("this", [0]),
        ("in the nineties", [9557]), ("in the bath", []), ("as a child", []), ("when I was 12", []),
        ("again ten years ago", []), ("since a crash ten years ago", [3650]), ("since ten years ago", []),
        ("since", []), ("1a ago", []), ("two", []),
    ],
)  # fmt: skip
def test_a_time_is_at_least_so_many_days_ago(text, days):
    assert least(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("as a child", [26 * 365]), ("in my teens", [24 * 365]), ("in my early twenties", [14 * 365]), ("in my forties", []),
        ("when I was 12", [31 * 365]), ("when I was 50", []), ("when I was ill", []), ("when I was a kid", [26 * 365]), ("in", []),
    ],
)  # fmt: skip
def test_a_time_of_life_is_one_where_the_age_is_known(text, days):
    assert least(text, age=44) == days


FACTS = (
    asked("crash", "symptom", "car crash"),
    asked("op", "condition", "operation"),
    asked("lately", "detail", "fresh scar"),
    asked("stent_lately", "detail", "angina at rest"),
    asked("high", "condition", "high pressure"),
)


CONCEPTS = (
    replace(FACTS[0], within_days=42),
    replace(FACTS[1], within_days=92, ever=("spine",)),
    replace(FACTS[2], within_days=42, dated_by="op"),
    replace(FACTS[3], within_days=184, dated_by="op", of=("stent",)),
    replace(FACTS[4], reading=(140, 90, 365)),
    *SMALL_CUES,
)


def known(text, **given):
    answers = read_words(profile(free_text=text, **given), CONCEPTS)
    return {fact for fact, value in answers.known.items() if value is True}


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("A car crash 42 days ago.", {"crash"}),
        ("A car crash 43 days ago.", set()),
        ("43 days ago, a car crash.", set()),
        ("No car crash 43 days ago.", set()),
        ("A car crash ten years ago, and again.", {"crash"}),
        ("A car crash ten years ago and another on Monday.", {"crash"}),
        ("A car crash and an operation ten years ago.", {"crash"}),  # the crash has no time of its own
        ("A car crash, operation ten years ago.", {"crash"}),
        ("A car crash. Ten years ago.", {"crash"}),
        ("An operation on my spine ten years ago.", {"op"}),
        ("An operation five weeks ago.", {"op", "lately"}),
        ("An operation eight weeks ago.", {"op"}),
        ("An operation, a stent, two months ago.", {"op", "stent_lately"}),
        ("An operation last year.", {"op"}),
        ("It was 150/85.", {"high"}),
        ("It was 138/88.", set()),
        ("It was not 150/85.", set()),
        ("Two years ago it was 150/85.", set()),
        ("My mother has 150/95.", set()),
        ("Maybe 150/95?", {"high"}),
    ],
)
def test_an_event_counts_as_long_as_its_rule_says_and_no_longer(text, facts):
    assert known(text) == facts


@pytest.mark.parametrize("days", [1, 41, 42, 43, 92, 93, 400])
def test_a_window_is_kept_to_the_day_of_a_date(days):
    text = f"A car crash on {(TODAY - timedelta(days)).isoformat()}."
    assert known(text) == ({"crash"} if days <= 42 else set())


def test_an_event_that_is_over_is_shown_and_changes_nothing():
    answers = read_words(profile(free_text="A car crash ten years ago."), CONCEPTS)
    assert [(one.fact, one.status) for one in answers.mentions] == [("crash", "noted")]
    assert "crash" not in answers.known
