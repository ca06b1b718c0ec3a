"""In: nothing. Out: whether the answer is calibrated: 20,000 trials drawn from its own priors, and 4,000 in each of 13 other worlds.

A trial is drawn (effect, drift, correlation, noise from their priors), made, and answered. If the engine is right, the true value lies
at a uniformly random rank of its posterior, and 95 of 100 intervals hold it. Run: python -m tests.prove.calibration
"""

from __future__ import annotations

import math
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kstest

from roost.answer import kernel
from roost.answer.model import CHANCES, HALF_LIVES
from roost.base import jit

Array = NDArray[np.float64]
BASE, OTHER, SHORT = 20_000, 4_000, 2_000
CHUNK = 500
ACCURACY = (0.6, 16.0)
PRIOR = np.array([1 / 100, 1 / 4, 1.0, 1 / 4, 0.0, 1.5, 4.0, 2.0])
LEAST_P = 1e-4
SEED = 20_260_406  # each world adds its place in the list; never changed to pass
NAMES = ("effect", "rho", "sigma")


@dataclass(frozen=True, slots=True)
class World:
    """Where trials are drawn. `half_life` None: drawn from its prior and answered with the average over all."""

    name: str
    n_days: int = 56
    period_days: int = 7
    half_life: float | None = 0.0
    missing: float = 0.0
    hole_days: int = 0
    weekend: bool = False


WORLDS = (
    World("base: 56 days, half-life averaged", half_life=None, missing=0.1),
    World("half-life 0"),
    World("half-life 0.5", half_life=0.5),
    World("half-life 1", half_life=1.0),
    World("half-life 2", half_life=2.0),
    World("half-life 4", half_life=4.0),
    World("14 days", 14, 3),
    World("28 days, half-life averaged", 28, 7, None),
    World("84 days, weekends", 84, weekend=True),
    World("112 days", 112, 14),
    World("30 % missing", missing=0.3),
    World("a gap of 14 days", hole_days=14),
    World("28 days, 30 % missing, a gap", 28, 7, 1.0, 0.3, 5),
    World("112 days, 30 % missing, half-life averaged", 112, 7, None, 0.3, 10),
)


@jit.kernel
def cell_rank(nodes: Any, used: int, eta: float, u: float) -> tuple[float, float]:
    """P(artanh(rho) < eta) and P(log sigma < u): each node's weight is spread evenly over its cell of the rule."""
    eta_0 = math.atanh(nodes[3])
    width, below_eta, below_u = 0.0, 0.0, 0.0
    k = 0
    while k < used and width == 0.0:
        if nodes[5 * k + 3] != nodes[3]:
            width = abs(math.atanh(nodes[5 * k + 3]) - eta_0)
        k += 1
    rho, size = 2.0, 1.0
    for k in range(used):
        if nodes[5 * k + 3] != rho:
            rho = nodes[5 * k + 3]
            eta_0 = math.atanh(rho)
            size = abs(nodes[5 * k + 9] - nodes[5 * k + 4]) if k + 1 < used and nodes[5 * k + 8] == rho else 1e-9
        below_eta += nodes[5 * k] * min(max((eta - eta_0) / width + 0.5, 0.0), 1.0)
        below_u += nodes[5 * k] * min(max((u - nodes[5 * k + 4]) / size + 0.5, 0.0), 1.0)
    return below_eta, below_u


@jit.kernel
def ranks(
    n_trials: int,
    n_days: int,
    arm: Any,
    trend: Any,
    weekend: Any,
    shown: Any,
    pain: Any,
    truth: Any,
    half_lives: Any,
    chances: Any,
    prior: Any,
    step: float,
    cut: float,
    room: Any,
    own: Any,
    out: Any,
) -> None:
    """Ranks of the true effect, rho and sigma (3 a trial) in the posterior of each trial."""
    one_arm, entry, weight, nodes, logs, parts = own
    state, rows, first, gaps, sums, m = room
    for i in range(n_trials):
        for t in range(n_days):
            one_arm[t] = arm[i * n_days + t]
        top = -math.inf
        for h in range(len(half_lives)):
            kernel.exposure(one_arm, n_days, half_lives[h], state)
            n = 0
            for t in range(n_days):
                if shown[i * n_days + t] > 0.0:
                    entry[n] = t
                    rows[5 * n] = 1.0
                    rows[5 * n + 1] = trend[t]
                    rows[5 * n + 2] = weekend[t]
                    rows[5 * n + 3] = state[t] - 0.5
                    rows[5 * n + 4] = pain[i * n_days + t]
                    n += 1
            kinds = kernel.statistics(entry, rows, weight, n, first, gaps, sums)
            used, log_likelihood = kernel.posterior(n, kinds, first, gaps, sums, prior, step, cut, m, nodes, 0)
            logs[h] = log_likelihood + math.log(chances[h])
            top = max(top, logs[h])
            parts[3 * h] = kernel.cdf(nodes, used, truth[3 * i])
            parts[3 * h + 1], parts[3 * h + 2] = cell_rank(nodes, used, math.atanh(truth[3 * i + 1]), math.log(truth[3 * i + 2]))
        total = 0.0
        for j in range(3):
            out[3 * i + j] = 0.0
        for h in range(len(half_lives)):
            share = math.exp(logs[h] - top)
            total += share
            for j in range(3):
                out[3 * i + j] += share * parts[3 * h + j]
        for j in range(3):
            out[3 * i + j] /= total


def drawn(world: World, trials: int, seed: int) -> tuple[Array, Array, Array, Array, Array]:
    """Arm, pain less 5, which days have an entry, weekend, and the true (effect, rho, sigma), from the priors."""
    chance = np.random.Generator(np.random.Philox(seed))
    n = world.n_days
    pairs = -(-n // (2 * world.period_days))
    first = chance.integers(0, 2, size=(trials, pairs)).astype(float)
    arm = np.repeat(np.stack([first, 1 - first], -1).reshape(trials, -1), world.period_days, 1)[:, :n]
    effect = 2.0 * chance.standard_normal(trials)
    rho = np.clip(2.0 * chance.beta(4.0, 2.0, trials) - 1.0, -1 + 1e-9, 1 - 1e-9)
    sigma = np.abs(1.5 * chance.standard_normal(trials))
    level, drift, at_weekend = 10.0 * chance.standard_normal(trials), 2.0 * chance.standard_normal(trials), chance.standard_normal(trials)
    half_life = np.full(trials, world.half_life) if world.half_life is not None else chance.choice(HALF_LIVES, trials, p=CHANCES)
    left = np.where(half_life > 0, 0.5 ** (1.0 / np.maximum(half_life, 1e-9)), 0.0)
    weekend = np.array([float(t % 7 >= 5) for t in range(n)]) - 2 / 7 if world.weekend else np.zeros(n)
    trend = (np.arange(n) - 0.5 * (n - 1)) / n
    noise = chance.standard_normal((trials, n)) * sigma[:, None]
    error, state, pain = noise[:, 0] / np.sqrt(1 - rho**2), np.zeros(trials), np.empty((trials, n))
    for t in range(n):
        if t:
            error = rho * error + noise[:, t]
        state = left * state + (1 - left) * arm[:, t]
        pain[:, t] = level + drift * trend[t] + at_weekend * weekend[t] + effect * (state - 0.5) + error
    shown = (chance.random((trials, n)) >= world.missing).astype(float)
    if world.hole_days:
        shown[:, n // 2 - 2 : n // 2 - 2 + world.hole_days] = 0.0
    return arm, pain, shown, weekend, np.stack([effect, rho, sigma], -1)


def ranked(world: World, trials: int, seed: int = SEED, engine: Any = None) -> Array:
    """(trials, 3) ranks of effect, rho and sigma; two threads, and the same figures on any number of them."""
    run = (engine or compiled_engine()).ranks
    arm, pain, shown, weekend, truth = drawn(world, trials, seed)
    if not world.weekend:
        weekend = np.zeros(world.n_days)
    half_lives, chances = (
        (np.array(HALF_LIVES), np.array(CHANCES)) if world.half_life is None else (np.array([world.half_life]), np.ones(1))
    )
    n, out = world.n_days, np.zeros((trials, 3))
    trend = (np.arange(n) - 0.5 * (n - 1)) / n

    def part(start: int) -> None:
        some = slice(start, min(start + CHUNK, trials))
        room = tuple(np.zeros(size) for size in (n, 5 * n, 15, 2 * kernel.MAX_GAPS, 45 * kernel.MAX_GAPS, 15))
        own = (np.zeros(n), np.zeros(n, np.int64), np.ones(n), np.zeros(5 * kernel.MAX_NODES), np.zeros(5), np.zeros(15))
        found = np.zeros(3 * (some.stop - some.start))
        vectors = (arm[some].ravel(), trend, weekend, shown[some].ravel(), pain[some].ravel(), truth[some].ravel())
        run(some.stop - some.start, n, *vectors, half_lives, chances, PRIOR, *ACCURACY, room, own, found)
        out[some] = found.reshape(-1, 3)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(part, range(0, trials, CHUNK)))
    return out


def coverage(rank: Array) -> float:
    """Share of 95 % intervals that hold the truth."""
    return float(np.mean((rank > 0.025) & (rank < 0.975)))


def allowed(trials: int) -> tuple[float, float]:
    """What coverage may be: .9435 to .9565 with 20,000 trials, as many standard errors with fewer."""
    width = 0.0065 * math.sqrt(BASE / trials)
    return 0.95 - width, 0.95 + width


def faults(rank: Array) -> list[str]:
    """What is wrong with the ranks of one world; empty where nothing is."""
    low, high = allowed(len(rank))
    found = [f"{name}: p {p:.1e}" for name, column in zip(NAMES, rank.T, strict=True) if (p := kstest(column, "uniform").pvalue) < LEAST_P]
    covered = coverage(rank[:, 0])
    return found if low <= covered <= high else [*found, f"coverage {covered:.4f}"]


def compiled_engine() -> Any:
    """This module with its kernels compiled, and with them those of the answer."""
    jit.compiled("roost.answer.kernel")
    return jit.compiled(__name__)


def main() -> int:
    """Prints a line for each world; exit 1 where one is not calibrated."""
    compiled_engine()
    began, wrong, least, most = time.perf_counter(), 0, 1.0, 0.0
    for i, world in enumerate(WORLDS):
        rank = ranked(world, OTHER if i else BASE, SEED + i)
        low, high = allowed(len(rank))
        p = ", ".join(f"{name} {kstest(column, 'uniform').pvalue:.3f}" for name, column in zip(NAMES, rank.T, strict=True))
        found = faults(rank)
        wrong += bool(found)
        least, most = min(least, coverage(rank[:, 0])), max(most, coverage(rank[:, 0]))
        verdict = "FAILED " + "; ".join(found) if found else "ok"
        print(f"{world.name:44} {len(rank):6} trials  coverage {coverage(rank[:, 0]):.4f} ({low:.4f} to {high:.4f})  KS p {p}  {verdict}")
    print(
        f"{len(WORLDS) - wrong} of {len(WORLDS)} worlds calibrated, coverage of the 95 % interval {least:.4f} to {most:.4f}, "
        f"{time.perf_counter() - began:.1f} s"
    )
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
