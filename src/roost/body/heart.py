"""In: an angle and minutes. Out: how far pressure, rate and output of the heart are from those lying flat, with the band of bodies.

Closed form: it reads the table that the circulation tier made of itself (constants/heart_by_angle.yaml), straight between its angles.
"""

from __future__ import annotations

from math import exp

from roost.body.constants import Constants
from roost.body.person import Range

__all__ = ["STEP_DEG", "heart_change"]

STEP_DEG = 15


def heart_change(constants: Constants, what: str, head_down_deg: float, minutes: float) -> Range:
    """The change from lying, `minutes` after the tilt.

    Args:
        constants: with the table.
        what: map (mmHg), hr (1/min) or output_share (of the output lying).
        head_down_deg: -90 to 90.
        minutes: at the angle.
    """
    table = constants.files["heart_by_angle"]
    below = min(int((head_down_deg + 90) // STEP_DEG) * STEP_DEG - 90, 90 - STEP_DEG)
    part = max(head_down_deg - below, 0.0) / STEP_DEG  # a hair below an angle of the table is that angle
    left, right = table[f"{what}_{below}"], table[f"{what}_{below + STEP_DEG}"]
    done = 1 - exp(-minutes * 60 / table["tau"].value)
    return Range(
        done * (left.low + part * (right.low - left.low)),
        done * (left.value + part * (right.value - left.value)),
        done * (left.high + part * (right.high - left.high)),
    )
