"""In: a researcher's table. Out: its synthesis as plain data, with the same code as our own pages."""

from __future__ import annotations

import math
from dataclasses import asdict
from typing import Any

from roost.evidence.effect_size import Measure
from roost.evidence.forest import table_svg
from roost.evidence.heterogeneity import Method
from roost.evidence.pool import Hksj, PooledEffect, pool
from roost.evidence.small_study import TooFewStudies, small_studies
from roost.evidence.table import Table, read_table

__all__ = ["plot_file", "pool_file"]

TEST = {"no": "z", "plain": "knha", "guard": "knha, at least 1"}


def pool_file(data: bytes, *, file: str, method: Method, hksj: Hksj = "no", measure: Measure | None = None) -> dict[str, Any]:
    """Pools a table.

    Args:
        data: the bytes of the CSV file.
        file: its name, for messages.
        method: EE, DL, PM, REML or ML.
        hksj: no, plain or guard.
        measure: of a table of counts or means.

    Raises:
        InputError: a table that can't be read; names file, line and key.
    """
    table = read_table(data, file=file, measure=measure)
    return _told(table, pool(table.effects, table.variances, method, hksj))


def plot_file(data: bytes, *, file: str, method: Method, hksj: Hksj = "no", measure: Measure | None = None) -> str:
    """The forest plot of a table as one SVG file; the arguments are those of `pool_file`.

    Raises:
        InputError: a table that can't be read; names file, line and key.
    """
    table = read_table(data, file=file, measure=measure)
    return table_svg(table, pool(table.effects, table.variances, method, hksj))


def _told(table: Table, pooled: PooledEffect) -> dict[str, Any]:
    small = small_studies(table.effects, table.variances)
    told: dict[str, Any] = {
        "version": 1,
        "method": pooled.method,
        "test": TEST[pooled.hksj],
        "measure": table.measure,
        "scale": "log" if table.measure in ("RR", "OR") else "as given",
        "k": pooled.k,
        "estimate": pooled.estimate,
        "se": pooled.se,
        "ci95": list(pooled.ci95),
        "p": pooled.p,
        "tau2": pooled.tau2,
        "tau2_se": pooled.tau2_se,
        "tau2_ci95": None if pooled.tau2_ci95 is None else list(pooled.tau2_ci95),
        "i2": pooled.i2,
        "h2": pooled.h2,
        "q": pooled.q,
        "q_p": pooled.q_p,
        "prediction95": list(pooled.prediction95),
        "heterogeneity_is_reliable": pooled.heterogeneity_is_reliable,
        "small_studies": {"refused": asdict(small)} if isinstance(small, TooFewStudies) else asdict(small),
        "studies": [
            {"name": name, "estimate": y, "se": math.sqrt(v), "weight": weight}
            for name, y, v, weight in zip(table.names, table.effects, table.variances, pooled.weights, strict=True)
        ],
        "half_added_to": list(table.adjusted),
        "set_aside": [asdict(row) for row in table.set_aside],
    }
    if told["scale"] == "log":
        told["ratio"] = {
            "estimate": _exp(pooled.estimate),
            "ci95": [_exp(end) for end in pooled.ci95],
            "prediction95": [_exp(end) for end in pooled.prediction95],
        }
    return told


def _exp(value: float) -> float | None:
    """A ratio from its logarithm; None where it is too great to be written."""
    return math.exp(value) if value < 700 else None
