"""In: an angle and minutes. Out: how far the pressure in the eye is from that lying flat, with its range; closed form.

d_iop = a s + b s^2   (s = sin(theta) >= 0)        d_iop = c s   (head up)        then 1 - exp(-t / tau), and a slow drift
"""

from __future__ import annotations

from math import exp, radians, sin, sqrt

from roost.body.constants import Constants
from roost.body.person import Body, Range

__all__ = ["column_mmHg", "column_range", "eye_change", "eye_change_steady", "eye_returning", "eye_sd"]


def eye_change_steady(constants: Constants, head_down_deg: float) -> float:
    """The change from lying, after a minute or so, in mmHg."""
    s = sin(radians(head_down_deg))
    if s < 0:
        return constants("eye", "upright") * s
    return constants("eye", "linear") * s + constants("eye", "square") * s * s


def eye_sd(constants: Constants, head_down_deg: float) -> float:
    """Standard deviation of the change, between people and between studies together, in mmHg; it grows with the change."""
    share = abs(eye_change_steady(constants, head_down_deg)) / eye_change_steady(constants, 90)
    return sqrt(constants("eye", "sd_people") ** 2 + constants("eye", "sd_studies") ** 2) * share


def eye_change(constants: Constants, head_down_deg: float, minutes: float) -> Range:
    """The change from lying after `minutes` at an angle, in mmHg; 95 % of people measured lie in the range.

    Source: the fit of scripts/fit_eye.py; tau from Turner (4 to 15 s), drift from Baskaran 2006 (0.7 mmHg in 5 minutes).
    """
    group = constants.group("eye")
    risen = 1 - exp(-minutes * 60 / group["tau"])
    s = max(0.0, sin(radians(head_down_deg)))
    drift = group["drift"] * s * min(minutes / group["drift_minutes"], 1.0)
    middle = eye_change_steady(constants, head_down_deg) * risen + drift
    sd = eye_sd(constants, head_down_deg) * risen
    return Range(middle - 1.96 * sd, middle, middle + 1.96 * sd)


def eye_returning(constants: Constants, change_mmHg: float, minutes: float) -> float:
    """What is left of a change, `minutes` after coming back to lying, in mmHg."""
    return change_mmHg * exp(-minutes * 60 / constants("eye", "tau"))


def column_mmHg(constants: Constants, body: Body, head_down_deg: float) -> float:
    """The weight of the blood between heart and eye along the table, in mmHg: more pressure at the eye, head-down."""
    height = body.height_cm / constants("circulation", "reference_height")
    return constants("circulation", "mmHg_per_cm") * constants("eye", "eye_above_heart") * height * sin(radians(head_down_deg))


def column_range(constants: Constants, body: Body, head_down_deg: float) -> Range:
    """The same for eyes as near to the heart, and as far from it, as people's are."""
    middle, far = column_mmHg(constants, body, head_down_deg), constants.files["eye"]["eye_above_heart"]
    low, high = sorted((middle * far.low / far.value, middle * far.high / far.value))
    return Range(low, middle, high)
