"""In: weeks, and what each was. Out: a strip of tabs hanging from the level line: long with the table, short without, dashed to come."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from roost.web.pictures.svg import Picture, Table, drawing, group, hanging, line, node, text

__all__ = ["Week", "weeks_picture"]

TOP = 24.0
LONG, SHORT = 52.0, 18.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """One week: its first day, how many sessions it had, how many days have an entry, and whether it is done, now or to come."""

    first: date
    sessions: int
    entries: int
    state: str

    @property
    def is_inversion(self) -> bool:
        """Whether the table was used in it."""
        return self.sessions > 0


def weeks_picture(weeks: Sequence[Week], _: Callable[[str], str], say_date: Callable[[date], str]) -> Picture:
    """The strip of the person's weeks.

    Args:
        weeks: in order, at least one.
        _: translates a text.
        say_date: a date in words.
    """
    rows = tuple((_("{n}, from {day}").format(n=n, day=say_date(w.first)), str(w.sessions), str(w.entries)) for n, w in enumerate(weeks, 1))
    table = Table(caption=_("Your weeks"), heads=(_("Week"), _("Sessions"), _("Diary days filled in")), rows=rows)
    return Picture(wide=_draw(weeks, _, "wide", 560), narrow=_draw(weeks, _, "narrow", 290), table=table)


def _draw(weeks: Sequence[Week], _: Callable[[str], str], name: str, width: float) -> Markup:
    step = width / max(len(weeks), 8)
    with_table = sum(week.is_inversion for week in weeks)
    title = _("Your weeks hang from the level line")
    description = _("{n} weeks. {m} of them with sessions on the table.").format(n=len(weeks), m=with_table)
    tabs = [_tab(week, index, step) for index, week in enumerate(weeks)]
    return drawing(f"weeks-{name}", title, description, width, TOP + LONG + 28, *tabs, line(0, TOP, width, TOP, "level"))


def _tab(week: Week, index: int, step: float) -> Markup:
    x, width = index * step + step * 0.06, step * 0.88
    middle = x + width / 2
    depth = LONG if week.is_inversion else SHORT
    arm = "on" if week.is_inversion else "off"
    kind = {"done": f"week-{arm}", "now": f"week-{arm} week-now"}.get(week.state, f"week-{arm}-to-come")
    arrow = node("path", class_="now-arrow", d=f"M{middle - 8:.1f} 6h16l-8 10z") if week.state == "now" else ""
    number = text(middle, TOP + 32, week.sessions, "words number on-paper" if week.state == "now" else "words number on-bar")
    return group(
        hanging(x, TOP, width, depth, kind, corner=10),
        arrow,
        number if week.is_inversion else "",
        text(middle, TOP + LONG + 22, index + 1, "words bold" if week.state == "now" else "words"),
    )
