"""In: volumes and reflexes of one body beat by beat, its parameters, an angle over time. Out: each beat's pressures, rate and output.

The pulsatile tier, for validation only: twenty-one places, four chambers that stiffen with each beat, and six reflex states. Our own
equations from the tables of Heldt 2004. Aorta and brachiocephalic artery share one volume, because the blood between them moves in
0.4 ms and nothing else does: that is what lets a step be a millisecond. Units and signs are those of `kernel`.
"""

from __future__ import annotations

from math import atan, cos, pi, sqrt
from typing import Any

from roost.base.jit import kernel as compile_later
from roost.body import kernel

__all__ = ["CHANGES", "PATHS", "PLACES", "READINGS", "SCALARS", "STATES", "activation", "beats", "flows"]

Vector = Any

# The places that hold blood. `aorta` is two of the twenty-one: the ascending aorta and the brachiocephalic artery.
PLACES = (
    "aorta", "upper_artery", "upper_vein", "upper_cava", "thorax_artery", "belly_artery", "kidney_artery", "kidney_vein",
    "gut_artery", "gut_vein", "leg_artery", "leg_vein", "belly_vein", "lower_cava", "right_atrium", "right_ventricle",
    "lung_artery", "lung_vein", "left_atrium", "left_ventricle",
)  # fmt: skip
(
    AORTA, UPPER_A, UPPER_V, UPPER_CAVA, THORAX_A, BELLY_A, KIDNEY_A, KIDNEY_V, GUT_A, GUT_V, LEG_A, LEG_V, BELLY_V, LOWER_CAVA,
    RIGHT_ATRIUM, RIGHT, LUNG_A, LUNG_V, LEFT_ATRIUM, LEFT,
) = range(20)  # fmt: skip
# Reflexes: resistance, unstressed volume, beat, strength; and the two pressures that they see, smoothed over a beat or two.
RES, VEIN, BEAT, FORCE, SEEN_ARTERY, SEEN_FILLING = range(20, 26)
STATES = 26
CHANGES = STATES + 4  # and what a beat is summed from: flow out of the left heart, pressure in the aorta, filling, flow to the brain

# The paths between them, by the resistance's name: where it comes from, where it goes.
PATHS = (
    "aortic_valve", "upper_artery", "thorax_artery", "belly_artery", "kidney_artery", "gut_artery", "leg_artery",
    "micro_upper", "micro_kidney", "micro_gut", "micro_leg", "upper_vein", "kidney_vein", "gut_vein", "leg_vein", "belly_vein",
    "upper_cava", "lower_cava", "tricuspid_valve", "lung_valve", "lung", "lung_vein", "mitral_valve",
)  # fmt: skip
(
    R_AORTIC, R_UPPER_A, R_THORAX_A, R_BELLY_A, R_KIDNEY_A, R_GUT_A, R_LEG_A, R_UPPER, R_KIDNEY, R_GUT, R_LEG, R_UPPER_V, R_KIDNEY_V,
    R_GUT_V, R_LEG_V, R_BELLY_V, R_UPPER_CAVA, R_LOWER_CAVA, R_TRICUSPID, R_LUNG_VALVE, R_LUNG, R_LUNG_V, R_MITRAL,
) = range(23)  # fmt: skip

# Numbers that belong to no place. Those of the head-down block and of the reflexes are the averaged tier's own.
SCALARS = (
    "column", "arch_cz", "p_thorax", "k_thorax", "k_belly", "k_vessel", "k_upright", "k_set", "w_aorta", "z_carotid", "z_brain",
    "icp", "brain_flow", "brain_pressure", "auto_low", "auto_high", "most_gut", "most_leg", "most_belly", "most_right", "most_left",
    "end_ra", "end_right", "end_la", "end_left", "time_atrium", "time_ventricle", "time_between", "map_rest", "filling_set", "beat_rest",
    "scale_arterial", "scale_filling", "gain_r", "gain_r_filling", "gain_v", "gain_v_filling", "gain_rr", "gain_e",
    "tau_r", "tau_v", "tau_rr", "tau_e", "tau_seen", "reflexes",
)  # fmt: skip
(
    COLUMN, ARCH_CZ, P_THORAX, K_THORAX, K_BELLY, K_VESSEL, K_UPRIGHT, K_SET, W_AORTA, Z_CAROTID, Z_BRAIN,
    ICP, BRAIN_FLOW, BRAIN_PRESSURE, AUTO_LOW, AUTO_HIGH, MOST_GUT, MOST_LEG, MOST_BELLY, MOST_RIGHT, MOST_LEFT,
    END_RA, END_RIGHT, END_LA, END_LEFT, TIME_ATRIUM, TIME_VENTRICLE, TIME_BETWEEN, MAP_REST, FILLING_SET, BEAT_REST,
    SCALE_ARTERIAL, SCALE_FILLING, GAIN_R, GAIN_R_FILLING, GAIN_V, GAIN_V_FILLING, GAIN_RR, GAIN_E,
    TAU_R, TAU_V, TAU_RR, TAU_E, TAU_SEEN, REFLEXES,
) = range(45)  # fmt: skip

# Where the reflex's change of unstressed volume goes (Heldt, table A.1: 5, 2, 13 and 7 of 27 ml/mmHg).
TO_UPPER, TO_KIDNEY, TO_GUT, TO_LEG = 5 / 27, 2 / 27, 13 / 27, 7 / 27

# Of one beat: mean, highest and lowest pressure in the aorta, rate, output in L/min, filling of the right heart; then what holds now.
MEAN, HIGHEST, LOWEST, RATE, OUTPUT, FILLING, CENTRAL, BLOOD, BRAIN, TONE = range(10)
READINGS = 10


@compile_later
def activation(since: float, lasts: float) -> float:
    """How far a chamber has stiffened, 0 to 1, `since` seconds into its beat: up over `lasts`, down over half of that.

    Source: Heldt 2004, section 2.2: a raised cosine, then one of twice its rate.
    """
    if since < 0.0 or since >= 1.5 * lasts:
        return 0.0
    if since < lasts:
        return 0.5 * (1.0 - cos(pi * since / lasts))
    return 0.5 * (1.0 + cos(2.0 * pi * (since - lasts) / lasts))


@compile_later
def through(before: float, behind: float, resistance: float) -> float:
    """Flow through a valve: forward or none."""
    return max((before - behind) / resistance, 0.0)


@compile_later
def flows(y: Vector, c: Vector, v0: Vector, z: Vector, r: Vector, p: Vector, s: float, atria: float, chambers: float, d: Vector) -> None:
    """Rates of change of volumes and reflexes into `d`; behind them what a beat is summed from."""
    column = p[COLUMN] * s
    down = max(s, 0.0)
    chest = p[P_THORAX] + p[K_THORAX] * down
    around = p[K_BELLY] * s
    shift = y[VEIN]
    # Pressures, each at its own height along the body.
    aorta = (y[AORTA] - v0[AORTA] - column * p[ARCH_CZ]) / c[AORTA] + chest
    upper_a = (y[UPPER_A] - v0[UPPER_A]) / c[UPPER_A]
    thorax_a = (y[THORAX_A] - v0[THORAX_A]) / c[THORAX_A] + chest
    belly_a = (y[BELLY_A] - v0[BELLY_A]) / c[BELLY_A]
    kidney_a = (y[KIDNEY_A] - v0[KIDNEY_A]) / c[KIDNEY_A]
    gut_a = (y[GUT_A] - v0[GUT_A]) / c[GUT_A]
    leg_a = (y[LEG_A] - v0[LEG_A]) / c[LEG_A]
    upper_v = (y[UPPER_V] - v0[UPPER_V] - TO_UPPER * shift) / c[UPPER_V]
    kidney_v = (y[KIDNEY_V] - v0[KIDNEY_V] - TO_KIDNEY * shift) / c[KIDNEY_V] + around
    gut_v = kernel.stiffening(y[GUT_V] - v0[GUT_V] - TO_GUT * shift, c[GUT_V], p[MOST_GUT]) + around
    leg_v = kernel.stiffening(y[LEG_V] - v0[LEG_V] - TO_LEG * shift, c[LEG_V], p[MOST_LEG])
    belly_v = kernel.stiffening(y[BELLY_V] - v0[BELLY_V], c[BELLY_V], p[MOST_BELLY]) + around
    upper_cava = (y[UPPER_CAVA] - v0[UPPER_CAVA]) / c[UPPER_CAVA] + chest
    lower_cava = (y[LOWER_CAVA] - v0[LOWER_CAVA]) / c[LOWER_CAVA] + chest
    lung_a = (y[LUNG_A] - v0[LUNG_A]) / c[LUNG_A] + chest
    lung_v = (y[LUNG_V] - v0[LUNG_V]) / c[LUNG_V] + chest
    # Chambers: slack between beats, in the ventricles with an end to it (their own wall and the sac around), stiff in the beat.
    more = y[RIGHT_ATRIUM] - v0[RIGHT_ATRIUM]
    right_atrium = more / c[RIGHT_ATRIUM] * (1.0 - atria) + p[END_RA] * more * atria + chest
    more = y[LEFT_ATRIUM] - v0[LEFT_ATRIUM]
    left_atrium = more / c[LEFT_ATRIUM] * (1.0 - atria) + p[END_LA] * more * atria + chest
    more = y[RIGHT] - v0[RIGHT]
    right = kernel.stiffening(more, c[RIGHT], p[MOST_RIGHT]) * (1.0 - chambers) + p[END_RIGHT] * y[FORCE] * more * chambers + chest
    more = y[LEFT] - v0[LEFT]
    left = kernel.stiffening(more, c[LEFT], p[MOST_LEFT]) * (1.0 - chambers) + p[END_LEFT] * y[FORCE] * more * chambers + chest

    # Arteries.
    out = through(left, aorta, r[R_AORTIC])
    to_upper = (aorta + column * z[UPPER_A] - upper_a) / r[R_UPPER_A]
    to_thorax = (aorta + column * z[THORAX_A] - thorax_a) / r[R_THORAX_A]
    to_belly = (thorax_a + column * (z[BELLY_A] - z[THORAX_A]) - belly_a) / r[R_BELLY_A]
    to_kidney = (belly_a + column * (z[KIDNEY_A] - z[BELLY_A]) - kidney_a) / r[R_KIDNEY_A]
    to_gut = (belly_a + column * (z[GUT_A] - z[BELLY_A]) - gut_a) / r[R_GUT_A]
    to_leg = (belly_a + column * (z[LEG_A] - z[BELLY_A]) - leg_a) / r[R_LEG_A]
    # Small vessels; the brain keeps its own flow.
    behind = max(upper_v + column * (p[Z_BRAIN] - z[UPPER_V]), p[ICP])
    across = upper_a + column * (p[Z_BRAIN] - z[UPPER_A]) - behind
    brain = kernel.kept_flow(across, p[BRAIN_PRESSURE], p[BRAIN_FLOW], p[AUTO_LOW], p[AUTO_HIGH])
    upper = brain + (upper_a - upper_v) / (r[R_UPPER] * y[RES])
    kidney = (kidney_a - kidney_v) / (r[R_KIDNEY] * y[RES])
    gut = (gut_a - gut_v) / (r[R_GUT] * y[RES])
    leg = (leg_a - leg_v) / (r[R_LEG] * y[RES])
    # Back to the chest: veins fall shut where the pressure around is more than that in front, and leg veins have valves.
    from_upper = (upper_v - max(upper_cava + column * (z[UPPER_V] - z[UPPER_CAVA]), 0.0)) / r[R_UPPER_V]
    from_kidney = (kidney_v - max(belly_v + column * (z[KIDNEY_V] - z[BELLY_V]), around)) / r[R_KIDNEY_V]
    from_gut = (gut_v - max(belly_v + column * (z[GUT_V] - z[BELLY_V]), around)) / r[R_GUT_V]
    from_leg = max((leg_v - max(belly_v + column * (z[LEG_V] - z[BELLY_V]), 0.0)) / r[R_LEG_V], 0.0)
    from_belly = (belly_v - max(lower_cava + column * (z[BELLY_V] - z[LOWER_CAVA]), around)) / r[R_BELLY_V]
    above = (upper_cava - column * z[UPPER_CAVA] - right_atrium) / r[R_UPPER_CAVA]
    below = (lower_cava - column * z[LOWER_CAVA] - right_atrium) / r[R_LOWER_CAVA]
    # The heart and the lungs.
    fills_right = through(right_atrium, right, r[R_TRICUSPID])
    to_lung = through(right, lung_a, r[R_LUNG_VALVE])
    lung = (lung_a - lung_v) / r[R_LUNG]
    home = (lung_v - left_atrium) / r[R_LUNG_V]
    fills_left = through(left_atrium, left, r[R_MITRAL])

    d[AORTA], d[UPPER_A], d[UPPER_V], d[UPPER_CAVA] = out - to_upper - to_thorax, to_upper - upper, upper - from_upper, from_upper - above
    d[THORAX_A], d[BELLY_A] = to_thorax - to_belly, to_belly - to_kidney - to_gut - to_leg
    d[KIDNEY_A], d[KIDNEY_V], d[GUT_A], d[GUT_V] = to_kidney - kidney, kidney - from_kidney, to_gut - gut, gut - from_gut
    d[LEG_A], d[LEG_V] = to_leg - leg, leg - from_leg
    d[BELLY_V], d[LOWER_CAVA] = from_kidney + from_gut + from_leg - from_belly, from_belly - below
    d[RIGHT_ATRIUM], d[RIGHT], d[LUNG_A] = above + below - fills_right, fills_right - to_lung, to_lung - lung
    d[LUNG_V], d[LEFT_ATRIUM], d[LEFT] = lung - home, home - fills_left, fills_left - out
    d[STATES], d[STATES + 1], d[STATES + 2], d[STATES + 3] = out, aorta, right_atrium - chest, brain
    reflexes(y, p, column, s, d)


@compile_later
def reflexes(y: Vector, p: Vector, column: float, s: float, d: Vector) -> None:
    """Rates of the six reflex states into `d`; the four that act stand still while `reflexes` is 0."""
    down = max(s, 0.0)
    d[SEEN_ARTERY] = (d[STATES + 1] - y[SEEN_ARTERY]) / p[TAU_SEEN]
    d[SEEN_FILLING] = (d[STATES + 2] - y[SEEN_FILLING]) / p[TAU_SEEN]
    sensed = y[SEEN_ARTERY] + (1.0 - p[W_AORTA]) * column * p[Z_CAROTID]
    e = p[SCALE_ARTERIAL] * atan((sensed - p[MAP_REST] - p[K_SET] * down) / p[SCALE_ARTERIAL])
    f = p[SCALE_FILLING] * atan((y[SEEN_FILLING] - p[FILLING_SET]) / p[SCALE_FILLING])
    tone = (1.0 - p[GAIN_R] * e - p[GAIN_R_FILLING] * f) * (1.0 + p[K_VESSEL] * down + p[K_UPRIGHT] * max(-s, 0.0))
    d[RES] = p[REFLEXES] * (max(tone, 0.3) - y[RES]) / p[TAU_R]
    d[VEIN] = p[REFLEXES] * (p[GAIN_V] * e + p[GAIN_V_FILLING] * f - y[VEIN]) / p[TAU_V]
    d[BEAT] = p[REFLEXES] * (max(p[BEAT_REST] + p[GAIN_RR] * e, 0.35) - y[BEAT]) / p[TAU_RR]
    d[FORCE] = p[REFLEXES] * (max(1.0 - p[GAIN_E] * e, 0.4) - y[FORCE]) / p[TAU_E]


@compile_later
def beats(
    y: Vector, c: Vector, v0: Vector, z: Vector, r: Vector, p: Vector, times: Vector, degrees: Vector,
    dt: float, steps: int, every: int, out: Vector, work: Vector,
) -> int:  # fmt: skip
    """Goes on by `steps` steps of `dt` seconds (Runge and Kutta, fourth order), changing `y`; a beat begins at the first of them.

    Args:
        y: (STATES,) the state; changed.
        c: (20,) compliances, ml/mmHg; of a chamber between beats.
        v0: (20,) unstressed volumes, ml.
        z: (20,) heights above the heart along the body, cm.
        r: (23,) resistances, mmHg s/ml.
        p: (45,) the numbers of SCALARS.
        times: (knots,) seconds, growing.
        degrees: (knots,) degrees below level at those times.
        dt: step in seconds.
        steps: how many.
        every: a row is kept each so many steps: of the beat that ended last.
        out: (rows * READINGS,) the rows, one after the other.
        work: (6, CHANGES) room to work in.

    Returns:
        int: how many rows were kept.
    """
    k1, k2, k3, k4, at, beat = work[0], work[1], work[2], work[3], work[4], work[5]
    rows, knot, since, lasts, held = 0, 0, 0.0, y[BEAT], 0.0
    stroke, area, filled, highest, lowest = 0.0, 0.0, 0.0, -1e9, 1e9
    for step in range(1, steps + 1):
        t = (step - 1) * dt
        root = sqrt(lasts)
        atrium, ventricle, between = p[TIME_ATRIUM] * root, p[TIME_VENTRICLE] * root, p[TIME_BETWEEN] * root
        s0, knot = kernel.sine_at(t, times, degrees, knot)
        s1, _ = kernel.sine_at(t + dt / 2.0, times, degrees, knot)
        s2, _ = kernel.sine_at(t + dt, times, degrees, knot)
        half = since + dt / 2.0
        whole = since + dt
        flows(y, c, v0, z, r, p, s0, activation(since, atrium), activation(since - between, ventricle), k1)
        a, b = activation(half, atrium), activation(half - between, ventricle)
        for i in range(STATES):
            at[i] = y[i] + dt / 2.0 * k1[i]
        flows(at, c, v0, z, r, p, s1, a, b, k2)
        for i in range(STATES):
            at[i] = y[i] + dt / 2.0 * k2[i]
        flows(at, c, v0, z, r, p, s1, a, b, k3)
        for i in range(STATES):
            at[i] = y[i] + dt * k3[i]
        flows(at, c, v0, z, r, p, s2, activation(whole, atrium), activation(whole - between, ventricle), k4)
        for i in range(STATES):
            y[i] += dt / 6.0 * (k1[i] + 2.0 * k2[i] + 2.0 * k3[i] + k4[i])
        stroke += dt / 6.0 * (k1[STATES] + 2.0 * k2[STATES] + 2.0 * k3[STATES] + k4[STATES])
        area += dt * k1[STATES + 1]
        filled += dt * k1[STATES + 2]
        highest, lowest = max(highest, k1[STATES + 1]), min(lowest, k1[STATES + 1])
        held += dt
        since = whole
        if since >= lasts:  # a beat has ended; what it overran by is the next one's
            beat[MEAN], beat[HIGHEST], beat[LOWEST], beat[RATE] = area / held, highest, lowest, 60.0 / lasts
            beat[OUTPUT], beat[FILLING] = stroke / held * 0.06, filled / held
            stroke, area, filled, highest, lowest, held = 0.0, 0.0, 0.0, -1e9, 1e9, 0.0
            since, lasts = since - lasts, y[BEAT]
        if step % every == 0:
            beat[CENTRAL] = beat[FILLING] + p[P_THORAX] + p[K_THORAX] * max(s2, 0.0)
            beat[BLOOD] = 0.0
            for i in range(RES):
                beat[BLOOD] += y[i]
            beat[BRAIN], beat[TONE] = k1[STATES + 3], y[RES]
            for j in range(READINGS):
                out[rows * READINGS + j] = beat[j]
            rows += 1
    return rows
