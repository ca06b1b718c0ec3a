"""Invariants 6 and 7 of DESIGN, over random seeds, protocols, people and histories: chance comes first, and what stops a session wins."""

import string
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from roost.plan.calendar import calendar_json, draw_calendar, longest_without, why_not
from roost.plan.caps import CEILING
from roost.plan.frozen import freeze, frozen_from_json, frozen_json
from roost.plan.history import History
from roost.plan.make_plan import make_plan
from roost.plan.plan_json import plan_from_json, plan_json
from roost.plan.protocol import LONGEST_USUAL_DAYS, Shape, read_protocols
from roost.plan.trial import start_trial
from roost.plan.within import passes
from roost.screen.screening import Verdict
from roost.store.shelf import shelf_folder
from tests.properties.test_plan_invariants import LAST_DAY, drawn, events, histories, hours, low, people
from tests.rooms.plan.small import LADDER, RUNGS, START, THERAPIES, screening

MANY = settings(max_examples=max(200, settings().max_examples))
PROTOCOLS = [
    protocol.with_therapies(["heat", "walking"][: protocol.asks_for])
    for protocol in read_protocols(shelf_folder("plan/protocols")).values()
]
seeds = st.text(string.ascii_letters + string.digits + "é:", max_size=12)
days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


def one(chance):
    """A protocol with days and pairs that may be chosen; now and then they may not."""
    protocol = chance.choice(PROTOCOLS)
    of_days, of_pairs = protocol.period_bounds, protocol.pair_bounds
    return replace(
        protocol,
        period_days=chance.randint(of_days.least - 1, of_days.most + 1),
        pairs=chance.randint(of_pairs.least - 1, of_pairs.most + 1),
    )


protocols = drawn(one)


@given(protocols, seeds, days)
@MANY
def test_a_calendar_can_be_made_again_from_what_was_kept(protocol, seed, start):
    """Invariant 6: the seed, the first day and the record are enough, also after they went through JSON."""
    frozen = freeze(protocol, dose=RUNGS[3])
    if why_not(protocol) is not None:
        assert frozen == why_not(protocol)
        return
    made = draw_calendar(frozen.shape, seed, start)
    kept = frozen_from_json(frozen_json(frozen))
    assert calendar_json(draw_calendar(kept.shape, seed, start)) == calendar_json(made)
    assert (len(made), made[0].first) == (protocol.pairs * len(protocol.names), start)
    assert all(b.first == a.last + timedelta(days=1) for a, b in pairwise(made))
    for block in range(protocol.pairs):
        assert {period.arm for period in made[block * len(protocol.names) :][: len(protocol.names)]} == set(protocol.names)
    if "inversion" in protocol.names:
        assert longest_without(made) <= protocol.most_usual_days() <= LONGEST_USUAL_DAYS


@given(protocols, st.integers(0, 2**40))
@MANY
def test_the_first_period_is_drawn_by_chance_too(protocol, start):
    """Invariant 6: among 60 seeds each arm comes first (one that never did had a chance of 4 x .75^60, once in 8 million)."""
    shape = Shape(drawn=protocol.drawn, arms=protocol.arms, period_days=7, pairs=2)
    firsts = {draw_calendar(shape, str(seed), date(2026, 1, 5))[0].arm for seed in range(start, start + 60)}
    assert firsts == set(protocol.names)


def a_trial(chance):
    """A trial that has begun at some time in the history, with a dose of one rung."""
    protocol, rung = chance.choice(PROTOCOLS), chance.randint(2, 9)
    start = START + timedelta(days=LAST_DAY - chance.randint(0, 80))
    who = replace(screening(), valid_until=START + timedelta(days=400))
    began = start_trial(freeze(protocol, dose=RUNGS[rung]), str(chance.randint(0, 10**6)), start, who)
    return replace(began, verdict=Verdict.caution) if chance.random() < 0.8 else began


trials = drawn(a_trial)


def plan(who, history, now, trial=None):
    return make_plan(who, history, LADDER, THERAPIES, now, trial)


@given(people, histories, hours, trials)
@MANY
def test_what_stops_a_session_wins_over_the_calendar(who, history, now, trial):
    """Invariant 7: a trial opens no door. What holds without it, holds with it; only that the ladder stays below may shorten a rest."""
    without, with_ = plan(who, history, now), plan(who, history, now, trial)
    if without.held is not None and without.held.why in ("verdict", "label", "screening_ended", "event", "away", "usual_day"):
        assert with_.next is None
    if without.held is not None and without.held.why in ("verdict", "label", "event"):
        assert with_.held == without.held
    if with_.next is not None:
        assert passes(with_.next.dose, who.limits) is None
        assert passes(with_.next.dose, CEILING) is None
    assert plan_from_json(plan_json(with_)) == with_


@given(people, histories, hours, trials)
@MANY
def test_while_a_trial_runs_there_is_no_step_up_and_no_session_on_a_usual_day(who, history, now, trial):
    made = plan(who, history, now, trial)
    today = now.date()
    running = trial.seen_by(who, today)
    if made.next is None or not running.runs_on(today):
        return
    assert not running.is_off(today)
    assert made.next.move.value != "step_up"
    if trial.frozen.dose is not None:
        assert all(a <= b for a, b in zip(low(made.next.dose), low(trial.frozen.dose), strict=True))


@given(people, histories, hours, trials, events)
@MANY
def test_nothing_that_happens_changes_what_was_assigned(who, history, now, trial, more):
    """Invariant 7: sessions, skips, events and Screenings come after chance. The calendar stands, and skips are kept as such."""
    made = plan(who, replace(history, events=(*history.events, more)), now, trial).trial
    assert made["calendar"] == plan(screening(Verdict.urgent, day=LAST_DAY), History(), now, trial).trial["calendar"]
    assert made["protocol_hash"] == trial.frozen.hash
    running = trial.seen_by(who, now.date())
    kept = {(one["date"], one["what"]) for one in made["deviations"]}
    for row in history.sessions:
        day = row.started_at.date()
        if row.skipped_why and row.started_at <= now and running.arm_on(day) is not None and not running.is_off(day):
            assert (day.isoformat(), f"left_out_{row.skipped_why}") in kept


@given(people, histories, hours, trials, events)
@MANY
def test_one_more_event_in_a_trial_never_raises_the_dose(who, history, now, trial, more):
    told = replace(more, clinician_said=False, signed_off=False)
    without, with_ = plan(who, history, now, trial), plan(who, replace(history, events=(*history.events, told)), now, trial)
    if told.grade >= 2:
        assert with_.next is None
    if with_.next is not None and without.next is not None:
        assert all(a <= b for a, b in zip(low(with_.next.dose), low(without.next.dose), strict=True))
