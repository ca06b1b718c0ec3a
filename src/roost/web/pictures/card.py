"""In: the angle that the stop is to be set for. Out: the card to print: a thread with a weight shows how far the bed hangs below level."""

from __future__ import annotations

import math
from collections.abc import Callable

from markupsafe import Markup

from roost.plan.caps import HEAD_DOWN_DEG
from roost.web.pictures.svg import drawing, group, line, node, text

__all__ = ["card_picture"]

WIDTH, HEIGHT = 640, 440
HOLE = (320.0, 44.0)
ARC = 320.0
LONG, SHORT = 30, 16
EDGE = 70  # degrees on each side of the middle that the card shows


def _at(deg: float, radius: float) -> tuple[float, float]:
    """A point below the hole; a positive angle lies to the right."""
    turn = math.radians(deg)
    return HOLE[0] + radius * math.sin(turn), HOLE[1] + radius * math.cos(turn)


def _mark(deg: int, radius: float, class_: str) -> Markup:
    return line(*_at(deg, ARC), *_at(deg, radius), class_)


def _arc() -> Markup:
    (x1, y1), (x2, y2) = _at(-EDGE, ARC), _at(EDGE, ARC)
    return node("path", class_="card-line", d=f"M{x1:.1f} {y1:.1f}A{ARC:.0f} {ARC:.0f} 0 0 0 {x2:.1f} {y2:.1f}", fill="none")


def _scale() -> Markup:
    marks = [
        _mark(side * deg, ARC - (LONG if deg % 10 == 0 else SHORT), "card-line")
        for deg in range(0, HEAD_DOWN_DEG + 1, 5)
        for side in ((1, -1) if deg else (1,))
    ]
    figures = [
        text(*_at(side * deg, ARC - LONG - 16), f"{deg}°", "card-figure")
        for deg in range(0, HEAD_DOWN_DEG + 1, 10)
        for side in ((1, -1) if deg else (1,))
    ]
    return group(*marks, *figures)


def _planned(deg: int) -> Markup:
    """A bold line from the hole on both sides: the card fits either side of the table."""
    return group(*(line(*HOLE, *_at(side * deg, ARC + 14), "card-plan") for side in (1, -1)))


def card_picture(planned_deg: int | None, _: Callable[[str], str]) -> Markup:
    """The card. It shows angles, so it may be printed in any size.

    Args:
        planned_deg: the angle of the next dose, marked in bold; None where there is none.
        _: translates a text.
    """
    title = _("A card with a round scale from 0 to {most} degrees on both sides of the middle").format(most=HEAD_DOWN_DEG)
    more = _("The thread hangs from the hole at the top. At level it falls on 0.")
    if planned_deg is not None:
        more += " " + _("Your plan of {deg}° is marked with a thick line.").format(deg=planned_deg)
    top = node("rect", class_="card-edge", x=4, y=4, width=WIDTH - 8, height=HEIGHT - 8, fill="none")
    return drawing(
        "card",
        title,
        more,
        WIDTH,
        HEIGHT,
        top,
        text(HOLE[0], 26, _("This edge along the bed"), "card-words"),
        _planned(planned_deg) if planned_deg is not None else "",
        _arc(),
        _scale(),
        node("circle", class_="card-hole", cx=HOLE[0], cy=HOLE[1], r=5.0),
        text(HOLE[0], HEIGHT - 30, _("degrees below level"), "card-words"),
        class_="card-picture",
    )
