"""The likelihood is that of nlme's gls, the posterior that of JAGS, the printed series those of their papers."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import pytest
from scipy.optimize import minimize_scalar

from roost.answer import kernel, model
from roost.answer.model import FINE, Assumptions, Posterior, Series, fit
from roost.base.prior import Prior

HERE = Path(__file__).parent
GLS = json.loads((HERE / "nlme_gls.json").read_text())
JAGS = json.loads((HERE / "jags.json").read_text())
RIDGE = 1e-9


def series_of(case: dict[str, Any]) -> Series:
    entered = [(t, float(value)) for t, value in enumerate(case["pain"]) if value is not None]
    days, values = tuple(t for t, _ in entered), tuple(value for _, value in entered)
    return Series(tuple(float(on) for on in case["arm"]), None, days, values, (1.0,) * len(values))


def reml(case: dict[str, Any], eta: float) -> tuple[float, float, float, float]:
    """Restricted log-likelihood at its best sigma; effect, its standard error, innovation sd. All from Roost's own sums."""
    series, trend = series_of(case), bool(case["trend"])
    n, n_days, columns = len(series.entry), series.n_days, 3 if trend else 2
    rows: list[float] = []
    for t, value in zip(series.entry, series.value, strict=True):
        rows += [1.0, (t - 0.5 * (n_days - 1)) / n_days if trend else 0.0, 0.0, series.arm[t] - 0.5, value]
    first, gaps, sums, m = [0.0] * 15, [0.0] * (2 * kernel.MAX_GAPS), [0.0] * (45 * kernel.MAX_GAPS), [0.0] * 15
    kinds = kernel.statistics(series.entry, rows, series.weight, n, first, gaps, sums)
    half_log_det = kernel.moments(eta, kinds, first, gaps, sums, 0.0, m)
    pivots, pivot, right, rest = kernel.solve(m, RIDGE, 1.0, 1.0, 1.0, 1.0)
    unused = 1 if trend else 2  # columns of zeros, whose pivot is the ridge
    free = n - columns
    sigma2 = rest / free
    log_x = math.log(pivots) - unused * math.log(RIDGE)
    value = half_log_det - 0.5 * free * (math.log(2 * math.pi * sigma2) + 1) - 0.5 * log_x
    return value, right / pivot, math.sqrt(sigma2 / pivot), math.sqrt(sigma2)


@pytest.mark.parametrize("name", sorted(GLS))
def test_the_likelihood_is_that_of_gls_also_over_gaps(name: str) -> None:
    case = GLS[name]
    best = minimize_scalar(lambda eta: -reml(case, eta)[0], bounds=(-2.0, 3.0), method="bounded", options={"xatol": 1e-9})
    value, effect, se, sigma = reml(case, best.x)
    rho = math.tanh(best.x)
    assert rho == pytest.approx(case["rho"], abs=2e-5)
    assert effect == pytest.approx(case["effect"], abs=2e-5)
    assert se == pytest.approx(case["se"], abs=2e-5)
    assert sigma / math.sqrt(1 - rho**2) == pytest.approx(case["sd"], rel=1e-4)
    assert value == pytest.approx(case["log_lik"], abs=1e-5)


def test_the_example_of_nof1ins_is_the_one_printed_in_the_research_notes() -> None:
    """Answer 3a: gls gives -1.109630 (.602097), phi .775291, sigma 1.58533, log-likelihood -35.80692."""
    case = GLS["nof1ins"]
    assert (case["effect"], case["se"], case["rho"], case["sd"], case["log_lik"]) == pytest.approx(
        (-1.109630, 0.602097, 0.775291, 1.58533, -35.80692), abs=1e-5
    )


@pytest.mark.parametrize("name", sorted(JAGS))
def test_the_posterior_is_that_of_jags_within_its_monte_carlo_error(name: str) -> None:
    case = JAGS[name]
    found = fit(series_of(case), Assumptions().at_half_life(case["half_life"]), FINE)
    assert isinstance(found, Posterior)
    assert abs(found.mean - case["mean"]) < 4 * case["error"]
    assert found.sd == pytest.approx(case["sd"], rel=0.01)
    assert abs(found.below(0.0) - case["below_0"]) < 4 * case["error_0"] + 1e-6
    assert abs(found.below(-1.0) - case["below_m1"]) < 4 * case["error_m1"] + 1e-6
    assert abs(found.rho[0] - case["rho"]) < 4 * case["error_rho"]
    assert abs(found.sigma[0] - case["sigma"]) < 4 * case["error_sigma"]


def test_flat_priors_give_the_figures_of_the_research_notes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer 3a: flat b, rho ~ U(-1, 1), sigma nearly flat: d -1.1682, sd .6570, rho .7448, P(d<0) .9620, P(d<-1) .6045."""
    monkeypatch.setattr(model, "INTERCEPT_SD", 1e4)
    flat = Assumptions(Prior("flat", 0.0, 200.0), trend=False, rho="flat", sigma_sd=200.0).at_half_life(0.0)
    found = fit(series_of(GLS["nof1ins"]), flat, FINE)
    assert isinstance(found, Posterior)
    figures = (found.mean, found.sd, found.rho[0], found.sigma[0], found.below(0.0), found.below(-1.0))
    assert figures == pytest.approx((-1.1682, 0.6570, 0.7448, 1.0767, 0.9620, 0.6045), abs=2e-4)
