"""In: nothing. Out: what Roost is and will never do, what helps backs without a table, and who to call."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app import books
from roost.web.i18n import gettext
from roost.web.render import render
from roost.web.visit import page

__all__ = ["routes"]


def about(request: Request) -> Response:
    """What Roost is."""
    return render(request, "about.html")


def care(request: Request) -> Response:
    """What helps backs, without a table."""
    strengths = {
        "good": gettext("Good evidence."),
        "fair": gettext("Fair evidence."),
        "some": gettext("Some evidence."),
        "little": gettext("Little evidence."),
    }
    return render(request, "care.html", therapies=books.therapies(), strengths=strengths)


def help_now(request: Request) -> Response:
    """Who to call."""
    return render(request, "help.html")


routes = [page("/about", about), page("/care", care), page("/help", help_now)]
