"""In: a person. Out: Today: what comes next, what is asked today, what was done so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from roost.app import books
from roost.app.before_session import Waiting, waits_of
from roost.app.care import chosen_care
from roost.app.fill_in import to_fill_in
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES, plan_now
from roost.app.running import settled
from roost.app.trial_now import TrialNow, trial_now
from roost.plan.plan import Care, Plan
from roost.track.day import day_of
from roost.track.diary import Diary, DiaryDay, diary
from roost.track.entry import Entry
from roost.track.instrument import Instrument
from roost.track.sessions import NO_LOG, DiarySession

__all__ = ["SoFar", "Today", "WeekSoFar", "so_far", "today", "weeks_of"]

ASKED_AFTER = timedelta(hours=24)  # for as long as a person still knows how a session felt
ASKED_MORNING = timedelta(days=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoFar:
    """What was done so far: sessions, those that were due (done or left out), days with a pain figure, and all days of the diary."""

    sessions: int
    due: int
    filled: int
    days: int
    left_out: tuple[DiaryDay, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekSoFar:
    """One week: its Monday, its sessions, and how many of its days have a pain figure."""

    first: date
    sessions: int
    filled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Today:
    """Everything that the page of today shows.

    Args:
        day: today.
        plan: None before the first Screening.
        diary: up to today.
        evening: the day that the evening question is about now: before noon it is yesterday.
        after: a session that ended and whose answers are missing.
        morning: a session of an earlier day whose next morning was not told yet.
        lost: a session that was started and whose log never came.
        care: the care that the person has in their plan, each with whether it was done today.
        skipped: why today's session was left out, None when it was not.
        to_fill_in: the instruments that are due, by name.
        so_far: what was done so far.
        weeks: the weeks of the diary.
        waits: why the session waits, by the check before it.
        trial: the test that is planned or under way, None without one.
    """

    day: date
    plan: Plan | None
    diary: Diary
    evening: date
    after: DiarySession | None
    morning: DiarySession | None
    lost: DiarySession | None
    care: tuple[tuple[Care, bool], ...]
    skipped: str | None
    to_fill_in: tuple[tuple[str, Instrument], ...]
    so_far: SoFar
    weeks: tuple[WeekSoFar, ...]
    waits: tuple[Waiting, ...]
    trial: TrialNow | None


def today(home: Home, person: str) -> Today:
    """The page of today of one person.

    Raises:
        StoreError: the database can't be read now.
    """
    now = home.now()
    entries = home.store.read(person=person, types=PLAN_TYPES)
    kept = diary(settled(entries, now), now.date(), books.instruments())
    plan, trial = plan_now(entries, now), trial_now(entries, now)
    sessions = [session for one in kept.days for session in one.sessions]
    answered = {entry.payload["session_id"] for entry in entries if entry.type == "after"}
    told_of = {entry.payload["session_id"] for entry in entries if entry.type == NO_LOG}
    here = kept.day(now.date())
    return Today(
        day=now.date(),
        plan=plan,
        diary=kept,
        evening=day_of(now, None),
        after=_last(s for s in sessions if _hung(s) and s.id not in answered and now - s.started_at <= ASKED_AFTER),
        morning=_last(s for s in sessions if _asked_this_morning(s, now.date())),
        lost=_last(s for s in sessions if s.ended == NO_LOG and s.inverted_s is None and s.id not in told_of),
        care=tuple((care, care.therapy in here.care) for care in _care_of(plan, entries, trial)),
        skipped=here.skipped,
        to_fill_in=to_fill_in(kept, plan, now),
        so_far=so_far(kept),
        weeks=weeks_of(kept),
        waits=waits_of(entries, now),
        trial=trial if trial is not None and trial.runs else None,
    )


def _care_of(plan: Plan | None, entries: Sequence[Entry], trial: TrialNow | None) -> tuple[Care, ...]:
    """The care in the plan; while a test runs, of what is tested only that of this week."""
    chosen = chosen_care(plan, entries)
    if plan is None or trial is None or trial.period is None:
        return chosen
    names = {care.therapy for care in chosen} - set(trial.kept.trial.frozen.shape.names) | {trial.period.arm}
    return tuple(care for care in plan.care if care.therapy in names)


def _last(found: Iterable[DiarySession]) -> DiarySession | None:
    return max(found, key=lambda session: session.started_at, default=None)


def _hung(session: DiarySession) -> bool:
    return session.inverted_s is not None and session.inverted_s > 0


def _asked_this_morning(session: DiarySession, day: date) -> bool:
    since = day - session.started_at.date()
    return _hung(session) and session.next_morning is None and timedelta() < since <= ASKED_MORNING


def so_far(kept: Diary) -> SoFar:
    """The counts of a diary."""
    left_out = tuple(one for one in kept.days if one.skipped is not None and not any(map(_hung, one.sessions)))
    done = sum(_hung(session) for one in kept.days for session in one.sessions)
    filled = sum(one.pain is not None for one in kept.days)
    return SoFar(sessions=done, due=done + len(left_out), filled=filled, days=len(kept.days), left_out=left_out)


def weeks_of(kept: Diary) -> tuple[WeekSoFar, ...]:
    """The weeks of a diary, from Monday to Sunday, the last one up to its last day."""
    if not kept.days:
        return ()
    monday = kept.days[0].date - timedelta(days=kept.days[0].date.weekday())
    weeks: dict[int, list[int]] = {}
    for n, one in enumerate(kept.days, kept.days[0].date.weekday()):
        counts = weeks.setdefault(n // 7, [0, 0])
        counts[0] += sum(map(_hung, one.sessions)) if one.sessions else 0
        counts[1] += one.pain is not None
    return tuple(WeekSoFar(first=monday + timedelta(weeks=n), sessions=done, filled=filled) for n, (done, filled) in weeks.items())
