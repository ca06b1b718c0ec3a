"""In: nothing. Out: what Roost is and will never do, and who to call."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.web.render import render
from roost.web.visit import page

__all__ = ["routes"]


def about(request: Request) -> Response:
    """What Roost is."""
    return render(request, "about.html")


def help_now(request: Request) -> Response:
    """Who to call."""
    return render(request, "help.html")


routes = [page("/about", about), page("/help", help_now)]
