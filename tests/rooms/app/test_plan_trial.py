"""In: a Screening, a history, a seed. Out: the usual trial, or why it can't be planned."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roost.app import books
from roost.app.plan_trial import TrialChoice, trial_of_seed
from roost.plan.calendar import NoTrial
from roost.plan.history import History
from roost.plan.trial import Trial
from tests.rooms.plan.small import START, at, screening, session

HELD = History(sessions=tuple(session(day, 2) for day in range(0, 15, 2)))
NOW = at(15, 18)


def test_the_usual_trial_is_six_pairs_of_weeks():
    made = trial_of_seed(screening(day=15), HELD, "1", NOW, TrialChoice())
    assert isinstance(made, Trial)
    assert (made.frozen.protocol, len(made.calendar), made.first) == ("pairs_of_weeks", 12, START + timedelta(days=15))


def test_one_that_outlasts_the_screening_is_refused():
    short = replace(screening(day=15), valid_until=START + timedelta(days=60))
    assert trial_of_seed(short, HELD, "1", NOW, TrialChoice()).reason == "screening_ends"


def test_what_the_protocol_does_not_allow_is_refused(monkeypatch: pytest.MonkeyPatch):
    odd = replace(books.protocols()["pairs_of_weeks"], period_days=14)
    monkeypatch.setattr(books, "protocols", lambda: {"pairs_of_weeks": odd})
    refused = trial_of_seed(screening(day=15), HELD, "1", NOW, TrialChoice())
    assert isinstance(refused, NoTrial)
    assert refused.reason == "usual_days"


def test_a_test_that_has_begun_is_made_again_from_its_first_day():
    begun = trial_of_seed(screening(day=15), HELD, "1", NOW, TrialChoice(pairs=2))
    later = at(20, 18)
    again = trial_of_seed(screening(day=20), HELD, "1", later, TrialChoice(pairs=2, start=begun.first))
    assert again.calendar == begun.calendar
    assert trial_of_seed(screening(day=20), HELD, "1", later, TrialChoice(pairs=2, start=START)).reason == "dose_not_held"
