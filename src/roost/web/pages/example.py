"""In: the name of an example story. Out: the stories to choose from, and the way to the one that was begun, kept apart from real data."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app.stories import STORIES
from roost.web.example_server import Examples
from roost.web.i18n import gettext
from roost.web.render import render
from roost.web.visit import Wrong, go, home_of, page, typed

__all__ = ["routes"]


def _examples(request: Request) -> Examples:
    found: Examples = request.app.state.examples
    return found


def show(request: Request) -> Response:
    """The stories; those that were begun lead on."""
    return render(request, "example.html", stories=STORIES, ports=_examples(request).ports)


def begin(request: Request) -> Response:
    """Begins one."""
    name = typed(request).text("story")
    if name not in STORIES or home_of(request).example:
        raise Wrong({"story": gettext("Choose one of the stories.")})
    _examples(request).begin(name)
    return go("/example")


routes = [page("/example", show, save=begin)]
