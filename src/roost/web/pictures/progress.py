"""In: the days of a diary. Out: the chart of every day: pain, sessions and events. It draws what was entered and works nothing out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from roost.web.pictures.svg import Picture, Table, drawing, group, hanging, line, node, text

__all__ = ["ChartDay", "ChartEvent", "progress_picture"]

WORST = 10
LEVEL = 14.0  # where sessions and events hang from
BEAM = 62.0
PLOT_TOP = 74.0  # where a pain of 10 stands; clear of the beam
PLOT_HEIGHT = 168.0
PLOT_BOTTOM = PLOT_TOP + PLOT_HEIGHT


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartEvent:
    """One adverse event: its name in words, and its grade 1 to 3."""

    name: str
    grade: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartDay:
    """One day. `pain` is 0 to 10, None when nothing was entered: that is never zero. `sessions` is how many there were.

    `later` is True for a figure that was filled in later, `to_come` for a day that has not been yet.
    """

    day: date
    pain: int | None
    sessions: int = 0
    events: tuple[ChartEvent, ...] = ()
    later: bool = False
    to_come: bool = False


def progress_picture(days: Sequence[ChartDay], _: Callable[[str], str], say_date: Callable[[date], str]) -> Picture:
    """Every day from the first to the last given.

    Args:
        days: one after the other, at least one.
        _: translates a text.
        say_date: a date in words.
    """
    wide = _draw(days, _, say_date, "wide", width=640, left=34)
    narrow = _draw(days, _, say_date, "narrow", width=300, left=28)
    return Picture(wide=wide, narrow=narrow, table=_table(days, _, say_date))


def _table(days: Sequence[ChartDay], _: Callable[[str], str], say_date: Callable[[date], str]) -> Table:
    rows = tuple(
        (
            say_date(one.day),
            (str(one.pain) if not one.later else _("{n}, filled in later").format(n=one.pain))
            if one.pain is not None
            else _("not filled in"),
            str(one.sessions),
            ", ".join(_("{name} (grade {n})").format(name=event.name, n=event.grade) for event in one.events) or _("none"),
        )
        for one in reversed(days)
        if not one.to_come
    )
    heads = (_("Day"), _("Pain, 0 to 10"), _("Sessions"), _("Trouble"))
    return Table(caption=_("Every day, the newest first"), heads=heads, rows=rows)


def _draw(
    days: Sequence[ChartDay], _: Callable[[str], str], say_date: Callable[[date], str], name: str, *, width: float, left: float
) -> Markup:
    step = (width - left) / max(len(days), 14)
    filled = sum(one.pain is not None for one in days)
    title = _("Your pain from 0 to 10, day by day")
    description = _("{n} of {m} days are filled in. Sessions: {s}. Days with trouble: {t}. The table below has each day.").format(
        n=filled, m=sum(not one.to_come for one in days), s=sum(one.sessions for one in days), t=sum(bool(one.events) for one in days)
    )
    marks = [_day(one, left + step * index, step) for index, one in enumerate(days)]
    zero = line(left - 4, PLOT_BOTTOM, width, PLOT_BOTTOM, "zero")
    level = line(left - 4, LEVEL, width, LEVEL, "level")
    parts = [_axis(left, width), *(_ground(one, left + step * n, step) for n, one in enumerate(days)), zero, *marks, level]
    return drawing(f"progress-{name}", title, description, width, PLOT_BOTTOM + 40, *parts, _dates(days, left, step, say_date))


def _y(pain: float) -> float:
    return PLOT_BOTTOM - PLOT_HEIGHT * pain / WORST


def _axis(left: float, width: float) -> Markup:
    lines = [line(left, _y(pain), width, _y(pain), "grid") for pain in (5, 10)]
    ticks = [text(left - 8, _y(pain) + 5, pain, "words", "end") for pain in (0, 5, 10)]
    return group(*lines, *ticks)


def _ground(one: ChartDay, x: float, step: float) -> Markup:
    if not one.sessions:
        return Markup("")
    band = node("rect", class_="band", x=x, y=BEAM, width=step, height=PLOT_BOTTOM - BEAM)
    return group(band, line(x, BEAM, x + step, BEAM, "beam"))


def _day(one: ChartDay, x: float, step: float) -> Markup:
    middle = x + step / 2
    width = min(step * 0.78, 20.0)
    tab = hanging(middle - width / 2, LEVEL, width, 16, "week-on", corner=5) if one.sessions else ""
    return group(tab, _event(one, middle, width), _mark(one, middle, step))


def _event(one: ChartDay, middle: float, width: float) -> Markup:
    if not one.events:
        return Markup("")
    grade = max(event.grade for event in one.events)
    top = LEVEL + (18 if one.sessions else 0)
    wide = max(width, 12.0)
    return group(
        hanging(middle - wide / 2, top, wide, 24, "event", corner=5),
        text(middle, top + 17, grade, "words small on-bar bold"),
    )


def _mark(one: ChartDay, middle: float, step: float) -> Markup:
    size = min(5.0, max(2.4, step * 0.36))
    if one.to_come:
        return Markup("")
    if one.pain is None:
        return line(middle - size, PLOT_BOTTOM + 7, middle + size, PLOT_BOTTOM + 7, "missing")
    if one.sessions:
        return node("circle", class_="point-on", cx=middle, cy=_y(one.pain), r=size)
    return node("rect", class_="point-off", x=middle - size, y=_y(one.pain) - size, width=2 * size, height=2 * size)


def _dates(days: Sequence[ChartDay], left: float, step: float, say_date: Callable[[date], str]) -> Markup:
    first = text(left, PLOT_BOTTOM + 32, say_date(days[0].day), "words", "start")
    if len(days) < 2:
        return first
    end = left + step * len(days)
    return group(first, text(end, PLOT_BOTTOM + 32, say_date(days[-1].day), "words", "end"))
