"""The answer is calibrated over its own priors; and a likelihood that is broken in one place is found out."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import pytest

from roost.answer import kernel
from tests.prove import calibration
from tests.prove.calibration import SHORT, WORLDS, World, coverage, faults, ranked

pytestmark = pytest.mark.slow
BROKEN_TRIALS = 200
HOLES = World("gaps of all kinds", 42, 7, 0.0, 0.4)


@pytest.mark.parametrize("i", range(len(WORLDS)), ids=[world.name for world in WORLDS])
def test_95_of_100_intervals_hold_the_truth(i: int) -> None:
    assert faults(ranked(WORLDS[i], SHORT, calibration.SEED + i)) == []


def _no_log_determinant(real: Callable[..., float]) -> Callable[..., float]:
    def moments(*given: Any) -> float:
        real(*given)
        return 0.0

    return moments


def _gaps_ignored(real: Callable[..., int]) -> Callable[..., int]:
    def statistics(entry: Any, *rest: Any) -> int:
        return real(list(range(len(entry))), *rest)

    return statistics


def _sd_for_variance(real: Callable[..., float]) -> Callable[..., float]:
    def log_density(n: float, log_det: float, log_prior: float, u: float, s2: float, tau: float, pivots: float, rest: float) -> float:
        return real(n, log_det, log_prior, u, s2, tau, pivots, rest * math.sqrt(s2))

    return log_density


BROKEN = {"moments": _no_log_determinant, "statistics": _gaps_ignored, "log_density": _sd_for_variance}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_likelihood_is_found_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel, name, BROKEN[name](getattr(kernel, name)))
    assert faults(ranked(HOLES, BROKEN_TRIALS, engine=calibration)) != []


def test_the_same_few_trials_pass_unbroken() -> None:
    rank = ranked(HOLES, BROKEN_TRIALS, engine=calibration)
    assert faults(rank) == []
    assert 0.9 < coverage(rank[:, 0]) < 0.99
