"""In: volumes and reflexes of one body, its parameters, an angle over time. Out: the same later, step by step. Numbers only.

The closed loop, averaged over the beat. Seven volumes (arteries, veins of head and arms, central veins, belly's and leg veins, lung
arteries, lung veins) and four reflex states. Pressures are in mmHg, volumes in ml, flows in ml/s. `s` is the sine of the angle below
level; a place z cm on the head's side of the heart has `column * z * s` more pressure. Our own equations after body.md 3b; the arteries
stand in balance with each other, which is what makes a long step stable.
"""

from __future__ import annotations

from math import atan, exp, pi, radians, sin, tan
from typing import Any

from roost.base.jit import kernel

__all__ = ["PARAMETERS", "READINGS", "STATES", "flow_and_pressure", "kept_flow", "run", "sine_at", "stiffening"]

Vector = Any  # a list in plain Python, a numpy array when compiled

ARTERY, UPPER, CENTRAL, BELLY, LEG, LUNG_A, LUNG_V, RES, VEIN, BEAT, FORCE = range(11)
STATES = 11
VOLUMES = 7
READINGS = 8  # map, hr, output, central venous pressure, volume, pressure in head veins, brain flow, resistance multiplier

# The parameters by place. circulation.py fills them; the names are the same.
PARAMETERS = (
    "column", "z_upper", "z_brain", "z_carotid", "z_belly", "z_leg",
    "c_artery", "cz_artery", "v0_artery", "c_upper", "v0_upper", "c_central", "v0_central", "c_belly", "v0_belly", "vmax_belly",
    "c_leg", "v0_leg", "vmax_leg", "c_pa", "v0_pa", "c_pv", "v0_pv", "r_upper", "r_belly", "r_leg", "r_lung",
    "r_art_upper", "r_art_belly", "r_art_leg", "brain_flow", "brain_pressure", "icp", "auto_low", "auto_high",
    "stroke_right", "stroke_left", "fill_right_mmHg", "fill_left_mmHg", "afterload", "map_rest", "beat_rest", "filling_time",
    "p_thorax", "k_thorax", "k_belly", "k_vessel", "k_upright", "k_set", "w_aorta", "filling_set", "scale_arterial", "scale_filling",
    "gain_r", "gain_r_filling", "gain_v", "gain_v_filling", "gain_rr", "gain_e", "tau_r", "tau_v", "tau_rr", "tau_e",
)  # fmt: skip
(
    COLUMN, Z_UPPER, Z_BRAIN, Z_CAROTID, Z_BELLY, Z_LEG,
    C_ARTERY, CZ_ARTERY, V0_ARTERY, C_UPPER, V0_UPPER, C_CENTRAL, V0_CENTRAL, C_BELLY, V0_BELLY, VMAX_BELLY,
    C_LEG, V0_LEG, VMAX_LEG, C_PA, V0_PA, C_PV, V0_PV, R_UPPER, R_BELLY, R_LEG, R_LUNG,
    R_ART_UPPER, R_ART_BELLY, R_ART_LEG, BRAIN_FLOW, BRAIN_PRESSURE, ICP, AUTO_LOW, AUTO_HIGH,
    STROKE_RIGHT, STROKE_LEFT, FILL_RIGHT, FILL_LEFT, AFTERLOAD, MAP_REST, BEAT_REST, FILLING_TIME,
    P_THORAX, K_THORAX, K_BELLY, K_VESSEL, K_UPRIGHT, K_SET, W_AORTA, FILLING_SET, SCALE_ARTERIAL, SCALE_FILLING,
    GAIN_R, GAIN_R_FILLING, GAIN_V, GAIN_V_FILLING, GAIN_RR, GAIN_E, TAU_R, TAU_V, TAU_RR, TAU_E,
) = range(63)  # fmt: skip

# Where the reflex's change of unstressed volume goes: head and arms, belly, legs (Heldt, table A.1: 5, 15 and 7 of 27 ml/mmHg).
TO_UPPER, TO_BELLY, TO_LEG = 0.16, 0.58, 0.26


@kernel
def stiffening(volume: float, compliance: float, most: float) -> float:
    """Pressure across the wall of veins that end at `most` ml: (2 Vmax / pi C) tan(pi V / 2 Vmax). Below 0 a straight line."""
    if volume <= 0.0:
        return volume / compliance
    x = pi * volume / (2.0 * most)
    if x > 1.5:  # 1.5 of pi / 2: beyond, the tangent would go through infinity
        return 2.0 * most / (pi * compliance) * (tan(1.5) + (x - 1.5) * 200.0)
    return 2.0 * most / (pi * compliance) * tan(x)


@kernel
def stroke(filling: float, most: float, width: float) -> float:
    """Blood of one beat, in ml: it rises with filling and ends at `most`, which stands for the stiff full ventricle and its sac."""
    if filling <= 0.0:
        return 0.0
    return most * (1.0 - exp(-filling / width))


@kernel
def kept_flow(pressure: float, rest: float, flow: float, low: float, high: float) -> float:
    """Flow through the brain at a pressure across its vessels: steady while they can widen and narrow, in ml/s.

    Args:
        pressure: across the vessels, mmHg.
        rest: the same lying, mmHg.
        flow: the flow lying, ml/s.
        low: least share of the resting resistance, 0 to 1.
        high: most share of it.
    """
    share = pressure / rest
    if share < low:
        return float(flow * max(share, 0.0) / low)
    if share > high:
        return float(flow * share / high)
    return float(flow)


@kernel
def flow_and_pressure(y: Vector, p: Vector, s: float, d: Vector, seen: Vector) -> None:
    """Rates of change into `d`, readings into `seen`, at one moment."""
    column = p[COLUMN] * s
    down = max(s, 0.0)
    thorax = p[P_THORAX] + p[K_THORAX] * down
    artery = (y[ARTERY] - p[V0_ARTERY] - column * p[CZ_ARTERY]) / p[C_ARTERY]
    upper = (y[UPPER] - p[V0_UPPER] - TO_UPPER * y[VEIN]) / p[C_UPPER]
    central = (y[CENTRAL] - p[V0_CENTRAL]) / p[C_CENTRAL] + thorax
    around = p[K_BELLY] * s
    belly = stiffening(y[BELLY] - p[V0_BELLY] - TO_BELLY * y[VEIN], p[C_BELLY], p[VMAX_BELLY]) + around
    leg = stiffening(y[LEG] - p[V0_LEG] - TO_LEG * y[VEIN], p[C_LEG], p[VMAX_LEG])
    lung_a = (y[LUNG_A] - p[V0_PA]) / p[C_PA] + thorax
    lung_v = (y[LUNG_V] - p[V0_PV]) / p[C_PV] + thorax

    # From the arteries, each region at its own height.
    behind = max(upper + column * (p[Z_BRAIN] - p[Z_UPPER]), p[ICP])
    brain = kept_flow(artery + column * p[Z_BRAIN] - behind, p[BRAIN_PRESSURE], p[BRAIN_FLOW], p[AUTO_LOW], p[AUTO_HIGH])
    to_upper = brain + (artery + column * p[Z_UPPER] - upper) / (p[R_ART_UPPER] * y[RES])
    to_belly = (artery + column * p[Z_BELLY] - belly) / (p[R_ART_BELLY] * y[RES])
    to_leg = (artery + column * p[Z_LEG] - leg) / (p[R_ART_LEG] * y[RES])
    # Back to the chest; a vein falls shut where the pressure around it is more than that in front of it, and leg veins have valves.
    from_upper = (upper - max(central + column * p[Z_UPPER], 0.0)) / p[R_UPPER]
    from_belly = (belly - max(central + column * p[Z_BELLY], around)) / p[R_BELLY]
    from_leg = max((leg - max(central + column * p[Z_LEG], 0.0)) / p[R_LEG], 0.0)
    through_lung = (lung_a - lung_v) / p[R_LUNG]

    beat = y[BEAT]
    fill_time = (beat / p[BEAT_REST]) ** p[FILLING_TIME]
    filling = central - thorax
    right = y[FORCE] * fill_time * stroke(filling, p[STROKE_RIGHT], p[FILL_RIGHT]) / beat
    against = 1.0 + p[AFTERLOAD] * (artery - p[MAP_REST])
    left = y[FORCE] * fill_time * stroke(lung_v - thorax, p[STROKE_LEFT], p[FILL_LEFT]) / (beat * max(against, 0.3))

    d[ARTERY] = left - to_upper - to_belly - to_leg
    d[UPPER] = to_upper - from_upper
    d[BELLY] = to_belly - from_belly
    d[LEG] = to_leg - from_leg
    d[CENTRAL] = from_upper + from_belly + from_leg - right
    d[LUNG_A] = right - through_lung
    d[LUNG_V] = through_lung - left

    sensed = artery + (1.0 - p[W_AORTA]) * column * p[Z_CAROTID]
    e = p[SCALE_ARTERIAL] * atan((sensed - p[MAP_REST] - p[K_SET] * down) / p[SCALE_ARTERIAL])
    c = p[SCALE_FILLING] * atan((filling - p[FILLING_SET]) / p[SCALE_FILLING])
    tone = (1.0 - p[GAIN_R] * e - p[GAIN_R_FILLING] * c) * (1.0 + p[K_VESSEL] * down + p[K_UPRIGHT] * max(-s, 0.0))
    d[RES] = (max(tone, 0.3) - y[RES]) / p[TAU_R]
    d[VEIN] = (p[GAIN_V] * e + p[GAIN_V_FILLING] * c - y[VEIN]) / p[TAU_V]
    d[BEAT] = (max(p[BEAT_REST] + p[GAIN_RR] * e, 0.35) - beat) / p[TAU_RR]
    d[FORCE] = (max(1.0 - p[GAIN_E] * e, 0.4) - y[FORCE]) / p[TAU_E]

    seen[0], seen[1], seen[2], seen[3] = artery, 60.0 / beat, left * 0.06, central
    seen[4] = y[ARTERY] + y[UPPER] + y[CENTRAL] + y[BELLY] + y[LEG] + y[LUNG_A] + y[LUNG_V]
    seen[5], seen[6], seen[7] = upper, brain, y[RES]


@kernel
def sine_at(t: float, times: Vector, degrees: Vector, from_knot: int) -> tuple[float, int]:
    """Sine of the angle at a time, straight between the knots and level beyond their ends; and the knot to look from next time."""
    last = len(times) - 1
    knot = from_knot
    while knot < last and times[knot + 1] <= t:
        knot += 1
    if knot == last or t <= times[0]:
        return sin(radians(degrees[knot])), knot
    part = (t - times[knot]) / (times[knot + 1] - times[knot])
    return sin(radians(degrees[knot] + part * (degrees[knot + 1] - degrees[knot]))), knot


@kernel
def run(y: Vector, p: Vector, times: Vector, degrees: Vector, dt: float, steps: int, every: int, out: Vector, work: Vector) -> int:
    """Goes on by `steps` steps of `dt` seconds (Runge and Kutta, fourth order), changing `y`.

    Args:
        y: (STATES,) the state; changed.
        p: (PARAMETERS,) the parameters.
        times: (knots,) seconds, growing.
        degrees: (knots,) degrees below level at those times.
        dt: step in seconds.
        steps: how many.
        every: a row of readings is kept each so many steps, and at the beginning.
        out: (rows * READINGS,) the rows, one after the other.
        work: (6, STATES) room to work in.

    Returns:
        int: how many rows were kept.
    """
    n = STATES
    k1, k2, k3, k4, z, seen = work[0], work[1], work[2], work[3], work[4], work[5]
    rows = 0
    knot = 0
    for step in range(steps + 1):
        t = step * dt
        s0, knot = sine_at(t, times, degrees, knot)
        flow_and_pressure(y, p, s0, k1, seen)
        if step % every == 0:
            for j in range(READINGS):
                out[rows * READINGS + j] = seen[j]
            rows += 1
        if step == steps:
            break
        s1, _ = sine_at(t + dt / 2.0, times, degrees, knot)
        s2, _ = sine_at(t + dt, times, degrees, knot)
        for i in range(n):
            z[i] = y[i] + dt / 2.0 * k1[i]
        flow_and_pressure(z, p, s1, k2, seen)
        for i in range(n):
            z[i] = y[i] + dt / 2.0 * k2[i]
        flow_and_pressure(z, p, s1, k3, seen)
        for i in range(n):
            z[i] = y[i] + dt * k3[i]
        flow_and_pressure(z, p, s2, k4, seen)
        for i in range(n):
            y[i] += dt / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i])
    return rows
