"""In: an answer's middle, spread and intervals, and the important change. Out: how sure it is: less pain on the left, both lines dashed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp

from markupsafe import Markup

from roost.web.pictures.svg import Picture, Table, drawing, group, line, node, text

__all__ = ["Sure", "posterior_picture"]

TOP, HEIGHT = 34.0, 120.0
BASE = TOP + HEIGHT
POINTS = 60  # of the curve


@dataclass(frozen=True, slots=True, kw_only=True)
class Sure:
    """The effect in points, below 0 is less pain: mean, standard deviation, the middle 50 and 95 of 100, and what is enough to matter."""

    mean: float
    sd: float
    ci50: tuple[float, float]
    ci95: tuple[float, float]
    important: float


def posterior_picture(sure: Sure, _: Callable[[str], str]) -> Picture:
    """The curve, drawn as a bell of that mean and spread, with its bars as they are.

    Args:
        sure: the figures.
        _: translates a text.
    """
    rows = (
        (_("Half of the time between"), _said(sure.ci50)),
        (_("95 of 100 times between"), _said(sure.ci95)),
        (_("Middle"), _minus(f"{sure.mean:+.1f}")),
        (_("Enough to matter"), _minus(f"{-sure.important:+g}")),
    )
    table = Table(caption=_("The change in points, below 0 is less pain"), heads=(_("What"), _("Points")), rows=rows)
    return Picture(wide=_draw(sure, _, "wide", 440), narrow=_draw(sure, _, "narrow", 300), table=table)


def _minus(number: str) -> str:
    return number.replace("-", "−")


def _said(ends: tuple[float, float]) -> str:
    return _minus(f"{ends[0]:+.1f} | {ends[1]:+.1f}")


def _draw(sure: Sure, _: Callable[[str], str], name: str, width: float) -> Markup:
    reach = max(abs(sure.mean) + 3.2 * sure.sd, 1.4 * sure.important, 1.0)

    def x(points: float) -> float:
        return width / 2 + (width / 2 - 16) * points / reach

    def y(points: float) -> float:
        return BASE - (HEIGHT - 10) * exp(-0.5 * ((points - sure.mean) / sure.sd) ** 2)

    def area(low: float, high: float, kind: str) -> Markup:
        steps = [low + (high - low) * i / POINTS for i in range(POINTS + 1)]
        path = "L".join(f"{x(one):.1f} {y(one):.1f}" for one in steps)
        return node("path", class_=kind, d=f"M{x(low):.1f} {BASE:g}L{path}L{x(high):.1f} {BASE:g}z")

    def bar(ends: tuple[float, float], kind: str) -> Markup:
        return line(x(max(ends[0], -reach)), BASE + 34, x(min(ends[1], reach)), BASE + 34, kind)

    m = sure.important
    parts = [area(-reach, -m, "sure-helps"), area(-m, 0, "sure-less"), area(0, m, "sure-little-worse"), area(m, reach, "sure-worse")]
    dashed = [line(x(one), TOP - 8, x(one), BASE, "sure-enough") for one in (-m, m)]
    whole = range(-int(reach), int(reach) + 1, max(1, round(reach / 3)))
    ticks = [text(x(one), BASE + 20, _minus(f"{one:+d}") if one else "0") for one in whole if abs(one) <= reach]
    helps = _("help that matters")
    words = [
        text(x(-m) - 6, TOP - 12, helps, "words bold", "end") if x(-m) > 140 else text(4, TOP - 24, helps, "words bold", "start"),
        text(x(0), TOP - 12, _("same"), "words"),
        text(x(m) + 6, TOP - 12, _("harm"), "words bold", "start"),
        text(4, BASE + 58, _("less pain"), "words", "start"),
        text(width - 4, BASE + 58, _("more pain"), "words", "end"),
    ]
    told = _("The middle is {mean} points. 95 of 100 lie between {low} and {high}. Below 0 is less pain.").format(
        mean=_minus(f"{sure.mean:+.1f}"), low=_minus(f"{sure.ci95[0]:+.1f}"), high=_minus(f"{sure.ci95[1]:+.1f}")
    )
    ground = [line(0, BASE, width, BASE, "zero"), *dashed, line(x(0), TOP - 8, x(0), BASE + 4, "zero")]
    drawn = group(*parts, *ground, *ticks, bar(sure.ci95, "sure-95"), bar(sure.ci50, "sure-50"), *words)
    return drawing(f"sure-{name}", _("How sure we are of the change"), told, width, BASE + 66, drawn)
