"""In: PROFILE.json, or the same made by a form. Out: Profile, with amounts as exact numbers; what is impossible is refused by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from roost.base.build import check_age, check_build, check_height, check_mass
from roost.base.datafile import Strict, locate, parse_json
from roost.base.errors import InputError
from roost.base.units import Length, Mass, to_decimal

__all__ = ["CodeEntry", "Profile", "ProfileFile", "Reading", "SignOffEntry", "age_on", "check_answer", "profile_of", "read_profile"]

Amount = dict[str, Any]


class CodeEntry(Strict, frozen=True, kw_only=True):
    """An entry of a list that is a code: `{"system": "icd10cm|snomed|atc|rxnorm", "code": "...", "display": "..."}`."""

    system: str
    code: str
    display: str = ""


class Person(Strict, frozen=True, kw_only=True):
    """As in the file; `Profile` holds what was made of it."""

    birth_date: str | None = None
    age_years: int | None = None
    sex: str | None = None
    mass: Amount | None = None
    height: Amount | None = None


class ReadingEntry(Strict, frozen=True, kw_only=True):
    """One blood pressure, in mmHg, as in the file."""

    systolic_mmHg: int
    diastolic_mmHg: int
    taken_at: str | None = None


class Table(Strict, frozen=True, kw_only=True):
    """What stands on the label of the person's own table, as in the file."""

    max_user_mass: Amount | None = None
    min_user_height: Amount | None = None
    max_user_height: Amount | None = None


class SignOffEntry(Strict, frozen=True, kw_only=True):
    """A clinician's dated, limited lifting of named rules, as in the file."""

    rules: tuple[str, ...]
    by: str
    date: str
    until: str
    limits: dict[str, Any] | None = None


class ProfileFile(Strict, frozen=True, kw_only=True):
    """PROFILE.json as it stands in the file."""

    today: str
    person: Person = Person()
    readings: tuple[ReadingEntry, ...] = ()
    table: Table = Table()
    conditions: tuple[str | CodeEntry, ...] | None = None
    medicines: tuple[str | CodeEntry, ...] | None = None
    symptoms: tuple[str | CodeEntry, ...] | None = None
    answers: dict[str, Any] = {}  # noqa: RUF012  msgspec copies it
    free_text: str = ""
    sign_offs: tuple[SignOffEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """One blood pressure in mmHg. `taken_at` is None for one without a time, which counts as today's."""

    systolic_mmHg: int
    diastolic_mmHg: int
    taken_at: datetime | None
    taken_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What is known of a person. None is unknown; an absent list is unknown too, an empty one is not."""

    today: date
    birth_date: date | None = None
    age_years: int | None = None
    sex: str | None = None
    mass: Mass | None = None
    height: Length | None = None
    readings: tuple[Reading, ...] = ()
    max_user_mass: Mass | None = None
    min_user_height: Length | None = None
    max_user_height: Length | None = None
    conditions: tuple[str | CodeEntry, ...] | None = None
    medicines: tuple[str | CodeEntry, ...] | None = None
    symptoms: tuple[str | CodeEntry, ...] | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    free_text: str = ""
    sign_offs: tuple[SignOffEntry, ...] = ()


def read_profile(data: bytes, *, file: str = "PROFILE.json") -> Profile:
    """Reads PROFILE.json.

    Args:
        data: the bytes of the file, UTF-8 JSON.
        file: its name, for messages.

    Raises:
        InputError: not JSON, an unknown key, a missing unit, or something impossible; with file, line and key.
    """
    try:
        return profile_of(parse_json(data, ProfileFile, file=file))
    except InputError as error:
        raise locate(error, data, file=file) from None


def profile_of(raw: ProfileFile) -> Profile:
    """Checks what a file or form gave, and turns amounts into exact numbers.

    Raises:
        InputError: a missing unit, a date that is none, or something impossible; names the key.
    """
    today = _date(raw.today, "today")
    person, table = raw.person, raw.table
    birth, age = _birth(person, today)
    if person.sex not in (None, "F", "M", "X"):
        raise InputError(f"{person.sex!r} is not known: write F, M or X, or leave it out", key="person.sex")
    mass, height = _mass(person.mass, "person.mass"), _height(person.height, "person.height")
    check_build(mass, height, age, "person.mass")
    low = _height(table.min_user_height, "table.min_user_height")
    high = _height(table.max_user_height, "table.max_user_height")
    if low and high and low >= high:
        raise InputError("the smallest height is not below the largest: were they swapped?", key="table.min_user_height")
    return Profile(
        today=today,
        birth_date=birth,
        age_years=age,
        sex=person.sex,
        mass=mass,
        height=height,
        readings=tuple(_reading(entry, today, i) for i, entry in enumerate(raw.readings)),
        max_user_mass=_mass(table.max_user_mass, "table.max_user_mass"),
        min_user_height=low,
        max_user_height=high,
        conditions=raw.conditions,
        medicines=raw.medicines,
        symptoms=raw.symptoms,
        answers=raw.answers,
        free_text=raw.free_text,
        sign_offs=raw.sign_offs,
    )


def _date(text: str, key: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{text!r} is not a date: write it as 2026-03-01", key=key) from None


def age_on(birth: date, today: date) -> int:
    """Whole years from birth to today; somebody born on 29 February has a birthday on 1 March in other years."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))


def _birth(person: Person, today: date) -> tuple[date | None, int | None]:
    birth = _date(person.birth_date, "person.birth_date") if person.birth_date is not None else None
    if birth is None:
        age = person.age_years
    else:
        if birth > today:
            raise InputError(f"{birth} is still to come: check the year", key="person.birth_date")
        age = age_on(birth, today)
        if person.age_years not in (None, age):
            raise InputError(f"the date of birth makes {age}, not {person.age_years}: leave one out", key="person.age_years")
    if age is not None:
        check_age(age, "person.birth_date" if birth else "person.age_years")
    return birth, age


def _amounts(raw: Amount, key: str) -> dict[str, Any]:
    if "value" in raw:
        if set(raw) - {"value", "unit"} or not isinstance(raw.get("unit"), str):
            raise InputError('needs a unit: write {"value": 74, "unit": "kg"}', key=key)
        return {raw["unit"]: raw["value"]}
    if not raw or any(isinstance(value, bool) or not isinstance(value, int | float | str) for value in raw.values()):
        raise InputError('needs an amount with its unit: write {"value": 74, "unit": "kg"} or {"st": 14, "lb": 2}', key=key)
    return raw


def _mass(raw: Amount | None, key: str) -> Mass | None:
    return None if raw is None else check_mass(Mass.of(_amounts(raw, key), key), key)


def _height(raw: Amount | None, key: str) -> Length | None:
    return None if raw is None else check_height(Length.of(_amounts(raw, key), key), key)


def _reading(entry: ReadingEntry, today: date, i: int) -> Reading:
    key = f"readings[{i}]"
    top, low = entry.systolic_mmHg, entry.diastolic_mmHg
    if top <= low:
        raise InputError(f"{top} over {low}: the first number must be the larger. Were they swapped?", key=key)
    if not (50 <= top <= 320 and 20 <= low <= 220):
        raise InputError(f"{top} over {low} mmHg is not possible: check the figures, in mmHg", key=key)
    if entry.taken_at is None:
        return Reading(top, low, None, today)
    try:
        taken = datetime.fromisoformat(entry.taken_at)
    except ValueError:
        what = f"{entry.taken_at!r} is not a date and time: write it as 2026-03-01T19:30:00+00:00"
        raise InputError(what, key=f"{key}.taken_at") from None
    if taken.date() > today:
        raise InputError(f"{entry.taken_at} is still to come: check the date", key=f"{key}.taken_at")
    return Reading(top, low, taken if "T" in entry.taken_at or " " in entry.taken_at else None, taken.date())


# What one of a larger unit is in the unit that a fact's id ends with: 2 weeks for a fact in days are 14.
_LARGER = {("days", "weeks"): 7, ("hours", "days"): 24, ("minutes", "hours"): 60, ("months", "years"): 12}


def check_answer(fact: str, raw: object, *, takes: str = "yes_no") -> bool | int | Decimal | None:
    """An entry of `answers` as a plain value; None is not sure.

    Args:
        fact: the fact id. One that takes a number ends with its unit (`migraine_days`).
        raw: yes, no or not_sure; a number with its unit; or a date, on which it was or will be so, which is a yes.
        takes: yes_no, number, or nothing for what is not answered here.

    Raises:
        InputError: anything else; names the key.
    """
    key = f"answers.{fact}"
    if raw == "not_sure":
        return None
    if takes == "nothing":
        raise InputError("is not answered here: mend the entry of the list, or answer what it is about", key=key)
    if takes == "number":
        return _number(fact, raw, key)
    if raw in ("yes", "no"):
        return raw == "yes"
    if isinstance(raw, str) and _is_date(raw):
        return True
    raise InputError(f"{str(raw)[:60]!r} is not an answer to it: write yes, no or not_sure", key=key)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _number(fact: str, raw: object, key: str) -> int | Decimal:
    """A number in the unit that the fact's id ends with; a bare one is taken to be in it."""
    own = fact.rpartition("_")[2]
    value, unit = raw, own
    if isinstance(raw, dict) and set(raw) == {"value", "unit"}:
        value, unit = raw["value"], str(raw["unit"]).strip()
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise InputError(f'needs a number: write {{"value": 4, "unit": "{own}"}}, or not_sure', key=key)
    number = to_decimal(str(value), key)
    times = 1 if unit.rstrip("s") == own.rstrip("s") else _LARGER.get((own, unit if unit.endswith("s") else f"{unit}s"))
    if times is None:
        raise InputError(f"{unit[:60]!r} is not its unit: give it in {own}", key=key)
    if number < 0:
        raise InputError(f"{value} is below zero: check the figure", key=key)
    return number * times
