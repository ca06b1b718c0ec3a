"""In: when somebody left level, each measured angle, when they were back. Out: one bout of the log. Angles are whole tenths of a degree."""

from __future__ import annotations

from math import floor

__all__ = ["Bout", "degrees", "tenths"]


def tenths(head_down_deg: float) -> int:
    """Whole tenths of a degree, halves up; the browser's twin rounds the same way.

    >>> tenths(14.75), tenths(-0.04)
    (148, 0)
    """
    return floor(head_down_deg * 10 + 0.5)


def degrees(value: int, parts: int) -> int | float:
    """A number of parts of a degree as degrees; whole degrees are a whole number.

    >>> degrees(150, 10), degrees(295, 20)
    (15, 14.75)
    """
    return value // parts if value % parts == 0 else value / parts


class Bout:
    """One time below level. `to_ms` is None until level is confirmed or measured."""

    __slots__ = ("from_ms", "has_left", "samples", "to_ms", "uncertain")

    def __init__(self, from_ms: int) -> None:
        self.from_ms = from_ms
        self.to_ms: int | None = None
        self.samples: list[int] = []
        self.has_left = False  # measured below level
        self.uncertain = False

    def median(self) -> int | float | None:
        """The middle of all angles measured in the bout, in degrees; None without any."""
        ordered = sorted(self.samples)
        half = len(ordered) // 2
        if not ordered:
            return None
        return degrees(ordered[half], 10) if len(ordered) % 2 else degrees(ordered[half - 1] + ordered[half], 20)

    def deepest(self) -> int | float | None:
        """The largest angle measured in the bout, in degrees; None without any."""
        return degrees(max(self.samples), 10) if self.samples else None
