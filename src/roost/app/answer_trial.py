"""In: a diary of a trial, what was agreed, and the assumptions. Out: a Finding or Refused, shown under the priors of the evidence too."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roost.answer.analyse import OTHER_PRIORS, answer
from roost.answer.finding import Finding
from roost.answer.trial import PAIN, Refused
from roost.app.evidence import evidence
from roost.base.prior import Prior

__all__ = ["answer_trial", "other_priors"]


def other_priors() -> tuple[Prior, ...]:
    """What an answer is shown under beside its own prior: ours by design, and those that studies make, each with its studies named."""
    ours = {prior.name for prior in OTHER_PRIORS} | {"default"}
    return (*OTHER_PRIORS, *(prior for prior in evidence().priors if prior.name not in ours))


def answer_trial(
    trial: bytes,
    plan: Mapping[str, Any] | None = None,
    *,
    outcome: str = PAIN,
    important_change: float | None = None,
    half_life: float | None = None,
    trend: bool = True,
    weekend: bool = True,
    prior: Prior | None = None,
    rho: str = "beta",
    sigma_sd: float = 1.5,
) -> Finding | Refused:
    """What one person's trial says; the arguments are those of `roost.answer.analyse.answer`.

    Raises:
        InputError: an assumption that makes no sense, or a plan that can't be read.
    """
    return answer(
        trial,
        plan,
        outcome=outcome,
        important_change=important_change,
        half_life=half_life,
        trend=trend,
        weekend=weekend,
        prior=prior,
        rho=rho,
        sigma_sd=sigma_sd,
        other_priors=other_priors(),
    )
