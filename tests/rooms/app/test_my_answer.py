"""In: the diary of a test that is over, or not yet. Out: the answer by what was frozen, harm beside it; before the end nothing."""

from dataclasses import replace
from datetime import timedelta

import pytest

from roost.answer.trial import Refused
from roost.answer.verdict import Verdict
from roost.app.end_trial import change_trial, end_trial
from roost.app.my_answer import keep_answer, my_answer
from roost.app.plan_person import plan_for
from roost.app.plan_trial import TrialChoice
from roost.app.screen_person import screen_person
from roost.app.start_trial import start_trial
from roost.app.tell_event import report_event
from tests.trials import walk_for_four_weeks

WALK = TrialChoice(protocol="therapy_alone", therapies=("walking",), pairs=2)


def test_without_a_test_there_is_no_answer(home, screened):
    assert my_answer(home, screened) is None


def test_after_the_last_day_the_answer_goes_by_what_was_frozen(home, screened, clock):
    trial = walk_for_four_weeks(home, screened, clock)
    mine = my_answer(home, screened)
    finding = mine.finding
    assert finding.verdict.value in ("very_likely_helps", "probably_helps")
    assert (finding.treatment, finding.comparator, finding.important_change) == ("walking", "usual", trial.frozen.important_change)
    assert -3.5 < finding.effect.mean < -1
    assert (finding.n_days, finding.n_entered, len(mine.days)) == (28, 24, 28)
    assert (finding.harms.recorded, finding.harms.by_arm["walking"].days_with_any, mine.inverted_s) == (True, 0, 0)
    assert finding.randomisation_test.sequences == 4
    assert {prior.name for prior in finding.priors} >= {"default", "sceptical", "wide"}
    assert my_answer(home, screened).finding == finding


def test_nobody_looks_before_the_end(home, screened, clock, monkeypatch):
    monkeypatch.setattr("roost.app.my_answer.answer", lambda *given, **more: pytest.fail("looked too early"))
    trial = start_trial(home, screened, WALK).trial
    while clock.at.date() <= trial.last:
        mine = my_answer(home, screened)
        assert mine.finding is None
        assert len(mine.days) == max(0, (clock.at.date() - trial.first).days + 1)
        clock.evening(9)


def test_what_is_told_of_trouble_counts_to_its_week_and_what_is_changed_later_changes_nothing(home, screened, clock):
    start = clock.at
    trial = walk_for_four_weeks(home, screened, clock)
    before = my_answer(home, screened).finding
    assert before.harms.kinds == ()
    at = clock.at
    clock.at = start + timedelta(days=2)
    change_trial(home, screened, 2.0)
    report_event(home, screened, "mild_headache")
    clock.at = at
    mine = my_answer(home, screened)
    assert (mine.finding.verdict, mine.finding.effect, mine.finding.important_change) == (before.verdict, before.effect, 1.0)
    arm = trial.arm_on(start.date() + timedelta(days=2)).arm
    assert mine.finding.harms.by_arm[arm].days_with_any == 1
    assert [(one.name, one.count[arm]) for one in mine.finding.harms.kinds] == [("mild_headache", 1)]


def test_a_test_that_was_ended_early_answers_with_what_there_is_or_says_that_it_is_too_little(home, screened, clock):
    start_trial(home, screened, WALK)
    end_trial(home, screened, "other")
    assert my_answer(home, screened).finding == Refused("too_few_days", "Your test ended before its first day.", 0, 10)
    start_trial(home, screened, WALK)
    clock.evening(5)
    end_trial(home, screened, "enough")
    clock.evening(40)
    mine = my_answer(home, screened)
    assert isinstance(mine.finding, Refused)
    assert len(mine.days) == 4


def test_where_the_table_probably_makes_it_worse_it_waits_until_the_next_check(home, screened, clock):
    walk_for_four_weeks(home, screened, clock)
    mine = my_answer(home, screened)
    keep_answer(home, screened, mine)
    keep_answer(home, screened, mine)
    keep_answer(home, screened, replace(mine, finding=None))
    keep_answer(home, screened, replace(mine, finding=replace(mine.finding, verdict=Verdict.too_early)))
    assert len(home.store.read(person=screened, types=("answered",))) == 1
    assert plan_for(home, screened).next is not None
    for treatment, waits in (("walking", False), ("inversion", True)):
        keep_answer(home, screened, replace(mine, finding=replace(mine.finding, verdict=Verdict.probably_worse, treatment=treatment)))
        assert (plan_for(home, screened).next is None) is waits
    held = plan_for(home, screened).held
    assert held.why == "screening_ended"
    assert "probably makes your pain worse" in held.tell
    screen_person(home, screened)
    assert plan_for(home, screened).next is not None
