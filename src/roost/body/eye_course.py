"""In: a body and an angle over time. Out: the pressure in the eye, in its veins and the blood of its choroid, step by step.

The dynamic eye, three states. The pressure in the veins around the eye follows the column of blood; the choroid fills from it, at once;
the water of the eye follows, over minutes, until inflow and outflow meet again:

    EVP' = (EVP_rest + kappa rho g (h_eye + h_hip) s (w + (1 - w) s) - EVP) / tau_v        head up: EVP_rest + u s
    V'   = (a x + b x^2 - V) / tau_c        x = EVP - EVP_rest        head up, or falling below rest: a x
    IOP' = 2.303 K IOP (V' + Q - C (IOP - EVP) - F)        C such that nothing moves lying

Plain Python; the closed form of `eye` is what pages and the plan's ladder show.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, radians, sin

from roost.body.constants import Constants
from roost.body.person import Body

__all__ = ["STEP_S", "EyeCourse", "eye_course"]

STEP_S = 0.5
LN10 = log(10)


@dataclass(frozen=True, slots=True)
class EyeCourse:
    """Readings at equal times, all of the length of `t_s`.

    Args:
        t_s: seconds.
        iop_mmHg: pressure in the eye.
        evp_mmHg: pressure in the veins around it.
        choroid_uL: blood in the choroid, from that lying.
    """

    t_s: tuple[float, ...]
    iop_mmHg: tuple[float, ...]
    evp_mmHg: tuple[float, ...]
    choroid_uL: tuple[float, ...]


def eye_course(constants: Constants, body: Body, at: Callable[[float], float], seconds: float, *, every_s: float = 1.0) -> EyeCourse:
    """One eye through an angle over time, from rest lying level.

    Source: body.md 3c; Friberg 1987 (veins against eye), Turner (4 to 15 s), Friedenwald's law of the eye's wall (from memory).

    Args:
        constants: the constants of the body.
        body: who; an eye pressure measured lying is taken for its rest.
        at: degrees below level at a time in seconds.
        seconds: until when.
        every_s: time between readings; a multiple of half a second.
    """
    c, eye = constants.group("eye_course"), constants.group("eye")
    rest = body.iop_mmHg or eye["rest"]
    veins_rest = min(c["evp_rest"], rest - c["least_gap"])
    outflow = (c["inflow"] - c["uveoscleral"]) / (rest - veins_rest)  # uL/min/mmHg: what makes this eye stand still lying
    tall = body.height_cm / constants("circulation", "reference_height")
    column = c["kappa"] * constants("circulation", "mmHg_per_cm") * (eye["eye_above_heart"] * tall + c["below_heart"])
    bend, stiff = c["veins_linear"], LN10 * c["rigidity"]
    keep_veins, keep_choroid = exp(-STEP_S / c["tau_veins"]), exp(-STEP_S / c["tau_choroid"])
    veins, choroid, pressure = veins_rest, 0.0, rest
    each, found = round(every_s / STEP_S), [(0.0, rest, veins_rest, 0.0)]
    for step in range(1, round(seconds / STEP_S) // each * each + 1):
        s = sin(radians(at((step - 0.5) * STEP_S)))
        goal = veins_rest + (column * s * (bend + (1 - bend) * s) if s > 0 else c["upright"] * s)
        veins = goal + (veins - goal) * keep_veins
        more = veins - veins_rest
        holds = c["choroid_linear"] * more + c["choroid_square"] * max(more, 0.0) ** 2
        before, choroid = choroid, holds + (choroid - holds) * keep_choroid
        water = (c["inflow"] - c["uveoscleral"] - outflow * (pressure - veins)) * STEP_S / 60
        pressure *= exp(stiff * (choroid - before + water))
        if step % each == 0:
            found.append((step * STEP_S, pressure, veins, choroid))
    return EyeCourse(*zip(*found, strict=True))
