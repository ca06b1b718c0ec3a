"""In: a person's mass, height and age. Out: nothing when they fit each other, or a refusal that says why. Shared by profile and body."""

from __future__ import annotations

from roost.base.errors import InputError
from roost.base.units import Length, Mass

__all__ = ["check_age", "check_build", "check_height", "check_mass"]


def check_mass(mass: Mass, key: str) -> Mass:
    """The mass, when a grown person can have it.

    Raises:
        InputError: it is under 20 kg or over 400 kg.
    """
    if not 20_000 <= mass.gram <= 400_000:
        raise InputError(f"{mass.kg} kg ({mass.lb} lb) is not possible for a grown person: check the figure and the unit", key=key)
    return mass


def check_height(height: Length, key: str) -> Length:
    """The height, when somebody can have it.

    Raises:
        InputError: it is under 50 cm or over 272 cm.
    """
    if not 500 <= height.mm <= 2_720:
        raise InputError(f"{height.cm} cm is not possible: check the figure and the unit", key=key)
    return height


def check_age(age: int, key: str) -> int:
    """The age in years, when somebody can have it.

    Raises:
        InputError: it is under 0 or over 120.
    """
    if not 0 <= age <= 120:
        raise InputError(f"an age of {age} is not possible: give it in years, 0 to 120", key=key)
    return age


def check_build(mass: Mass | None, height: Length | None, age: int | None, key: str) -> None:
    """Refuses a mass that does not fit the height, which is how a wrong unit shows: body mass index under 12 or over 70.

    Raises:
        InputError: they do not fit each other. Not asked of children, nor where one is unknown.
    """
    if mass is None or height is None or (age is not None and age < 18):
        return
    # mass / height^2 in kg/m^2 is gram * 1000 / mm^2; compared without dividing, so exactly
    if not 12 * height.mm**2 <= mass.gram * 1000 <= 70 * height.mm**2:
        raise InputError(f"{mass.kg} kg ({mass.lb} lb) does not fit a height of {height.cm} cm: check both units", key=key)
