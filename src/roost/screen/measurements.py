"""In: Answers. Out: the facts that are reckoned rather than asked: age, blood pressure, room on the table, what was not understood."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from roost.base.logic import Value
from roost.words.answers import Answers
from roost.words.profile import Profile, Reading

__all__ = ["LISTS", "MEASURED", "add_months", "counting_readings", "measured", "readings_end"]

# The field of a profile by the fact that says whether all of it was understood.
LISTS = {
    "medicine_not_understood": "medicines",
    "condition_not_understood": "conditions",
    "symptom_not_understood": "symptoms",
    "text_not_understood": "free_text",
}

MEASURED = frozenset(
    {
        "age_years",
        "systolic_mmHg",
        "diastolic_mmHg",
        "lowest_systolic_mmHg",
        "very_high_readings",
        "body_mass_index",
        "table_spare_g",
        "table_height_spare_mm",
        *LISTS,
    }
)

# Tables without a printed height range: most print 147 to 198 cm (safety_decisions.md of the research notes, design).
USUAL_HEIGHT_MM = (1_470, 1_980)
VERY_HIGH = (180, 120)  # mmHg, either number; AHA "severe hypertension"
QUITE_LOW = (130, 80)  # mmHg; a reading under both counts for 12 months, others for 3


def add_months(day: date, months: int) -> date:
    """The same day some months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def counting_readings(profile: Profile) -> tuple[Reading, ...]:
    """The newest reading and those of the 7 days before it; none when they are too old to count."""
    if not profile.readings:
        return ()
    newest = max(reading.taken_on for reading in profile.readings)
    week = tuple(reading for reading in profile.readings if reading.taken_on >= newest - timedelta(days=7))
    return week if profile.today <= _end(week) else ()


def _end(week: tuple[Reading, ...]) -> date:
    low = all(reading.systolic_mmHg < QUITE_LOW[0] and reading.diastolic_mmHg < QUITE_LOW[1] for reading in week)
    return add_months(max(reading.taken_on for reading in week), 12 if low else 3)


def readings_end(profile: Profile) -> date | None:
    """The last day on which the readings count, or None when none does."""
    week = counting_readings(profile)
    return _end(week) if week else None


def _very_high(week: tuple[Reading, ...]) -> int:
    """How many readings stand at or over 180/120, at least a minute apart; those without times count as apart."""
    high = [reading for reading in week if reading.systolic_mmHg >= VERY_HIGH[0] or reading.diastolic_mmHg >= VERY_HIGH[1]]
    times = sorted(
        reading.taken_at.replace(tzinfo=None) - (reading.taken_at.utcoffset() or timedelta()) for reading in high if reading.taken_at
    )
    apart = [time for i, time in enumerate(times) if i == 0 or time - times[0] >= timedelta(minutes=1)]
    return len(high) - len(times) + min(len(apart), 2)


def measured(answers: Answers) -> Mapping[str, Value]:
    """The reckoned facts of a person. What can't be reckoned is left out, which is unknown.

    Returns:
        age in years, gravest (and lowest) blood pressure in mmHg, body mass index in kg/m^2, spare mass on the table in g, spare
        height in mm, and four booleans.

    Source: safety_decisions.md of the research notes, "Numbers and readings".
    """
    profile = answers.profile
    facts: dict[str, Value] = {}
    if profile.age_years is not None:
        facts["age_years"] = profile.age_years
    if week := counting_readings(profile):
        facts["systolic_mmHg"] = max(reading.systolic_mmHg for reading in week)
        facts["diastolic_mmHg"] = max(reading.diastolic_mmHg for reading in week)
        facts["lowest_systolic_mmHg"] = min(reading.systolic_mmHg for reading in week)
        facts["very_high_readings"] = _very_high(week)
    if profile.mass and profile.max_user_mass:
        facts["table_spare_g"] = profile.max_user_mass.gram - profile.mass.gram
    if profile.mass and profile.height:
        # kg/m^2 cut to hundredths, so that a comparison with a figure of two decimals is exact
        facts["body_mass_index"] = Decimal(profile.mass.gram * 100_000 // profile.height.mm**2) / 100
    if (spare := _height_spare(profile)) is not None:
        facts["table_height_spare_mm"] = spare
    missed = {item.field for item in answers.not_understood}
    for name, given in (("conditions", profile.conditions), ("medicines", profile.medicines), ("symptoms", profile.symptoms)):
        if given is not None:
            facts[f"{name[:-1]}_not_understood"] = name in missed
    facts["text_not_understood"] = "free_text" in missed
    return facts


def _height_spare(profile: Profile) -> int | None:
    """How far inside the label's height range the person is, in mm; negative is outside. None when it can't be told.

    A side that the label leaves out is taken as the usual one only while the person is inside the usual range.
    """
    if profile.height is None:
        return None
    height = profile.height.mm
    given = (profile.min_user_height, profile.max_user_height)
    sides: list[int] = []
    for length, usual, sign in ((given[0], USUAL_HEIGHT_MM[0], 1), (given[1], USUAL_HEIGHT_MM[1], -1)):
        if length is None and sign * (height - usual) < 0:
            return min(sides) if sides and min(sides) < 0 else None
        sides.append(sign * (height - (length.mm if length else usual)))
    return min(sides)
