"""In: a body and an angle. Out: the pull at each lumbar level, with what friction of the back on the pad may take from it.

What pulls at a level is the weight of what hangs below it: the part of the body on the head's side of the level (not the legs, not
the whole body), along the table, less friction:

    F_grav = f m g sin(theta)        F_fric = min(mu f m g cos(theta), F_grav)        T = F_grav - F_fric
"""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin, sqrt

from roost.body.constants import Constants
from roost.body.person import Body, Range

__all__ = ["LEVELS", "Pull", "cranial_share", "joint_share", "pull", "tension", "tensions"]

G = 9.81  # m/s2
HEAVY = 0.1
LEVELS = ("T12-L1", "L1-2", "L2-3", "L3-4", "L4-5", "L5-S1")
LIMB_DISTAL = {"ankle": ("foot",), "knee": ("foot", "shank"), "hip": ("foot", "shank", "thigh")}


@dataclass(frozen=True, slots=True)
class Pull:
    """The pull at one level.

    Args:
        newton: friction alone, at the mean body: high is none, low is the upper end of the friction interval.
        share_of_weight: the same as a share of body weight, 0 to 1.
        spread: in newton, 95 % of people of that mass: shares of mass and friction both differ.
    """

    newton: Range
    share_of_weight: Range
    spread: Range


def _mixed(constants: Constants, sex: str | None, key: str) -> float:
    """A segment's share in per cent; the mean of women and men where sex is X or unknown."""
    men, women = constants("segments_men", key), constants("segments_women", key)
    return {"M": men, "F": women}.get(sex or "", (men + women) / 2)


def cranial_share(constants: Constants, sex: str | None, level: str, *, arms_held: bool = False) -> float:
    """The share of body mass on the head's side of a lumbar level, 0 to 1.

    Source: body.md 3a. The middle trunk ends near L3-4; how it and the lower trunk are split is an assumption (trunk_split).

    Args:
        constants: the constants of the body.
        sex: F, M, X or None.
        level: one of LEVELS.
        arms_held: without the arms.
    """

    def share(key: str) -> float:
        return _mixed(constants, sex, key)

    arms = 0.0 if arms_held else 2 * (share("upper_arm") + share("forearm") + share("hand"))
    above = share("head_neck") + share("upper_trunk") + arms
    first = above + constants("trunk_split", "middle_trunk_above_t12_l1") * share("middle_trunk")
    middle = above + share("middle_trunk")
    last = middle + constants("trunk_split", "lower_trunk_above_l5_s1") * share("lower_trunk")
    place = LEVELS.index(level)
    if place <= 3:
        return (first + (middle - first) * place / 3) / 100
    return (middle + (last - middle) * (place - 3) / 2) / 100


def joint_share(constants: Constants, sex: str | None, joint: str) -> float:
    """The share of body mass that hangs from a joint of both legs (ankle, knee or hip) when the ankles are held, 0 to 1."""
    return 1 - 2 * sum(_mixed(constants, sex, key) for key in LIMB_DISTAL[joint]) / 100


def pull(share: float, mass_kg: float, head_down_deg: float, mu: float) -> float:
    """The pull at a place above which `share` of the mass lies, in newton; 0 where the head is not below level.

    >>> round(pull(0.491, 70, 90, 0))
    337
    """
    angle = radians(head_down_deg)
    if head_down_deg <= 0:
        return 0.0
    gravity = share * mass_kg * G * sin(angle)
    return gravity - min(mu * share * mass_kg * G * cos(angle), gravity)


def pulls(constants: Constants, share: float, body: Body, head_down_deg: float) -> Range:
    """The pull with much, middling and no friction, in newton."""
    high, middle = constants("friction", "mu_high"), constants("friction", "mu")
    return Range(*(pull(share, body.mass_kg, head_down_deg, mu) for mu in (high, middle, 0.0)))


def tension(constants: Constants, body: Body, level: str, head_down_deg: float) -> Pull:
    """The pull at one lumbar level."""
    share = cranial_share(constants, body.sex, level, arms_held=body.arms_held)
    newton = pulls(constants, share, body, head_down_deg)
    weight = body.mass_kg * G
    return Pull(
        newton,
        Range(newton.low / weight, newton.median / weight, newton.high / weight),
        _spread(constants, share, body, head_down_deg, newton),
    )


def _spread(constants: Constants, share: float, body: Body, head_down_deg: float, newton: Range) -> Range:
    """95 % of people, from the spread of shares and of friction; never below nothing, never above the heaviest without friction."""
    if head_down_deg <= 0:
        return Range(0.0, 0.0, 0.0)
    weight, angle = body.mass_kg * G, radians(head_down_deg)
    share_sd = constants("trunk_split", "share_sd")
    if body.bmi > 30:  # nobody of that build was weighed in parts: wider by a tenth of the share
        share_sd = sqrt(share_sd**2 + (HEAVY * share / 1.96) ** 2)
    mu, mu_sd = constants("friction", "mu"), constants("friction", "mu_sd")
    by_share = share_sd * weight * (sin(angle) - mu * cos(angle))
    by_friction = mu_sd * share * weight * cos(angle)
    sd = sqrt(by_share**2 + by_friction**2)
    most = (share + 1.96 * share_sd) * weight * sin(angle)
    straight = share * weight * (sin(angle) - mu * cos(angle))  # below 0 where friction holds the middle body
    return Range(max(0.0, straight - 1.96 * sd), newton.median, min(most, max(0.0, straight + 1.96 * sd)))


def tensions(constants: Constants, body: Body, head_down_deg: float) -> dict[str, Pull]:
    """The pull at each lumbar level."""
    return {level: tension(constants, body, level, head_down_deg) for level in LEVELS}
