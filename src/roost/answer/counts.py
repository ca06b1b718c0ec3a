"""In: a column of counts by day, as tablets taken. Out: by how much the treatment changes the rate, exploratory."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roost.answer.trial import Agreed, Trial

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["COUNT_COLUMNS", "Counted", "counted"]

COUNT_COLUMNS = ("medication", "tablets", "doses")
LEAST_DAYS, LEAST_COUNT = 10, 5
# Prior spreads of: level, log ratio, drift, what carries over from the day before, log of the overdispersion's shape.
SPREADS = (3.0, 1.0, 1.0, 0.5, 1.5)
MEANS = (0.0, 0.0, 0.0, 0.0, 1.0)


@dataclass(frozen=True, slots=True)
class Counted:
    """The rate in the treatment's days over the rate in the comparator's; below 1 is less.

    Args:
        outcome: the column.
        days: entries used.
        ratio: posterior median.
        ci95: of the same.
        p_less: P(ratio < 1).
    """

    outcome: str
    days: int
    ratio: float
    ci95: tuple[float, float]
    p_less: float


def counted(trial: Trial, agreed: Agreed, outcome: str) -> Counted | None:
    """A negative binomial regression with the day before in it, by Laplace's approximation; None where there is too little to count.

    Args:
        trial: one person's diary.
        agreed: which arms are compared; days of other arms are left out.
        outcome: a column of whole numbers from 0.

    Source: the research notes, answer 4.6 (c).
    """
    import numpy as np  # no answer without such a column waits for it
    from scipy.special import ndtr

    arms = {agreed.treatment: 0.5, agreed.comparator: -0.5}
    rows = [
        (day, arms[arm], value)
        for day, arm, value in zip(trial.day, trial.arm, trial.outcomes[outcome], strict=True)
        if value is not None and arm in arms
    ]
    y = np.array([value for _, _, value in rows])
    if len(rows) < LEAST_DAYS or len({arm for _, arm, _ in rows}) < 2 or y.sum() < LEAST_COUNT or np.any((y < 0) | (y != np.floor(y))):
        return None
    day, arm = np.array([float(day) for day, _, _ in rows]), np.array([arm for _, arm, _ in rows])
    x = np.column_stack([np.ones(len(rows)), arm, (day - day.mean()) / max(np.ptp(day), 1.0)])
    follows = np.concatenate([[False], np.diff(day) == 1.0])
    mean, sd = _laplace(y, x, follows)
    return Counted(outcome, len(rows), math.exp(mean), (math.exp(mean - 1.96 * sd), math.exp(mean + 1.96 * sd)), float(ndtr(-mean / sd)))


def _laplace(y: NDArray[np.float64], x: NDArray[np.float64], follows: NDArray[np.bool_]) -> tuple[float, float]:
    """Mean and sd of the log ratio at the mode of the posterior."""
    import numpy as np
    from scipy.optimize import minimize
    from scipy.special import gammaln

    before = np.log(np.roll(y, 1) + 0.5)

    def loss(at: NDArray[np.float64]) -> float:
        line = x @ at[:3]
        line = line + np.where(follows, at[3] * (before - np.roll(line, 1)), 0.0)
        rate, shape = np.exp(np.clip(line, -20, 20)), math.exp(min(max(at[4], -6.0), 8.0))
        likelihood = gammaln(y + shape) - gammaln(shape) + shape * np.log(shape / (shape + rate)) + y * np.log(rate / (shape + rate))
        return float(0.5 * np.sum(((at - np.array(MEANS)) / np.array(SPREADS)) ** 2) - likelihood.sum())

    start = np.array([math.log(y.mean() + 0.1), 0.0, 0.0, 0.0, 1.0])
    mode = minimize(loss, start, method="BFGS").x
    covariance = np.linalg.inv(_hessian(loss, mode))
    return float(mode[1]), math.sqrt(covariance[1, 1])


def _hessian(loss: Callable[[NDArray[np.float64]], float], at: NDArray[np.float64], step: float = 1e-3) -> NDArray[np.float64]:
    """Second differences of a smooth function."""
    import numpy as np

    n = len(at)
    moves = np.eye(n) * step
    found = np.empty((n, n))
    for i in range(n):
        for j in range(i, n):
            a, b = moves[i], moves[j]
            found[i, j] = found[j, i] = (loss(at + a + b) - loss(at + a - b) - loss(at - a + b) + loss(at - a - b)) / (4 * step * step)
    return found
