"""In: a person. Out: the body that their answers make, and the angle that their Screening limits them to. Body and plan meet here."""

from __future__ import annotations

from dataclasses import dataclass, replace

from roost.app.home import Home
from roost.app.questionnaire import draft_profile
from roost.app.screen_person import latest_screening
from roost.base.errors import InputError
from roost.base.units import Length, Mass
from roost.body.person import Body
from roost.words.profile import age_on

__all__ = ["Known", "known_of"]


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
