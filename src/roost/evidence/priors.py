"""In: prior files, and what the comparisons give. Out: Prior for each, with its studies named, for the answer of one person's test.

No prior has its centre at a figure from before and after: that would hold what backs do by themselves.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from msgspec import Meta

from roost.base.datafile import Strict, parse_yaml
from roost.base.errors import DataFileError
from roost.base.prior import Prior
from roost.base.sources import Source
from roost.evidence.comparison import Result, to_tenth

__all__ = ["PriorFile", "prior_of", "read_priors"]


class Expected(Strict, frozen=True, kw_only=True):
    """With these studies and no others, this prior."""

    studies: tuple[str, ...]
    mean: Decimal | int
    sd: Decimal | int


class PriorFile(Strict, frozen=True, kw_only=True):
    """One prior, as in its file.

    Args:
        title: what it stands for.
        order: place in a list.
        centre: `design` (the number in `mean`), `pooled` (of `comparison`) or `average` (of the studies of `comparison`, each once).
        comparison: whose studies it is made of; "" for design.
        mean: for design, in points; below 0 is less pain.
        sd: the least width, in points. With `pooled`, the standard error rounded up when that is more.
        note: said in brackets behind the studies.
    """

    title: str
    order: int
    centre: Literal["design", "pooled", "average"]
    comparison: str = ""
    mean: Decimal | int | None = None
    sd: Decimal | int
    note: str
    facts: Annotated[tuple[str, ...], Meta(min_length=1)]
    sources: Annotated[tuple[Source, ...], Meta(min_length=1)]
    examples: Annotated[tuple[Expected, ...], Meta(min_length=1)]


def read_priors(files: Mapping[str, bytes]) -> dict[str, PriorFile]:
    """Reads all priors, in their order.

    Raises:
        DataFileError: a file that is wrong, or a centre without its number or its comparison.
    """
    raw = {name: parse_yaml(data, PriorFile, file=f"{name}.yaml") for name, data in files.items()}
    for name, file in raw.items():
        if (file.centre == "design") != (file.mean is not None) or (file.centre == "design") == bool(file.comparison):
            raise DataFileError("design has a `mean`, and the others a `comparison`", file=f"{name}.yaml", key="centre")
    return {name: raw[name] for name in sorted(raw, key=lambda name: (raw[name].order, name))}


def prior_of(name: str, file: PriorFile, results: Mapping[str, Result]) -> Prior | None:
    """The prior as it stands with the studies there are; None when there is no study to make it of.

    Args:
        name: the file's name.
        file: what it says.
        results: the result of each comparison by name.
    """
    if file.centre == "design":
        return Prior(name, float(file.mean or 0), float(file.sd), file.note)
    result = results[file.comparison]
    studies = ", ".join(dict.fromkeys(row.study.short.removesuffix(", a review") for row in result.usable))
    source, sd = f"{studies} ({file.note})", float(file.sd)
    if file.centre == "average":
        effects = [row.effect.estimate for row in result.usable if row.effect is not None]
        return Prior(name, to_tenth(math.fsum(effects) / len(effects)), sd, source) if effects else None
    if result.pooled is None:
        return None
    width = math.ceil(round(result.pooled.se * 10, 9)) / 10
    return Prior(name, to_tenth(result.pooled.estimate), max(sd, width), source)
