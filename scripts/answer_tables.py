"""In: nothing. Out: docs/reference/answer-tables.md: verdict shares, false alarms beside a t-test, and coverage where the model is wrong.

Run: python -m scripts.answer_tables   (some minutes)
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from roost.answer import kernel
from roost.answer.model import CHANCES, HALF_LIVES
from roost.answer.power import WEEKS, design
from roost.base import jit

TO = Path(__file__).parent.parent / "docs" / "reference" / "answer-tables.md"
TRIALS, PAIRS, PERIOD = 4_000, 4, 7
PRIOR = np.array([1 / 100, 1 / 4, 1.0, 1 / 4, 0.0, 1.5, 4.0, 2.0])
Array = NDArray[np.float64]


def diaries(seed: int, rho: float, effect: float, half_life: float = 0.0, spread: float = 1.5) -> tuple[Array, Array]:
    """Arms and pain less 5 of 56-day diaries, four pairs in random order."""
    chance = np.random.Generator(np.random.Philox(seed))
    first = chance.integers(0, 2, size=(TRIALS, PAIRS)).astype(float)
    arm = np.repeat(np.stack([first, 1 - first], -1).reshape(TRIALS, -1), PERIOD, 1)
    noise = spread * chance.standard_normal(arm.shape)
    left = 0.5 ** (1 / half_life) if half_life else 0.0
    error, state, pain = noise[:, 0], np.zeros(TRIALS), np.empty(arm.shape)
    for t in range(arm.shape[1]):
        if t:
            error = rho * error + np.sqrt(1 - rho**2) * noise[:, t]
        state = left * state + (1 - left) * arm[:, t]
        pain[:, t] = effect * (state - 0.5) + error
    return arm, pain


def answers(arm: Array, pain: Array) -> Array:
    """Figures of each answer: mean, sd, P(d < 0), P(d < -1), P(d < 1)."""
    fast, n = jit.compiled("roost.answer.kernel"), arm.shape[1]
    trend = (np.arange(n) - 0.5 * (n - 1)) / n
    room = tuple(np.zeros(size) for size in (n, 5 * n, 15, 2 * kernel.MAX_GAPS, 45 * kernel.MAX_GAPS, 15))
    own = (np.zeros(n), np.zeros(n, np.int64), np.zeros(n), np.ones(n), np.zeros(5 * kernel.MAX_NODES), np.zeros(5))
    out = np.zeros(5 * len(arm))
    given = (len(arm), n, arm.ravel(), trend, np.zeros(n), np.ones(arm.size), pain.ravel())
    fast.many(*given, np.array(HALF_LIVES), np.array(CHANCES), PRIOR, 1.0, 15.0, 1.0, room, own, out)
    return out.reshape(-1, 5)


def welch(arm: Array, pain: Array) -> Array:
    """Two-sided p of Welch's t-test on the days, one a diary."""
    on, n = arm > 0.5, arm.shape[1] / 2
    means, squares = [], []
    for which in (on, ~on):
        mean = np.where(which, pain, 0.0).sum(1) / n
        means.append(mean)
        squares.append(np.where(which, (pain - mean[:, None]) ** 2, 0.0).sum(1) / (n - 1) / n)
    error = squares[0] + squares[1]
    free = error**2 / ((squares[0] ** 2 + squares[1] ** 2) / (n - 1))
    p: Array = 2 * student.sf(np.abs(means[0] - means[1]) / np.sqrt(error), free)
    return p


def shares_table() -> list[str]:
    lines = ["| weeks | true effect | very likely helps | probably helps | little or no difference | probably worse | not clear |"]
    lines.append("|---|---|---|---|---|---|---|")
    for row in design(weeks=WEEKS, trials=TRIALS, seed="docs").rows:
        shares = " | ".join(f"{100 * share:.1f} %" for share in row.shares.values())
        lines.append(f"| {row.weeks:g} | {row.true_effect:+.1f} | {shares} |")
    return lines


def false_alarms() -> list[str]:
    lines = ["| correlation of days | t-test says a difference | we say P(d < 0) > .95 or P(d > 0) > .95 | a verdict with a direction |"]
    lines.append("|---|---|---|---|")
    for i, rho in enumerate((0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)):
        arm, pain = diaries(100 + i, rho, 0.0)
        found = answers(arm, pain)
        sure = (found[:, 2] > 0.95) | (found[:, 2] < 0.05)
        told = ((found[:, 2] > 0.95) & (found[:, 3] > 0.5)) | (found[:, 3] > 0.9) | (found[:, 2] < 0.05)
        lines.append(
            f"| {rho} | {100 * np.mean(welch(arm, pain) < 0.05):.1f} % | {100 * np.mean(sure):.1f} % | {100 * np.mean(told):.1f} % |"
        )
    return lines


def covered(arm: Array, pain: Array) -> str:
    rank = answers(arm, pain)[:, 3]  # P(d < -1), and -1 is the truth
    return f"{100 * np.mean((rank > 0.025) & (rank < 0.975)):.1f} %"


def wrong_models() -> list[str]:
    lines = ["| world | 95 % intervals that hold the truth (-1) |", "|---|---|"]
    for i, half_life in enumerate(HALF_LIVES):
        lines.append(f"| half-life {half_life:g} days, answered with the average | {covered(*diaries(200 + i, 0.5, -1.0, half_life))} |")
    chance = np.random.Generator(np.random.Philox(300))
    arm, pain = diaries(301, 0.5, -1.0)
    n = arm.shape[1]
    slow = 1.5 * np.sin(2 * np.pi * (np.arange(n)[None, :] / 40 + chance.random((TRIALS, 1))))
    flares = np.where(chance.random((TRIALS, n)) < 0.05, 3.0, 0.0)
    worlds: dict[str, Any] = {
        "whole numbers": np.round(pain),
        "whole numbers, floor at 0 with pain about 2": np.maximum(np.round(pain + 2), 0) - 5 + 0.0,
        "flares of 3 points on one day in 20": pain + flares,
        "a slow wave of 40 days": pain + slow,
    }
    return lines + [f"| {name} | {covered(arm, values)} |" for name, values in worlds.items()]


def main() -> None:
    """Writes the page."""
    said = [
        "# Tables of the answer",
        "",
        f"Made by `python -m scripts.answer_tables`; {TRIALS:,} simulated diaries a line. Spread of a day 1.5 points.",
        "",
        "## How often which verdict, by length and true effect",
        "",
        "Periods of 7 days, correlation .5, one day in ten not entered, important change 1 point. The bar: where the true effect is -1 or",
        "more, `little or no difference` may not pass 10 %.",
        "",
        *shares_table(),
        "",
        "## False alarms: the true effect is nothing",
        "",
        "56 days, 4 pairs. The t-test is Welch's on single days at .05, two-sided. A verdict with a direction is one of very likely helps,",
        "probably helps and probably worse.",
        "",
        *false_alarms(),
        "",
        "## Where the model is wrong",
        "",
        "56 days, correlation .5, no gate: this is what to expect, not what must hold.",
        "",
        *wrong_models(),
        "",
    ]
    TO.parent.mkdir(parents=True, exist_ok=True)
    TO.write_text("\n".join(said))


if __name__ == "__main__":
    main()
