"""In: the questions before today's session. Out: each one tap, "None of these" too; on to the session, to help, or to why it waits."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app.before_session import answer_before, asked_today, waits
from roost.web.i18n import gettext
from roost.web.render import render
from roost.web.visit import Wrong, go, home_of, page, person_of, typed

__all__ = ["routes"]


def show(request: Request) -> Response:
    """The check before a session; without a session today, on to today, which says why."""
    asked = asked_today(home_of(request), person_of(request).id)
    return render(request, "before.html", asked=asked, tab="today") if asked else go("/today")


def save(request: Request) -> Response:
    """Keeps the answers. What may be an emergency comes before all else."""
    ticked = typed(request).all("ticks")
    if not ticked:
        raise Wrong({"ticks": gettext("Tick what fits, or “None of these”.")})
    if "none" in ticked and len(ticked) > 1:
        raise Wrong({"ticks": gettext("You ticked “None of these” and something else. Keep the one that is right.")})
    holds = answer_before(home_of(request), person_of(request).id, [fact for fact in ticked if fact != "none"])
    if any(hold.is_urgent for hold in holds):
        return go("/help")
    return go("/session/waits" if waits(home_of(request), person_of(request).id) else "/session")


def show_waits(request: Request) -> Response:
    """Why the session waits, and until when."""
    home = home_of(request)
    found = waits(home, person_of(request).id)
    return render(request, "waits.html", waits=found, now=home.now(), tab="today") if found else go("/today")


routes = [page("/session/before", show, save=save, person=True), page("/session/waits", show_waits, person=True)]
