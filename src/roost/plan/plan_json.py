"""In: a Plan. Out: it as plain JSON data, and back. What comes back is checked: it never passes the caps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from roost.base.datafile import to_dataclass
from roost.base.errors import InputError
from roost.plan.caps import CEILING
from roost.plan.plan import Dose, Next, Plan
from roost.plan.within import passes

__all__ = ["plan_from_json", "plan_json"]

NOT_NEEDED: dict[str, Any] = {"held": None, "ladder": [], "care": [], "trial": None}


def plan_json(plan: Plan) -> dict[str, Any]:
    """A plan as dicts, lists, text and numbers, with the keys of docs/reference/contracts.md (`return`, not `return_`)."""
    plain: dict[str, Any] = msgspec.to_builtins(plan)
    if plain["next"] is not None:
        plain["next"]["return"] = plain["next"].pop("return_")
    return plain


def plan_from_json(raw: object) -> Plan:
    """A plan from plain JSON data, as one stands in SESSION.json.

    Raises:
        InputError: an unknown key, a missing one, a wrong value, or a dose that passes the caps; names the key within the plan.
    """
    if not isinstance(raw, Mapping):
        raise InputError(f"a plan is an object, not {raw!r:.60}")
    given: dict[str, Any] = {**NOT_NEEDED, **raw}
    given["care"] = _with_titles(given["care"])
    if isinstance(given.get("next"), Mapping):
        given["next"] = {{"return": "return_", "return_": "return"}.get(key, key): value for key, value in given["next"].items()}
    try:
        plan = to_dataclass(given, Plan, file="", ours=False)
    except InputError as error:
        raise InputError(error.message, key=error.key.replace("return_", "return")) from None
    if unknown := next(_unknown(given, msgspec.to_builtins(plan), ""), None):
        raise InputError("this key is not known: leave it out", key=unknown.replace("return_", "return"))
    _check(plan)
    return plan


def _with_titles(care: Any) -> Any:
    """The care with `title`, which an older plan may leave out."""
    return [{"title": "", **one} if isinstance(one, Mapping) else one for one in care] if isinstance(care, list) else care


def _unknown(given: Any, known: Any, path: str) -> Iterator[str]:
    """Paths of the keys that were given and did not become part of the plan."""
    if isinstance(given, Mapping) and path != "trial":
        for key, value in given.items():
            here = f"{path}.{key}".removeprefix(".")
            if key not in known:
                yield here
            else:
                yield from _unknown(value, known[key], here)
    elif isinstance(given, list):
        for i, value in enumerate(given):
            yield from _unknown(value, known[i], f"{path}[{i}]")


def _check(plan: Plan) -> None:
    if (plan.next is None) == (plan.held is None):
        raise InputError("a plan has either a next dose or a reason why it is held: give one of next and held", key="next")
    for i, rung in enumerate(plan.ladder):
        _check_dose(rung.dose, f"ladder[{i}].dose")
    if plan.next is not None:
        _check_dose(plan.next.dose, "next.dose")
        _check_way_up(plan.next)


def _check_dose(dose: Dose, key: str) -> None:
    for part, least in (("head_down_deg", 0), ("bout_s", 1), ("bouts", 1), ("rest_s", 0)):
        if getattr(dose, part) < least:
            raise InputError(f"{getattr(dose, part)} is too small: at least {least}", key=f"{key}.{part}")
    if passed := passes(dose, CEILING):
        raise InputError(
            f"{getattr(dose, passed)} passes the caps: at most {CEILING.head_down_deg} degrees, {CEILING.bout_s} seconds at a time and "
            f"{CEILING.inverted_s_per_session} in a session, with the way up",
            key=f"{key}.{passed}",
        )


def _check_way_up(next_: Next) -> None:
    deepest = next_.dose.head_down_deg
    for i, step in enumerate(next_.return_):
        if not -90 <= step.head_down_deg <= deepest:
            raise InputError(f"{step.head_down_deg} degrees is not on the way up from {deepest}", key=f"next.return[{i}].head_down_deg")
        if step.hold_s < 0:
            raise InputError(f"{step.hold_s} seconds is too small: at least 0", key=f"next.return[{i}].hold_s")
        deepest = step.head_down_deg
