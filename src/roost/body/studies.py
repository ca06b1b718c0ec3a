"""In: the bytes of `body/studies/*.yaml`. Out: Study: what was measured on people, for tests, fits, pages and pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from roost.base.datafile import Strict, parse_yaml
from roost.base.sources import Source

__all__ = ["Point", "Study", "read_studies"]

Number = int | Decimal


class PointEntry(Strict, frozen=True, kw_only=True):
    """One figure as in the file."""

    what: str
    from_deg: int
    to_deg: int
    change: Number
    sd: Number | None
    minutes: Number | None
    first: str
    pull_share: Number | None = None
    pull_newton: Number | None = None
    age_years: int | None = None
    loose: str = ""


class StudyFile(Strict, frozen=True, kw_only=True):
    """One study as in the file."""

    title: str
    sources: tuple[Source, ...]
    facts: tuple[str, ...]
    n: int | None
    points: tuple[PointEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A measured change from one angle to another.

    Args:
        what: iop, map, map_eye, opp (mmHg); hr (1/min); output_share, stroke_share, brain_flow_share (of the value lying);
            indifference_cm; stature_mm; segment_mm.
        from_deg: where people were first, in degrees below level.
        to_deg: where they were then.
        change: in the unit of `what`.
        sd: spread as printed, None where none was seen.
        minutes: how long they were there, None where it is not known.
        first: lay, sat or stood.
        pull_share: pull by a machine as a share of body weight.
        pull_newton: pull by a weight.
        age_years: stands for an age band.
        loose: why it counts less in a fit; "" where it counts in full.
    """

    what: str
    from_deg: int
    to_deg: int
    change: float
    sd: float | None
    minutes: float | None
    first: str
    pull_share: float = 0.0
    pull_newton: float | None = None
    age_years: int | None = None
    loose: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """One study: what it is called, where it stands, how many people (None: not known) and its figures."""

    name: str
    title: str
    source: Source
    n: int | None
    points: tuple[Point, ...]

    @property
    def short(self) -> str:
        """The first name and the year, for a chart."""
        first = self.source.cite.split(",")[0]
        year = re.search(r"\b(?:19|20)\d\d\b", self.source.cite)
        return first if year is None or year[0] in first else f"{first} {year[0]}"


def _float(number: Number | None) -> float | None:
    return None if number is None else float(number)


def read_studies(files: Mapping[str, bytes]) -> tuple[Study, ...]:
    """Reads the studies, in the order of their names.

    Args:
        files: bytes by name without the ending.

    Raises:
        DataFileError: with file, line, key and what is allowed.
    """
    found = []
    for name, data in sorted(files.items()):
        read = parse_yaml(data, StudyFile, file=f"{name}.yaml")
        points = tuple(
            Point(
                what=one.what,
                from_deg=one.from_deg,
                to_deg=one.to_deg,
                change=float(one.change),
                sd=_float(one.sd),
                minutes=_float(one.minutes),
                first=one.first,
                pull_share=_float(one.pull_share) or 0.0,
                pull_newton=_float(one.pull_newton),
                age_years=one.age_years,
                loose=one.loose,
            )
            for one in read.points
        )
        found.append(Study(name=name, title=read.title, source=read.sources[0], n=read.n, points=points))
    return tuple(found)
