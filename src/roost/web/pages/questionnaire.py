"""In: what a person answers, one subject to a page. Out: each page kept as it is sent; the way on, back, and to a check of it all."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from roost.app import books
from roost.app.questionnaire import PARTS, Page, draft_profile, next_page, pages, save_page
from roost.app.screen_person import screen_person
from roost.app.screen_profile import screen_profile
from roost.base.errors import InputError
from roost.screen.rules import Rule
from roost.screen.screening import Verdict
from roost.web.i18n import gettext
from roost.web.pieces import at_field, form_of, piece_of
from roost.web.render import render
from roost.web.visit import Wrong, go, home_of, page, person_of, typed, visit

__all__ = ["part_name", "routes"]

MEASURED_ON = {
    "about": ("age_years",),
    "reading": ("systolic_mmHg", "diastolic_mmHg", "very_high_readings"),
    "body": ("table_spare_g", "table_height_spare_mm"),
    "words": ("medicine_not_understood", "condition_not_understood", "symptom_not_understood", "text_not_understood"),
}


def part_name(part: int) -> str:
    """What a part of the questions is about."""
    return [
        gettext("What can't wait"),
        gettext("Your back"),
        gettext("Heart and blood"),
        gettext("Your health"),
        gettext("You and your table"),
    ][part - 1]


def on(request: Request) -> Response:
    """The first page that is not answered yet, or the check of all answers."""
    following = next_page(home_of(request), person_of(request).id)
    return go("/check" if following is None else f"/questions/{following.id}")


def _here(request: Request) -> tuple[list[Page], Page | None]:
    found = pages(home_of(request), person_of(request).id)
    return found, next((one for one in found if one.id == request.path_params["page"]), None)


def show(request: Request) -> Response:
    """One page, with what was typed, or what was kept."""
    found, here = _here(request)
    if here is None:
        return go("/questions")
    place = found.index(here)
    checking = (typed(request).text("from") or request.query_params.get("from")) == "check"
    before = "/" if place == 0 else f"/questions/{found[place - 1].id}"
    return render(
        request,
        "question.html",
        form=typed(request) if visit(request).trouble else form_of(here),
        page=here,
        part=here.part,
        of=PARTS,
        part_name=part_name(here.part),
        before="/check" if checking else before,
        checking=checking,
        rules=_rules(here),
    )


def _rules(here: Page) -> list[Rule]:
    """The rules that a page asks for, each once; a page with fields of its own asks for those that measure what is typed there."""
    measured = MEASURED_ON.get(here.kind, ())
    measuring = [rule for rule in books.rules().rules.values() if any(ask.fact in measured for ask in rule.ask)]
    return list({id(rule): rule for rule in [*(rule for _, rule in here.asks), *measuring]}.values())


def save(request: Request) -> Response:
    """Keeps the page. Where it says that help is needed now, that comes before all other questions."""
    home, person, form = home_of(request), person_of(request).id, typed(request)
    _, here = _here(request)
    if here is None:
        raise Wrong({"main": gettext("This page does not apply any more. Go on with the next one.")})
    try:
        save_page(home, person, here.id, piece_of(here, form, home.now().date()))
    except InputError as error:
        raise at_field(error, form) from None
    following = next_page(home, person, after=here.id)
    screening = screen_profile(draft_profile(home, person))
    if screening.verdict is Verdict.urgent:
        screen_person(home, person)
        # One more question may turn today into now; nothing else comes before the way to help.
        if screening.act_by == "now" or following is None or following.id != f"{here.id}_more":
            return go("/result")
    if following is None:
        return go("/check")
    checking = "?from=check" if form.text("from") == "check" else ""
    return go(f"/questions/{quote(following.id)}{checking}")


routes = [page("/questions", on, person=True), page("/questions/{page}", show, save=save, person=True)]
