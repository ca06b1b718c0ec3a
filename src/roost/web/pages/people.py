"""In: a name. Out: the person chosen on this browser. The page shows names and nothing about health."""

from __future__ import annotations

from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response

from roost.app.people import NAME_LENGTH, add_person, people, someone
from roost.web.i18n import gettext
from roost.web.render import render
from roost.web.visit import Wrong, cookie_of, go, home_of, own_path, page, typed

__all__ = ["go_as", "routes"]


def go_as(request: Request, person: str, path: str) -> Response:
    """On to another page, as this person, whom the browser keeps."""
    response = go(path)
    response.set_cookie(cookie_of(home_of(request)), person, httponly=True, samesite="strict", path="/")
    return response


def _onward(request: Request) -> str:
    return own_path(typed(request).text("next") or request.query_params.get("next", "/"))


def choose(request: Request) -> Response:
    """Who is it?"""
    found = people(home_of(request))
    if not found:
        return go("/people/new")
    return render(request, "people.html", people=found, onward=_onward(request))


def chosen(request: Request) -> Response:
    """Keeps the choice in this browser."""
    found = someone(home_of(request), typed(request).text("person"))
    if found is None:
        raise Wrong({"person": gettext("Choose a name from the list.")})
    return go_as(request, found.id, _onward(request))


def new(request: Request) -> Response:
    """Asks for a name."""
    return render(request, "new_person.html", onward=_onward(request), longest=NAME_LENGTH)


def added(request: Request) -> Response:
    """Adds the person, and goes on as them."""
    found = add_person(home_of(request), typed(request).text("name"))
    onward = _onward(request)
    return go_as(request, found.id, onward if onward != "/" else "/questions")


def leave(request: Request) -> Response:
    """Nobody is chosen any more."""
    response = go("/people")
    response.delete_cookie(cookie_of(home_of(request)), path="/")
    return response


def _to_people(request: Request) -> Response:
    return go(f"/people?next={quote(_onward(request))}")


routes = [
    page("/people", choose, save=chosen),
    page("/people/new", new, save=added),
    page("/people/leave", _to_people, save=leave),
]
