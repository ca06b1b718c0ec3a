"""In: the days of a test with their parts. Out: every day: dots in the weeks of what is tested, squares in the others, and the means."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from roost.web.pictures.svg import Picture, Table, drawing, group, line, node, text

__all__ = ["StripDay", "StripPart", "strip_picture"]

TOP, HEIGHT, WORST = 30.0, 168.0, 10
BASE = TOP + HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class StripDay:
    """One day: its date in words, and the pain, None where nothing was entered."""

    date: str
    pain: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StripPart:
    """One part of a test: its number, what it is in words, whether that is what is tested, its days, and their mean (None without one)."""

    number: int
    arm: str
    is_tested: bool
    days: tuple[StripDay, ...]
    mean: float | None


def strip_picture(parts: Sequence[StripPart], _: Callable[[str], str]) -> Picture:
    """Every day of a test; on a narrow screen in rows.

    Args:
        parts: in their order, at least one, each with at least one day.
        _: translates a text.
    """
    empty = _("not filled in")
    rows = tuple(
        (day.date, str(part.number), part.arm, empty if day.pain is None else str(day.pain)) for part in parts for day in part.days
    )
    table = Table(caption=_("Every day of your test"), heads=(_("Day"), _("Part"), _("What"), _("Pain, 0 to 10")), rows=rows)
    return Picture(wide=_draw(parts, _, "wide", 900, len(parts)), narrow=_draw(parts, _, "narrow", 300, 4), table=table)


def _draw(parts: Sequence[StripPart], _: Callable[[str], str], name: str, width: float, in_row: int) -> Markup:
    rows = [parts[at : at + in_row] for at in range(0, len(parts), in_row)]
    most = max(sum(len(part.days) for part in row) for row in rows)
    step = (width - 30) / most
    means = "; ".join(f"{part.number}, {part.arm}: {part.mean:.1f}" for part in parts if part.mean is not None)
    told = _("The mean of each part. {means}. The table below has each day.").format(means=means)
    drawn = [group(*_row(row, step, width), transform=f"translate(0 {n * (BASE + 34):g})") for n, row in enumerate(rows)]
    return drawing(f"strip-{name}", _("Your pain from 0 to 10 on every day of the test"), told, width, len(rows) * (BASE + 34), *drawn)


def _y(pain: float) -> float:
    return BASE - HEIGHT * pain / WORST


def _row(row: Sequence[StripPart], step: float, width: float) -> list[Markup]:
    grid = [line(28, _y(pain), width, _y(pain), "grid") for pain in (5, 10)]
    ticks = [text(22, _y(pain) + 5, pain, "words", "end") for pain in (0, 5, 10)]
    found, left = [], 30.0
    for part in row:
        found.append(_part(part, left, step))
        left += step * len(part.days)
    return [*grid, *found, *ticks, line(28, BASE, width, BASE, "zero")]


def _part(part: StripPart, left: float, step: float) -> Markup:
    width = step * len(part.days)
    band = [node("rect", class_="band", x=left, y=TOP, width=width, height=HEIGHT), line(left, TOP, left + width, TOP, "beam")]
    mean = [] if part.mean is None else [line(left + 3, _y(part.mean), left + width - 3, _y(part.mean), "mean-line")]
    marks = [_mark(day.pain, part.is_tested, left + step * (n + 0.5), step) for n, day in enumerate(part.days)]
    return group(*(band if part.is_tested else []), *marks, *mean, text(left + width / 2, BASE + 24, part.number))


def _mark(pain: int | None, is_tested: bool, x: float, step: float) -> Markup:
    size = min(4.6, max(2.4, step * 0.36))
    if pain is None:
        return line(x - size, BASE + 7, x + size, BASE + 7, "missing")
    if is_tested:
        return node("circle", class_="point-on", cx=x, cy=_y(pain), r=size)
    return node("rect", class_="point-off", x=x - size, y=_y(pain) - size, width=2 * size, height=2 * size)
