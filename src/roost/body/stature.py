"""In: a body, a pull and minutes. Out: how much longer the spine is, in a segment on the table and in stature after it, and how it goes.

Two laws, because two things were measured. A segment under a small pull (Kurutz) lengthens at once and creeps on. Stature is measured
standing, when what came at once is gone: only creep is left, and it follows how much load went, which lying flat does nearly as well
as hanging (Rev Bras Fisioter 2007).
"""

from __future__ import annotations

from math import exp, log

from roost.body.constants import Constants
from roost.body.person import Body, Range
from roost.body.tension import tension

__all__ = ["left_after", "segment_mm", "stature_from_unloading", "stature_mm", "unloading"]


def _band(age_years: int | None) -> str:
    if age_years is None or 40 <= age_years <= 60:
        return "middle"
    return "young" if age_years < 40 else "old"


def segment_mm(constants: Constants, age_years: int | None, pull_N: float, minutes: float) -> float:
    """How much longer one lower lumbar segment is under a pull, in mm.

    Logarithmic in the pull, because a straight line from 51 N would leave the range measured inverted; ends at `segment_cap`.

    Source: Kurutz and Bender 2010 (elastic part and 20 minutes by age), Gianakopoulos 1985 (0.3 to 4.0 mm).
    """
    group, band = constants.group("stature"), _band(age_years)
    scale = log(1 + max(pull_N, 0.0) / group["stiffening_force"]) / log(1 + group["kurutz_load"] / group["stiffening_force"])
    at_once, later = group[f"elastic_{band}"], group[f"total_{band}"]
    creep = (later - at_once) * _done(minutes, group["tau_load_minutes"]) / _done(group["kurutz_minutes"], group["tau_load_minutes"])
    return min(scale * (at_once + creep), group["segment_cap"])


def _done(minutes: float, tau: float) -> float:
    return 1 - exp(-minutes / tau)


def unloading(constants: Constants, pull_N: float) -> float:
    """How much less presses the lumbar discs than standing does, in newton, lying and pulled with `pull_N`."""
    group = constants.group("stature")
    return (group["standing_pressure"] - group["lying_pressure"]) * group["disc_area"] + pull_N


def stature_from_unloading(constants: Constants, newton: float, minutes: float) -> Range:
    """Stature gained after `minutes` of that unloading, measured standing at once after it, in mm."""
    group = constants.group("stature")
    middle = group["amplitude"] * log(1 + newton / group["stiffening_force"]) * _done(minutes, group["tau_load_minutes"])
    sd = middle * group["relative_sd"]
    return Range(max(0.0, middle - 1.96 * sd), middle, middle + 1.96 * sd)


def stature_mm(constants: Constants, body: Body, head_down_deg: float, minutes: float) -> Range:
    """Stature gained after `minutes` at an angle, from standing before it, in mm. 0 where the body is not lying or head-down."""
    if head_down_deg < 0:
        return Range(0.0, 0.0, 0.0)
    pull_N = tension(constants, body, "L3-4", head_down_deg).newton.median
    return stature_from_unloading(constants, unloading(constants, pull_N), minutes)


def left_after(constants: Constants, gained_mm: float, standing_minutes: float) -> float:
    """What is left of it after standing, in mm. Source: Boocock 1990, tau = -40 / ln(1 - 4.07 / 5.18)."""
    return gained_mm * exp(-standing_minutes / constants("stature", "tau_reload_minutes"))
