"""In: the scores of one instrument by their days. Out: their chart: a dot for each, dashed lines at the important change from the first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from roost.web.pictures.svg import Picture, Table, drawing, group, line, node, text

__all__ = ["Point", "Scale", "series_picture"]

TOP = 12.0
HEIGHT = 120.0
BOTTOM = TOP + HEIGHT
LEAST_DAYS = 28  # so that two answers a week apart do not stand at the two ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One score, None where there is none; `remark` says what is to be known of it."""

    day: date
    score: float | None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The scale: its name, its ends, and the points of an important change; None where no source was found for one."""

    title: str
    low: int
    high: int
    change: float | None


def series_picture(
    name: str,
    scale: Scale,
    points: Sequence[Point],
    _: Callable[[str], str],
    say_date: Callable[[date], str],
    say_number: Callable[[float], str],
) -> Picture:
    """All scores of one instrument.

    Args:
        name: unique on its page.
        scale: the scale.
        points: in the order of the days, at least one.
        _: translates a text.
        say_date: a date in words.
        say_number: a number in words.
    """
    rows = tuple(
        (say_date(one.day), _("no score") if one.score is None else say_number(one.score), one.remark or _("nothing to add"))
        for one in reversed(points)
    )
    caption = _("{title}, the newest first").format(title=scale.title)
    table = Table(caption=caption, heads=(_("Day"), _("Score"), _("What it means")), rows=rows)
    drawn = [
        _draw(f"{name}-{width_name}", scale, points, (width, left), _, say_date, say_number)
        for width_name, width, left in (("wide", 640.0, 40.0), ("narrow", 300.0, 36.0))
    ]
    return Picture(wide=drawn[0], narrow=drawn[1], table=table)


def _draw(
    name: str,
    scale: Scale,
    points: Sequence[Point],
    frame: tuple[float, float],
    _: Callable[[str], str],
    say_date: Callable[[date], str],
    say_number: Callable[[float], str],
) -> Markup:
    width, left = frame
    first, last = points[0].day, points[-1].day
    step = (width - left - 16) / max((last - first).days, LEAST_DAYS)
    marks = [_mark(one, left + 8 + step * (one.day - first).days, scale) for one in points]
    known = [one.score for one in points if one.score is not None]
    told = _("{n} answers from {first} to {last}.") if len(points) > 1 else _("One answer, on {last}.")
    told = told.format(n=len(points), first=say_date(first), last=say_date(last))
    if known:
        told += " " + _("First score {a}, last score {b}.").format(a=say_number(known[0]), b=say_number(known[-1]))
    title = _("{title}: your scores").format(title=scale.title)
    parts = [_axis(scale, left, width, say_number), _change(scale, known, left, width), *marks]
    return drawing(
        name, title, told, width, BOTTOM + 34, *parts, _dates(first, last, (left, left + 8 + step * (last - first).days), say_date)
    )


def _y(score: float, scale: Scale) -> float:
    return BOTTOM - HEIGHT * (score - scale.low) / (scale.high - scale.low)


def _axis(scale: Scale, left: float, width: float, say_number: Callable[[float], str]) -> Markup:
    zero = 0 if scale.low < 0 < scale.high else scale.low
    ticks = sorted({scale.low, (scale.low + scale.high) // 2, scale.high})
    lines = [line(left, _y(at, scale), width, _y(at, scale), "zero" if at == zero else "grid") for at in ticks]
    return group(*lines, *(text(left - 8, _y(at, scale) + 5, say_number(at), "words", "end") for at in ticks))


def _change(scale: Scale, known: Sequence[float], left: float, width: float) -> Markup:
    """Where an important change from the first score would stand, as far as the scale reaches."""
    if scale.change is None or not known:
        return Markup("")
    levels = [at for at in (known[0] - scale.change, known[0] + scale.change) if scale.low < at < scale.high]
    return group(*(line(left, _y(at, scale), width, _y(at, scale), "change-line") for at in levels))


def _mark(one: Point, x: float, scale: Scale) -> Markup:
    if one.score is None:
        return line(x - 5, BOTTOM + 7, x + 5, BOTTOM + 7, "missing")
    return node("circle", class_="point-score", cx=x, cy=_y(one.score, scale), r=5.0)


def _dates(first: date, last: date, ends: tuple[float, float], say_date: Callable[[date], str]) -> Markup:
    begin = text(ends[0], BOTTOM + 28, say_date(first), "words", "start")
    if last == first:
        return begin
    return group(begin, text(max(ends[1], ends[0] + 130), BOTTOM + 28, say_date(last), "words", "end"))
