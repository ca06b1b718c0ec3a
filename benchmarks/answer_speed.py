"""In: diaries of 56 days. Out: how long one exact answer takes, how exact it is at those settings, and nutpie's time and error beside it.

(a) one half-life: mean, sd and two probabilities. (b) what a person gets: five half-lives averaged, two probabilities, three intervals.
Run: python -m benchmarks.answer_speed   (nutpie and pymc are measured where they are installed)
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from typing import Any

import numpy as np

from roost.answer import kernel
from roost.answer.model import CHANCES, HALF_LIVES
from roost.base import jit

ACCURACY, REFERENCE = (1.2, 11.0), (0.35, 34.0)
N_DAYS, DIARIES, PEOPLE = 56, 4_000, 1_000
PRIOR = np.array([1 / 100, 1 / 4, 1.0, 1 / 4, 0.0, 1.5, 4.0, 2.0])
AIM_A, MOST_A, AIM_B, MOST_B = 30.0, 100.0, 300.0, 1000.0  # microseconds of one core
FLOP_A, PEAK = 20e3, 45e9  # operations of (a), counted; what one core with AVX2 and FMA does at most a second


@jit.kernel
def people(
    n_people: int,
    arm: Any,
    trend: Any,
    flat: Any,
    pain: Any,
    half_lives: Any,
    chances: Any,
    prior: Any,
    step: float,
    cut: float,
    room: Any,
    own: Any,
    out: Any,
) -> None:
    """Ten figures a person: mean, sd, two probabilities, and the ends of the middle 50, 80 and 95 %."""
    one_arm, entry, value, weight, nodes, weights, shares, guesses = own
    n = len(trend)
    for i in range(n_people):
        for t in range(n):
            one_arm[t], value[t] = arm[i * n + t], pain[i * n + t]
        used = kernel.averaged(
            one_arm, trend, flat, n, entry, value, weight, n, half_lives, chances, prior, step, cut, room, nodes, weights
        )
        mean, sd = kernel.mean_sd(nodes, used)
        out[10 * i], out[10 * i + 1] = mean, sd
        out[10 * i + 2], out[10 * i + 3] = kernel.cdf(nodes, used, 0.0), kernel.cdf(nodes, used, -1.0)
        for j in range(6):
            out[10 * i + 4 + j] = kernel.quantile(nodes, used, shares[j], mean + guesses[j] * sd, sd)


def made(diaries: int) -> tuple[Any, Any]:
    """Arms and pain less 5 of many diaries: rho .5, spread of a day 1.5, true effect -1."""
    chance = np.random.Generator(np.random.Philox(6))
    first = chance.integers(0, 2, size=(diaries, 4)).astype(float)
    arm = np.repeat(np.stack([first, 1 - first], -1).reshape(diaries, -1), 7, 1)
    noise = 1.3 * chance.standard_normal((diaries, N_DAYS))
    error = noise.copy()
    error[:, 0] /= np.sqrt(0.75)
    for t in range(1, N_DAYS):
        error[:, t] = 0.5 * error[:, t - 1] + noise[:, t]
    return arm, error - (arm - 0.5)


def timed(run: Any, out: Any) -> tuple[float, Any]:
    """Least CPU time of three runs, in seconds, and what the last one found."""
    best = float("inf")
    for _ in range(3):
        began = time.process_time()
        run(out)
        best = min(best, time.process_time() - began)
    return best, out


def work(n: int, half_lives: int) -> tuple[Any, Any]:
    """Vectors for the kernels to work in."""
    room = tuple(np.zeros(size) for size in (n, 5 * n, 15, 2 * kernel.MAX_GAPS, 45 * kernel.MAX_GAPS, 15))
    own = (np.zeros(n), np.arange(n), np.zeros(n), np.ones(n), np.zeros(5 * kernel.MAX_NODES), np.zeros(half_lives))
    return room, own


def speed_a(fast: Any, arm: Any, pain: Any, trend: Any) -> tuple[float, float]:
    """Microseconds for each answer of kind (a), and its largest error in posterior sds."""
    room, own = work(N_DAYS, 1)
    found = []
    for step, cut in (REFERENCE, ACCURACY):
        given = (len(arm), N_DAYS, arm.ravel(), trend, np.zeros(N_DAYS), np.ones(arm.size), pain.ravel())
        fixed = (np.zeros(1), np.ones(1), PRIOR, step, cut, 1.0, room, own)
        found.append(timed(lambda out, all_=(*given, *fixed): fast.many(*all_, out), np.zeros(5 * len(arm))))
    (_, exact), (seconds, quick) = found
    exact, quick = exact.reshape(-1, 5), quick.reshape(-1, 5)
    return 1e6 * seconds / len(arm), float(np.abs((quick[:, 0] - exact[:, 0]) / exact[:, 1]).max())


def speed_b(arm: Any, pain: Any, trend: Any) -> tuple[float, float]:
    """The same of kind (b); the error is the largest of the mean and the six ends."""
    fast = jit.compiled(__name__)
    room, own = work(N_DAYS, 5)
    shares, guesses = np.array([0.25, 0.75, 0.1, 0.9, 0.025, 0.975]), np.array([-0.6745, 0.6745, -1.2816, 1.2816, -1.96, 1.96])
    found = []
    for step, cut in (REFERENCE, ACCURACY):
        given = (
            PEOPLE,
            arm[:PEOPLE].ravel(),
            trend,
            np.zeros(N_DAYS),
            pain[:PEOPLE].ravel(),
            np.array(HALF_LIVES),
            np.array(CHANCES),
            PRIOR,
        )
        fixed = (step, cut, room, (*own, shares, guesses))
        found.append(timed(lambda out, all_=(*given, *fixed): fast.people(*all_, out), np.zeros(10 * PEOPLE)))
    (_, exact), (seconds, quick) = found
    exact, quick = exact.reshape(-1, 10), quick.reshape(-1, 10)
    error = np.abs(quick - exact)[:, [0, 4, 5, 6, 7, 8, 9]] / exact[:, 1:2]
    return 1e6 * seconds / PEOPLE, float(error.max())


def nutpie_seconds(arm: Any, pain: Any, trend: Any) -> tuple[float, float] | None:
    """CPU seconds of one answer by nutpie, compiled once, and its Monte Carlo error in posterior sds; None where it is not installed."""
    try:
        nutpie, pm, pt = (import_module(name) for name in ("nutpie", "pymc", "pytensor.tensor"))
    except ImportError:
        return None
    with pm.Model() as model:
        y, x = pm.Data("y", pain[0]), pm.Data("x", arm[0] - 0.5)
        level, drift, d = pm.Normal("level", 0, 10), pm.Normal("drift", 0, 2), pm.Normal("d", 0, 2)
        sigma, half = pm.HalfNormal("sigma", 1.5), pm.Beta("half", 4, 2)
        rho = 2 * half - 1
        error = y - level - drift * trend - d * x
        first = pm.logp(pm.Normal.dist(0, sigma / pt.sqrt(1 - rho**2)), error[0])
        pm.Potential("likelihood", first + pm.logp(pm.Normal.dist(0, sigma), error[1:] - rho * error[:-1]).sum())
    compiled = nutpie.compile_pymc_model(model)
    seconds, errors = [], []
    for i in range(4):
        ready = compiled.with_data(y=pain[i], x=arm[i] - 0.5)
        began = time.process_time()
        draws = nutpie.sample(ready, draws=1000, tune=1000, chains=4, seed=i, progress_bar=False)
        seconds.append(time.process_time() - began)
        chains = np.asarray(draws.posterior["d"])
        batches = chains.reshape(4, 20, 50).mean(2)
        errors.append(float(batches.std(ddof=1) / np.sqrt(batches.size) / chains.std()))
    return min(seconds[1:]), max(errors)


def main() -> int:
    """Prints the figures; exit 1 where one is over its limit."""
    fast = jit.compiled("roost.answer.kernel")
    arm, pain = made(DIARIES)
    trend = (np.arange(N_DAYS) - 0.5 * (N_DAYS - 1)) / N_DAYS
    a, error_a = speed_a(fast, arm, pain, trend)
    b, error_b = speed_b(arm, pain, trend)
    print(f"(a) one half-life: {a:.1f} us of one core (aim {AIM_A:g}, at most {MOST_A:g}), largest error {error_a:.1e} sd of {DIARIES}")
    print(f"(b) what a person gets: {b:.0f} us of one core (aim {AIM_B:g}, at most {MOST_B:g}), largest error {error_b:.1e} sd of {PEOPLE}")
    print(f"    about {FLOP_A / 1e3:.0f} kflop for (a); at {PEAK / 1e9:.0f} Gflop/s a core's ceiling is {1e6 * FLOP_A / PEAK:.2f} us")
    if peer := nutpie_seconds(arm, pain, trend):
        seconds, error = peer
        print(f"    nutpie, compiled once, 4 x (1,000 + 1,000): {seconds:.3f} s of CPU, Monte Carlo error {error:.1e} sd; ", end="")
        print(f"{1e6 * seconds / a:,.0f} times (a), {1e6 * seconds / b:,.0f} times (b)")
    return int(a > MOST_A or b > MOST_B or max(error_a, error_b) > 5e-3)


if __name__ == "__main__":
    sys.exit(main())
