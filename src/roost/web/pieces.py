"""In: what was typed on one page of the questionnaire. Out: the piece of PROFILE.json that it means; and back, to show it again.

Nothing is guessed: a page without a choice is wrong, a unit that was not chosen is wrong, and "not sure" leaves out what it is about.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from roost.app.questionnaire import Page
from roost.base.errors import InputError
from roost.web.i18n import gettext
from roost.web.visit import Form, Wrong

__all__ = ["LISTS", "UNNAMED", "at_field", "form_of", "piece_of"]

Piece = dict[str, Any]

LISTS = ("conditions", "medicines", "symptoms")
UNNAMED = "and something else, no name known"  # an entry that nobody can place, so that the doubt stays in the list
YES_NO = ("yes", "no", "not_sure")
AGREED = "doctor_agreed"  # the makers of tables want a doctor's agreement from everybody; it is kept, and changes no verdict
# The fields of an amount by the unit that was chosen, and the unit of each.
HEIGHT = {"cm": {"cm": "cm"}, "ftin": {"ft": "ft", "in": "in"}}
MASS = {"kg": {"kg": "kg"}, "lb": {"lb": "lb"}, "stlb": {"st": "st", "st_lb": "lb"}}
LABEL_MASS = {"kg": {"kg": "kg"}, "lb": {"lb": "lb"}}
# Where a wrong value is shown: the beginning of its key in PROFILE.json, and the field.
PLACES = {
    "person.birth_date": "birth_day",
    "person.age_years": "birth_day",
    "person.sex": "sex",
    "person.mass": "mass",
    "person.height": "height",
    "table.max_user_mass": "limit",
    "table.min_user_height": "low",
    "table.max_user_height": "high",
    "readings[0].taken_at": "taken",
    "readings[1].taken_at": "taken",
    "readings[0]": "systolic",
    "readings[1]": "systolic_2",
}


def piece_of(page: Page, form: Form, today: date) -> Piece:
    """What was typed, as a piece of PROFILE.json.

    Args:
        page: the page it was typed on.
        form: the fields.
        today: the day of a reading that was taken today.

    Raises:
        Wrong: nothing was chosen, two things that exclude each other, or no number; names each field.
    """
    return READERS[page.kind](page, form, today)


def form_of(page: Page) -> Form:
    """The fields as they would have to be filled to say what was saved; empty when nothing was."""
    return Form() if page.given is None else Form(WRITERS[page.kind](page, page.given))


def at_field(error: InputError, form: Form) -> Wrong:
    """The same error, at the field of the page that it is about."""
    place = next((field for key, field in PLACES.items() if error.key.startswith(key)), error.key.removeprefix("answers."))
    if place in ("mass", "height", "limit", "low", "high"):
        unit = form.text("range_unit" if place in ("low", "high") else f"{place}_unit")
        place = f"{place}_{next(iter((HEIGHT | MASS).get(unit, {unit: unit})))}"
    return Wrong({place: error.message[:1].upper() + error.message[1:].rstrip(".") + "."})


# --- several to tick, one to choose, and the details of what was ticked


def _ticks(page: Page, form: Form, today: date) -> Piece:
    facts = [ask.fact for ask, _ in page.asks]
    ticked = form.all("ticks")
    if not ticked:
        raise Wrong({"ticks": gettext("Tick what fits, or “None of these”, or “Not sure”.")})
    if "none" in ticked and len(ticked) > 1:
        raise Wrong({"ticks": gettext("You ticked “None of these” and something else. Keep the one that is right.")})
    rest = "not_sure" if "not_sure" in ticked else "no"
    return {"answers": {fact: "yes" if fact in ticked else rest for fact in facts}}


def _from_ticks(page: Page, given: Mapping[str, Any]) -> dict[str, list[str]]:
    answers: Mapping[str, str] = given.get("answers", {})
    ticked = [fact for fact, answer in answers.items() if answer == "yes"]
    if "not_sure" in answers.values():
        return {"ticks": [*ticked, "not_sure"]}
    return {"ticks": ticked or ["none"]}


def _choices(facts: Sequence[str], form: Form) -> Piece:
    missing = [fact for fact in facts if form.text(fact) not in YES_NO]
    if missing:
        raise Wrong({fact: gettext("Choose yes, no or not sure.") for fact in missing})
    return {"answers": {fact: form.text(fact) for fact in facts}}


def _details(page: Page, form: Form, today: date) -> Piece:
    wrong: dict[str, str] = {}
    answers: Piece = {}
    for ask, _ in page.asks:
        try:
            answers |= _counted(ask.fact, form) if ask.fact in page.numbers else _choices([ask.fact], form)["answers"]
        except Wrong as error:
            wrong |= error.errors
    if wrong:
        raise Wrong(wrong)
    return {"answers": answers}


def _counted(fact: str, form: Form) -> Piece:
    """A number, or not sure. Both, or neither, is wrong."""
    number = _whole(form.text(fact))
    if form.text(f"{fact}_unsure") == "yes":
        if form.text(fact):
            raise Wrong({fact: gettext("You typed a number and ticked “I'm not sure”. Keep the one that is right.")})
        return {fact: "not_sure"}
    if number is None:
        raise Wrong({fact: gettext("Type a whole number in figures, as 3, or tick “I'm not sure”.")})
    return {fact: number}


def _from_choices(page: Page, given: Mapping[str, Any]) -> dict[str, list[str]]:
    answers: Mapping[str, Any] = given.get("answers", {})
    unsure = {fact for fact in page.numbers if answers.get(fact) == "not_sure"}
    return {f"{fact}_unsure" if fact in unsure else fact: ["yes" if fact in unsure else str(answer)] for fact, answer in answers.items()}


# --- who it is about


def _about(page: Page, form: Form, today: date) -> Piece:
    wrong: dict[str, str] = {}
    person: Piece = {}
    if form.text("birth_unsaid") != "yes":
        birth = _day(form, "birth")
        if birth is None:
            wrong["birth_day"] = gettext("Type the day you were born, as 2 5 1981, or tick that you would rather not say.")
        else:
            person["birth_date"] = birth
    elif any(form.text(f"birth_{part}") for part in ("day", "month", "year")):
        wrong["birth_day"] = gettext("You typed a day and ticked that you would rather not say. Keep the one that is right.")
    sex = form.text("sex")
    if sex not in ("F", "M", "X", "unsaid"):
        wrong["sex"] = gettext("Choose one of the four.")
    elif sex != "unsaid":
        person["sex"] = sex
    if wrong:
        raise Wrong(wrong)
    return {"person": person}


def _from_about(page: Page, given: Mapping[str, Any]) -> dict[str, list[str]]:
    person = given.get("person", {})
    born = person.get("birth_date")
    return {"sex": [person.get("sex", "unsaid")], **({"birth_unsaid": ["yes"]} if born is None else _from_day("birth", born))}


def _day(form: Form, name: str) -> str | None:
    """A date from its three fields, as 1981-05-02; None when they make none."""
    parts = [form.text(f"{name}_{part}") for part in ("year", "month", "day")]
    if not all(part.isascii() and part.isdigit() for part in parts) or len(parts[0]) != 4:
        return None
    try:
        return date(*map(int, parts)).isoformat()
    except ValueError:
        return None


def _from_day(name: str, iso: str) -> dict[str, list[str]]:
    year, month, day = iso.split("-")
    return {f"{name}_year": [year], f"{name}_month": [str(int(month))], f"{name}_day": [str(int(day))]}


# --- blood pressure


def _reading(page: Page, form: Form, today: date) -> Piece:
    numbers = {name: form.text(name) for name in ("systolic", "diastolic", "systolic_2", "diastolic_2")}
    if form.text("unknown") == "yes":
        if any(numbers.values()):
            raise Wrong({"systolic": gettext("You typed a number and ticked “I don't know it”. Keep the one that is right.")})
        return {"readings": []}
    wrong: dict[str, str] = {}
    read = {name: _whole(text) for name, text in numbers.items()}
    for first, second in (("systolic", "diastolic"), ("systolic_2", "diastolic_2")):
        if first == "systolic_2" and not (numbers[first] or numbers[second]):
            continue
        if read[first] is None:
            wrong[first] = gettext("Type the top number in figures, as 121.")
        if read[second] is None:
            wrong[second] = gettext("Type the bottom number in figures, as 77.")
    if len(wrong) == 2 and not any(numbers.values()):
        wrong = {"systolic": gettext("Type both numbers, or tick “I don't know it”.")}
    taken = today.isoformat() if form.text("taken") == "today" else _day(form, "taken")
    if form.text("taken") not in ("today", "before"):
        wrong["taken"] = gettext("Choose when it was taken.")
    elif taken is None:
        wrong["taken_day"] = gettext("Type the day it was taken, as 20 11 2026.")
    if wrong:
        raise Wrong(wrong)
    first_reading = {"systolic_mmHg": read["systolic"], "diastolic_mmHg": read["diastolic"], "taken_at": taken}
    if read["systolic_2"] is None:
        return {"readings": [first_reading]}
    return {"readings": [first_reading, {"systolic_mmHg": read["systolic_2"], "diastolic_mmHg": read["diastolic_2"], "taken_at": taken}]}


def _whole(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None


def _from_reading(page: Page, given: Mapping[str, Any]) -> dict[str, list[str]]:
    readings = given.get("readings", [])
    if not readings:
        return {"unknown": ["yes"]}
    fields: dict[str, list[str]] = {"taken": ["before"], **_from_day("taken", readings[0]["taken_at"])}
    for end, reading in zip(("", "_2"), readings, strict=False):
        fields |= {f"systolic{end}": [str(reading["systolic_mmHg"])], f"diastolic{end}": [str(reading["diastolic_mmHg"])]}
    return fields


# --- body and table

Units = Mapping[str, Mapping[str, str]]


def _body(page: Page, form: Form, today: date) -> Piece:
    wrong: dict[str, str] = {}
    height = _amount("height", "height_unit", HEIGHT, form, wrong)
    mass = _amount("mass", "mass_unit", MASS, form, wrong)
    limit = _amount("limit", "limit_unit", LABEL_MASS, form, wrong)
    table = {"max_user_mass": limit}
    if form.text("range_unit") in HEIGHT:
        for end, key in (("low", "min_user_height"), ("high", "max_user_height")):
            if any(form.text(f"{end}_{part}") for part in HEIGHT[form.text("range_unit")]):
                table[key] = _amount(end, "range_unit", HEIGHT, form, wrong)
    agreed = form.text(AGREED)
    if agreed not in YES_NO:
        wrong[AGREED] = gettext("Choose yes, no or not sure.")
    if wrong:
        raise Wrong(wrong)
    person = {"height": height, "mass": mass}
    return {"person": _given(person), "table": _given(table), "answers": {AGREED: agreed}}


def _given(amounts: Mapping[str, Any]) -> Piece:
    return {name: amount for name, amount in amounts.items() if amount is not None}


def _amount(name: str, unit_field: str, units: Units, form: Form, wrong: dict[str, str]) -> Piece | None:
    """An amount in the unit that was chosen; None when the person is not sure. What is wrong is added to `wrong`."""
    unit = form.text(unit_field)
    if unit == "not_sure":
        return None
    if unit not in units:
        wrong[unit_field] = gettext("Choose a unit, or “Not sure”.")
        return None
    fields = units[unit]
    typed = {part: form.text(f"{name}_{part}").replace(",", ".") for part in fields}
    first = next(iter(fields))
    if not typed[first] or not all(_is_number(text) for text in typed.values() if text):
        wrong[f"{name}_{first}"] = gettext("Type it in figures, as 74 or 74.5.")
        return None
    return {fields[part]: text for part, text in typed.items() if text}


def _is_number(text: str) -> bool:
    return text.isascii() and len(text) < 8 and text.replace(".", "", 1).isdigit()


def _from_body(page: Page, given: Mapping[str, Any]) -> dict[str, list[str]]:
    person, table = given.get("person", {}), given.get("table", {})
    fields = _from_choices(page, given)
    for name, amount, units in (
        ("height", person.get("height"), HEIGHT),
        ("mass", person.get("mass"), MASS),
        ("limit", table.get("max_user_mass"), LABEL_MASS),
    ):
        fields |= {f"{name}_unit": ["not_sure"]} if amount is None else _from_amount(name, f"{name}_unit", amount, units)
    for end, key in (("low", "min_user_height"), ("high", "max_user_height")):
        if key in table:
            fields |= _from_amount(end, "range_unit", table[key], HEIGHT)
    return fields


def _from_amount(name: str, unit_field: str, amount: Mapping[str, str], units: Units) -> dict[str, list[str]]:
    unit = next(unit for unit, fields in units.items() if next(iter(fields.values())) in amount and set(amount) <= set(fields.values()))
    return {unit_field: [unit], **{f"{name}_{part}": [amount[key]] for part, key in units[unit].items() if key in amount}}


# --- in their own words


def _words(page: Page, form: Form, today: date) -> Piece:
    wrong: dict[str, str] = {}
    piece: Piece = {}
    for name in LISTS:
        lines = [line.strip()[:200] for line in form.text(name).split("\n") if line.strip()][:100]
        choices = form.all(f"{name}_choice")
        if "none" in choices and (lines or "not_sure" in choices):
            wrong[name] = gettext("You ticked “None” and said something else too. Keep the one that is right.")
        elif lines or "none" in choices:
            piece[name] = [*lines, UNNAMED] if "not_sure" in choices else lines
        elif "not_sure" not in choices:
            wrong[name] = gettext("Write what you know, one in a line, or tick “None” or “Not sure”.")
    if len(form.text("free_text")) > 5_000:
        wrong["free_text"] = gettext("That is longer than we can keep. Write the most important part.")
    if wrong:
        raise Wrong(wrong)
    return piece | {"free_text": form.text("free_text")}


def _from_words(page: Page, given: Mapping[str, Any]) -> dict[str, list[str]]:
    fields = {"free_text": [given.get("free_text", "")]}
    for name in LISTS:
        entries = given.get(name)
        if entries is None or UNNAMED in entries:
            fields[f"{name}_choice"] = ["not_sure"]
        elif not entries:
            fields[f"{name}_choice"] = ["none"]
        fields[name] = ["\n".join(entry for entry in entries or () if entry != UNNAMED)]
    return fields


READERS: Mapping[str, Callable[[Page, Form, date], Piece]] = {
    "about": _about,
    "ticks": _ticks,
    "one": _details,
    "details": _details,
    "reading": _reading,
    "body": _body,
    "words": _words,
}
WRITERS: Mapping[str, Callable[[Page, Mapping[str, Any]], dict[str, list[str]]]] = {
    "about": _from_about,
    "ticks": _from_ticks,
    "one": _from_choices,
    "details": _from_choices,
    "reading": _from_reading,
    "body": _from_body,
    "words": _from_words,
}
