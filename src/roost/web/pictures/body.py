"""In: an angle, measured or planned. Out: the drawing of a person on the table, head to the right, that turns about the pivot.

The session page turns the same drawing by its own script: it sets `transform` on the part with the class `tilt`.
"""

from __future__ import annotations

from math import cos, radians, sin

from markupsafe import Markup

from roost.web.pictures.svg import drawing, group, line, node

__all__ = ["HEIGHT", "PIVOT", "WIDTH", "body_parts", "body_picture", "frame"]

WIDTH, HEIGHT = 330.0, 236.0
PIVOT = (150.0, 92.0)
FLOOR = 224.0
_ARM = "M52 -16L34 -33L2 -31"


def body_parts(head_down_deg: float, *, hollow: bool = False) -> Markup:
    """The bed and the person on it, turned. Hollow is planned or last known, solid is measured."""
    x, y = PIVOT
    look = "person hollow" if hollow else "person"
    person = group(
        node("rect", class_="foot", x=-102, y=-40, width=12, height=34, rx=6),
        node("path", class_="trunk", d="M-98 -9L-52 -13L-20 -16L8 -19C24 -23 44 -22 58 -17L66 -13L66 -7L-98 -4z"),
        node("circle", class_="head", cx=84, cy=-15, r=14),
        node("path", class_="arm-edge", d=_ARM),
        node("path", class_="arm", d=_ARM),
        class_=look,
    )
    bed, lock = line(-112, 2, 106, 2, "bed"), node("path", class_="lock", d="M-84 -20L-84 0")
    turn = f"translate({x:g} {y:g}) rotate({head_down_deg:g})"
    return group(bed, person, lock, class_="tilt", transform=turn)


def frame() -> Markup:
    """The stand, the floor, the pivot and the dotted level line, none of which turns."""
    x, y = PIVOT
    return group(
        line(x, y + 2, x - 62, FLOOR, "stand"),
        line(x, y + 2, x + 62, FLOOR, "stand"),
        line(20, FLOOR, 280, FLOOR, "floor"),
        node("line", class_="level-dots", x1=x + 66, y1=y, x2=x + 150, y2=y),
    )


def _arc(head_down_deg: float) -> Markup:
    x, y = PIVOT
    far = 126.0
    end = radians(head_down_deg)
    path = f"M{x + far:.1f} {y:.1f}A{far:g} {far:g} 0 0 1 {x + far * cos(end):.1f} {y + far * sin(end):.1f}"
    number = node("text", f"{head_down_deg:g}°", class_="words number on-ground", x=x + far + 8, y=y + 26.0, text_anchor="start")
    return group(node("path", class_="angle-arc", d=path), number)


def body_picture(id_: str, head_down_deg: int, title: str, description: str, *, hollow: bool = False) -> Markup:
    """A person on the table at one angle, with the arc and the number of the angle beside it."""
    pivot = node("circle", class_="pivot", cx=PIVOT[0], cy=PIVOT[1], r=5)
    arc = _arc(head_down_deg) if head_down_deg > 0 else ""
    return drawing(id_, title, description, WIDTH, HEIGHT, frame(), body_parts(head_down_deg, hollow=hollow), pivot, arc, class_="body")
