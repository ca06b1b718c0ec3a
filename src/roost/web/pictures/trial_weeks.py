"""In: the parts of a test. Out: tabs hanging from the level line, in pairs: long with what is tested, short without, "?" undrawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from roost.web.pictures.svg import Picture, Table, drawing, group, hanging, line, node, text

__all__ = ["TestWeek", "trial_weeks_picture", "undrawn_picture"]

TOP = 24.0
LONG, SHORT, UNKNOWN = 52.0, 18.0, 34.0
ROW = TOP + LONG + 60  # the height of one row, with numbers and pairs below


@dataclass(frozen=True, slots=True, kw_only=True)
class TestWeek:
    """One part of a test: its pair, what it is, its days in words, and whether it is done, now or to come.

    `is_tested` is None before the draw: nobody knows.
    """

    __test__ = False

    pair: int
    arm: str
    days: str
    is_tested: bool | None
    state: str


def trial_weeks_picture(weeks: Sequence[TestWeek], _: Callable[[str], str]) -> Picture:
    """The weeks of a test that was drawn.

    Args:
        weeks: in order, at least one.
        _: translates a text.
    """
    states = {"done": _("over"), "now": _("now"), "to_come": _("still to come")}
    rows = tuple((str(n), week.arm, week.days, states[week.state]) for n, week in enumerate(weeks, 1))
    table = Table(caption=_("The weeks of your test"), heads=(_("Part"), _("What"), _("Days"), _("When")), rows=rows)
    now = next((n for n, week in enumerate(weeks, 1) if week.state == "now"), None)
    told = _("{n} parts, in the order that chance drew.").format(n=len(weeks))
    if now is not None:
        told = f"{told} {_('Part {n} is now: {arm}.').format(n=now, arm=weeks[now - 1].arm)}"
    title = _("The weeks of your test hang from the level line")
    wide = _draw(weeks, _, title, told, "wide", 560, max(8, len(weeks)))
    return Picture(wide=wide, narrow=_draw(weeks, _, title, told, "narrow", 290, 8), table=table)


def undrawn_picture(pairs: int, _: Callable[[str], str]) -> Picture:
    """As many weeks as a test will have, all of one length, so that no order can be guessed."""
    weeks = [TestWeek(pair=n // 2 + 1, arm="", days="", is_tested=None, state="to_come") for n in range(2 * pairs)]
    rows = tuple((str(n), str(week.pair), _("nobody knows yet")) for n, week in enumerate(weeks, 1))
    table = Table(caption=_("The weeks before the draw"), heads=(_("Part"), _("Pair"), _("What")), rows=rows)
    told = _("{n} parts in {pairs} pairs. Nobody knows the order yet.").format(n=len(weeks), pairs=pairs)
    drawn = [_draw(weeks, _, _("The weeks before the draw"), told, name, 330, 8) for name in ("wide", "narrow")]
    return Picture(wide=drawn[0], narrow=drawn[1], table=table)


def _draw(weeks: Sequence[TestWeek], _: Callable[[str], str], title: str, told: str, name: str, width: float, in_row: int) -> Markup:
    step = width / in_row
    numbered = list(enumerate(weeks))
    rows = [numbered[at : at + in_row] for at in range(0, len(weeks), in_row)]
    drawn = [_row(row, _, step, width, n * ROW) for n, row in enumerate(rows)]
    return drawing(f"test-weeks-{name}", title, told, width, ROW * len(rows), *drawn)


def _row(row: Sequence[tuple[int, TestWeek]], _: Callable[[str], str], step: float, width: float, down: float) -> Markup:
    tabs = [_tab(week, number, place * step, step) for place, (number, week) in enumerate(row)]
    pairs = []
    for pair, found in groupby(enumerate(row), key=lambda one: one[1][1].pair):
        places = [place for place, _one in found]
        pairs.append(_bracket(pair, _, places[0] * step, (places[-1] + 1) * step))
    return group(*tabs, *pairs, line(0, TOP, width, TOP, "level"), transform=f"translate(0 {down:g})")


def _bracket(pair: int, _: Callable[[str], str], left: float, right: float) -> Markup:
    y = TOP + LONG + 30
    path = node("path", class_="pair-line", d=f"M{left + 3:.1f} {y:g}v5H{right - 3:.1f}v-5")
    return group(path, text((left + right) / 2, y + 22, _("pair {n}").format(n=pair), "words"))


def _tab(week: TestWeek, index: int, left: float, step: float) -> Markup:
    x, width = left + step * 0.06, step * 0.88
    middle = x + width / 2
    depth = UNKNOWN if week.is_tested is None else LONG if week.is_tested else SHORT
    arm = "on" if week.is_tested else "off"
    kind = {"done": f"week-{arm}", "now": f"week-{arm} week-now"}.get(week.state, f"week-{arm}-to-come")
    arrow = node("path", class_="now-arrow", d=f"M{middle - 8:.1f} 6h16l-8 10z") if week.state == "now" else ""
    unknown = text(middle, TOP + 23, "?", "words bold") if week.is_tested is None else ""
    number = text(middle, TOP + LONG + 22, index + 1, "words bold" if week.state == "now" else "words")
    return group(hanging(x, TOP, width, depth, kind, corner=10), arrow, unknown, number)
