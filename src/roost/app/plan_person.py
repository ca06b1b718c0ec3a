"""In: a person, or a profile with its history. Out: the Plan of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from roost.app import books
from roost.app.home import Home
from roost.app.plan_trial import TrialChoice, trial_of_seed
from roost.app.running import settled
from roost.app.screen_person import STANDING_TYPES, standing_of
from roost.app.screen_profile import screen_profile_file
from roost.coach.recalls import find_recall
from roost.plan.calendar import NoTrial
from roost.plan.history import History, parse_history
from roost.plan.make_plan import make_plan
from roost.plan.plan import Bar, Plan
from roost.plan.trial import Trial
from roost.track.answered import ANSWERED, bars_of_answers
from roost.track.before import BEFORE
from roost.track.diary import DIARY_TYPES
from roost.track.entry import Entry
from roost.track.history import history
from roost.track.stay import STAY
from roost.track.table import TABLE_TYPES, table_of
from roost.track.trial import TRIAL_TYPES, trials_of

__all__ = ["PLAN_TYPES", "plan_for", "plan_now", "plan_profile"]

USUAL = TrialChoice()
PLAN_TYPES = (*STANDING_TYPES, *DIARY_TYPES, BEFORE, *TABLE_TYPES, *TRIAL_TYPES, STAY, ANSWERED)


def plan_for(home: Home, person: str) -> Plan | None:
    """Today's plan of a person, or None when they were not screened yet.

    A Screening that no longer stands (its end has come, an answer or a rule has changed) is planned as ended.

    Raises:
        StoreError: the database can't be read now.
    """
    return plan_now(home.store.read(person=person, types=PLAN_TYPES), home.now())


def plan_now(entries: Sequence[Entry], now: datetime) -> Plan | None:
    """The same, from entries that were read already.

    Args:
        entries: of one person, in the order in which they were recorded, at least those of PLAN_TYPES.
        now: with its zone.
    """
    standing = standing_of(entries, now.date())
    if standing is None:
        return None
    screening = standing.screening
    if standing.ended_by is not None:
        screening = replace(screening, valid_until=min(screening.valid_until, now.date() - timedelta(days=1)))
    past = history(settled(entries, now))
    past = replace(past, bars=(*past.bars, *_bars_of_table(entries), *bars_of_answers(entries)))
    trial = next((kept.trial for kept in reversed(trials_of(entries))), None)
    return make_plan(screening, past, books.ladder(), books.therapies(), now, trial)


def _bars_of_table(entries: Sequence[Entry]) -> list[Bar]:
    """A table that was called back is not used, until its repair is done or there is another one."""
    table = table_of(entries)
    recall = find_recall(books.recalls(), table.model)
    return [] if recall is None or table.is_mended else [Bar(why="label", until=None, tell=recall.tell)]


def plan_profile(
    profile: bytes,
    sessions: bytes | None,
    *,
    profile_file: str,
    sessions_file: str,
    seed: int | None = None,
    choice: TrialChoice = USUAL,
) -> tuple[Plan, NoTrial | None]:
    """The plan of PROFILE.json with SESSIONS.json, on the profile's own day; with the calendar of a trial, where one may begin.

    Args:
        profile: the bytes of PROFILE.json.
        sessions: the bytes of SESSIONS.json, None where there is none.
        profile_file: the name of the first, for messages.
        sessions_file: the name of the second.
        seed: of the calendar; None plans no trial.
        choice: what is tested, for how long, and what matters.

    Returns:
        The plan; and why there is no trial, None where there is one or where no seed was given.

    Raises:
        InputError: a file can't be read or is not valid, or a session is dated after the day of the profile; names file, line and key.
    """
    screening = screen_profile_file(profile, file=profile_file)
    past = parse_history(sessions, file=sessions_file, today=screening.today) if sessions is not None else History()
    last = max((session.started_at for session in past.sessions), default=None)
    now = datetime.combine(screening.today, time(12), tzinfo=UTC)
    if last is not None and last.date() == screening.today:
        now = max(now, last)  # a session of this very day lies behind us
    trial = None if seed is None else trial_of_seed(screening, past, str(seed), now, choice)
    plan = make_plan(screening, past, books.ladder(), books.therapies(), now, trial if isinstance(trial, Trial) else None)
    return plan, trial if isinstance(trial, NoTrial) else None
