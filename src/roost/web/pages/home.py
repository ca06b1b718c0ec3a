"""In: who uses this browser. Out: the first visit, the names, or the list of what to do next; once a plan stands, on to today."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app.people import people
from roost.app.questionnaire import first_open, pages
from roost.app.screen_person import latest_screening
from roost.web.pages.people import go_as
from roost.web.render import render
from roost.web.verdicts import needs_help
from roost.web.visit import go, home_of, page, visit

__all__ = ["routes"]


def show(request: Request) -> Response:
    """The start."""
    someone = visit(request).someone
    home = home_of(request)
    if someone is None:
        here = people(home)
        if home.example and len(here) == 1:
            return go_as(request, here[0].id, "/today")
        return go("/people") if here else render(request, "first.html")
    standing = latest_screening(home, someone.id)
    if standing is not None and needs_help(standing):
        return go("/result")
    if standing is not None and standing.ended_by is None:
        return go("/today")
    asked = pages(home, someone.id)
    return render(
        request,
        "home.html",
        begun=any(one.given is not None for one in asked),
        all_answered=first_open(asked) is None,
        left=sum(not one.done for one in asked),
        ended_by=standing.ended_by if standing is not None else None,
    )


routes = [page("/", show)]
