"""In: a seed and a number. Out: persons drawn from the ranges of the constants; the same seed gives the same persons everywhere.

Chance is arithmetic: a counter through SHA-256, read as a number between 0 and 1, and through the normal curve.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from statistics import NormalDist

from roost.base.units import Length, Mass
from roost.body.constants import Constants
from roost.body.person import Body

__all__ = ["Drawn", "draw", "draw_inside"]

_NORMAL = NormalDist()
# Height and mass of grown people: rough, and only for drawing cohorts; who wants a real population brings its own persons.
HEIGHTS_CM = {"M": (176.0, 7.0), "F": (163.0, 6.5)}
BMI = (25.0, 3.0)
AGES = (18, 60)
VARIED = ("circulation", "head_down")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn person, and the constants that hold for them alone."""

    body: Body
    constants: Constants


def _numbers(seed: int, name: str) -> Iterator[float]:
    """Numbers between 0 and 1, without end."""
    counter = 0
    while True:
        digest = hashlib.sha256(f"{seed}/{name}/{counter}".encode()).digest()
        for i in range(0, 32, 8):
            yield (int.from_bytes(digest[i : i + 8], "big") + 0.5) / 2**64
        counter += 1


def _normal(numbers: Iterator[float], mean: float, sd: float, low: float, high: float) -> float:
    return min(max(mean + sd * _NORMAL.inv_cdf(next(numbers)), low), high)


def draw_inside(constants: Constants, seed: int, number: int, body: Body) -> Drawn:
    """The same body with the circulation of somebody: each constant normal about its value, its range taken for 95 % of people."""
    numbers = _numbers(seed, f"inside/{number}")
    varied = constants
    for file in VARIED:
        drawn = {
            key: _normal(numbers, one.value, (one.high - one.low) / 4, one.low, one.high) for key, one in constants.files[file].items()
        }
        varied = varied.changed(file, **drawn)
    pressure = body.map_mmHg or varied("circulation", "map")
    rate = body.hr or varied("circulation", "hr")
    return Drawn(replace(body, map_mmHg=pressure, hr=rate), varied)


def draw(constants: Constants, seed: int, number: int) -> Drawn:
    """A person: sex, age, height, mass and circulation.

    Args:
        constants: values and ranges.
        seed: of the cohort.
        number: which person, from 0: each is the same whatever the size of the cohort.
    """
    numbers = _numbers(seed, f"body/{number}")
    sex = "M" if next(numbers) < 0.5 else "F"
    age = AGES[0] + int(next(numbers) * (AGES[1] - AGES[0] + 1))
    height = _normal(numbers, *HEIGHTS_CM[sex], 145.0, 205.0)
    mass = _normal(numbers, *BMI, 18.5, 34.0) * (height / 100) ** 2
    body = Body(height=Length(round(height * 10)), mass=Mass(round(mass * 1000)), sex=sex, age_years=age)
    return draw_inside(constants, seed, number, body)
