"""In: an example of a study file: raw figures, and what was printed. Out: the same worked out again, and where the two differ."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Literal

from roost.base.datafile import Strict
from roost.base.errors import DataFileError, InputError
from roost.evidence.bounds import missing_bounds
from roost.evidence.effect_size import (
    Counts,
    Effect,
    Means,
    Measure,
    compare_counts,
    compare_means,
    from_interval,
    from_p_value,
    newcombe,
    wilson,
)
from roost.evidence.fragility import fisher, fragility

__all__ = ["Example", "effect_of", "misses", "worked_out"]

Compute = Literal[
    "RR", "OR", "RD", "MD", "SMD", "interval", "p_value", "estimate", "points", "fisher", "fragility", "newcombe", "wilson", "missing",
    "percent", "ratio", "product",
]  # fmt: skip
Given = Mapping[str, Any]


class Example(Strict, frozen=True, kw_only=True):
    """What to work out, from what, and what must come out: to as many decimals as are written.

    `RR OR RD` take `a` and `b` with events and n; `MD SMD` with mean, sd and n; `interval` estimate, low, high; `p_value` the two means
    and p; `estimate` a number without a range; `points` a standardised difference with low, high and the SD that makes points of it;
    `missing` a measure, a, b and how many are missing of each.
    """

    name: str
    compute: Compute
    given: dict[str, Any]
    expect: dict[str, Decimal | int]
    why: str = ""


def _counts(given: Given, key: str) -> Counts:
    return Counts(float(given[key]["events"]), float(given[key]["n"]))


def _means(given: Given, key: str) -> Means:
    return Means(*(float(given[key][part]) for part in ("mean", "sd", "n")))


def _points(given: Given) -> Effect:
    return from_interval(*(float(given[key]) for key in ("smd", "low", "high"))).scaled(float(given["sd"]))


EFFECTS: dict[str, Callable[[Given], Effect]] = {
    **{m: lambda given, m=m: compare_counts(m, _counts(given, "a"), _counts(given, "b")) for m in ("RR", "OR", "RD")},  # type: ignore[misc]
    **{m: lambda given, m=m: compare_means(m, _means(given, "a"), _means(given, "b")) for m in ("MD", "SMD")},  # type: ignore[misc]
    "interval": lambda given: from_interval(*(float(given[key]) for key in ("estimate", "low", "high"))),
    "p_value": lambda given: from_p_value(float(given["a"]) - float(given["b"]), float(given["p"])),
    "estimate": lambda given: Effect(float(given["estimate"]), None),
    "points": _points,
}


def effect_of(example: Example) -> Effect:
    """The effect of an example, on the scale of its raw figures; ratios as logs."""
    return EFFECTS[example.compute](example.given)


def _of_effect(effect: Effect, *, is_ratio: bool) -> dict[str, float]:
    say: Callable[[float], float] = math.exp if is_ratio else float
    found = {"estimate": say(effect.estimate)}
    if effect.se is not None and effect.ci95 is not None:
        found |= {"se": effect.se, "low": say(effect.ci95[0]), "high": say(effect.ci95[1])}
    return found


def _two_by_two(given: Given) -> tuple[int, int, int, int]:
    return given["a"]["events"], given["a"]["n"], given["b"]["events"], given["b"]["n"]


def _missing(given: Given) -> dict[str, float]:
    measure: Measure = given["measure"]
    bounds = missing_bounds(measure, _counts(given, "a"), _counts(given, "b"), *given["missing"])
    ends = {"lowest": math.exp(bounds.low.effect.estimate), "highest": math.exp(bounds.high.effect.estimate)}
    return ends | {"smallest_p": bounds.smallest_p, "greatest_p": bounds.greatest_p}


def _fragility(given: Given) -> dict[str, float]:
    found = fragility(*_two_by_two(given))
    return {"p": found.p, "index": -1 if found.index is None else found.index, "p_after": found.p_after}


OTHERS: dict[str, Callable[[Given], dict[str, float]]] = {
    "fisher": lambda given: {"p": fisher(*_two_by_two(given))},
    "fragility": _fragility,
    "newcombe": lambda given: dict(zip(("low", "high"), newcombe(_counts(given, "a"), _counts(given, "b")), strict=True)),
    "wilson": lambda given: dict(zip(("low", "high"), wilson(Counts(given["events"], given["n"])), strict=True)),
    "missing": _missing,
    "percent": lambda given: {"percent": 100 * given["events"] / given["n"]},
    "ratio": lambda given: {"estimate": float(given["a"]) / float(given["b"]), "difference": float(given["b"]) - float(given["a"])},
    "product": lambda given: {"estimate": math.prod(float(each) for each in given["of"])},
}


def worked_out(example: Example) -> dict[str, float]:
    """All that an example gives.

    Raises:
        DataFileError: a raw figure is missing or impossible.
    """
    try:
        if example.compute in EFFECTS:
            return _of_effect(effect_of(example), is_ratio=example.compute in ("RR", "OR"))
        return OTHERS[example.compute](example.given)
    except KeyError as error:
        raise DataFileError(f"{example.name}: {example.compute} needs {error.args[0]}", key="examples.given") from None
    except InputError as error:
        raise DataFileError(f"{example.name}: {error.message}", key="examples.given") from None


def misses(example: Example) -> str:
    """Where an example gives something else than was printed; "" when it agrees to the last printed decimal.

    >>> misses(Example(name="x", compute="percent", given={"events": 10, "n": 13}, expect={"percent": Decimal("76.9")}))
    ''
    >>> misses(Example(name="x", compute="percent", given={"events": 2, "n": 11}, expect={"percent": Decimal("22.2")}))
    'percent is printed as 22.2, and works out as 18.1818'
    """
    if not example.expect:
        return "an example expects something"
    found = worked_out(example)
    for key, printed in example.expect.items():
        if key not in found:
            return f"{key} is no part of {example.compute}: use {', '.join(found)}"
        exponent = Decimal(printed).as_tuple().exponent
        half = 0.5 * 10.0 ** int(exponent)
        if abs(found[key] - float(printed)) > half + 1e-9:
            return f"{key} is printed as {printed}, and works out as {found[key]:.6g}"
    return ""
