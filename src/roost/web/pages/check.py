"""In: all that was answered. Out: it is shown back with what we understood, each with a way to change it; then the result is made."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app.questionnaire import draft_profile, first_open, next_page, pages
from roost.app.screen_person import screen_person
from roost.app.screen_profile import screen_profile
from roost.web.render import render
from roost.web.summary import lines, list_name
from roost.web.visit import go, home_of, page, person_of

__all__ = ["routes"]


def show(request: Request) -> Response:
    """Check what you told us."""
    home, person = home_of(request), person_of(request).id
    profile = draft_profile(home, person)
    screening = screen_profile(profile)
    found = pages(home, person)
    return render(
        request,
        "check.html",
        lines=lines(found, profile),
        mentions=screening.mentions,
        not_understood=screening.not_understood,
        following=first_open(found),
        list_name=list_name,
    )


def save(request: Request) -> Response:
    """Makes the result, once everything is answered."""
    home, person = home_of(request), person_of(request).id
    if next_page(home, person) is not None:
        return go("/questions")
    screen_person(home, person)
    return go("/result")


routes = [page("/check", show, save=save, person=True)]
