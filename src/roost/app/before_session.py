"""In: what a person answers before a session. Out: kept as an entry; why this session waits, or that it may begin."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES, plan_now
from roost.app.running import running
from roost.app.screen_person import standing_of
from roost.base.errors import InputError
from roost.screen.before import Hold, asked_before, holds_of
from roost.screen.rules import Ask, Rule
from roost.track.before import BEFORE, Before, Reason, last_before, reasons_of
from roost.track.entry import Entry

__all__ = ["GOOD_FOR", "Waiting", "answer_before", "asked_today", "must_answer", "waits", "waits_of"]

GOOD_FOR = timedelta(hours=1)  # how long the answers count until the session begins


@dataclass(frozen=True, slots=True)
class Waiting:
    """One reason why a session waits: what was told then, the rule as it is now (None where it is gone), and until when."""

    tell: str
    rule: Rule | None
    until: datetime | None


def asked_today(home: Home, person: str) -> tuple[tuple[Ask, Rule], ...]:
    """The questions before today's session, each with its rule; none where there is no session today for other reasons.

    Raises:
        StoreError: the database can't be read now.
    """
    entries = home.store.read(person=person, types=PLAN_TYPES)
    plan = plan_now([entry for entry in entries if entry.type != BEFORE], home.now())
    if plan is None or plan.next is None:
        return ()
    return asked_before(books.rules(), with_reading=_with_reading(entries, home.now()))


def _with_reading(entries: Sequence[Entry], now: datetime) -> bool:
    standing = standing_of(entries, now.date())
    return standing is not None and standing.screening.limits is not None and standing.screening.limits.reading_before_each


def answer_before(home: Home, person: str, said: Collection[str]) -> tuple[Hold, ...]:
    """Keeps the answers. Answered again, the newest count; what is new holds until the next Screening all the same.

    Args:
        home: the home.
        person: whose session.
        said: the facts that were answered with yes; none of them is "None of these".

    Returns:
        Why the session waits; empty where it may begin.

    Raises:
        InputError: a fact that was not asked (`ticks`).
        StoreError: nothing was kept.
    """
    asked = [ask.fact for ask, _ in asked_today(home, person)]
    if not set(said) <= set(asked):
        raise InputError("Choose from the list.", key="ticks")
    now = home.now()
    with_reading = _with_reading(home.store.read(person=person, types=PLAN_TYPES), now)
    holds = holds_of(books.rules(), said, now, with_reading=with_reading)
    reasons = tuple(Reason(rule=hold.rule, tell=hold.tell, until=hold.until) for hold in holds)
    home.keep(home.entry(person, BEFORE, Before(asked=tuple(asked), yes=tuple(fact for fact in asked if fact in said), reasons=reasons)))
    return holds


def must_answer(home: Home, person: str) -> bool:
    """Whether the check comes before the session: always, but for one that runs, and for an hour after it was answered well.

    Raises:
        StoreError: the database can't be read now.
    """
    entries = home.store.read(person=person, types=PLAN_TYPES)
    now = home.now()
    plan = plan_now(entries, now)
    if plan is None or plan.next is None or running(entries, now):
        return False
    last = last_before(entries)
    if last is None:
        return True
    told, check = last
    return bool(check.reasons) or not timedelta() <= now - told.occurred_at <= GOOD_FOR


def waits(home: Home, person: str) -> tuple[Waiting, ...]:
    """Why the session waits now, by the check before it; what is new comes first.

    Raises:
        StoreError: the database can't be read now.
    """
    entries = home.store.read(person=person, types=PLAN_TYPES)
    return waits_of(entries, home.now())


def waits_of(entries: Sequence[Entry], now: datetime) -> tuple[Waiting, ...]:
    """The same, from entries that were read already."""
    return tuple(
        Waiting(reason.tell, books.rules().rules.get(reason.rule), reason.until)
        for reason in reasons_of(entries)
        if reason.until is None or reason.until > now
    )
