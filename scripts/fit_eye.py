"""In: the studies of the eye. Out: a, b and c of the eye's curve by weighted least squares, and how far it misses each study.

The same studies, each at its own minutes, give a and b of the choroid and the bend of the veins' rise in the dynamic eye.

The curve is a s + b s^2 head-down and c s head-up. A study that measured from one angle to another gives one equation in a, b and c.
Weights: printed spread over the root of n where there is one, and 3 mmHg between studies, less where the change is small.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from math import radians, sin, sqrt
from pathlib import Path

import numpy as np
from scipy.optimize import least_squares

from roost.app.estimate_body import constants, studies
from roost.body.constants import Constants
from roost.body.eye_course import eye_course
from roost.body.person import body_of
from roost.body.studies import Point

__all__ = ["FREE", "Fit", "Row", "course_change", "course_residuals", "fit", "fit_course", "main", "rows"]

FOLDER = Path(__file__).parent.parent / "src" / "roost" / "body" / "constants"
REST_S, TILT_S, MINUTES = 1_800.0, 10.0, 2.0  # half an hour where people were first; two minutes where no time is printed
FREE = ("choroid_linear", "choroid_square", "veins_linear")
# Between studies, as a share of the change: less where people lay first on a bed that tilts, which is what the curve is about; more
# where they sat or stood first, or stood on their head. With 3 of 18 mmHg for all of them the curve gives 14.0 straight down, and
# misses the one study that measured it over the whole turn by 6.7.
BETWEEN = {"lay": 0.08, "sat": 0.25, "stood": 0.25}
PEOPLE_SD = 4.1  # where none is printed: that of the largest study (Baskaran 2006)
LOOSE = 3.0  # a posture other than a straight body on a table counts so much less
LEAST = 0.5  # mmHg, how well an eye can be measured


@dataclass(frozen=True, slots=True)
class Row:
    """One equation: the study, what it is about, its coefficients, the measured change and its standard error."""

    study: str
    about: str
    shape: tuple[float, float, float]
    change: float
    error: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The three values and what they predict for each row."""

    values: dict[str, float]
    predicted: tuple[float, ...]


def _shape(from_deg: float, to_deg: float) -> tuple[float, float, float]:
    def at(deg: float) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        s = sin(radians(deg))
        return np.array([max(s, 0.0), max(s, 0.0) ** 2, min(s, 0.0)])

    a, b, c = at(to_deg) - at(from_deg)
    return float(a), float(b), float(c)


def rows() -> list[Row]:
    """Each measured change of eye pressure as an equation."""
    found = []
    for study in studies():
        for point in study.points:
            if point.what == "iop":
                error = sqrt((point.sd or PEOPLE_SD) ** 2 / (study.n or 10) + (BETWEEN[point.first] * point.change) ** 2 + LEAST**2)
                error *= LOOSE if point.loose else 1.0
                about = f"{point.from_deg} to {point.to_deg}"
                found.append(Row(study.name, about, _shape(point.from_deg, point.to_deg), point.change, error))
    return found


def fit() -> Fit:
    """Weighted least squares."""
    given = rows()
    weight = np.array([1 / row.error for row in given])
    shapes = np.array([row.shape for row in given])
    measured = np.array([row.change for row in given])
    found, *_ = np.linalg.lstsq(shapes * weight[:, None], measured * weight, rcond=None)
    named = dict(zip(("linear", "square", "upright"), (round(float(one), 2) for one in found), strict=True))
    return Fit(named, tuple(float(one) for one in shapes @ np.array(list(named.values()))))


def course_change(known: Constants, point: Point) -> float:
    """What the dynamic eye makes of a measured change of eye pressure, at the minutes it was measured."""

    def at(t: float) -> float:
        return point.from_deg + (point.to_deg - point.from_deg) * min(max((t - REST_S) / TILT_S, 0.0), 1.0)

    end = REST_S + TILT_S + max(60 * (MINUTES if point.minutes is None else point.minutes), 20.0)
    made = eye_course(known, body_of("169.3", "70.3"), at, end, every_s=REST_S)
    after = eye_course(known, body_of("169.3", "70.3"), at, end, every_s=end)
    return after.iop_mmHg[-1] - made.iop_mmHg[1]


def course_residuals(values: Sequence[float] | np.ndarray[tuple[int], np.dtype[np.float64]]) -> list[float]:
    """Misfits of the dynamic eye in units of each study's error, for values of FREE."""
    known = constants().changed("eye_course", **dict(zip(FREE, map(float, values), strict=True)))
    points = [point for study in studies() for point in study.points if point.what == "iop"]
    return [(course_change(known, point) - point.change) / row.error for point, row in zip(points, rows(), strict=True)]


def fit_course() -> dict[str, float]:
    """The choroid's a and b and the veins' bend, by least squares with the errors of the curve's fit."""
    priors = [constants().files["eye_course"][key] for key in FREE]
    bounds = ([one.low for one in priors], [one.high for one in priors])
    found = least_squares(course_residuals, [0.5, 0.02, 0.5], bounds=bounds, diff_step=[1e-3] * len(FREE))
    return {key: round(float(value), 4) for key, value in zip(FREE, found.x, strict=True)}


def _write(name: str, values: dict[str, float]) -> None:
    path = FOLDER / name
    text = path.read_text("utf-8")
    for key, value in values.items():
        text = re.sub(rf"(  {key}: {{value: )[-0-9.]+", rf"\g<1>{value}", text)
    path.write_text(text, "utf-8")


def main() -> None:
    """Prints the fits, and writes them into the constants with `--write`."""
    found, course = fit(), fit_course()
    print(found.values)
    for row, predicted in zip(rows(), found.predicted, strict=True):
        print(f"{row.study:22} {row.about:12} measured {row.change:6.1f}  model {predicted:6.1f}  misfit {predicted - row.change:+5.1f}")
    print(course)
    known = constants().changed("eye_course", **course)
    for study in studies():
        for point in (one for one in study.points if one.what == "iop"):
            made, about = course_change(known, point), f"{point.from_deg} to {point.to_deg}"
            said = f"{study.name:22} {about:12} measured {point.change:6.1f}"
            print(f"{said}  dynamic {made:6.1f}  misfit {made - point.change:+5.1f}")
    if "--write" in sys.argv:
        _write("eye.yaml", found.values)
        _write("eye_course.yaml", course)


if __name__ == "__main__":
    main()
