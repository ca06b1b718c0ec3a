"""In: what a person tells of their table. Out: kept; whether it was called back, and which angle its stop is to be set for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roost.app import books
from roost.app.home import Home
from roost.app.plan_person import PLAN_TYPES, plan_now
from roost.base.errors import InputError
from roost.coach.recalls import Recall, find_recall
from roost.plan.caps import HEAD_DOWN_DEG
from roost.track.table import StopSet, Table, TableModel, table_of

__all__ = ["YourTable", "keep_model", "keep_stop", "your_table"]

MODEL_LENGTH = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class YourTable:
    """What the page of the table shows. `planned_deg` is None where there is no next dose; `recall` where the model is on no list."""

    table: Table
    recall: Recall | None
    planned_deg: int | None


def your_table(home: Home, person: str) -> YourTable:
    """The table of a person.

    Raises:
        StoreError: the database can't be read now.
    """
    entries = home.store.read(person=person, types=PLAN_TYPES)
    plan = plan_now(entries, home.now())
    table = table_of(entries)
    deg = plan.next.dose.head_down_deg if plan is not None and plan.next is not None else None
    return YourTable(table=table, recall=find_recall(books.recalls(), table.model), planned_deg=deg)


def keep_model(home: Home, person: str, model: str, *, mended: bool) -> None:
    """Keeps the model of the table. `mended` counts where its recall has a repair, and nowhere else.

    Raises:
        InputError: nothing was typed, or too much (`model`).
        StoreError: nothing was saved.
    """
    model = " ".join(model.split())
    if not 0 < len(model) <= MODEL_LENGTH:
        raise InputError(f"Type what stands on the label, at most {MODEL_LENGTH} letters.", key="model")
    recall = find_recall(books.recalls(), model)
    home.keep(home.entry(person, "table", TableModel(model=model, mended=mended and recall is not None and recall.remedy == "repair")))


def keep_stop(home: Home, person: str, head_down_deg: int, by: Literal["phone", "card"]) -> None:
    """Keeps that the stop was set.

    Raises:
        InputError: no angle that a stop may have (`head_down_deg`).
        StoreError: nothing was saved.
    """
    if not 1 <= head_down_deg <= HEAD_DOWN_DEG:
        raise InputError(f"Type the angle of the stop, from 1 to {HEAD_DOWN_DEG}.", key="head_down_deg")
    home.keep(home.entry(person, "stop_set", StopSet(head_down_deg=head_down_deg, by=by)))
