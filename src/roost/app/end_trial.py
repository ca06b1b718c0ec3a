"""In: a person whose trial runs. Out: it is ended before its time, or what they would choose now is kept beside what was frozen."""

from __future__ import annotations

from typing import Literal, cast, get_args

from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES
from roost.base.errors import InputError
from roost.plan.frozen import IMPORTANT_CHANGES
from roost.track.trial import TRIAL_CHANGE, TRIAL_END, TrialChange, TrialEnd, trials_of

__all__ = ["change_trial", "end_trial"]

NONE_RUNS = "You have no test that runs now."
Why = Literal["harm", "enough", "other"]


def end_trial(home: Home, person: str, why: str) -> None:
    """Ends the trial that runs, with what there is. The person may do that on any day. One that was ended already stays as it is.

    Args:
        home: the home.
        person: whose trial.
        why: `harm`, `enough` or `other`.

    Raises:
        InputError: no trial runs (`trial`), or no reason that we know (`why`).
        StoreError: nothing was saved.
    """
    if why not in get_args(Why):
        raise InputError("Choose why you end it.", key="why")
    found = trials_of(home.store.read(person=person, types=PLAN_TYPES))
    if not found or (found[-1].ended_why is None and not found[-1].runs_on(home.now().date())):
        raise InputError(NONE_RUNS, key="trial")
    if found[-1].ended_why is None:
        home.keep(home.entry(person, TRIAL_END, TrialEnd(trial_id=found[-1].id, why=cast("Why", why))))


def change_trial(home: Home, person: str, important_change: float) -> None:
    """Keeps that another change would matter to the person now. The verdict goes on following what was frozen; this is shown beside it.

    Raises:
        InputError: no trial runs (`trial`), or not 1, 1.5 or 2 points (`important_change`).
        StoreError: nothing was saved.
    """
    if important_change not in IMPORTANT_CHANGES:
        raise InputError("Choose how much less pain would matter to you: 1, 1.5 or 2 points.", key="important_change")
    found = trials_of(home.store.read(person=person, types=PLAN_TYPES))
    if not found or not found[-1].runs_on(home.now().date()):
        raise InputError(NONE_RUNS, key="trial")
    kept = found[-1]
    last = kept.changes[-1].important_change if kept.changes else kept.trial.frozen.important_change
    if important_change != last:
        home.keep(home.entry(person, TRIAL_CHANGE, TrialChange(trial_id=kept.id, important_change=important_change)))
