"""In: a body and an angle over time. Out: Trace: pressure and rate of the heart, pressure at the eye, second by second.

One person runs in plain Python; `fast()` puts the compiled kernel in its place for many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan, log, pi
from typing import Any

from roost.base.jit import compiled
from roost.body import kernel
from roost.body.constants import Constants
from roost.body.person import Body

__all__ = ["STEP_S", "Trace", "fast", "prepare", "run_rows", "run_trace"]

STEP_S = 0.2  # the shortest time constant is about 0.5 s; halving the step changes outputs by far less than 0.5 % (tests)


@dataclass(frozen=True, slots=True)
class Trace:
    """Readings at equal times. All tuples have the length of `t_s`.

    Args:
        t_s: seconds.
        map_mmHg: mean arterial pressure at the heart.
        hr: heart rate, 1/min.
        output: the heart's output, L/min.
        central_mmHg: pressure in the central veins at the heart.
        volume_ml: blood in all compartments: it stays.
        head_vein_mmHg: pressure in the veins of head and arms.
        brain_flow: flow through the brain, ml/s.
        resistance: resistance of the small arteries, as a share of that at rest.
    """

    t_s: tuple[float, ...]
    map_mmHg: tuple[float, ...]
    hr: tuple[float, ...]
    output: tuple[float, ...]
    central_mmHg: tuple[float, ...]
    volume_ml: tuple[float, ...]
    head_vein_mmHg: tuple[float, ...]
    brain_flow: tuple[float, ...]
    resistance: tuple[float, ...]


def fast() -> Any:
    """The compiled kernel, for many persons or many minutes; the plain one where there is no compiler."""
    return compiled(kernel.__name__)


def prepare(constants: Constants, body: Body) -> tuple[list[float], list[float]]:
    """The kernel's parameters for one body, and its state lying at rest: worked out, so that nothing moves until the table does.

    The body rests exactly at its own pressure and rate; resistances and strokes follow from them and from the output.

    Source: Heldt 2004, appendix B: C and V grow with mass, venous R with mass^-0.75, output with mass^0.71, heights with stature.
    """
    c, down = constants.group("circulation"), constants.group("head_down")
    size, tall = body.mass_kg / c["reference_mass"], body.height_cm / c["reference_height"]
    value = {**c, **down, "column": c["mmHg_per_cm"]}
    value |= {key: c[key] * size for key in PER_MASS} | {key: c[key] * tall for key in PER_HEIGHT}
    value |= {key: c[key] * size**-0.75 for key in ("r_upper", "r_belly", "r_leg")}
    value["cz_artery"] = c["cz_artery"] * size * tall
    pressure, rate = body.map_mmHg or c["map"], body.hr or c["hr"]
    value |= {"map_rest": pressure, "beat_rest": 60 / rate, "filling_set": c["ra"]}
    value["gain_rr"] = c["gain_rr"] * down["rr_scale"] * (0.5 if body.pressure_medicine else 1.0)
    value |= {key: c[key] * down["r_scale"] for key in ("gain_r", "gain_r_filling")}
    veins = _regions(value, c, c["output"] * size**0.71 * 1000 / 60)
    return [value[name] for name in kernel.PARAMETERS], _resting(value, c, veins)


def _regions(value: dict[str, float], c: dict[str, float], output: float) -> dict[str, float]:
    """Adds resistances and strokes that give `output` (ml/s) at rest; the pressure in each region's veins comes back."""
    shares = {"upper": c["share_brain"] + c["share_upper"], "belly": c["share_belly"]}
    shares["leg"] = 1 - sum(shares.values())
    central = max(c["p_thorax"] + c["ra"], 0.0)  # below 0 the veins fall shut where they enter the chest
    veins = {region: central + output * share * value[f"r_{region}"] for region, share in shares.items()}
    for region, vein in veins.items():
        share = c["share_upper"] if region == "upper" else shares[region]
        value[f"r_art_{region}"] = (value["map_rest"] - vein) / (output * share)
    value["brain_flow"] = output * c["share_brain"]
    value["brain_pressure"] = value["map_rest"] - max(veins["upper"], c["icp"])
    value["r_lung"] = c["lung_drop"] / output
    for side, filling in (("right", c["ra"]), ("left", c["la"])):
        share = value[f"fill_{side}"]
        value[f"stroke_{side}"] = output * value["beat_rest"] / share
        value[f"fill_{side}_mmHg"] = filling / -log(1 - share)
    return veins


def _resting(value: dict[str, float], c: dict[str, float], veins: dict[str, float]) -> list[float]:
    def volume(region: str) -> float:
        most = value[f"vmax_{region}"]
        return value[f"v0_{region}"] + 2 * most / pi * atan(pi * value[f"c_{region}"] * veins[region] / (2 * most))

    return [
        value["v0_artery"] + value["c_artery"] * value["map_rest"],
        value["v0_upper"] + value["c_upper"] * veins["upper"],
        value["v0_central"] + value["c_central"] * c["ra"],
        volume("belly"),
        volume("leg"),
        value["v0_pa"] + value["c_pa"] * (c["la"] + c["lung_drop"]),
        value["v0_pv"] + value["c_pv"] * c["la"],
        *(1.0, 0.0, value["beat_rest"], 1.0),  # resistance, unstressed volume, beat, strength
    ]


PER_HEIGHT = ("z_upper", "z_brain", "z_carotid", "z_belly", "z_leg")
PER_MASS = (
    "c_artery", "v0_artery", "c_upper", "v0_upper", "c_central", "v0_central", "c_belly", "v0_belly", "vmax_belly", "c_leg", "v0_leg",
    "vmax_leg", "c_pa", "v0_pa", "c_pv", "v0_pv", "gain_v", "gain_v_filling",
)  # fmt: skip


def run_trace(
    constants: Constants,
    body: Body,
    times_s: Sequence[float],
    degrees: Sequence[float],
    *,
    step_s: float = STEP_S,
    every_s: float = 1.0,
    using: Any = kernel,
) -> Trace:
    """One body through an angle over time, from rest lying level.

    Args:
        constants: the constants of the body.
        body: who.
        times_s: (knots,) seconds, growing, from 0.
        degrees: (knots,) degrees below level at those times; straight between them.
        step_s: the integration's step.
        every_s: time between readings; a multiple of the step.
        using: the plain kernel, or `fast()`.
    """
    p, y = prepare(constants, body)
    out = run_rows(p, y, times_s, degrees, step_s=step_s, every_s=every_s, using=using)
    columns = [tuple(float(one) for one in out[j :: kernel.READINGS]) for j in range(kernel.READINGS)]
    t = tuple(round(i * every_s, 6) for i in range(len(columns[0])))
    return Trace(t, *columns)


def run_rows(
    p: Sequence[float], y: Sequence[float], times_s: Sequence[float], degrees: Sequence[float], *, step_s: float, every_s: float, using: Any
) -> Any:
    """The kernel from a state: rows of readings, one after the other, in a list (plain) or an array (compiled)."""
    every = round(every_s / step_s)
    steps = round(times_s[-1] / step_s) // every * every
    given, kept = (list(y), list(p), [float(one) for one in times_s], [float(one) for one in degrees]), steps // every + 1
    vectors: list[Any] = [*given]
    out: Any
    work: Any
    if using is kernel:
        out, work = [0.0] * (kept * kernel.READINGS), [[0.0] * kernel.STATES for _ in range(6)]
    else:
        import numpy as np

        vectors = [np.array(one, dtype=np.float64) for one in given]
        out, work = np.zeros(kept * kernel.READINGS), np.zeros((6, kernel.STATES))
    using.run(*vectors, step_s, steps, every, out, work)
    return out
