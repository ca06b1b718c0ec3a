"""The answer is the fine grid's, to a hundredth of a percent of a posterior sd, on series that are as awkward as diaries get."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from roost.answer.model import COARSE, FINE, Assumptions, Posterior, fit, series_of
from roost.answer.trial import PAIN, Agreed, Trial
from roost.base.prior import Prior

FOUND = json.loads((Path(__file__).parent / "dense_grid.json").read_text())


def of(case: dict[str, Any], accuracy: tuple[float, float]) -> Posterior:
    n = len(case["pain"])
    start = date.fromisoformat(case["start"]) if case.get("start") else None
    arm = tuple("inversion" if on else "usual" for on in case["arm"])
    period = tuple(t // case["period"] + 1 for t in range(n))
    trial = Trial(tuple(range(1, n + 1)), arm, period, {PAIN: tuple(case["pain"])}, {}, start)
    series = series_of(trial, Agreed())
    prior = Prior("case", *case.get("prior", (0.0, 2.0)))
    assumptions = Assumptions(prior, trend=case.get("trend", True), rho=case.get("rho", "beta"), sigma_sd=case.get("sigma_sd", 1.5))
    found = fit(series, assumptions.at_half_life(case["half_life"]), accuracy)
    assert isinstance(found, Posterior)
    return found


@pytest.mark.parametrize(("accuracy", "allowed"), [(FINE, 1e-4), (COARSE, 1e-3)], ids=["fine", "coarse"])
@pytest.mark.parametrize("name", sorted(FOUND))
def test_the_posterior_is_that_of_a_fine_grid_on_the_full_covariance(name: str, accuracy: tuple[float, float], allowed: float) -> None:
    truth, found = FOUND[name]["truth"], of(FOUND[name]["case"], accuracy)
    assert truth["log_density_at_edge"] < -14  # the grid holds the whole posterior
    sd = truth["sd"]
    assert abs(found.mean - truth["mean"]) < allowed * sd
    assert abs(found.sd - sd) < allowed * sd
    for at in (0.0, -1.0, 1.0):
        assert abs(found.below(at) - truth[f"below_{at:g}"]) < allowed
    for share, low, high in (("ci95", 0.025, 0.975), ("ci50", 0.25, 0.75)):
        for mine, theirs in zip(found.interval(low, high), truth[share], strict=True):
            assert abs(mine - theirs) < 10 * allowed * sd
    for mine, theirs in ((found.rho, truth["rho"]), (found.sigma, truth["sigma"])):
        assert abs(mine[0] - theirs[0]) < 10 * allowed * theirs[1]
        assert mine[1] == pytest.approx(theirs[1], rel=20 * allowed)
    assert found.weights == pytest.approx(truth["weights"], abs=allowed)
