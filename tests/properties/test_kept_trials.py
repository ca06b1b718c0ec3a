"""Whatever is told after the draw: what was frozen stays frozen, rows are only added, and the order comes again from the seed."""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roost.base.errors import InputError
from roost.plan.calendar import draw_calendar
from roost.plan.frozen import freeze
from roost.plan.trial import start_trial
from roost.screen.screening import Verdict
from roost.track.entry_types import payload_of
from roost.track.trial import TrialChange, TrialEnd, start_entry_of, trials_of
from tests.entries import entry
from tests.properties.test_trial_invariants import PROTOCOLS
from tests.rooms.plan.small import RUNGS, at, screening

MANY = settings(max_examples=max(200, settings().max_examples))
WIDE = replace(screening(), valid_until=screening().today + timedelta(days=2000))


@cache
def drawn(number, day):
    """A trial as it is kept, drawn on a day to begin on the next."""
    protocol = PROTOCOLS[number % len(PROTOCOLS)].of_length(2)
    frozen = freeze(protocol, dose=RUNGS[3], important_change=(1.0, 1.5, 2.0)[number % 3])
    return start_trial(frozen, f"seed {number}", at(day).date() + timedelta(days=1), WIDE)


def a_row(day, what, number):
    """One entry of a day: a trial that is drawn, ended or looked at anew, or a Screening."""
    if what == "trial":
        payload = start_entry_of(drawn(number % 9, day), WIDE, (), None)
    elif what == "trial_end":
        payload = TrialEnd(trial_id=f"trial-{number % 9}", why="other")
    elif what == "trial_change":
        payload = TrialChange(trial_id=f"trial-{number % 9}", important_change=2.0)
    else:
        verdict = (Verdict.ok, Verdict.ok, Verdict.caution, Verdict.ask_first)[number % 4]
        payload = {"screening": msgspec.to_builtins(screening(verdict, day=day))}
    more = {"id": f"trial-{number % 9}"} if what == "trial" else {}
    return entry(what, payload if isinstance(payload, dict) else payload_of(payload), at=at(day), **more)


rows = st.lists(
    st.tuples(st.integers(0, 12), st.sampled_from(["trial", "trial", "trial_end", "trial_change", "screening"]), st.integers(0, 35)),
    max_size=10,
).map(lambda told: [(day, a_row(day, what, number)) for day, (_, what, number) in zip(_days(told), told, strict=True)])


def _days(told):
    """Days that only go on."""
    day, found = 0, []
    for ahead, _, _ in told:
        day += ahead
        found.append(day)
    return found


@given(rows)
@MANY
def test_what_comes_after_the_draw_is_only_added(told):
    entries = [one for _, one in told]
    whole = trials_of(entries)
    for cut in range(len(entries) + 1):
        for early, late in zip(trials_of(entries[:cut]), whole, strict=False):
            assert (late.id, late.drawn_on, late.trial.frozen, late.trial.seed) == (
                early.id,
                early.drawn_on,
                early.trial.frozen,
                early.trial.seed,
            )
            assert (
                late.trial.calendar == early.trial.calendar == draw_calendar(early.trial.frozen.shape, early.trial.seed, early.trial.first)
            )
            assert late.changes[: len(early.changes)] == early.changes
            if early.trial.ended_on is not None:
                assert (late.trial, late.ended_why) == (early.trial, early.ended_why)
    for first, second in pairwise(whole):
        assert not first.runs_on(second.drawn_on)


TAMPERED = [
    ("seed", "another"),
    ("start", "2026-03-09"),
    ("drawn_hash", "0" * 32),
    ("frozen.important_change", 0.5),
    ("frozen.shape.pairs", 3),
    ("frozen.prior.sd", 9.0),
    ("frozen.hash", "0" * 32),
]


@pytest.mark.parametrize(("path", "value"), TAMPERED)
def test_a_kept_trial_that_was_changed_afterwards_is_not_read(path, value):
    kept = payload_of(start_entry_of(drawn(0, 0), WIDE, (), "less"))
    assert trials_of([entry("trial", kept)])[0].expects == "less"
    part = kept
    *outer, last = path.split(".")
    for name in outer:
        part = part[name]
    assert part[last] != value
    part[last] = value
    with pytest.raises(InputError, match=r"was changed"):
        trials_of([entry("trial", kept)])
