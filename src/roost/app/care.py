"""In: a person. Out: the care that we have, what fits them, what they put into their plan, and what they did."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES, plan_now
from roost.app.running import settled
from roost.app.screen_person import standing_of
from roost.plan.plan import Care, Plan
from roost.plan.therapy import Therapy, fired_in
from roost.track.care import chosen_of, days_done
from roost.track.diary import DiaryDay, diary
from roost.track.entry import Entry, current

__all__ = ["CareItem", "care_counts", "care_in_plan", "care_list", "care_on", "chosen_care"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CareItem:
    """One therapy as a person sees it.

    Args:
        therapy: what it is.
        is_offered: whether it can be put into their plan now.
        is_chosen: whether it stands in their plan, or would if it were offered.
        stopped_by: the titles of the rules with which it is not offered.
        is_done: whether it was ticked off today.
        days: on how many days it was ticked off so far.
    """

    therapy: Therapy
    is_offered: bool
    is_chosen: bool
    stopped_by: tuple[str, ...] = ()
    is_done: bool = False
    days: int = 0


def _is_chosen(therapy: Therapy, decided: Mapping[str, bool]) -> bool:
    return decided.get(therapy.name, therapy.from_the_start)


def _names(decided: Mapping[str, bool]) -> set[str]:
    return {one.name for one in books.therapies() if _is_chosen(one, decided)}


def chosen_care(plan: Plan | None, entries: Iterable[Entry]) -> tuple[Care, ...]:
    """The care of a plan that the person has in it: what stands there from the start and what they put in, without what they took out.

    Args:
        plan: their plan of today; None before the first Screening.
        entries: of this person, in the order in which they were recorded, at least those of type `care_chosen`.
    """
    names = _names(chosen_of(current(entries)))
    return tuple(care for care in (plan.care if plan is not None else ()) if care.therapy in names)


def care_in_plan(home: Home, person: str, plan: Plan | None) -> tuple[Care, ...]:
    """The same, of somebody whose plan is known already.

    Raises:
        StoreError: the database can't be read now.
    """
    return chosen_care(plan, home.store.read(person=person, types=("care_chosen",)))


def care_list(home: Home, person: str | None) -> tuple[Plan | None, tuple[CareItem, ...]]:
    """The plan of a person, and all therapies in their order as this person sees them.

    Without a plan nothing is offered: what fits a person is known only after the questions.

    Raises:
        StoreError: the database can't be read now.
    """
    entries = home.store.read(person=person, types=PLAN_TYPES) if person is not None else []
    now = home.now()
    plan, standing = plan_now(entries, now), standing_of(entries, now.date())
    kept, decided = diary(settled(entries, now), now.date()), chosen_of(current(entries))
    offered = {care.therapy for care in plan.care} if plan is not None else set()
    fired = fired_in(standing.screening) if standing is not None else set()
    done, days = kept.day(now.date()).care, days_done(kept.days)
    return plan, tuple(
        CareItem(
            therapy=one,
            is_offered=one.name in offered,
            is_chosen=_is_chosen(one, decided),
            stopped_by=_titles(one, fired),
            is_done=one.name in done,
            days=days[one.name],
        )
        for one in books.therapies()
    )


def _titles(therapy: Therapy, fired: Collection[str]) -> tuple[str, ...]:
    rules = books.rules().rules
    return tuple(rules[name].title for name in therapy.stopped_by(fired) if name in rules)


def care_on(home: Home, person: str, day: date) -> tuple[tuple[Therapy, bool], ...]:
    """What can be ticked off for one day, and whether it was: the care of today's plan, and whatever was done on that day.

    Raises:
        StoreError: the database can't be read now.
    """
    entries, now = home.store.read(person=person, types=PLAN_TYPES), home.now()
    done = diary(settled(entries, now), now.date()).day(day).care
    names = {care.therapy for care in chosen_care(plan_now(entries, now), entries)} | set(done)
    return tuple((one, one.name in done) for one in books.therapies() if one.name in names)


def care_counts(days: Iterable[DiaryDay]) -> tuple[tuple[Therapy, int], ...]:
    """On how many of these days each therapy was ticked off, in the order of the therapies; those that never were are left out."""
    counted = days_done(days)
    return tuple((one, counted[one.name]) for one in books.therapies() if counted[one.name])
