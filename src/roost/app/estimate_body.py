"""In: the files of the bookshelf `body`, and a person. Out: constants and studies, read once in a process, and what is known of the body."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from roost.app.home import Home
from roost.app.questionnaire import draft_profile
from roost.app.screen_person import latest_screening
from roost.base.errors import InputError
from roost.base.units import Length, Mass
from roost.body.constants import Constants, read_constants
from roost.body.person import Body
from roost.body.studies import Study, read_studies
from roost.store.shelf import shelf_folder
from roost.words.profile import age_on

__all__ = ["Known", "constants", "constants_data", "known_of", "studies"]


@cache
def constants() -> Constants:
    """All constants of the body."""
    return read_constants(shelf_folder("body/constants"))


@cache
def studies() -> tuple[Study, ...]:
    """What was measured on people."""
    return read_studies(shelf_folder("body/studies"))


BROWSER = ("segments_men", "segments_women", "trunk_split", "friction", "stature", "eye", "heart_by_angle")


@cache
def constants_data() -> dict[str, dict[str, list[float]]]:
    """What the closed-form tier needs in the browser: value, low and high by file and key. Not to be changed: everybody gets the same."""
    return {file: {key: [one.value, one.low, one.high] for key, one in constants().files[file].items()} for file in BROWSER}


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a person for the model: the body, whether height and mass are theirs, and their limit (None: nobody screened)."""

    body: Body
    is_own: bool
    limit_deg: int | None


def known_of(home: Home, person: str | None) -> Known:
    """The body of a person from their own answers, with stand-ins where they gave none; and the limit that their Screening sets.

    A result that does not stand, or that allows no dose, limits to 0: then every angle is shown to teach only.

    Raises:
        StoreError: the database can't be read now.
    """
    if person is None:
        return Known(STAND_IN, False, None)
    standing = latest_screening(home, person)
    limits = standing.screening.limits if standing is not None and standing.ended_by is None else None
    limit = limits.head_down_deg if limits is not None else (None if standing is None else 0)
    try:
        profile = draft_profile(home, person)
    except InputError:  # an answer has become impossible; the questionnaire says so
        return Known(STAND_IN, False, limit)
    if profile.height is None or profile.mass is None:
        return Known(replace(STAND_IN, sex=profile.sex), False, limit)
    birth = profile.birth_date
    age = age_on(birth, profile.today) if birth is not None else profile.age_years
    return Known(Body(height=profile.height, mass=profile.mass, sex=profile.sex, age_years=age), True, limit)


STAND_IN = Body(height=Length(1_700), mass=Mass(70_000))
