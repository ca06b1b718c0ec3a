"""In: height, mass, sex, age and what was measured at rest. Out: Body, or a refusal that names what can't be."""

from __future__ import annotations

from dataclasses import dataclass

from roost.base.build import check_age, check_build, check_height, check_mass
from roost.base.errors import InputError
from roost.base.units import Convention, Length, Mass, Number, head_down, to_decimal

__all__ = ["Body", "Range", "body_of", "check_angle", "check_minutes"]

LONGEST_MINUTES = 120


@dataclass(frozen=True, slots=True)
class Range:
    """From low to high, with what lies in the middle of people."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A person as far as the model knows them. None is unknown, and then the middle of people stands in.

    Args:
        height: standing.
        mass: of the whole body.
        sex: F, M or X; None is unknown. X and unknown are the mean of women and men.
        age_years: whole years.
        map_mmHg: mean arterial pressure lying at rest.
        hr: heart rate lying at rest, 1/min.
        iop_mmHg: eye pressure lying, measured.
        arms_held: whether the hands hold the frame, which takes the weight of the arms off the spine.
        pressure_medicine: whether a medicine for blood pressure or a beta blocker is taken.
        eye_disease: whether glaucoma or high eye pressure is known.
    """

    height: Length
    mass: Mass
    sex: str | None = None
    age_years: int | None = None
    map_mmHg: float | None = None
    hr: float | None = None
    iop_mmHg: float | None = None
    arms_held: bool = False
    pressure_medicine: bool | None = None
    eye_disease: bool | None = None

    @property
    def mass_kg(self) -> float:
        """In kilograms."""
        return self.mass.gram / 1000

    @property
    def height_cm(self) -> float:
        """In centimetres."""
        return self.height.mm / 10

    @property
    def bmi(self) -> float:
        """Body mass index, kg/m2."""
        return self.mass_kg / (self.height_cm / 100) ** 2


def _within(value: Number | None, low: int, high: int, key: str, what: str) -> float | None:
    if value is None:
        return None
    number = to_decimal(value, key)
    if not low <= number <= high:
        raise InputError(f"{what} of {value} is not possible: check the figure and the unit ({low} to {high})", key=key)
    return float(number)


def body_of(
    height_cm: Number,
    mass_kg: Number,
    *,
    sex: str | None = None,
    age_years: int | None = None,
    map_mmHg: Number | None = None,
    hr: Number | None = None,
    iop_mmHg: Number | None = None,
    arms_held: bool = False,
    pressure_medicine: bool | None = None,
    eye_disease: bool | None = None,
) -> Body:
    """A person from plain figures, refused where they can't be: the same checks as those of a profile.

    Raises:
        InputError: names the figure, what is allowed and what to check.

    >>> body_of(178, 80).bmi < 25.3
    True
    """
    if sex not in (None, "F", "M", "X"):
        raise InputError(f"{sex!r} is not known: write F, M or X, or leave it out", key="sex")
    height = check_height(Length.of({"cm": height_cm}, "height_cm"), "height_cm")
    mass = check_mass(Mass.of({"kg": mass_kg}, "mass_kg"), "mass_kg")
    if age_years is not None:
        check_age(age_years, "age")
    check_build(mass, height, age_years, "mass_kg")
    return Body(
        height=height,
        mass=mass,
        sex=sex,
        age_years=age_years,
        map_mmHg=_within(map_mmHg, 40, 180, "map_mmHg", "a mean pressure"),
        hr=_within(hr, 30, 180, "hr", "a heart rate"),
        iop_mmHg=_within(iop_mmHg, 3, 60, "iop_mmHg", "an eye pressure"),
        arms_held=arms_held,
        pressure_medicine=pressure_medicine,
        eye_disease=eye_disease,
    )


def check_angle(head_down_deg: Number, key: str = "angle") -> float:
    """Degrees below level, from -90 (standing) to 90 (straight down).

    Raises:
        InputError: it is beyond that, as 150 counted from upright would be.
    """
    return float(head_down(head_down_deg, Convention.below_level, key).deg)


def check_minutes(minutes: Number, key: str = "minutes") -> float:
    """Minutes at the angle, from 0 to 120.

    Raises:
        InputError: it is none of those.
    """
    number = to_decimal(minutes, key)
    if not 0 <= number <= LONGEST_MINUTES:
        raise InputError(f"{minutes} minutes can't be shown: give 0 to {LONGEST_MINUTES}", key=key)
    return float(number)
