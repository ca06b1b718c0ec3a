"""In: a TRIAL.csv or TRIAL.json, or a wish for a trial. Out: a Finding, a refusal or a table of lengths, in plain words or as JSON."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from roost.base.errors import InputError
from roost.cli.streams import print_json, read_file

if TYPE_CHECKING:
    from roost.answer.finding import Finding
    from roost.answer.power import Design
    from roost.answer.trial import Refused
    from roost.base.prior import Prior

__all__ = ["answer", "design"]

REFUSED = 4
Json = Annotated[bool, typer.Option("--json", help="Print JSON, as described in docs/reference.")]
Important = Annotated[float | None, typer.Option(min=0.001, help="Points that matter to the person. Without it: the plan's, or 1.")]


class HalfLife(StrEnum):
    """Half-lives of carry-over, in days."""

    auto = "auto"
    none = "0"
    half = "0.5"
    one = "1"
    two = "2"
    four = "4"


class RhoPrior(StrEnum):
    """Priors of the correlation of one day with the next."""

    beta = "beta"
    flat = "flat"


def _prior(text: str | None) -> Prior | None:
    from roost.base.prior import parse_prior

    if text is None:
        return None
    try:
        return parse_prior(text)
    except InputError as error:
        raise typer.BadParameter(error.message, param_hint="--prior-effect") from None


def _plan_trial(path: str | None) -> dict[str, Any] | None:
    """The trial of a PLAN.json; the file may hold the whole Plan or its `trial` alone."""
    import json

    if path is None:
        return None
    try:
        raw = json.loads(read_file(path))
    except ValueError as error:
        raise InputError(f"is not JSON: {error}", file=path) from None
    trial = raw.get("trial", raw) if isinstance(raw, dict) else None
    if not isinstance(trial, dict) or "calendar" not in trial:
        raise InputError("holds no trial with a calendar", file=path, key="trial")
    return trial


def answer(
    trial: Annotated[str, typer.Argument(help="TRIAL.csv or TRIAL.json, or - for standard input.")],
    json: Json = False,
    plan: Annotated[str | None, typer.Option(help="PLAN.json that the trial was run by.")] = None,
    half_life: Annotated[HalfLife, typer.Option(help="Carry-over in days; auto averages over all.")] = HalfLife.auto,
    no_trend: Annotated[bool, typer.Option("--no-trend", help="Assume no drift over the trial.")] = False,
    no_weekend: Annotated[bool, typer.Option("--no-weekend", help="Assume that weekends are like other days.")] = False,
    important_change: Important = None,
    prior_effect: Annotated[str | None, typer.Option(help="MEAN,SD of the effect beforehand, in points. Without it: 0,2.")] = None,
    prior_rho: Annotated[RhoPrior, typer.Option(help="Prior of the correlation of one day with the next.")] = RhoPrior.beta,
    prior_sigma: Annotated[float, typer.Option(min=0.001, help="Scale of the half-normal prior of day-to-day change.")] = 1.5,
    outcome: Annotated[str, typer.Option(help="Column asked about.")] = "pain",
) -> None:
    """Answer from a diary: does it help me? Too few days get no figure.

    Example: roost answer TRIAL.csv --json
    """
    from roost.answer.trial import Refused
    from roost.app.answer_trial import answer_trial

    finding = answer_trial(
        read_file(trial),
        _plan_trial(plan),
        outcome=outcome.strip().lower(),
        important_change=important_change,
        half_life=None if half_life is HalfLife.auto else float(half_life.value),
        trend=not no_trend,
        weekend=not no_weekend,
        prior=_prior(prior_effect),
        rho=prior_rho.value,
        sigma_sd=prior_sigma,
    )
    if isinstance(finding, Refused):
        _refuse(finding)
    if json:
        from roost.answer.finding import finding_json

        print_json(finding_json(finding))
    else:
        _say(finding)


def _refuse(refused: Refused) -> NoReturn:
    from roost.answer.finding import refused_json

    print_json(refused_json(refused))
    print(f"roost: {refused.tell}", file=sys.stderr)
    raise typer.Exit(REFUSED)


def _say(finding: Finding) -> None:
    from roost.answer import words
    from roost.answer.verdict import Verdict

    print(words.verdict_words(finding))
    print(" ".join(words.size_words(finding)))
    if finding.verdict is not Verdict.too_early:
        print(words.how_sure_words(finding))
        print("What would change this answer:")
        for sentence in words.what_would_change(finding):
            print(f"  - {sentence}")
        print(words.expectation_words())
        if hints := words.exploratory_words(finding):
            print("Hints beside it, from your other columns:")
            for sentence in hints:
                print(f"  - {sentence}")
    for sentence in words.harm_words(finding):
        print(sentence)


def design(
    json: Json = False,
    weeks: Annotated[list[float] | None, typer.Option(help="A length in weeks; may be given several times.")] = None,
    period_days: Annotated[int, typer.Option(help="Days of one period.")] = 7,
    important_change: Annotated[float, typer.Option(help="Points that matter to the person.")] = 1.0,
    effect: Annotated[list[float] | None, typer.Option(help="A true effect in points, below 0 for less pain; may repeat.")] = None,
    rho: Annotated[float, typer.Option(help="Correlation of one day with the next.")] = 0.5,
    sd: Annotated[float, typer.Option(help="Spread of single days, in points.")] = 1.5,
    half_life: Annotated[HalfLife, typer.Option(help="True carry-over in days; auto is read as 0.")] = HalfLife.none,
    missing: Annotated[float, typer.Option(help="Share of days without an entry.")] = 0.1,
    trials: Annotated[int, typer.Option(help="Trials simulated for each line.")] = 400,
    seed: Annotated[str, typer.Option(help="The same seed gives the same table.")] = "design",
) -> None:
    """Plan a trial: how many weeks for what chance of an answer.

    Example: roost design --period-days 7 --important-change 1
    """
    from roost.answer import power

    table = power.design(
        weeks=tuple(weeks) if weeks else power.WEEKS,
        period_days=period_days,
        important_change=important_change,
        effects=tuple(effect) if effect else None,
        rho=rho,
        sd=sd,
        half_life=0.0 if half_life is HalfLife.auto else float(half_life.value),
        missing=missing,
        trials=trials,
        seed=seed,
    )
    if json:
        print_json(power.design_json(table))
    else:
        _say_design(table)


def _say_design(table: Design) -> None:
    print(f"Of 100 tests like yours, how many find that it helps ({table.important_change:g} points matter):")
    for row in table.rows:
        helps = row.shares["very_likely_helps"] + row.shares["probably_helps"]
        little, worse = row.shares["little_or_no_difference"], row.shares["probably_worse"]
        print(
            f"  {row.weeks:4g} weeks, true change {row.true_effect:+.2f}: {100 * helps:3.0f} say helps, "
            f"{100 * little:3.0f} little, {100 * worse:3.0f} worse, {100 * row.shares['not_clear']:3.0f} not clear"
        )
    print(f"From {table.pairs_for_test} pairs on, counting the orders alone can settle it too.")
    if table.half_lives_too_long:
        days = f"{table.half_lives_too_long[0]:g} days or more"
        print(f"Where half of the effect is still there after {days}, periods of {table.period_days} days are too short.")
