"""In: a Screening, a history, a seed. Out: the usual trial, or why it can't be planned."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roost.app import books
from roost.app.plan_trial import usual_trial
from roost.plan.calendar import NoTrial
from roost.plan.history import History
from roost.plan.trial import Trial
from tests.rooms.plan.small import START, at, screening, session

HELD = History(sessions=tuple(session(day, 2) for day in range(0, 15, 2)))
NOW = at(15, 18)


def test_the_usual_trial_is_six_pairs_of_weeks():
    made = usual_trial(screening(day=15), HELD, "1", NOW)
    assert isinstance(made, Trial)
    assert (made.frozen.protocol, len(made.calendar), made.first) == ("pairs_of_weeks", 12, START + timedelta(days=15))


def test_one_that_outlasts_the_screening_is_refused():
    short = replace(screening(day=15), valid_until=START + timedelta(days=60))
    assert usual_trial(short, HELD, "1", NOW).reason == "screening_ends"


def test_what_the_protocol_does_not_allow_is_refused(monkeypatch: pytest.MonkeyPatch):
    odd = replace(books.protocols()["pairs_of_weeks"], period_days=14)
    monkeypatch.setattr(books, "protocols", lambda: {"odd": odd})
    refused = usual_trial(screening(day=15), HELD, "1", NOW)
    assert isinstance(refused, NoTrial)
    assert refused.reason == "usual_days"
