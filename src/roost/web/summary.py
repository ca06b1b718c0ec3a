"""In: the pages of the questionnaire with what was saved. Out: each answer in words, to be checked, with amounts in both units."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from roost.app.questionnaire import Page
from roost.base.units import Length, Mass
from roost.web.i18n import day, gettext
from roost.web.pieces import LISTS
from roost.words.profile import Profile

__all__ = ["Line", "in_both_lengths", "in_both_masses", "lines", "list_name"]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: what was asked, what was said, the same in another unit or a remark, and the page to change it on."""

    asked: str
    said: tuple[str, ...]
    also: str
    page: str


def lines(pages: Sequence[Page], profile: Profile) -> list[Line]:
    """All answers that were given, in the order of the pages."""
    return [line for page in pages if page.given is not None for line in SAY[page.kind](page, page.given, profile)]


def list_name(name: str) -> str:
    """What a list of their own words is called."""
    return {
        "conditions": gettext("Illnesses and operations"),
        "medicines": gettext("Medicines"),
        "symptoms": gettext("What bothers you now"),
        "free_text": gettext("Anything else"),
    }[name]


def in_both_masses(mass: Mass) -> tuple[str, str]:
    """A mass in kilograms, and in pounds and stone."""
    stone, pounds = divmod(mass.lb, 14)
    kg = f"{mass.kg.normalize():f}"
    return gettext("%(kg)s kg") % {"kg": kg}, gettext("%(lb)s lb, %(stone)s stone %(rest)s") % {
        "lb": mass.lb,
        "stone": stone,
        "rest": pounds,
    }


def in_both_lengths(length: Length) -> tuple[str, str]:
    """A height in centimetres, and in feet and inches."""
    feet, inches = length.feet_and_inches
    return gettext("%(cm)s cm") % {"cm": length.cm}, gettext("%(feet)s feet %(inches)s") % {"feet": feet, "inches": inches}


def _choice(answer: str | int) -> str:
    return str(answer) if isinstance(answer, int) else {"yes": gettext("Yes"), "no": gettext("No")}.get(answer, gettext("Not sure"))


def _ticks(page: Page, given: Mapping[str, Any], profile: Profile) -> list[Line]:
    answers: Mapping[str, str] = given.get("answers", {})
    labels = {ask.fact: gettext(ask.label or ask.question) for ask, _ in page.asks}
    said = [label[:1].upper() + label[1:] for fact, label in labels.items() if answers.get(fact) == "yes"]
    if "not_sure" in answers.values():
        said.append(gettext("Not sure about the rest") if said else gettext("Not sure"))
    return [Line(gettext(page.title), tuple(said or [gettext("None of these")]), "", page.id)]


def _choices(page: Page, given: Mapping[str, Any], profile: Profile) -> list[Line]:
    answers: Mapping[str, str | int] = given.get("answers", {})
    asked = {ask.fact: ask.question for ask, _ in page.asks if ask.fact in answers}
    if page.kind != "details":
        asked = dict.fromkeys(asked or answers, page.title)
    return [Line(gettext(question), (_choice(answers[fact]),), "", page.id) for fact, question in asked.items()]


def _about(page: Page, given: Mapping[str, Any], profile: Profile) -> list[Line]:
    unsaid = gettext("You would rather not say")
    sexes = {"F": gettext("Female"), "M": gettext("Male"), "X": gettext("Another")}
    born = day(profile.birth_date) if profile.birth_date else unsaid
    age = gettext("%(years)s years old") % {"years": profile.age_years} if profile.age_years is not None else ""
    return [
        Line(gettext("Born"), (born,), age, page.id),
        Line(gettext("Sex at birth"), (sexes.get(profile.sex or "", unsaid),), "", page.id),
    ]


def _reading(page: Page, given: Mapping[str, Any], profile: Profile) -> list[Line]:
    said = tuple(
        gettext("%(top)s over %(bottom)s") % {"top": reading["systolic_mmHg"], "bottom": reading["diastolic_mmHg"]}
        for reading in given.get("readings", ())
    )
    if not said:
        return [Line(gettext("Blood pressure"), (gettext("You don't know it"),), "", page.id)]
    when = day(date.fromisoformat(given["readings"][0]["taken_at"]))
    return [Line(gettext("Blood pressure"), said, gettext("on %(day)s") % {"day": when}, page.id)]


def _body(page: Page, given: Mapping[str, Any], profile: Profile) -> list[Line]:
    amounts = [
        (gettext("Height"), profile.height and in_both_lengths(profile.height)),
        (gettext("Weight"), profile.mass and in_both_masses(profile.mass)),
        (gettext("Most weight your table can hold"), profile.max_user_mass and in_both_masses(profile.max_user_mass)),
        (gettext("Shortest person on the label"), profile.min_user_height and in_both_lengths(profile.min_user_height)),
        (gettext("Tallest person on the label"), profile.max_user_height and in_both_lengths(profile.max_user_height)),
    ]
    unsure = (gettext("Not sure"), "")
    both = [(name, amount or unsure) for i, (name, amount) in enumerate(amounts) if amount or i < 3]
    found = [Line(name, (said,), also, page.id) for name, (said, also) in both]
    agreed = given.get("answers", {}).get("doctor_agreed")
    return found if agreed is None else [*found, Line(gettext("A doctor has agreed"), (_choice(agreed),), "", page.id)]


def _words(page: Page, given: Mapping[str, Any], profile: Profile) -> list[Line]:
    """Only the lists without an entry: what was written is shown by itself, beside what we understood."""
    said = {name: gettext("None") if given.get(name) == [] else gettext("Not sure") for name in LISTS if not given.get(name)}
    return [Line(list_name(name), (answer,), "", page.id) for name, answer in said.items()]


SAY: Mapping[str, Callable[[Page, Mapping[str, Any], Profile], list[Line]]] = {
    "about": _about,
    "ticks": _ticks,
    "one": _choices,
    "details": _choices,
    "reading": _reading,
    "body": _body,
    "words": _words,
}
