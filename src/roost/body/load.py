"""In: a body and an angle. Out: what ankles, knees and hips carry when the ankles are held, and the net force in a lumbar disc."""

from __future__ import annotations

from roost.body.constants import Constants
from roost.body.person import Body, Range
from roost.body.tension import joint_share, pulls

__all__ = ["joint_load", "net_force", "resting_compression"]


def joint_load(constants: Constants, body: Body, joint: str, head_down_deg: float) -> Range:
    """What both ankles, knees or hips together carry, in newton: low with much friction, high with none."""
    return pulls(constants, joint_share(constants, body.sex, joint), body, head_down_deg)


def resting_compression(constants: Constants) -> float:
    """What presses a lumbar disc together lying at rest, in newton: pressure (MPa) times area (mm2)."""
    return constants("stature", "lying_pressure") * constants("stature", "disc_area")


def net_force(constants: Constants, tension_N: float) -> tuple[float, str]:
    """The pull less what presses at rest, in newton, and its name: below 0 the disc is only unloaded, above 0 it is pulled."""
    net = tension_N - resting_compression(constants)
    return net, "tension" if net > 0 else "unloading"
