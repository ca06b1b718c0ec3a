"""In: each file of an adverse event. Out: its examples hold in the plan that follows from them, and its words are plain."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from roost.plan.caps import CEILING
from roost.plan.history import History
from roost.plan.ladder import read_ladder
from roost.plan.make_plan import make_plan
from roost.plan.plan import PastEvent, PastSession
from roost.screen.screening import Screening, Verdict
from roost.store.shelf import shelf_file, shelf_folder
from roost.track.adverse_event import read_adverse_events

EVENTS = read_adverse_events(shelf_folder("track/adverse_events"))
EXAMPLES = [pytest.param(name, example, id=f"{name}: {example.name}") for name, event in EVENTS.items() for example in event.examples]
NOW = datetime(2026, 4, 6, 19, 30, tzinfo=UTC)
LADDER = read_ladder(shelf_file("plan/ladders/default.yaml"))
SCREENING = Screening(
    version=1,
    today=NOW.date(),
    verdict=Verdict.ok,
    act_by=None,
    valid_until=date(2026, 7, 1),
    limits=CEILING,
    because=(),
    unknown=(),
    not_understood=(),
    mentions=(),
    ask_next=(),
    lifted_by=(),
    doctor_agreed="yes",
    rules_version="",
    hash="",
)


def planned(name, example):
    """Today's plan of somebody on the third rung, to whom this happened so many days ago."""
    happened = NOW - timedelta(days=example.days_ago)
    rung = LADDER.rungs[2]
    whole = rung.bouts * rung.bout_s
    days = [happened - timedelta(days=back, hours=1) for back in range(3, -1, -1)]
    sessions = tuple(PastSession(started_at=day, inverted_s=whole, dose=rung, completed=True, relaxed=True) for day in days)
    said, letter = example.clinician_said, example.letter
    event = PastEvent(at=happened, grade=EVENTS[name].grade, name=name, clinician_said=said, signed_off=letter)
    return make_plan(SCREENING, History(sessions=sessions, events=(event,)), LADDER, (), NOW)


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_its_example_holds(name, example):
    plan = planned(name, example)
    if example.expect == "held":
        assert plan.next is None
        assert plan.held.why == "event"
    else:
        assert plan.next is not None, plan.held
        assert plan.next.move.value == example.expect


@pytest.mark.parametrize("name", EVENTS)
def test_it_has_an_example_that_holds_and_one_that_goes_on_where_there_is_one(name):
    grade = EVENTS[name].grade
    wanted = {1: {"step_down"}, 2: {"held", "step_down"}, 3: {"held", "restart"}}[grade]
    assert {example.expect for example in EVENTS[name].examples} == wanted


def test_every_grade_is_there_and_something_else_is_no_mild_thing():
    assert {event.grade for event in EVENTS.values()} == {1, 2, 3}
    assert EVENTS["something_else"].grade == 2


@pytest.mark.parametrize("name", EVENTS)
def test_its_words_are_plain(name):
    event = EVENTS[name]
    for text in (event.title, event.ask, event.tell, event.plan):
        assert not re.search(r"\b(safe|safely|cleared|approved|proven)\b", text, re.I)
        for sentence in re.split(r"[.?!] ", text):
            assert len(sentence.split()) <= 20, sentence


@pytest.mark.parametrize("name", EVENTS)
def test_help_that_can_not_wait_names_who_to_call(name):
    event = EVENTS[name]
    if event.act_by == "now":
        assert "Call the emergency number now" in event.tell
    if event.act_by == "days":
        assert "within days" in event.tell
