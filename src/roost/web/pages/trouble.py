"""In: what went wrong. Out: an adverse event kept with its grade, what it changes told at once; later what a clinician said of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.app.books import adverse_events
from roost.app.plan_person import plan_for
from roost.app.tell_event import open_events, report_event, save_clinician_said
from roost.base.errors import InputError
from roost.track.adverse_event import AdverseEvent
from roost.web.doses import dose_words
from roost.web.i18n import gettext
from roost.web.pages.so_far import event_name
from roost.web.pages.urgent import help_or
from roost.web.render import render
from roost.web.visit import Wrong, home_of, page, person_of, typed

__all__ = ["graded", "routes"]


def graded(grade: int) -> list[tuple[str, AdverseEvent]]:
    """The kinds of adverse events of one grade."""
    return [(name, event) for name, event in adverse_events().items() if event.grade == grade]


def show(request: Request) -> Response:
    """What can go wrong, by gravity; before it what still waits for a clinician's word."""
    groups = [
        (gettext("Mild, and soon over"), graded(1)),
        (gettext("It lasted, or worried you"), graded(2)),
        (gettext("Grave"), graded(3)),
    ]
    waiting = open_events(home_of(request), person_of(request).id)
    return render(request, "trouble.html", groups=groups, waiting=waiting, event_name=event_name, kinds=adverse_events())


def told(request: Request) -> Response:
    """Keeps it, and says what follows."""
    name, note = typed(request).text("event"), typed(request).text("note")
    report_event(home_of(request), person_of(request).id, name, note)
    return help_or(request, f"/trouble/told/{name}", note)


def show_told(request: Request) -> Response:
    """What follows from it: what to do, and today's plan."""
    event = adverse_events().get(request.path_params["name"])
    if event is None:
        raise HTTPException(404)
    plan = plan_for(home_of(request), person_of(request).id)
    return render(request, "told.html", event=event, plan=plan, dose_words=dose_words)


def _waiting(request: Request) -> Any:
    wanted = request.path_params["event"]
    found = next((one for one in open_events(home_of(request), person_of(request).id) if one.id == wanted), None)
    if found is None:
        raise HTTPException(404)
    return found


def show_said(request: Request) -> Response:
    """Asks what a clinician said."""
    today = home_of(request).now().date()
    return render(request, "said.html", event=_waiting(request), event_name=event_name, today=today)


def said(request: Request) -> Response:
    """Keeps what a clinician said."""
    form, event = typed(request), _waiting(request)
    if form.text("may_go_on") not in ("yes", "no"):
        raise Wrong({"may_go_on": gettext("Choose what they said.")})
    if event.grade == 3 and form.text("may_go_on") == "yes" and form.text("letter") not in ("yes", "no"):
        raise Wrong({"letter": gettext("Choose whether they wrote it down.")})
    try:
        on = date.fromisoformat(form.text("on"))
    except ValueError:
        raise InputError("Choose the day on which they said it.", key="on") from None
    save_clinician_said(
        home_of(request),
        person_of(request).id,
        event.id,
        by=form.text("by"),
        on=on,
        may_go_on=form.text("may_go_on") == "yes",
        letter=form.text("letter") == "yes",
        words=form.text("words"),
    )
    return help_or(request, "/today", form.text("words"))


routes = [
    page("/trouble", show, save=told, person=True),
    page("/trouble/told/{name}", show_told, person=True),
    page("/trouble/{event}/said", show_said, save=said, person=True),
]
