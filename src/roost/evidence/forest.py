"""In: the results of comparisons that share one axis. Out: what a forest plot draws, on a scale from 0 to 1; and the plot as one SVG file.

The pages draw their own rows from `marks`, as a table; the file is for papers and slides, and holds no style sheet.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from roost.evidence.comparison import Result
from roost.evidence.pool import PooledEffect
from roost.evidence.table import Table
from roost.evidence.tell import number, ranged

__all__ = ["Axis", "Mark", "axis_of", "forest_svg", "marks", "table_svg"]

LARGEST, SMALLEST = 20.0, 9.0  # sides of a square
INK, INK2, LINE, FIG, MOSS, PAPER = "#231a2d", "#574c63", "#d3cad9", "#57306b", "#22623f", "#ffffff"


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, both in the unit of the effects; `important` is the change that matters, below 0, or None."""

    low: float
    high: float
    important: float | None

    def at(self, value: float) -> float:
        """Where a value stands, from 0 to 1; what lies beyond stands at the end."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a plot.

    Args:
        name: the study's file; "" for the pooled row.
        label: as it is read.
        people: how many; None when not told.
        estimate: where it stands; None where no number can be used.
        low: lower end of its range; None when not seen.
        high: upper end.
        side: of its square, which grows with the people.
        words: the figure with its range, or why there is none.
        kind: `seen`, `no_range`, `pooled` or `no_number`.
        pooled: how many studies a pooled row holds; 0 for a study.
    """

    name: str
    label: str
    people: int | None
    estimate: float | None
    low: float | None
    high: float | None
    side: float
    words: str
    kind: str
    pooled: int = 0


def axis_of(results: Sequence[Result]) -> Axis:
    """An axis that holds all ranges, the change that matters, and 0, to whole numbers."""
    ends = [0.0]
    important = next((result.comparison.file.important_change for result in results if result.comparison.file.important_change), None)
    for result in results:
        for row in result.usable:
            ends += [*(row.ci95 or ()), *([row.effect.estimate] if row.effect is not None else [])]
    if important is not None:
        ends.append(-float(important) - 0.4)
    return Axis(math.floor(min(ends)), math.ceil(max(ends) + 0.2), None if important is None else -float(important))


def marks(result: Result) -> tuple[Mark, ...]:
    """The rows of one comparison: those with a number, the pooled one below them, and then those without."""
    most = max([row.use.people or 0 for row in result.rows] or [0]) or 1
    found = []
    for row in result.rows:
        people = row.use.people
        side = max(SMALLEST, LARGEST * math.sqrt((people or 0) / most))
        if row.effect is None:
            found.append(Mark(row.study.name, row.study.short, people, None, None, None, side, row.use.note, "no_number"))
            continue
        low, high = row.ci95 or (None, None)
        words = ranged(result, row.effect.estimate, row.ci95)
        found.append(
            Mark(
                row.study.name, row.study.short, people, row.effect.estimate, low, high, side, words, "no_range" if low is None else "seen"
            )
        )
    if result.pooled is not None and result.pooled.k > 1:
        label = "Both together" if result.pooled.k == 2 else f"All {result.pooled.k} together"
        low, high = result.pooled.ci95
        words = ranged(result, result.pooled.estimate, result.pooled.ci95)
        found.insert(
            len(result.usable), Mark("", label, result.people, result.pooled.estimate, low, high, LARGEST, words, "pooled", result.pooled.k)
        )
    return tuple(found)


def forest_svg(results: Sequence[Result]) -> str:
    """The plot of our own comparisons as one SVG file, with a title and a description that say the same in words.

    Args:
        results: comparisons of one unit, in their order.
    """
    title = f"{results[0].comparison.file.unit}: {results[0].comparison.file.benefit}" if results else "No studies"
    return _plot(title, [(result.comparison.file.heading, marks(result)) for result in results], axis_of(results))


def table_svg(table: Table, pooled: PooledEffect) -> str:
    """The plot of a researcher's table: the larger a study's weight, the larger its square. RR and OR stay logarithms."""
    heaviest = max(pooled.weights)
    rows = [
        _seen(name, effect, 1.959964 * math.sqrt(variance), max(SMALLEST, LARGEST * math.sqrt(weight / heaviest)))
        for name, effect, variance, weight in zip(table.names, table.effects, table.variances, pooled.weights, strict=True)
    ]
    low, high = pooled.ci95
    words = f"{pooled.estimate:.3f} ({low:.3f} to {high:.3f})"
    rows.append(Mark("", f"All {pooled.k} together", None, pooled.estimate, low, high, LARGEST, words, "pooled", pooled.k))
    ends = [0.0, *(end for row in rows for end in (row.low, row.high) if end is not None)]
    scale = f"log {table.measure}" if table.measure in ("RR", "OR") else table.measure or "effect"
    return _plot(f"{scale}, {pooled.method}", [(scale, rows)], Axis(math.floor(min(ends)), math.ceil(max(ends)), None))


def _seen(name: str, effect: float, reach: float, side: float) -> Mark:
    words = f"{effect:.3f} ({effect - reach:.3f} to {effect + reach:.3f})"
    return Mark(name, name, None, effect, effect - reach, effect + reach, side, words, "seen")


def _plot(title: str, sections: Sequence[tuple[str, Sequence[Mark]]], axis: Axis) -> str:
    row_height, left, width = 34.0, 300.0, 300.0
    parts: list[str] = []
    said: list[str] = []
    y = 64.0
    for heading, rows in sections:
        parts.append(_text(16, y, heading, weight="bold"))
        y += 10
        for mark in rows:
            parts.append(_row(mark, axis, left, width, y, row_height))
            said.append(f"{mark.label}: {mark.words}")
            y += row_height
        y += 34
    heads = _text(left, 34, "less", anchor="start", fill=INK2) + _text(left + width, 34, "more", anchor="end", fill=INK2)
    ticks = "".join(_text(left + width * axis.at(tick), y, number(float(tick)), anchor="middle", fill=INK2) for tick in _ticks(axis))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 860 {y + 20:.0f}" role="img" aria-labelledby="t d" '
        f'font-family="system-ui, sans-serif" font-size="15"><title id="t">{escape(title)}</title>'
        f'<desc id="d">{escape("; ".join(said))}</desc><rect width="860" height="{y + 20:.0f}" fill="{PAPER}"/>'
        f"{heads}{''.join(parts)}{ticks}</svg>\n"
    )


def _ticks(axis: Axis) -> list[int]:
    return sorted({math.ceil(axis.low), 0, math.floor(axis.high)})


def _text(x: float, y: float, words: object, *, anchor: str = "start", fill: str = INK, weight: str = "normal") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{fill}" font-weight="{weight}">{escape(str(words))}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, stroke: str, width: float = 2, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" stroke-width="{width:g}"{dashed}/>'


def _row(mark: Mark, axis: Axis, left: float, width: float, y: float, height: float) -> str:
    def x(value: float) -> float:
        return left + width * axis.at(value)

    middle, end = y + height / 2, y + height
    drawn = _line(16, y, 844, y, LINE, 1) + _line(x(0), y, x(0), end, INK)
    if axis.important is not None:
        drawn += _line(x(axis.important), y, x(axis.important), end, MOSS, 2, "4 4")
    drawn += _text(16, middle + 5, mark.label, weight="bold" if mark.kind == "pooled" else "normal")
    drawn += _text(270, middle + 5, "–" if mark.people is None else mark.people, anchor="end")
    drawn += _text(left + width + 20, middle + 5, mark.words)
    if mark.estimate is None:
        return drawn
    at, half = x(mark.estimate), mark.side / 2
    if mark.kind == "pooled" and mark.low is not None and mark.high is not None:
        return drawn + (
            f'<polygon points="{x(mark.low):.1f},{middle:.1f} {at:.1f},{middle - 9:.1f} {x(mark.high):.1f},{middle:.1f} '
            f'{at:.1f},{middle + 9:.1f}" fill="{FIG}"/>'
        )
    if mark.low is not None and mark.high is not None:
        drawn += _line(x(mark.low), middle, x(mark.high), middle, FIG)
    fill = PAPER if mark.kind == "no_range" else FIG
    square = f'x="{at - half:.1f}" y="{middle - half:.1f}" width="{mark.side:.1f}" height="{mark.side:.1f}"'
    return f'{drawn}<rect {square} fill="{fill}" stroke="{FIG}" stroke-width="2"/>'
