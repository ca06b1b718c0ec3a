"""In: a curve with its band over the angle, measured points, a limit. Out: the chart of one thing that an angle changes, and its table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from roost.body.person import Range
from roost.web.pictures.svg import Picture, Table, drawing, group, line, node, text

__all__ = ["Chart", "Dot", "by_angle_picture"]

TOP, BOTTOM = 24.0, 150.0
END_DEG = 100  # past 90 there is room for dots that are all at 90
EVERY_DEG = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One measured point: the study, the angle, the change, how many people, and whether they lay first."""

    study: str
    deg: int
    change: float
    people: int
    lay: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What is drawn.

    Args:
        name: pull, heart or eye: unique on its page.
        title: a sentence.
        heads: of the table: angle, low to high, measured.
        at: the range at an angle.
        low: lowest tick.
        ticks: their values, growing.
        signed: whether a value above 0 has a plus.
        dots: measured points.
        limit_deg: from here on the ground is hatched.
        limit_words: the words at the limit.
    """

    name: str
    title: str
    heads: tuple[str, str, str]
    at: Callable[[float], Range]
    low: float
    ticks: tuple[float, ...]
    signed: bool
    dots: tuple[Dot, ...]
    limit_deg: int
    limit_words: str


def by_angle_picture(chart: Chart, deg: int, _: Callable[[str], str]) -> Picture:
    """The chart with the line of one angle.

    Args:
        chart: what is drawn.
        deg: the angle chosen.
        _: translates a text.
    """
    wide = _draw(chart, deg, "wide", 380.0, _)
    narrow = _draw(chart, deg, "narrow", 300.0, _)
    return Picture(wide=wide, narrow=narrow, table=_table(chart, _))


def say(value: float, *, signed: bool) -> str:
    """A whole number with a real minus, and a plus where changes are shown."""
    whole = round(value)
    return f"+{whole}" if signed and whole > 0 else str(whole).replace("-", "−")


def _table(chart: Chart, _: Callable[[str], str]) -> Table:
    rows = []
    for deg in range(0, 91, 15):
        made = chart.at(deg)
        found = [dot for dot in chart.dots if dot.deg == deg]
        measured = "; ".join(f"{say(dot.change, signed=chart.signed)} ({dot.study})" for dot in found) or _("not measured")
        between = _("{low} to {high}").format(low=say(made.low, signed=chart.signed), high=say(made.high, signed=chart.signed))
        rows.append((f"{deg}°", between, measured))
    for dot in chart.dots:
        if dot.deg % 15:
            rows.append((f"{dot.deg}°", "", f"{say(dot.change, signed=chart.signed)} ({dot.study})"))
    return Table(caption=chart.title, heads=chart.heads, rows=tuple(rows))


def _draw(chart: Chart, deg: int, name: str, width: float, _: Callable[[str], str]) -> Markup:
    left, high = 40.0, chart.ticks[-1]
    step, unit = (width - left) / END_DEG, (BOTTOM - TOP) / (high - chart.low)
    zero = BOTTOM + chart.low * unit

    def x(angle: float) -> float:
        return left + step * angle

    def y(value: float) -> float:
        return min(max(zero - unit * value, TOP - 8), BOTTOM + 8)

    made = chart.at(deg)
    ground, lines = _ground(chart, f"hatch-{chart.name}-{name}", x, width)
    description = _("At {deg} degrees from {low} to {high}. The table below has each angle.").format(
        deg=deg, low=say(made.low, signed=chart.signed), high=say(made.high, signed=chart.signed)
    )
    return drawing(
        f"{chart.name}-{name}",
        chart.title,
        description,
        width,
        BOTTOM + 34,
        *ground,
        *(line(left, y(tick), width, y(tick), "zero" if tick == 0 else "grid") for tick in chart.ticks),
        *_curve(chart, x, y),
        lines,
        *(text(left - 8, y(tick) + 5, say(tick, signed=chart.signed), "words", "end") for tick in chart.ticks),
        *(text(x(tick), BOTTOM + 26, f"{tick}°") for tick in (0, 30, 60, 90)),
        line(x(chart.limit_deg), TOP - 8, x(chart.limit_deg), BOTTOM, "limit"),
        text(min(x(chart.limit_deg) + 6, width - 118), TOP - 10, chart.limit_words, "words bold", "start"),
        *_dots(chart.dots, x, y),
        _now(chart.name, made, deg, left, step, zero, unit, y),
        class_="by-angle",
    )


def _ground(chart: Chart, hatch: str, x: Callable[[float], float], width: float) -> tuple[list[Markup], Markup]:
    """Beyond the limit: the sunk ground, and the lines that go over band and curve."""
    start = x(chart.limit_deg)
    pattern = node(
        "pattern",
        node("path", class_="hatch-line", d="M0 8L8 0"),
        id=hatch, width=8, height=8, patternUnits="userSpaceOnUse",
    )  # fmt: skip
    box = {"x": start, "y": TOP - 4, "width": width - start, "height": BOTTOM - TOP + 4}
    return [node("defs", pattern), node("rect", class_="beyond", **box)], node("rect", class_="hatched", fill=f"url(#{hatch})", **box)


def _curve(chart: Chart, x: Callable[[float], float], y: Callable[[float], float]) -> list[Markup]:
    """Band and middle line; beyond 90 they run on level."""
    points = [(deg, chart.at(deg)) for deg in range(0, 91, EVERY_DEG)]
    points.append((END_DEG, points[-1][1]))
    upper = [f"{x(deg):.1f} {y(made.high):.1f}" for deg, made in points]
    lower = [f"{x(deg):.1f} {y(made.low):.1f}" for deg, made in reversed(points)]
    middle = [f"{x(deg):.1f} {y(made.median):.1f}" for deg, made in points]
    return [
        node("path", class_="model-band", d=f"M{'L'.join(upper + lower)}z"),
        node("path", class_="model-line", d=f"M{'L'.join(middle)}"),
    ]


def _dots(dots: Sequence[Dot], x: Callable[[float], float], y: Callable[[float], float]) -> list[Markup]:
    """Filled: lay first; open: sat or stood. Those at 90 degrees stand side by side, over a bar."""
    straight = [dot for dot in dots if dot.deg == 90]
    places = {id(dot): 84 + 14 * (i + 0.5) / len(straight) for i, dot in enumerate(straight)}
    found = [
        node(
            "circle", class_="measured-lay" if dot.lay else "measured-up", cx=x(places.get(id(dot), dot.deg)), cy=y(dot.change),
            r=4 + min(dot.people, 80) ** 0.5 / 3,
        )
        for dot in dots
    ]  # fmt: skip
    return [*found, line(x(84), BOTTOM + 8, x(98), BOTTOM + 8, "at-90")] if straight else found


def _now(name: str, made: Range, deg: int, left: float, step: float, zero: float, unit: float, y: Callable[[float], float]) -> Markup:
    """The line of the angle; the page's script finds here how to move it."""
    place = left + step * deg
    return group(
        line(place, TOP - 8, place, BOTTOM, "now-line"),
        line(place, y(made.low), place, y(made.high), "now-range"),
        node("circle", class_="now-dot", cx=place, cy=y(made.median), r=5),
        data_chart=name, data_left=left, data_step=f"{step:.4f}", data_zero=f"{zero:.4f}", data_unit=f"{unit:.4f}",
    )  # fmt: skip
