"""In: how long a trial might be, and how large an effect. Out: Design, how often it would give which verdict: made by simulation."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from roost.answer import kernel
from roost.answer.model import CHANCES, HALF_LIVES, INTERCEPT_SD, RHO_PRIORS, TREND_SD, WEEKEND_SD
from roost.answer.verdict import Chances, Verdict, cap, verdict_of
from roost.base.errors import InputError
from roost.base.jit import compiled
from roost.base.prior import DEFAULT, Prior

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["WEEKS", "Design", "DesignRow", "Scenario", "design", "design_json", "simulate"]

WEEKS = (4, 6, 8, 12, 16)
ACCURACY = (1.2, 11.0)  # within 1e-3 of a posterior sd: far below what chance does to 400 trials
SIGNIFICANT = 0.05
LONG_CARRYOVER = 0.7  # share of the lasting effect that shows in the plain difference, below which periods are too short


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A world in which trials are made.

    Args:
        effect: true effect, on less off, in points.
        period_days: length of a period.
        pairs: number of pairs.
        rho: true correlation of one day with the next.
        sd: true spread of single days about the person's level, in points.
        half_life: true half-life of carry-over, in days.
        missing: share of days without an entry.
    """

    effect: float
    pairs: int
    period_days: int = 7
    rho: float = 0.5
    sd: float = 1.5
    half_life: float = 0.0
    missing: float = 0.1


@dataclass(frozen=True, slots=True)
class DesignRow:
    """What trials of one length give for one true effect.

    Args:
        weeks: length.
        pairs: number of pairs.
        true_effect: in points, below 0 is a benefit.
        shares: share of trials with each verdict.
        finds_benefit: share with P(d < 0) > .95.
        posterior_sd: mean spread of the answer, in points.
        smallest_p: smallest one-sided p of the randomisation test with so many pairs.
    """

    weeks: float
    pairs: int
    true_effect: float
    shares: dict[str, float]
    finds_benefit: float
    posterior_sd: float
    smallest_p: float


@dataclass(frozen=True, slots=True)
class Design:
    """How many weeks for what chance of an answer.

    Args:
        important_change: in points.
        period_days: length of a period.
        trials: simulated for each row.
        rows: by length, then by true effect.
        pairs_for_test: pairs from which the randomisation test alone can reach .05.
        carryover_share: by half-life in days, the share of the lasting effect that the plain difference of the arms shows.
        half_lives_too_long: half-lives for which periods of this length are too short.
    """

    important_change: float
    period_days: int
    trials: int
    rows: tuple[DesignRow, ...]
    pairs_for_test: int
    carryover_share: dict[str, float]
    half_lives_too_long: tuple[float, ...]


def design(
    *,
    weeks: Sequence[float] = WEEKS,
    period_days: int = 7,
    important_change: float = 1.0,
    effects: Sequence[float] | None = None,
    prior: Prior = DEFAULT,
    rho: float = 0.5,
    sd: float = 1.5,
    half_life: float = 0.0,
    missing: float = 0.1,
    trials: int = 400,
    seed: str = "design",
) -> Design:
    """How many weeks for what chance of an answer, from trials made and analysed just as a person's own would be.

    Args:
        weeks: lengths; each is rounded to whole pairs of periods.
        period_days: length of a period, 2 to 28 days.
        important_change: in points, above 0.
        effects: true effects; None takes 0 and a benefit of half, once and twice the important change.
        prior: of the effect, in the analysis.
        rho: true correlation of one day with the next.
        sd: true spread of single days, in points.
        half_life: true half-life of carry-over, in days; the analysis averages over all.
        missing: share of days without an entry.
        trials: simulated for each row.
        seed: the same one gives the same table.

    Returns:
        Design: the table, the pairs the randomisation test needs, and a word on carry-over.

    Raises:
        InputError: a length, a share or a spread that makes no sense.
    """
    _check(weeks, period_days, important_change, rho, sd, missing, trials)
    truths = (0.0, -important_change / 2, -important_change, -2 * important_change) if effects is None else tuple(effects)
    rows = []
    for length in weeks:
        pairs = max(1, round(7 * length / (2 * period_days)))
        for effect in truths:
            world = Scenario(effect=effect, pairs=pairs, period_days=period_days, rho=rho, sd=sd, half_life=half_life, missing=missing)
            rows.append(_row(world, important_change, prior, trials, f"{seed}:{pairs}:{period_days}:{effect}"))
    shares = {f"{days:g}": _carryover_share(days, period_days) for days in HALF_LIVES if days > 0}
    too_long = tuple(days for days in HALF_LIVES if days > 0 and shares[f"{days:g}"] < LONG_CARRYOVER)
    needed = next(k for k in range(1, 40) if 0.5**k <= SIGNIFICANT)
    return Design(important_change, period_days, trials, tuple(rows), needed, shares, too_long)


def _check(weeks: Sequence[float], period_days: int, important: float, rho: float, sd: float, missing: float, trials: int) -> None:
    claims = {
        "weeks": bool(weeks) and all(1 <= length <= 104 for length in weeks),
        "period-days": 2 <= period_days <= 28,
        "important-change": 0 < important <= 10,
        "rho": -0.95 <= rho <= 0.95,
        "sd": 0 < sd <= 10,
        "missing": 0 <= missing <= 0.8,
        "trials": 1 <= trials <= 1_000_000,
    }
    allowed = {
        "weeks": "1 to 104 weeks",
        "period-days": "2 to 28 days",
        "important-change": "above 0, at most 10 points",
        "rho": "-0.95 to 0.95",
        "sd": "above 0, at most 10 points",
        "missing": "a share from 0 to 0.8",
        "trials": "1 to 1,000,000",
    }
    for key, holds in claims.items():
        if not holds:
            raise InputError(f"this can't be simulated: give {allowed[key]}", key=key)


def _row(world: Scenario, important: float, prior: Prior, trials: int, seed: str) -> DesignRow:
    verdicts, better, sds = simulate(world, important, prior, trials, seed)
    counted = Counter(verdicts)
    shares = {each.value: counted[each] / trials for each in Verdict if each is not Verdict.too_early}
    length = 2 * world.pairs * world.period_days / 7
    finds = sum(p > 0.95 for p in better) / trials
    return DesignRow(round(length, 4), world.pairs, world.effect, shares, finds, sum(sds) / trials, 0.5**world.pairs)


def simulate(
    world: Scenario, important: float, prior: Prior, trials: int, seed: str, accuracy: tuple[float, float] = ACCURACY
) -> tuple[list[Verdict], list[float], list[float]]:
    """Makes trials and answers each: verdict (capped as a person's own is), P(d < 0), posterior sd."""
    import numpy as np

    arm, pain, shown = _made(world, trials, seed)
    n_days = arm.shape[1]
    out = _answered(arm, pain, shown, important, prior, accuracy)
    differences = _mean_pair_difference(arm, pain, shown, world.period_days)
    verdicts = []
    for (mean, _, better, much, not_worse), difference in zip(out.tolist(), differences.tolist(), strict=True):
        chances = Chances(better, much, 1.0 - better, 1.0 - not_worse)
        verdicts.append(cap(verdict_of(chances), mean, None if np.isnan(difference) else difference))
    assert n_days == 2 * world.pairs * world.period_days
    return verdicts, out[:, 2].tolist(), out[:, 1].tolist()


def _made(world: Scenario, trials: int, seed: str) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Arms, pain less 5, and which days have an entry; each (trials, days)."""
    import numpy as np

    chance = np.random.Generator(np.random.Philox(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")))
    n_days = 2 * world.pairs * world.period_days
    first = chance.integers(0, 2, size=(trials, world.pairs)).astype(float)
    arm = np.repeat(np.stack([first, 1.0 - first], axis=-1).reshape(trials, -1), world.period_days, axis=1)
    noise = chance.standard_normal((trials, n_days)) * world.sd
    left = 0.5 ** (1.0 / world.half_life) if world.half_life > 0 else 0.0
    pain = np.empty((trials, n_days))
    state, error = np.zeros(trials), noise[:, 0]
    for t in range(n_days):
        if t:
            error = world.rho * error + np.sqrt(1.0 - world.rho**2) * noise[:, t]
        state = left * state + (1.0 - left) * arm[:, t]
        pain[:, t] = world.effect * (state - 0.5) + error
    shown = (chance.random((trials, n_days)) >= world.missing).astype(float)
    return arm, pain, shown


def _answered(
    arm: NDArray[np.float64],
    pain: NDArray[np.float64],
    shown: NDArray[np.float64],
    important: float,
    prior: Prior,
    accuracy: tuple[float, float],
) -> NDArray[np.float64]:
    import numpy as np

    trials, n_days = arm.shape
    trend = (np.arange(n_days) - 0.5 * (n_days - 1)) / n_days
    spreads = (INTERCEPT_SD, TREND_SD, WEEKEND_SD, prior.sd)
    assumed = np.array([*(1.0 / sd**2 for sd in spreads), prior.mean, 1.5, *RHO_PRIORS["beta"]])
    out = np.zeros(5 * trials)
    room, own = _rooms(n_days, len(HALF_LIVES))
    fixed = (np.array(HALF_LIVES), np.array(CHANCES), assumed, *accuracy, important, room, own, out)
    compiled("roost.answer.kernel").many(trials, n_days, arm.ravel(), trend, np.zeros(n_days), shown.ravel(), pain.ravel(), *fixed)
    return out.reshape(trials, 5)


def _rooms(n_days: int, half_lives: int) -> tuple[Any, Any]:
    """Vectors for the kernels to work in."""
    import numpy as np

    sizes = (n_days, 5 * n_days, kernel.PACKED, 2 * kernel.MAX_GAPS, 3 * kernel.PACKED * kernel.MAX_GAPS, kernel.PACKED)
    room = tuple(np.zeros(size) for size in sizes)
    own = (
        np.zeros(n_days),
        np.zeros(n_days, np.int64),
        np.zeros(n_days),
        np.ones(n_days),
        np.zeros(5 * kernel.MAX_NODES),
        np.zeros(half_lives),
    )
    return room, own


def _mean_pair_difference(
    arm: NDArray[np.float64], pain: NDArray[np.float64], shown: NDArray[np.float64], period_days: int
) -> NDArray[np.float64]:
    """Mean over pairs of treatment mean less comparator mean; pairs without entries of both arms are left out, nan where none is left."""
    import numpy as np

    trials = arm.shape[0]
    periods = (trials, -1, 2, period_days)
    entered = shown.reshape(periods).sum(axis=3)
    sums = (shown * pain).reshape(periods).sum(axis=3)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = sums / entered
        sign = 2.0 * arm.reshape(periods)[:, :, 0, 0] - 1.0
        difference = sign * (means[:, :, 0] - means[:, :, 1])
        both = np.isfinite(difference)
        total = np.where(both, difference, 0.0).sum(axis=1)
        mean: NDArray[np.float64] = total / both.sum(axis=1)
    return mean


def _carryover_share(half_life: float, period_days: int) -> float:
    """Share of the lasting effect that the plain difference of on and off days shows, when the order within pairs is drawn at random.

    `lost` is the mean over a period of how much of its starting state is left. The first period of a pair starts, on average, half way;
    the second starts where the first one ended, at the other arm's side.

    >>> round(_carryover_share(1.0, 7), 2), round(_carryover_share(4.0, 7), 2)
    (0.79, 0.28)
    """
    left: float = 0.5 ** (1.0 / half_life)
    fade = left**period_days
    lost = left * (1.0 - fade) / (1.0 - left) / period_days
    return 1.0 - lost * (1.5 - 0.5 * fade)


def design_json(table: Design) -> dict[str, Any]:
    """The table as plain data."""
    return {"version": 1, **asdict(table)}
