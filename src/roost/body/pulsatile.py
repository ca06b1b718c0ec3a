"""In: a body and an angle over time. Out: PulseTrace: each second the last beat's pressures, rate and output. For validation only.

The resting state has no formula here: `settle` runs the body lying with still reflexes, and turns the small vessels and the blood until
pressure and output are those asked for. Then the reflexes take what they see for right.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan, pi
from typing import Any

from roost.base.jit import compiled
from roost.body import kernel, pulse
from roost.body.constants import Constants
from roost.body.person import Body

__all__ = ["STEP_S", "PulseTrace", "Settled", "fast", "run_pulse", "settle"]

STEP_S = 0.001  # the shortest time constant is about 0.7 ms
SETTLE_S = 12.0
TURNS = 14
LAST = 5  # times as long, once nothing is turned any more
ML_PER_L_MIN = 90.0  # blood that changes the output by about 1 L/min
RESTING = {  # pressures across the wall to begin with, mmHg
    "upper_vein": 9.0, "upper_cava": 5.5, "kidney_vein": 8.0, "gut_vein": 8.0, "leg_vein": 10.0, "belly_vein": 5.0, "lower_cava": 5.5,
    "right_atrium": 5.0, "right_ventricle": 5.0, "lung_artery": 17.0, "lung_vein": 10.0, "left_atrium": 9.0, "left_ventricle": 9.0,
}  # fmt: skip
CHAMBERS = ("right_atrium", "right_ventricle", "left_atrium", "left_ventricle")
MICRO = ("micro_upper", "micro_kidney", "micro_gut", "micro_leg")
LIKE_AVERAGED = (
    "p_thorax",
    "icp",
    "auto_low",
    "auto_high",
    "scale_arterial",
    "scale_filling",
    "gain_e",
    "tau_r",
    "tau_v",
    "tau_rr",
    "tau_e",
)


@dataclass(frozen=True, slots=True)
class PulseTrace:
    """What the last beat was, at equal times, in the order of the kernel's readings. All tuples have the length of `t_s`.

    Args:
        t_s: seconds.
        map_mmHg: mean pressure in the aorta.
        systolic_mmHg: highest.
        diastolic_mmHg: lowest.
        hr: heart rate, 1/min.
        output: the heart's output, L/min.
        filling_mmHg: mean filling of the right heart across its wall.
        central_mmHg: mean pressure in the right atrium.
        volume_ml: blood in all places: it stays.
        brain_flow: flow through the brain at that moment, ml/s.
        resistance: of the small arteries, as a share of that at rest.
    """

    t_s: tuple[float, ...]
    map_mmHg: tuple[float, ...]
    systolic_mmHg: tuple[float, ...]
    diastolic_mmHg: tuple[float, ...]
    hr: tuple[float, ...]
    output: tuple[float, ...]
    filling_mmHg: tuple[float, ...]
    central_mmHg: tuple[float, ...]
    volume_ml: tuple[float, ...]
    brain_flow: tuple[float, ...]
    resistance: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Settled:
    """A body at rest: the kernel's vectors, in its order."""

    state: tuple[float, ...]
    compliance: tuple[float, ...]
    unstressed: tuple[float, ...]
    height: tuple[float, ...]
    resistance: tuple[float, ...]
    scalars: tuple[float, ...]


def fast() -> Any:
    """The compiled kernel; the plain one where there is no compiler."""
    compiled(kernel.__name__)
    return compiled(pulse.__name__)


def _vectors(constants: Constants, body: Body) -> Settled:
    """The vectors before anything has settled: the thesis's values at this body's size.

    Source: Heldt 2004, appendix B: C and V grow with mass, resistance with mass^-0.75, heights with stature.
    """
    c, down, beat = (constants.group(file) for file in ("circulation", "head_down", "pulsatile"))
    size, tall = body.mass_kg / c["reference_mass"], body.height_cm / c["reference_height"]
    elastic = {name: size / beat[f"e_rest_{name}"] for name in ("right_atrium", "left_atrium")}
    compliance = {name: beat[f"c_{name}"] * size for name in pulse.PLACES if f"c_{name}" in beat} | elastic
    compliance["aorta"] = (beat["c_ascending"] + beat["c_brachiocephalic"]) * size
    unstressed = {name: beat[f"v0_{name}"] * size for name in pulse.PLACES if f"v0_{name}" in beat}
    unstressed["aorta"] = (beat["v0_ascending"] + beat["v0_brachiocephalic"]) * size
    height = dict.fromkeys(pulse.PLACES, 0.0)
    height |= {name: beat[f"z_{name}"] * tall for name in ("thorax_artery", "belly_artery", "upper_cava", "belly_vein", "lower_cava")}
    for region, places in REGIONS.items():
        height |= dict.fromkeys(places, c[f"z_{region}"] * tall)
    resistance = {name: beat[f"r_{name}"] * size**-0.75 for name in pulse.PATHS}
    resistance["upper_artery"] += beat["r_brachiocephalic"] * size**-0.75
    pressure, rate = body.map_mmHg or c["map"], body.hr or c["hr"]
    output = c["output"] * size**0.71 * 1000 / 60
    brain, across = output * c["share_brain"], pressure - max(RESTING["upper_vein"], c["icp"])
    resistance["micro_upper"] = 1 / max(1 / resistance["micro_upper"] - brain / across, 0.05)
    value = {key: c[key] for key in LIKE_AVERAGED} | {key: v for key, v in down.items() if key.startswith("k_")}
    value |= {"column": c["mmHg_per_cm"], "arch_cz": beat["c_brachiocephalic"] * size * beat["z_brachiocephalic"] * tall}
    value |= {"w_aorta": down["w_aorta"], "z_carotid": c["z_carotid"] * tall, "z_brain": c["z_brain"] * tall}
    value |= {"brain_flow": brain, "brain_pressure": across, "most_gut": c["vmax_belly"] * size, "most_leg": c["vmax_leg"] * size}
    value |= {key: beat[key] * size for key in ("most_belly", "most_right", "most_left")}
    for end, name in (("ra", "right_atrium"), ("right", "right_ventricle"), ("la", "left_atrium"), ("left", "left_ventricle")):
        value[f"end_{end}"] = beat[f"e_beat_{name}"] / size
    value |= {key: beat[key] for key in ("time_atrium", "time_ventricle", "time_between", "tau_seen")}
    value |= {"map_rest": pressure, "filling_set": c["ra"], "beat_rest": 60 / rate, "reflexes": 0.0}
    value |= {key: c[key] * down["r_scale"] for key in ("gain_r", "gain_r_filling")}
    value |= {key: c[key] * size for key in ("gain_v", "gain_v_filling")}
    value["gain_rr"] = c["gain_rr"] * down["rr_scale"] * (0.5 if body.pressure_medicine else 1.0)
    made = Settled(
        state=(),
        compliance=tuple(compliance[name] for name in pulse.PLACES),
        unstressed=tuple(unstressed[name] for name in pulse.PLACES),
        height=tuple(height[name] for name in pulse.PLACES),
        resistance=tuple(resistance[name] for name in pulse.PATHS),
        scalars=tuple(value[name] for name in pulse.SCALARS),
    )
    return replace(made, state=_first(made, pressure, 60 / rate))


REGIONS = {
    "upper": ("upper_artery", "upper_vein"),
    "belly": ("kidney_artery", "kidney_vein", "gut_artery", "gut_vein"),
    "leg": ("leg_artery", "leg_vein"),
}
_MOST = {"gut_vein": pulse.MOST_GUT, "leg_vein": pulse.MOST_LEG, "belly_vein": pulse.MOST_BELLY}
_MOST |= {"right_ventricle": pulse.MOST_RIGHT, "left_ventricle": pulse.MOST_LEFT}


def _first(made: Settled, pressure: float, beat: float) -> tuple[float, ...]:
    """Volumes that stand at the pressures to begin with, and still reflexes."""
    volumes = []
    for place, name in enumerate(pulse.PLACES):
        across, compliance = RESTING.get(name, pressure), made.compliance[place]
        stretched = compliance * across
        if name in _MOST:
            most = made.scalars[_MOST[name]]
            stretched = 2 * most / pi * atan(pi * compliance * across / (2 * most))
        volumes.append(made.unstressed[place] + stretched)
    return (*volumes, 1.0, 0.0, beat, 1.0, pressure, RESTING["right_atrium"])


def settle(constants: Constants, body: Body, *, using: Any = pulse, turns: int = TURNS, seconds: float = SETTLE_S) -> Settled:
    """The body at rest at its own pressure and rate, and at the output of its size; then its reflexes are let go.

    Args:
        constants: the constants of the body.
        body: who.
        using: the plain kernel, or `fast()`.
        turns: how often small vessels and blood are turned.
        seconds: how long each time.
    """
    made = _vectors(constants, body)
    c = constants.group("circulation")
    output = c["output"] * (body.mass_kg / c["reference_mass"]) ** 0.71
    wanted = made.scalars[pulse.MAP_REST]
    for _ in range(turns):
        rows, state = _run(made, [0.0, seconds], [0.0, 0.0], STEP_S, seconds, using)
        seen, flow = rows[pulse.MEAN], rows[pulse.OUTPUT]
        turn = (wanted / seen) * (flow / output)
        resistance = list(made.resistance)
        for name in MICRO:
            resistance[pulse.PATHS.index(name)] *= min(max(turn, 0.7), 1.4)
        state[pulse.GUT_V] += ML_PER_L_MIN * (output - flow)
        made = replace(made, state=tuple(state), resistance=tuple(resistance))
    rows, state = _run(made, [0.0, LAST * seconds], [0.0, 0.0], STEP_S, LAST * seconds, using)
    state[pulse.SEEN_ARTERY], state[pulse.SEEN_FILLING] = rows[pulse.MEAN], rows[pulse.FILLING]
    scalars = list(made.scalars)
    scalars[pulse.MAP_REST], scalars[pulse.FILLING_SET], scalars[pulse.REFLEXES] = rows[pulse.MEAN], rows[pulse.FILLING], 1.0
    return replace(made, state=tuple(state), scalars=tuple(scalars))


def _run(
    made: Settled, times_s: Sequence[float], degrees: Sequence[float], step_s: float, every_s: float, using: Any
) -> tuple[list[float], list[float]]:
    every = round(every_s / step_s)
    steps = round(times_s[-1] / step_s) // every * every
    vectors: list[Any] = [list(made.state), *(list(getattr(made, name)) for name in _VECTORS), list(times_s), list(degrees)]
    out: Any = [0.0] * (steps // every * pulse.READINGS)
    work: Any = [[0.0] * pulse.CHANGES for _ in range(6)]
    if using is not pulse:
        import numpy as np

        vectors = [np.array(one, dtype=np.float64) for one in vectors]
        out, work = np.array(out), np.array(work)
    using.beats(*vectors, step_s, steps, every, out, work)
    return [float(one) for one in out], [float(one) for one in vectors[0]]


_VECTORS = ("compliance", "unstressed", "height", "resistance", "scalars")


def run_pulse(
    made: Settled, times_s: Sequence[float], degrees: Sequence[float], *, step_s: float = STEP_S, every_s: float = 1.0, using: Any = pulse
) -> PulseTrace:
    """A settled body through an angle over time, beat by beat.

    Args:
        made: the body at rest, from `settle`.
        times_s: (knots,) seconds, growing, from 0.
        degrees: (knots,) degrees below level at those times; straight between them.
        step_s: the integration's step.
        every_s: time between readings; longer than a beat.
        using: the plain kernel, or `fast()`.
    """
    out, _ = _run(made, times_s, degrees, step_s, every_s, using)
    columns = [tuple(out[j :: pulse.READINGS]) for j in range(pulse.READINGS)]
    return PulseTrace(tuple(round((i + 1) * every_s, 6) for i in range(len(columns[0]))), *columns)
