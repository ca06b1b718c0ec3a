"""In: what a person chose for a trial. Out: Frozen: protocol, important change, prior, verdict rule, dose, hashed before the draw."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from roost.base.canonical import content_hash
from roost.base.datafile import to_dataclass
from roost.base.errors import InputError
from roost.base.prior import DEFAULT, Prior
from roost.plan.calendar import NoTrial, why_not
from roost.plan.plan import Dose
from roost.plan.protocol import INVERSION, Protocol, Shape

__all__ = ["IMPORTANT_CHANGES", "VERDICT_RULE", "Frozen", "freeze", "frozen_from_json", "frozen_json"]

IMPORTANT_CHANGES = (1.0, 1.5, 2.0)  # points of pain, 0 to 10; 1 unless changed
PAIN = "pain"
# The first that holds, with d the effect (below 0 is less pain) and m the important change. `roost.answer.verdict` computes it.
VERDICT_RULE = (
    ("very_likely_helps", "P(d < -m) > 0.9"),
    ("probably_helps", "P(d < 0) > 0.95 and P(d < -m) > 0.5"),
    ("little_or_no_difference", "P(d < -m) < 0.05 and P(d > m) < 0.05"),
    ("probably_worse", "P(d > 0) > 0.95"),
    ("not_clear", "else"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What was fixed before the order of the weeks was drawn. A calendar is drawn from nothing else.

    Args:
        protocol: the name of its file.
        shape: its arms, how chance orders them, days of a period, pairs.
        outcome: the column of the diary that the verdict is about.
        important_change: in points, as the person chose it.
        prior: of the effect.
        verdict_rule: each verdict with its condition, the first that holds.
        dose: of the arm inversion, None where that is no arm.
        hash: of all the rest.
    """

    protocol: str
    shape: Shape
    outcome: str
    important_change: float
    prior: Prior
    verdict_rule: tuple[tuple[str, str], ...]
    dose: Dose | None
    hash: str


def freeze(protocol: Protocol, *, dose: Dose | None, important_change: float = 1.0, prior: Prior = DEFAULT) -> Frozen | NoTrial:
    """Fixes all that the answer will rest on, and hashes it.

    Args:
        protocol: with the therapies, days and pairs that the person chose.
        dose: what was held for two weeks; of no account where inversion is no arm.
        important_change: 1, 1.5 or 2 points.
        prior: of the effect, in points.

    Returns:
        Frozen, or why there is no trial so.
    """
    if refused := why_not(protocol):
        return refused
    if important_change not in IMPORTANT_CHANGES:
        tell = "Choose how much less pain would matter to you: 1, 1.5 or 2 points."
        return NoTrial(reason="important_change", tell=tell, have=important_change, needed=list(IMPORTANT_CHANGES))
    own = dose if INVERSION in protocol.names else None
    if INVERSION in protocol.names and own is None:
        return NoTrial(reason="dose_not_held", tell="You need a dose first that you have held for two weeks.", have=None, needed="a dose")
    low = max((arm.head_down_deg for arm in protocol.arms if arm.head_down_deg is not None), default=None)
    if own is not None and low is not None and low >= own.head_down_deg:
        tell = f"Your own angle is {own.head_down_deg} degrees. The small angle has to be less than that."
        return NoTrial(reason="low_dose", tell=tell, have=own.head_down_deg, needed=low + 1)
    frozen = Frozen(
        protocol=protocol.name,
        shape=Shape(drawn=protocol.drawn, arms=protocol.arms, period_days=protocol.period_days, pairs=protocol.pairs),
        outcome=PAIN,
        important_change=important_change,
        prior=prior,
        verdict_rule=VERDICT_RULE,
        dose=own,
        hash="",
    )
    return replace(frozen, hash=_hash(frozen))


def _hash(frozen: Frozen) -> str:
    return content_hash({key: value for key, value in frozen_json(frozen).items() if key != "hash"})


def frozen_json(frozen: Frozen) -> dict[str, Any]:
    """The record as plain JSON data, as it is kept."""
    plain: dict[str, Any] = msgspec.to_builtins(frozen)
    return plain


def frozen_from_json(raw: Mapping[str, Any]) -> Frozen:
    """A record that was kept.

    Raises:
        InputError: it can't be read, or it is not what was hashed then.
    """
    frozen = to_dataclass(raw, Frozen, file="", ours=False)
    if frozen.hash != _hash(frozen):
        raise InputError("this record of a trial was changed after it was frozen: its hash does not fit", key="hash")
    return frozen
