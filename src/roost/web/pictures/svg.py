"""In: names, attributes and text. Out: SVG markup with all text escaped, and Picture, which is a drawing with its words and its table.

Colours are classes that the style sheet maps to tokens, so that dark mode and forced colours work and no inline style is needed.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

__all__ = ["Picture", "Table", "drawing", "group", "hanging", "line", "node", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The same facts as a picture, in rows. The first cell of a row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One fact drawn twice, wide and narrow, so that no text is shrunk; and its table."""

    wide: Markup
    narrow: Markup
    table: Table


def _value(value: object) -> str:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)


def node(name: str, *inside: object, **attributes: object) -> Markup:
    """One element. `class_` stands for class, an underscore in a name for a hyphen; an attribute that is None is left out.

    >>> node("text", "a < b", class_="ink", x=1.0, text_anchor="end")
    Markup('<text class="ink" x="1" text-anchor="end">a &lt; b</text>')
    """
    given = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-") if key != "viewBox" else key, _value(value))
        for key, value in attributes.items()
        if value is not None
    )
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), given, Markup("").join(escape(part) for part in inside))


def group(*inside: object, **attributes: object) -> Markup:
    """Elements that belong together."""
    return node("g", *inside, **attributes)


def line(x1: float, y1: float, x2: float, y2: float, class_: str) -> Markup:
    """A straight line."""
    return node("line", class_=class_, x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2))


def text(x: float, y: float, words: object, class_: str = "words", anchor: str = "middle") -> Markup:
    """A line of words; `anchor` is start, middle or end."""
    return node("text", words, class_=class_, x=float(x), y=float(y), text_anchor=anchor)


def hanging(x: float, y: float, width: float, depth: float, class_: str, *, corner: float = 8) -> Markup:
    """A bar that hangs from a line: straight at the top, round at the bottom."""
    round_ = min(corner, width / 2, depth)
    path = (
        f"M{_value(float(x))} {_value(float(y))}v{_value(float(depth - round_))}"
        f"a{_value(float(round_))} {_value(float(round_))} 0 0 0 {_value(float(round_))} {_value(float(round_))}"
        f"h{_value(float(width - 2 * round_))}"
        f"a{_value(float(round_))} {_value(float(round_))} 0 0 0 {_value(float(round_))} {_value(float(-round_))}"
        f"v{_value(float(round_ - depth))}z"
    )
    return node("path", class_=class_, d=path)


def drawing(id_: str, title: str, description: str, width: float, height: float, *inside: object, class_: str = "") -> Markup:
    """A whole picture that a screen reader reads as one image: its title, then its description.

    Args:
        id_: unique on its page; title and description are found by it.
        title: a sentence that says what is to be seen.
        description: what a person would tell who sees it.
        width: of the drawing's own grid.
        height: of the drawing's own grid.
        inside: the elements.
        class_: more classes.
    """
    return node(
        "svg",
        node("title", title, id=f"{id_}-title"),
        node("desc", description, id=f"{id_}-desc"),
        *inside,
        class_=f"drawing {class_}".strip(),
        role="img",
        aria_labelledby=f"{id_}-title",
        aria_describedby=f"{id_}-desc",
        viewBox=f"0 0 {_value(float(width))} {_value(float(height))}",
        focusable="false",
    )
