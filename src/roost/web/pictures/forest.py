"""In: one row of a forest plot and its axis. Out: the drawing of that row, to stand in a cell of a table that says the same in words."""

from __future__ import annotations

from markupsafe import Markup

from roost.evidence.forest import Axis, Mark
from roost.web.pictures.svg import line, node

__all__ = ["WIDTH", "row_drawing"]

WIDTH, HEIGHT = 260.0, 44.0


def row_drawing(mark: Mark, axis: Axis) -> Markup:
    """The row: the line of no difference, the dashes of a change that matters, the range, the square or the diamond.

    It is hidden from screen readers: the cells beside it hold the figure and its range.
    """
    drawn: list[Markup] = [line(_x(axis, 0), 0, _x(axis, 0), HEIGHT, "zero")]
    if axis.important is not None:
        drawn.append(line(_x(axis, axis.important), 0, _x(axis, axis.important), HEIGHT, "enough"))
    if mark.estimate is not None:
        drawn += _figure(mark, axis, mark.estimate)
    return node("svg", *drawn, class_="drawing forest-row", viewBox=f"0 0 {WIDTH:.0f} {HEIGHT:.0f}", aria_hidden="true", focusable="false")


def _x(axis: Axis, value: float) -> float:
    return 6 + (WIDTH - 12) * axis.at(value)


def _figure(mark: Mark, axis: Axis, estimate: float) -> list[Markup]:
    middle, at, half = HEIGHT / 2, _x(axis, estimate), mark.side / 2
    if mark.low is None or mark.high is None:
        return [_square("forest-open", at, middle, half)]
    low, high = _x(axis, mark.low), _x(axis, mark.high)
    if mark.kind == "pooled":
        return [
            node("path", class_="forest-mark", d=f"M{low:.1f} {middle}L{at:.1f} {middle - 10}L{high:.1f} {middle}L{at:.1f} {middle + 10}z")
        ]
    ends = [line(end, middle - 6, end, middle + 6, "forest-range") for end in (low, high)]
    return [line(low, middle, high, middle, "forest-range"), *ends, _square("forest-mark", at, middle, half)]


def _square(class_: str, at: float, middle: float, half: float) -> Markup:
    return node("rect", class_=class_, x=at - half, y=middle - half, width=2 * half, height=2 * half)
