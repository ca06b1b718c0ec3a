"""In: a plan's rungs and the person's limit. Out: the picture of the ladder: depth is the angle, number the minutes, dots the bouts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from roost.plan.plan import Rung
from roost.web.pictures.svg import Picture, Table, drawing, group, hanging, line, node, text

__all__ = ["ladder_picture", "minutes"]

_KIND = {"done": "bar-done", "now": "bar-now"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Where things stand in one of the two drawings."""

    name: str
    width: float
    left: float
    top: float
    per_degree: float
    bar: float  # share of a step that the bar takes
    wide: bool

    def y(self, head_down_deg: float) -> float:
        return self.top + head_down_deg * self.per_degree


def _grid(deepest: int, *, wide: bool) -> _Grid:
    if wide:
        return _Grid(name="wide", width=600, left=46, top=22, per_degree=min(7.4, 330 / deepest), bar=0.74, wide=True)
    return _Grid(name="narrow", width=290, left=36, top=22, per_degree=min(5.2, 250 / deepest), bar=0.72, wide=False)


def minutes(seconds: int) -> str:
    """Seconds as a figure in minutes: 60 is 1, 90 is 1.5.

    >>> minutes(60), minutes(90)
    ('1', '1.5')
    """
    return f"{seconds / 60:.1f}".removesuffix(".0")


def ladder_picture(rungs: Sequence[Rung], limit_deg: int, _: Callable[[str], str]) -> Picture:
    """The ladder, as far as the person's limit lets it go.

    Args:
        rungs: at least one.
        limit_deg: the person's limit in degrees below level.
        _: translates a text.
    """
    deepest = max(limit_deg, *(rung.dose.head_down_deg for rung in rungs))
    wide, narrow = _grid(deepest, wide=True), _grid(deepest, wide=False)
    return Picture(wide=_draw(rungs, limit_deg, _, wide), narrow=_draw(rungs, limit_deg, _, narrow), table=_table(rungs, _))


def _table(rungs: Sequence[Rung], _: Callable[[str], str]) -> Table:
    words = {"done": _("done"), "now": _("now")}
    rows = tuple(
        (
            str(rung.step),
            f"{rung.dose.head_down_deg}°",
            minutes(rung.dose.bout_s),
            str(rung.dose.bouts),
            words.get(rung.state, _("to come")),
        )
        for rung in rungs
    )
    heads = (_("Step"), _("Degrees below level"), _("Minutes at a time"), _("How many times"), _("State"))
    return Table(caption=_("The steps of your plan"), heads=heads, rows=rows)


def _words(rungs: Sequence[Rung], limit_deg: int, _: Callable[[str], str]) -> tuple[str, str]:
    here = next((rung for rung in rungs if rung.state == "now"), None)
    title = _("The steps of your plan hang below the level line")
    deepest = max(rung.dose.head_down_deg for rung in rungs)
    more = _("{n} steps, down to {deepest}°. Your limit is {limit}°.").format(n=len(rungs), deepest=deepest, limit=limit_deg)
    if here is None:
        return title, more
    now = _("You are on step {step}: {deg}° below level, {min} minutes at a time, {n} times.").format(
        step=here.step, deg=here.dose.head_down_deg, min=minutes(here.dose.bout_s), n=here.dose.bouts
    )
    return title, f"{more} {now}"


def _draw(rungs: Sequence[Rung], limit_deg: int, _: Callable[[str], str], grid: _Grid) -> Markup:
    deepest = max(limit_deg, *(rung.dose.head_down_deg for rung in rungs))
    bottom = max(grid.y(deepest + 4), grid.y(limit_deg) + 28)
    step = (grid.width - grid.left) / max(len(rungs), 6)
    parts = [_scale(deepest, grid), _limit(limit_deg, bottom, _, grid)]
    parts += [_bar(rung, grid.left + index * step, step, _, grid) for index, rung in enumerate(rungs)]
    parts += [
        _foot(rung, grid.left + (index + 0.5) * step, bottom, index, _, grid, few=len(rungs) <= 8) for index, rung in enumerate(rungs)
    ]
    parts += [
        line(grid.left - 4, grid.top, grid.width, grid.top, "level"),
        text(grid.left - 8, bottom + 24, _("step"), "words", "end"),
    ]
    title, description = _words(rungs, limit_deg, _)
    return drawing(f"ladder-{grid.name}", title, description, grid.width, bottom + 48, *parts)


def _scale(deepest: int, grid: _Grid) -> Markup:
    every = 10 if deepest <= 30 else 20
    marks = [
        group(
            line(grid.left, grid.y(deg), grid.width, grid.y(deg), "grid"), text(grid.left - 8, grid.y(deg) + 5, f"{deg}°", "words", "end")
        )
        for deg in range(every, deepest + 1, every)
    ]
    return group(*marks, text(grid.left - 8, grid.top + 5, "0°", "words", "end"))


def _limit(limit_deg: int, bottom: float, _: Callable[[str], str], grid: _Grid) -> Markup:
    y = grid.y(limit_deg)
    return group(
        node("rect", class_="beyond", x=grid.left, y=y, width=grid.width - grid.left, height=bottom - y),
        line(grid.left, y, grid.width, y, "limit"),
        text(grid.width - 6, y + 20, _("your limit: {deg}°").format(deg=limit_deg), "words bold", "end"),
    )


def _bar(rung: Rung, x: float, step: float, _: Callable[[str], str], grid: _Grid) -> Markup:
    kind = _KIND.get(rung.state, "bar-to-come")
    width = step * grid.bar
    left, middle = x + (step - width) / 2, x + step / 2
    on = "on-bar" if rung.state == "done" else "on-paper"
    with_unit = width >= 36
    dots_at = grid.top + (54 if with_unit else 36)
    gap = min(11.0, width / max(rung.dose.bouts, 2))
    first = middle - gap * (rung.dose.bouts - 1) / 2
    return group(
        hanging(left, grid.top, width, rung.dose.head_down_deg * grid.per_degree, kind, corner=11),
        text(middle, grid.top + 23, minutes(rung.dose.bout_s), f"words number {on}"),
        text(middle, grid.top + 40, _("min"), f"words {on}") if with_unit else "",
        *(node("circle", class_=f"dot {on}", cx=first + gap * n, cy=dots_at, r=min(4.0, gap * 0.36)) for n in range(rung.dose.bouts)),
    )


def _foot(rung: Rung, middle: float, bottom: float, index: int, _: Callable[[str], str], grid: _Grid, *, few: bool) -> Markup:
    now = rung.state == "now"
    shown = grid.wide or few or index % 2 == 0 or now
    return group(
        text(middle, bottom + 24, rung.step, "words bold" if now else "words") if shown else "",
        text(middle, bottom + 43, _("now"), "words bold") if now else "",
    )
