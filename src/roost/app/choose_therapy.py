"""In: a person, and the name of a therapy. Out: it is put into their plan or taken out again, and that is kept."""

from __future__ import annotations

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import plan_for
from roost.base.errors import InputError
from roost.track.entry import current
from roost.track.entry_types import CareChosen

__all__ = ["choose_therapy"]


def choose_therapy(home: Home, person: str, therapy: str, *, chosen: bool = True) -> None:
    """Keeps that a therapy is in the plan of a person, or out of it.

    What was taken out can be put in again. Taking out is always allowed; putting in is not where an answer speaks against it.

    Args:
        home: the home.
        person: whose plan.
        therapy: the name of its file.
        chosen: False takes it out.

    Raises:
        InputError: there is no such therapy, or it does not fit this person now (`therapy`).
        StoreError: nothing was saved.
    """
    if therapy not in {one.name for one in books.therapies()}:
        raise InputError("There is no such care here. Go back and choose from the list.", key="therapy")
    if chosen:
        _check_offered(home, person, therapy)
    earlier = [entry.id for entry in current(home.store.read(person=person, types=("care_chosen",))) if entry.payload["therapy"] == therapy]
    value = CareChosen(therapy=therapy, chosen=chosen)
    home.keep(home.entry(person, "care_chosen", value, amends=earlier[-1] if earlier else None))


def _check_offered(home: Home, person: str, therapy: str) -> None:
    plan = plan_for(home, person)
    if plan is None:
        raise InputError("Answer our questions first. Then we know what fits you.", key="therapy")
    if therapy not in {care.therapy for care in plan.care}:
        raise InputError("This does not fit you now. Ask your doctor first.", key="therapy")
