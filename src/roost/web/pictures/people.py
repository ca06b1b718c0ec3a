"""In: four numbers that add up to 100. Out: 100 people as icons: helped enough, helped a little, a little worse, worse enough to matter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

from roost.web.pictures.svg import Picture, Table, drawing, group, node

__all__ = ["KINDS", "people_picture"]

KINDS = ("helped", "helped-less", "worse-little", "worse")  # classes of the style sheet; each has a shape of its own too
STEP, ROW = 26.0, 30.0
PERSON = "M-4.5-7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0zM-7 10V3a7 5.5 0 0 1 14 0v7z"
CROSS = "M-6-8L6 9M6-8L-6 9"


def people_picture(counts: Sequence[int], words: Sequence[str], _: Callable[[str], str]) -> Picture:
    """The picture, with its table.

    Args:
        counts: how many of each of `KINDS`; together 100.
        words: what each kind is.
        _: translates a text.
    """
    kinds = [kind for kind, n in zip(KINDS, counts, strict=True) for _one in range(n)]
    title = _("Of 100 people with a diary like yours")
    told = " ".join(f"{n}: {say}." for n, say in zip(counts, words, strict=True))
    rows = tuple((say, str(n)) for n, say in zip(counts, words, strict=True))
    table = Table(caption=title, heads=(_("What becomes of them"), _("How many")), rows=rows)
    wide, narrow = (_draw(kinds, title, told, name, across) for name, across in (("wide", 20), ("narrow", 10)))
    return Picture(wide=wide, narrow=narrow, table=table)


def _draw(kinds: Sequence[str], title: str, told: str, name: str, across: int) -> Markup:
    people = [_person(kind, STEP * (n % across + 0.5), ROW * (n // across + 0.5)) for n, kind in enumerate(kinds)]
    return drawing(f"people-{name}", title, told, STEP * across, ROW * len(kinds) / across, *people)


def _person(kind: str, x: float, y: float) -> Markup:
    ground = node("rect", class_="person-ground", x=-8.0, y=-11.0, width=16.0, height=23.0, rx=2.0) if kind == "worse" else ""
    shape = node("path", class_="person-mark", d=CROSS if kind.startswith("worse") else PERSON)
    return group(ground, shape, class_=f"person-{kind}", transform=f"translate({x:g} {y:g})")
