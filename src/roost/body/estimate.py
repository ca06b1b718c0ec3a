"""In: a body, an angle, minutes. Out: BodyEstimate: pull, pressures and stature as ranges, what is doubtful, and where it stops to hold.

The closed-form tier: no compiled parts, under a millisecond. It is a range for people like this one, never a measurement of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt
from typing import Any

import msgspec

from roost.body.constants import Constants
from roost.body.eye import column_range, eye_change
from roost.body.heart import heart_change
from roost.body.load import joint_load
from roost.body.person import Body, Range
from roost.body.stature import segment_mm, stature_mm
from roost.body.tension import Pull, tensions

__all__ = ["LABEL", "BodyEstimate", "Eye", "Heart", "Reading", "Validity", "estimate", "estimate_json", "flags", "plus", "validity"]

LABEL = "simulated, not measured"
NOT_CLAIMED = (
    "It does not say that an angle does no harm.",
    "It says nothing about pressure in the skull, a stroke or a bleed.",
    "It has no pain in it.",
    "It can't lift a stop: what the screening says stands.",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A value from low to high, and its change from lying."""

    low: float
    median: float
    high: float
    change: Range


@dataclass(frozen=True, slots=True)
class Heart:
    """At the heart: mean arterial pressure in mmHg, heart rate in 1/min."""

    map: Reading
    hr: Reading


@dataclass(frozen=True, slots=True)
class Eye:
    """At the eye, in mmHg: mean arterial pressure, eye pressure, and perfusion (the first less the second)."""

    map: Reading
    iop: Reading
    opp: Reading


@dataclass(frozen=True, slots=True)
class Validity:
    """Whether people like this, at this angle and time, were measured; why not; and what the model never claims."""

    within: bool
    label: str
    why: tuple[str, ...]
    not_claimed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyEstimate:
    """What an angle does to a body, as in DESIGN 4."""

    version: int
    head_down_deg: float
    minutes: float
    tension: dict[str, Pull]
    ankle_load_N: Range
    knee_load_N: Range
    hip_load_N: Range
    segment_mm: Range
    stature_mm: Range
    heart: Heart
    eye: Eye
    flags: tuple[str, ...]
    validity: Validity


def estimate(constants: Constants, body: Body, head_down_deg: float, minutes: float) -> BodyEstimate:
    """What `minutes` at an angle do to a body, after lying level.

    Args:
        constants: the constants of the body.
        body: who.
        head_down_deg: -90 (standing) to 90 (straight down).
        minutes: 0 to 120.

    Returns:
        BodyEstimate: forces in N, pressures in mmHg, lengths in mm.
    """
    pulls = tensions(constants, body, head_down_deg)
    newton = pulls["L3-4"].newton
    return BodyEstimate(
        version=1,
        head_down_deg=head_down_deg,
        minutes=minutes,
        tension=pulls,
        ankle_load_N=joint_load(constants, body, "ankle", head_down_deg),
        knee_load_N=joint_load(constants, body, "knee", head_down_deg),
        hip_load_N=joint_load(constants, body, "hip", head_down_deg),
        segment_mm=Range(*(segment_mm(constants, body.age_years, one, minutes) for one in (newton.low, newton.median, newton.high))),
        stature_mm=stature_mm(constants, body, head_down_deg, minutes),
        heart=_heart(constants, body, head_down_deg, minutes),
        eye=_eye(constants, body, head_down_deg, minutes),
        flags=tuple(flags(body, head_down_deg, newton)),
        validity=validity(body, head_down_deg, minutes),
    )


def _reading(change: Range, resting: Range) -> Reading:
    """A change added to what is at rest; both spreads together, as those of independent things."""
    middle = resting.median + change.median
    down = sqrt((change.median - change.low) ** 2 + (resting.median - resting.low) ** 2)
    up = sqrt((change.high - change.median) ** 2 + (resting.high - resting.median) ** 2)
    return Reading(middle - down, middle, middle + up, change)


def _resting(constants: Constants, measured: float | None, file: str, key: str) -> Range:
    if measured is not None:
        return Range(measured, measured, measured)
    known = constants.files[file][key]
    return Range(known.low, known.value, known.high)


def _heart(constants: Constants, body: Body, head_down_deg: float, minutes: float) -> Heart:
    return Heart(
        _reading(heart_change(constants, "map", head_down_deg, minutes), _resting(constants, body.map_mmHg, "circulation", "map")),
        _reading(heart_change(constants, "hr", head_down_deg, minutes), _resting(constants, body.hr, "circulation", "hr")),
    )


def plus(one: Range, other: Range, sign: int = 1) -> Range:
    """The sum, or the difference for -1, of two independent ranges."""
    low, high = (other.low, other.high) if sign > 0 else (other.high, other.low)
    middle = one.median + sign * other.median
    down = sqrt((one.median - one.low) ** 2 + (other.median - low) ** 2)
    up = sqrt((one.high - one.median) ** 2 + (high - other.median) ** 2)
    return Range(middle - down, middle, middle + up)


def _eye(constants: Constants, body: Body, head_down_deg: float, minutes: float) -> Eye:
    pressure = plus(heart_change(constants, "map", head_down_deg, minutes), column_range(constants, body, head_down_deg))
    eye = eye_change(constants, head_down_deg, minutes)
    at_rest = _resting(constants, body.map_mmHg, "circulation", "map")
    eye_rest = _resting(constants, body.iop_mmHg, "eye", "rest")
    return Eye(
        _reading(pressure, at_rest), _reading(eye, eye_rest), _reading(plus(pressure, eye, -1), plus(at_rest, eye_rest, -1))
    )  # fmt: skip


def flags(body: Body, head_down_deg: float, newton: Range) -> Iterable[str]:
    """What is doubtful about this body at this angle, in words for programs."""
    if head_down_deg > 0 and newton.low == 0:
        yield "friction_may_hold_all"
    if head_down_deg > 0:
        yield "output_contested"
    if 0 < head_down_deg < 75:
        yield "between_measured_angles"
    for name, unknown in (("sex", body.sex in (None, "X")), ("age", body.age_years is None), ("pressure", body.map_mmHg is None)):
        if unknown:
            yield f"{name}_not_known"
    if body.bmi > 30:
        yield "heavier_than_measured"
    if body.pressure_medicine:
        yield "pressure_medicine"
    if body.eye_disease:
        yield "eye_disease"


def validity(body: Body, head_down_deg: float, minutes: float) -> Validity:
    """Whether people like this one were measured at this angle for so long, and if not, why."""
    why = []
    if body.age_years is not None and not 18 <= body.age_years <= 60:
        why.append(f"People measured were about 18 to 60 years old, not {body.age_years}.")
    if body.bmi >= 30:
        why.append(f"People measured had a body mass index under 30, not {body.bmi:.0f}.")
    if minutes > 10:
        why.append(f"People were measured for 10 minutes at most, not {minutes:g}.")
    if head_down_deg < 0:
        why.append("The head is not below level here: the model is for head-down.")
    if body.pressure_medicine:
        why.append("People measured took no medicine for blood pressure.")
    if body.eye_disease:
        why.append("People with eye disease are a stop, and the model does not hold for them.")
    return Validity(not why, LABEL, tuple(why), NOT_CLAIMED)


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 3) + 0.0  # no minus zero
    if isinstance(value, dict):
        return {key: _rounded(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(one) for one in value]
    return value


def estimate_json(value: Any) -> Any:
    """Plain data with three figures behind the point: more would look as if somebody knew."""
    return _rounded(msgspec.to_builtins(value))
