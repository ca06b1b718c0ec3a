"""In: comparison files, and all studies. Out: Result: each study's effect in a comparison, the pooled one, and how sure one can be of it.

A comparison is a question that several studies answer. Which studies do is said in their own files, so that adding a study is adding a
file. Certainty is counted as GRADE counts it: from where the design starts, a step down for each reason. The judgements are ours.

Source: Guyatt 2008, doi 10.1136/bmj.39489.470347.AD.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal

from msgspec import Meta

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.sources import Source
from roost.evidence.effect_size import Effect
from roost.evidence.heterogeneity import Method
from roost.evidence.pool import PooledEffect, pool
from roost.evidence.study import Study, Use

__all__ = ["Certainty", "Comparison", "Result", "Row", "read_comparisons", "result_of", "to_tenth"]

Certainty = Literal["high", "moderate", "low", "very_low"]
STEPS: tuple[Certainty, ...] = ("high", "moderate", "low", "very_low")
Direction = Literal["less", "no_difference", "more", "none"]


class Down(Strict, frozen=True, kw_only=True):
    """One reason to be less sure."""

    domain: Literal["risk_of_bias", "inconsistency", "indirectness", "imprecision", "publication_bias"]
    by: Literal[1, 2]
    why: str


class Pooled(Strict, frozen=True, kw_only=True):
    """Named studies, and what pooling them must give, to as many decimals as are written."""

    studies: Annotated[tuple[str, ...], Meta(min_length=1)]
    expect: dict[str, Decimal | int]


class Tell(Strict, frozen=True, kw_only=True):
    """The sentence for each way it may come out. `{points}` is the size without its sign."""

    less: str
    no_difference: str
    more: str
    none: str


class _ComparisonFile(Strict, frozen=True, kw_only=True):
    title: str
    heading: str
    question: str
    order: int
    plot: Literal["pain", "none"]
    measure: Literal["MD", "RR", "SMD"]
    unit: str
    benefit: str
    method: Method
    pooled: bool
    why_not_pooled: str = ""
    important_change: Decimal | None = None
    start: Certainty
    down: tuple[Down, ...] = ()
    tell: Tell
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: tuple[Pooled, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question. The file's name is its identity."""

    name: str
    file: _ComparisonFile

    @property
    def certainty(self) -> Certainty:
        """How sure one can be, after each step down."""
        return STEPS[min(len(STEPS) - 1, STEPS.index(self.file.start) + sum(each.by for each in self.file.down))]


@dataclass(frozen=True, slots=True)
class Row:
    """One study in a comparison. `effect` is None where no number can be used."""

    study: Study
    use: Use
    effect: Effect | None

    @property
    def ci95(self) -> tuple[float, float] | None:
        """Its 95 % interval."""
        return None if self.effect is None else self.effect.ci95


@dataclass(frozen=True, slots=True)
class Result:
    """What the studies of a comparison give. `pooled` is None where nothing may be pooled or there is nothing to pool."""

    comparison: Comparison
    rows: tuple[Row, ...]
    pooled: PooledEffect | None

    @property
    def people(self) -> int | None:
        """How many people are in the pooled figure; None when one study does not tell."""
        counts = [row.use.people for row in self.rows if _is_pooled(row)]
        return None if None in counts else sum(count or 0 for count in counts)

    @property
    def usable(self) -> tuple[Row, ...]:
        """The studies with a number."""
        return tuple(row for row in self.rows if row.effect is not None)

    @property
    def direction(self) -> Direction:
        """Which of the comparison's sentences holds: by the range of the pooled figure; where none may be pooled, by all studies alike."""
        if self.pooled is not None:
            low, high = self.pooled.ci95
            return "less" if high < 0 else "more" if low > 0 else "no_difference"
        signs = {math.copysign(1, row.effect.estimate) for row in self.usable if row.effect is not None and row.effect.estimate}
        if not signs:
            return "none"
        return "no_difference" if len(signs) > 1 else "less" if signs == {-1.0} else "more"

    @property
    def middle(self) -> float | None:
        """The pooled figure; where none may be pooled, the plain average of the studies. None without any number."""
        if self.pooled is not None:
            return self.pooled.estimate
        effects = [row.effect.estimate for row in self.usable if row.effect is not None]
        return math.fsum(effects) / len(effects) if effects else None

    @property
    def points(self) -> str:
        """The size in the middle without its sign, to one decimal; "" where there is none."""
        return "" if self.middle is None else f"{to_tenth(abs(self.said(self.middle))):.1f}"

    @property
    def sentence(self) -> str:
        """The sentence that holds, with `{points}` in its place for who translates it."""
        return str(getattr(self.comparison.file.tell, self.direction))

    def said(self, value: float) -> float:
        """A figure as a reader expects it: a ratio, not its logarithm."""
        return math.exp(value) if self.comparison.file.measure == "RR" else value


def to_tenth(value: float) -> float:
    """To one decimal, halves away from 0, as people round: 1.15 is 1.2, though a float of it is a little less.

    >>> to_tenth(1.15), to_tenth(-1.15), to_tenth(0.34)
    (1.2, -1.2, 0.3)
    """
    return float(Decimal(repr(round(value, 9))).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _is_pooled(row: Row) -> bool:
    return row.use.pooled and row.effect is not None and row.effect.se is not None


def read_comparisons(files: Mapping[str, bytes]) -> dict[str, Comparison]:
    """Reads all comparisons, in their order.

    Raises:
        DataFileError: a file that is wrong, or that does not say why nothing is pooled.
    """
    raw = {name: parse_yaml(data, _ComparisonFile, file=f"{name}.yaml") for name, data in files.items()}
    for name, file in raw.items():
        if file.pooled == bool(file.why_not_pooled):
            raise DataFileError("is said where nothing is pooled, and nowhere else", file=f"{name}.yaml", key="why_not_pooled")
    return {name: Comparison(name, raw[name]) for name in sorted(raw, key=lambda name: (raw[name].order, name))}


def result_of(comparison: Comparison, studies: Mapping[str, Study], only: Collection[str] | None = None) -> Result:
    """The result of a comparison, from all studies that name it.

    Args:
        comparison: the question.
        studies: all studies by name.
        only: leave out studies with other names.
    """
    rows = [
        Row(study, use, study.effect(use))
        for name, study in studies.items()
        if only is None or name in only
        for use in study.file.usable_for
        if use.comparison == comparison.name
    ]
    rows.sort(key=lambda row: (row.effect is None, row.study.file.paper.year or 9999, row.study.name))
    pooled = [row.effect for row in rows if _is_pooled(row)] if comparison.file.pooled else []
    figures = [(one.estimate, one.se * one.se) for one in pooled if one is not None and one.se is not None]
    made = pool([y for y, _ in figures], [v for _, v in figures], comparison.file.method) if figures else None
    return Result(comparison, tuple(rows), made)
