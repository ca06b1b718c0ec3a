"""In: a Screening that asks for a doctor. Out: the letter to print, and the form for the doctor's answer."""

from __future__ import annotations

from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from roost.app import books
from roost.app.keep_sign_off import keep_sign_off
from roost.app.questionnaire import draft_profile
from roost.app.screen_person import latest_screening, screen_person
from roost.base.errors import InputError
from roost.screen.screening import Screening, Verdict
from roost.web.i18n import gettext
from roost.web.render import render
from roost.web.verdicts import IN_PERSON_FROM, Led, led, liftable, stopping
from roost.web.visit import Form, Wrong, go, home_of, page, person_of, typed

__all__ = ["routes"]


def _screening(request: Request) -> Screening | None:
    standing = latest_screening(home_of(request), person_of(request).id)
    return None if standing is None else standing.screening


def show(request: Request) -> Response:
    """The letter alone, for printing."""
    screening = _screening(request)
    if screening is None or screening.verdict is not Verdict.ask_first:
        return go("/result")
    born = draft_profile(home_of(request), person_of(request).id).birth_date
    stop = _stopping(request, screening)
    return render(request, "letter.html", screening=screening, stop=stop, born=born, in_person_from=IN_PERSON_FROM)


def ask(request: Request) -> Response:
    """What did the doctor say?"""
    screening = _screening(request)
    if screening is None or screening.verdict is not Verdict.ask_first:
        return go("/result")
    can_lift = liftable(screening, books.rules())
    others = [one for one in _stopping(request, screening) if one.name not in can_lift]
    return render(request, "sign_off.html", can_lift=can_lift, others=others)


def _stopping(request: Request, screening: Screening) -> list[Led]:
    return stopping(led(screening, books.rules(), draft_profile(home_of(request), person_of(request).id)))


def _day(form: Form, name: str, wrong: dict[str, str]) -> date:
    try:
        return date(*(int(form.text(f"{name}_{part}")) for part in ("year", "month", "day")))
    except ValueError:
        wrong[f"{name}_day"] = gettext("Type the day, as 22 11 2026.")
        return date.min


def _number(form: Form, name: str, least: int, most: int, wrong: dict[str, str]) -> int | None:
    text = form.text(name)
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and least <= int(text) <= most):
        wrong[name] = gettext("Type a whole number from %(least)s to %(most)s, or leave it empty.") % {"least": least, "most": most}
        return None
    return int(text)


def save(request: Request) -> Response:
    """Keeps the doctor's answer and makes a new result with it."""
    home, person, form = home_of(request), person_of(request).id, typed(request)
    screening = _screening(request)
    if screening is None:
        return go("/questions")
    allowed = liftable(screening, books.rules())
    wrong: dict[str, str] = {}
    rules = [name for name in form.all("rules") if name in allowed]
    if not rules:
        wrong["rules"] = gettext("Tick what the doctor agreed to. If it was nothing, do not use the table: your result stays.")
    if not form.text("by"):
        wrong["by"] = gettext("Type the name of the doctor who signed.")
    on, until = _day(form, "on", wrong), _day(form, "until", wrong)
    degrees, minutes = _number(form, "degrees", 1, 60, wrong), _number(form, "minutes", 1, 5, wrong)
    if wrong:
        raise Wrong(wrong)
    limits = {"head_down_deg": degrees, "bout_s": minutes and minutes * 60}
    given = {name: value for name, value in limits.items() if value is not None}
    try:
        keep_sign_off(home, person, rules, by=form.text("by"), on=on, until=until, limits=given or None)
    except InputError as error:
        raise Wrong({"until_day" if error.key.endswith("until") else "by": error.message}) from None
    screen_person(home, person)
    return go("/result")


routes = [page("/letter", show, person=True), page("/letter/answer", ask, save=save, person=True)]
