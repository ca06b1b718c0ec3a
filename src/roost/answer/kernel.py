"""In: a diary as additive sums. Out: the exact posterior of the effect, as a mixture of normals found by quadrature.

The model, day by day, with pain y (facts: answer 4.1):

    y_t = b_0 + b_1 trend_t + b_2 weekend_t + d (s_t - 1/2) + e_t,    e_t = rho e_(t-1) + u_t,    u_t ~ N(0, sigma^2)

    e_1 ~ N(0, sigma^2 / (1 - rho^2)), and after a gap of g days  e_t ~ N(rho^g e_(t-g), sigma^2 (1 - rho^(2g)) / (1 - rho^2))

All priors of b and d are normal, so for a given rho and sigma the effect is normal. Both are integrated by the trapezoidal rule over
eta = artanh(rho) and u = log(sigma), walking outwards from the mode until nothing is left: for smooth functions that die away on both
sides the rule converges faster than any power of the step.

Every function here reads alike to Python and to the compiler; vectors are lists in the one and float64 arrays in the other.
"""

from __future__ import annotations

import math
from typing import Any

from roost.base.jit import kernel

__all__ = [
    "COLUMNS",
    "MAX_GAPS",
    "MAX_NODES",
    "PACKED",
    "averaged",
    "cdf",
    "exposure",
    "many",
    "mean_sd",
    "posterior",
    "quantile",
    "shape",
    "statistics",
]

Vector = Any  # a list in plain Python, a float64 array in compiled code

COLUMNS = 5  # intercept, trend, weekend, exposure, pain
PACKED = 15  # the upper triangle of a 5 x 5 matrix, row by row
MAX_GAPS = 160  # different gap lengths; gaps of 1, 2, ... 160 days would take 35 years
MAX_NODES = 60_000
ETA_END = 13.0  # |rho| = 1 - 1e-11
SQRT_HALF = math.sqrt(0.5)
SQRT_HALF_PI = math.sqrt(0.5 / math.pi)


@kernel
def exposure(arm: Vector, n_days: int, half_life: float, out: Vector) -> None:
    """How much of the treatment is still at work on each day: s_t = L s_(t-1) + (1 - L) z_t with L = 1/2^(1/half_life), s_0 = 0.

    Args:
        arm: (n_days,) 1 for a day assigned to the treatment, 0 for a usual one.
        n_days: days from the first to the last, with or without an entry.
        half_life: in days; 0 means that nothing carries over.
        out: (n_days,) filled with values from 0 to 1.
    """
    left = 0.5 ** (1.0 / half_life) if half_life > 0.0 else 0.0
    state = 0.0
    for t in range(n_days):
        state = left * state + (1.0 - left) * arm[t]
        out[t] = state


@kernel
def statistics(entry_day: Vector, rows: Vector, weight: Vector, n: int, first: Vector, gaps: Vector, sums: Vector) -> int:
    """The sums through which the likelihood sees a diary (facts: answer 4.2). They add up over diaries and need no imputation.

    Args:
        entry_day: (n,) days with an entry, rising.
        rows: (5 n,) intercept, trend, weekend, exposure, pain of each entry, one after the other.
        weight: (n,) precision of each day's innovation relative to sigma; 1 in the model as written. The first is not used.
        n: number of entries.
        first: (15,) filled with the outer product of the first row, packed.
        gaps: (2 MAX_GAPS,) filled with gap length and count of each kind of gap, in pairs.
        sums: (45 MAX_GAPS,) filled with P, C, Q of each kind of gap, each packed.

    Returns:
        int: how many different gap lengths there are.
    """
    at = 0
    for a in range(COLUMNS):
        for b in range(a, COLUMNS):
            first[at] = rows[a] * rows[b]
            at += 1
    kinds = 0
    for k in range(1, n):
        gap = float(entry_day[k] - entry_day[k - 1])
        kind = 0
        while kind < kinds and gaps[2 * kind] != gap:
            kind += 1
        base = 45 * kind
        if kind == kinds:
            kinds += 1
            gaps[2 * kind] = gap
            gaps[2 * kind + 1] = 0.0
            for i in range(base, base + 45):
                sums[i] = 0.0
        gaps[2 * kind + 1] += 1.0
        now, was = COLUMNS * k, COLUMNS * (k - 1)
        w = weight[k]
        at = base
        for a in range(COLUMNS):
            now_a, was_a = w * rows[now + a], w * rows[was + a]
            for b in range(a, COLUMNS):
                now_b, was_b = rows[now + b], rows[was + b]
                sums[at] += now_a * now_b
                sums[at + 15] += now_a * was_b + was_a * now_b
                sums[at + 30] += was_a * was_b
                at += 1
    return kinds


@kernel
def moments(eta: float, kinds: int, first: Vector, gaps: Vector, sums: Vector, mean: float, out: Vector) -> float:
    """The matrix M(rho) and the log determinant (facts: answer 4.2), with the prior mean of the effect taken out of pain.

    Args:
        eta: artanh of rho.
        kinds: number of gap lengths.
        first: as from `statistics`.
        gaps: as from `statistics`.
        sums: as from `statistics`.
        mean: prior mean of the effect, in points.
        out: (15,) filled with M, packed.

    Returns:
        float: half the log determinant of the innovations' precision, without sigma.
    """
    rho = math.tanh(eta)
    size = abs(eta)
    fade = 2.0 / (math.exp(size) + math.exp(-size))
    left = fade * fade  # 1 - rho^2, exact also where rho is nearly 1
    log_left = math.log(left)
    for i in range(PACKED):
        out[i] = left * first[i]
    half_log_det = 0.5 * log_left
    for kind in range(kinds):
        gap = gaps[2 * kind]
        base = 45 * kind
        power = rho ** int(gap)
        weight = 1.0
        if gap > 1.0:
            rest = 1.0 - power * power if size < 0.3 else -math.expm1(2.0 * gap * math.log1p(-2.0 / (math.exp(2.0 * size) + 1.0)))
            weight = left / rest
            half_log_det += 0.5 * gaps[2 * kind + 1] * math.log(weight)
        cross, square = weight * power, weight * power * power
        for i in range(PACKED):
            out[i] += weight * sums[base + i] - cross * sums[base + 15 + i] + square * sums[base + 30 + i]
    if mean != 0.0:
        out[14] += mean * (mean * out[12] - 2.0 * out[13])
        out[4] -= mean * out[3]
        out[8] -= mean * out[7]
        out[11] -= mean * out[10]
        out[13] -= mean * out[12]
    return half_log_det


@kernel
def solve(m: Vector, s2: float, k0: float, k1: float, k2: float, k3: float) -> tuple[float, float, float, float]:
    """Gaussian elimination of M + sigma^2 K, with the effect last, so that its mean and variance fall out of the last pivot.

    Returns:
        tuple: product of the pivots, last pivot, last right-hand side, what is left of the sum of squares.
    """
    d0 = m[0] + s2 * k0
    l1, l2, l3, l4 = m[1] / d0, m[2] / d0, m[3] / d0, m[4] / d0
    d1 = m[5] + s2 * k1 - l1 * m[1]
    b12, b13, b14 = m[6] - l1 * m[2], m[7] - l1 * m[3], m[8] - l1 * m[4]
    b22, b23, b24 = m[9] + s2 * k2 - l2 * m[2], m[10] - l2 * m[3], m[11] - l2 * m[4]
    b33, b34, b44 = m[12] + s2 * k3 - l3 * m[3], m[13] - l3 * m[4], m[14] - l4 * m[4]
    l2, l3, l4 = b12 / d1, b13 / d1, b14 / d1
    d2 = b22 - l2 * b12
    c23, c24 = b23 - l2 * b13, b24 - l2 * b14
    c33, c34, c44 = b33 - l3 * b13, b34 - l3 * b14, b44 - l4 * b14
    l3, l4 = c23 / d2, c24 / d2
    d3 = c33 - l3 * c23
    e34, e44 = c34 - l3 * c24, c44 - l4 * c24
    return d0 * d1 * d2 * d3, d3, e34, e44 - e34 * e34 / d3


@kernel
def log_density(n: float, half_log_det: float, log_prior: float, u: float, s2: float, tau: float, pivots: float, rest: float) -> float:
    """Log of likelihood times priors, with the regression integrated out, as a density of (eta, u); constants left out."""
    return (5.0 - n) * u + half_log_det - 0.5 * rest / s2 - 0.5 * math.log(pivots) - 0.5 * s2 / (tau * tau) + log_prior


@kernel
def log_prior_eta(eta: float, a: float, b: float) -> float:
    """Log density of eta where (rho + 1)/2 ~ Beta(a, b), from log(1 + rho) and log(1 - rho) that stay exact at both ends."""
    up = -math.log1p(math.exp(-2.0 * eta)) if eta > 0.0 else 2.0 * eta - math.log1p(math.exp(2.0 * eta))
    down = up - 2.0 * eta
    return a * up + b * down


@kernel
def centre(m: Vector, n: float, tau: float, s2: float, k0: float, k1: float, k2: float, k3: float) -> tuple[float, float]:
    """Where the density of u peaks for this rho, near enough to start from there: sigma^2 and the curvature."""
    for _ in range(2):
        rest = max(solve(m, s2, k0, k1, k2, k3)[3], 1e-12)
        free = n - 5.0
        s2 = 2.0 * rest / (free + math.sqrt(free * free + 4.0 * rest / (tau * tau)))
    return s2, 2.0 * rest / s2 + 2.0 * s2 / (tau * tau)


@kernel
def ridge_line(eta: float, n: float, kinds: int, first: Vector, gaps: Vector, sums: Vector, prior: Vector, m: Vector, s2: float) -> float:
    """Log of the marginal density of eta, sigma integrated by Laplace: only to find where to look."""
    half_log_det = moments(eta, kinds, first, gaps, sums, prior[4], m)
    s2, curve = centre(m, n, prior[5], s2, prior[0], prior[1], prior[2], prior[3])
    pivots, _, _, rest = solve(m, s2, prior[0], prior[1], prior[2], prior[3])
    log_prior = log_prior_eta(eta, prior[6], prior[7])
    return log_density(n, half_log_det, log_prior, 0.5 * math.log(s2), s2, prior[5], pivots, rest) - 0.5 * math.log(curve)


@kernel
def find_mode(n: float, kinds: int, first: Vector, gaps: Vector, sums: Vector, prior: Vector, m: Vector, s2: float) -> tuple[float, float]:
    """Where the density of eta peaks, and its spread there: a coarse look everywhere, then parabolas through three points."""
    best, top = 0.0, -math.inf
    for i in range(10):
        eta = -2.1 + 0.7 * i
        value = ridge_line(eta, n, kinds, first, gaps, sums, prior, m, s2)
        if value > top:
            best, top = eta, value
    step, curve = 0.7, 0.0
    for _ in range(4):
        low = ridge_line(best - step, n, kinds, first, gaps, sums, prior, m, s2)
        high = ridge_line(best + step, n, kinds, first, gaps, sums, prior, m, s2)
        bend = 2.0 * top - low - high
        curve = bend / (step * step)
        if bend > 1e-9:
            move = 0.5 * step * (high - low) / bend
            move = min(max(move, -step), step)
        else:
            move = step if high > low else -step
        there = ridge_line(best + move, n, kinds, first, gaps, sums, prior, m, s2)
        if there > top:
            best, top = best + move, there
        step *= 0.35
    return best, 1.0 / math.sqrt(max(curve, 4.0))


@kernel
def column(
    eta: float,
    step: float,
    cut: float,
    peak: float,
    n: float,
    kinds: int,
    first: Vector,
    gaps: Vector,
    sums: Vector,
    prior: Vector,
    m: Vector,
    s2: float,
    nodes: Vector,
    used: int,
) -> tuple[int, float, float]:
    """Walks over sigma for one rho and writes log weight, mean, variance, rho, u of each node behind those in use.

    `peak` is the largest log weight of the columns before: far below it a column is not walked to its end.

    Returns:
        tuple: nodes in use, the largest log weight of this column, sigma^2 at its centre.
    """
    k0, k1, k2, k3, mean, tau = prior[0], prior[1], prior[2], prior[3], prior[4], prior[5]
    half_log_det = moments(eta, kinds, first, gaps, sums, mean, m)
    log_prior = log_prior_eta(eta, prior[6], prior[7])
    s2, curve = centre(m, n, tau, s2, k0, k1, k2, k3)
    width = min(step / math.sqrt(curve), 0.5)
    rho, u_centre, log_width = math.tanh(eta), 0.5 * math.log(s2), math.log(width)
    top = -math.inf
    for side in range(2):
        i = 0 if side == 0 else -1
        before = -math.inf
        while used < MAX_NODES:
            u = u_centre + i * width
            here = math.exp(2.0 * u)
            pivots, pivot, right, rest = solve(m, here, k0, k1, k2, k3)
            log_weight = log_density(n, half_log_det, log_prior, u, here, tau, pivots, rest) + log_width
            at = 5 * used
            nodes[at] = log_weight
            nodes[at + 1] = mean + right / pivot
            nodes[at + 2] = here / pivot
            nodes[at + 3] = rho
            nodes[at + 4] = u
            used += 1
            top = max(top, log_weight)
            if log_weight < top - cut or (log_weight < peak - cut and log_weight < before):
                break
            before = log_weight
            i += 1 if side == 0 else -1
    return used, top, s2


@kernel
def posterior(
    n: int,
    kinds: int,
    first: Vector,
    gaps: Vector,
    sums: Vector,
    prior: Vector,
    step: float,
    cut: float,
    m: Vector,
    nodes: Vector,
    used: int,
) -> tuple[int, float]:
    """The posterior of the effect for one half-life, as nodes of a mixture of normals.

    Args:
        n: number of entries.
        kinds: number of gap lengths.
        first: as from `statistics`.
        gaps: as from `statistics`.
        sums: as from `statistics`.
        prior: (8,) precisions of intercept, trend, weekend, effect; mean of the effect; scale of sigma's half-normal; Beta a, b of
            (rho + 1)/2.
        step: of the rule, in spreads of the density; 1 is good to about 1e-4 of a posterior sd, 0.5 to 1e-8.
        cut: how far below the top, in natural logs, a node still counts.
        m: (15,) room to work in.
        nodes: (5 MAX_NODES,) filled from `used` on with weight, mean, variance, rho, log sigma.
        used: nodes already there, of other half-lives.

    Returns:
        tuple: nodes in use now, and the log of the marginal likelihood. The new weights add up to 1.
    """
    count = float(n)
    start = used
    moments(0.5, kinds, first, gaps, sums, prior[4], m)
    s2 = centre(m, count, prior[5], 1.0, prior[0], prior[1], prior[2], prior[3])[0]
    mode, spread = find_mode(count, kinds, first, gaps, sums, prior, m, s2)
    width = min(step * spread, 0.4 * step)
    top = -math.inf
    for side in range(2):
        i = 0 if side == 0 else -1
        near = s2
        while used < MAX_NODES:
            eta = mode + i * width
            if abs(eta) > ETA_END:
                break
            used, best, near = column(eta, step, cut, top, count, kinds, first, gaps, sums, prior, m, near, nodes, used)
            top = max(top, best)
            if best < top - cut:
                break
            i += 1 if side == 0 else -1
    total = 0.0
    for k in range(start, used):
        weight = math.exp(nodes[5 * k] - top)
        nodes[5 * k] = weight
        total += weight
    for k in range(start, used):
        nodes[5 * k] /= total
    return used, top + math.log(total * width)


@kernel
def averaged(
    arm: Vector,
    trend: Vector,
    weekend: Vector,
    n_days: int,
    entry: Vector,
    pain: Vector,
    weight: Vector,
    n: int,
    half_lives: Vector,
    chances: Vector,
    prior: Vector,
    step: float,
    cut: float,
    room: Any,
    nodes: Vector,
    weights: Vector,
) -> int:
    """The posterior of the effect averaged over the half-lives of carry-over (facts: answer 4.4).

    Args:
        arm: (n_days,) 1 for a day assigned to the treatment, else 0.
        trend: (n_days,) as it goes into the model; zeros where there is none.
        weekend: (n_days,) the same.
        n_days: days from the first to the last.
        entry: (n,) which days have an entry, counted from 0, rising.
        pain: (n,) what was entered, less the prior mean of the intercept.
        weight: (n,) see `statistics`.
        n: number of entries.
        half_lives: (k,) in days.
        chances: (k,) prior probability of each.
        prior: see `posterior`.
        step: see `posterior`.
        cut: see `posterior`.
        room: vectors to work in: (n_days,), (5 n,), (15,), (2 MAX_GAPS,), (45 MAX_GAPS,), (15,).
        nodes: (5 MAX_NODES,) filled.
        weights: (k,) filled with the posterior probability of each half-life.

    Returns:
        int: nodes in use; their weights add up to 1.
    """
    state, rows, first, gaps, sums, m = room
    ends = [0] * (len(half_lives) + 1)
    used = 0
    for h in range(len(half_lives)):
        exposure(arm, n_days, half_lives[h], state)
        for k in range(n):
            t = entry[k]
            rows[5 * k] = 1.0
            rows[5 * k + 1] = trend[t]
            rows[5 * k + 2] = weekend[t]
            rows[5 * k + 3] = state[t] - 0.5
            rows[5 * k + 4] = pain[k]
        kinds = statistics(entry, rows, weight, n, first, gaps, sums)
        used, log_likelihood = posterior(n, kinds, first, gaps, sums, prior, step, cut, m, nodes, used)
        ends[h + 1] = used
        weights[h] = log_likelihood + math.log(chances[h])
    top = weights[0]
    for h in range(1, len(half_lives)):
        top = max(top, weights[h])
    total = 0.0
    for h in range(len(half_lives)):
        weights[h] = math.exp(weights[h] - top)
        total += weights[h]
    for h in range(len(half_lives)):
        weights[h] /= total
        for k in range(ends[h], ends[h + 1]):
            nodes[5 * k] *= weights[h]
    return used


@kernel
def mean_sd(nodes: Vector, used: int) -> tuple[float, float]:
    """Mean and standard deviation of the mixture."""
    total, mean = 0.0, 0.0
    for k in range(used):
        total += nodes[5 * k]
        mean += nodes[5 * k] * nodes[5 * k + 1]
    mean /= total
    spread = 0.0
    for k in range(used):
        off = nodes[5 * k + 1] - mean
        spread += nodes[5 * k] * (nodes[5 * k + 2] + off * off)
    return mean, math.sqrt(spread / total)


@kernel
def cdf(nodes: Vector, used: int, at: float) -> float:
    """P(effect < at), exact for the mixture."""
    total = 0.0
    for k in range(used):
        weight = nodes[5 * k]
        if weight > 1e-14:
            total += weight * math.erfc(SQRT_HALF * (nodes[5 * k + 1] - at) / math.sqrt(nodes[5 * k + 2]))
    return 0.5 * total


@kernel
def shape(nodes: Vector, used: int, at: float) -> tuple[float, float, float]:
    """P(effect < at), the density there, and the density's slope, all exact for the mixture."""
    below, density, slope = 0.0, 0.0, 0.0
    for k in range(used):
        weight = nodes[5 * k]
        if weight > 1e-14:
            scale = 1.0 / math.sqrt(nodes[5 * k + 2])
            off = (nodes[5 * k + 1] - at) * scale
            here = weight * scale * math.exp(-0.5 * off * off)
            below += weight * math.erfc(SQRT_HALF * off)
            density += here
            slope += here * off * scale
    return 0.5 * below, SQRT_HALF_PI * density, SQRT_HALF_PI * slope


@kernel
def quantile(nodes: Vector, used: int, share: float, guess: float, sd: float) -> float:
    """The point below which this share of the mixture lies: Halley's steps inside a bracket that only shrinks."""
    low, high = guess - 12.0 * sd, guess + 12.0 * sd
    at = guess
    for _ in range(60):
        below, density, slope = shape(nodes, used, at)
        error = below - share
        if error > 0.0:
            high = at
        else:
            low = at
        bent = density - 0.5 * error * slope / density if density > 1e-300 else 0.0
        nearer = at - error / bent if bent > 1e-12 else low
        if not low < nearer < high:
            nearer = 0.5 * (low + high)
        elif abs(nearer - at) < 1e-3 * sd:  # the error of the next point is of the order of the cube of this step
            return nearer
        at = nearer
    return at


@kernel
def many(
    n_trials: int,
    n_days: int,
    arm: Vector,
    trend: Vector,
    weekend: Vector,
    shown: Vector,
    pain: Vector,
    half_lives: Vector,
    chances: Vector,
    prior: Vector,
    step: float,
    cut: float,
    important: float,
    room: Any,
    own: Any,
    out: Vector,
) -> None:
    """Answers one trial after the other, all of the same length.

    Args:
        n_trials: how many.
        n_days: days of each.
        arm: (n_trials n_days,) 1 or 0, one trial after the other.
        trend: (n_days,) shared by all.
        weekend: (n_days,) shared by all.
        shown: (n_trials n_days,) 1 for a day with an entry.
        pain: (n_trials n_days,) less the prior mean of the intercept.
        half_lives: see `averaged`.
        chances: see `averaged`.
        prior: see `averaged`.
        step: see `averaged`.
        cut: see `averaged`.
        important: m, in points.
        room: see `averaged`.
        own: vectors to work in: (n_days,) arm, entries (whole numbers), pain, weights of one; (5 MAX_NODES,); (k,).
        out: (5 n_trials,) filled with mean, sd, P(d < 0), P(d < -m), P(d < m) of each.
    """
    one_arm, entry, value, weight, nodes, weights = own
    for i in range(n_trials):
        n = 0
        for t in range(n_days):
            one_arm[t] = arm[i * n_days + t]
            if shown[i * n_days + t] > 0.0:
                entry[n] = t
                value[n] = pain[i * n_days + t]
                n += 1
        used = averaged(
            one_arm, trend, weekend, n_days, entry, value, weight, n, half_lives, chances, prior, step, cut, room, nodes, weights
        )
        out[5 * i], out[5 * i + 1] = mean_sd(nodes, used)
        out[5 * i + 2] = cdf(nodes, used, 0.0)
        out[5 * i + 3] = cdf(nodes, used, -important)
        out[5 * i + 4] = cdf(nodes, used, important)
