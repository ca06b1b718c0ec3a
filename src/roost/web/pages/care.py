"""In: who is chosen, if anybody. Out: all care with how sure each is; one page for each, to put into the plan, tick off and take out."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.app.care import care_list
from roost.app.choose_therapy import choose_therapy
from roost.app.evidence import source_page
from roost.app.keep_diary import tick_care
from roost.base.errors import InputError
from roost.screen.screening import Verdict
from roost.web.pages.evidence import TABS
from roost.web.render import render
from roost.web.visit import go, home_of, own_path, page, typed, visit

__all__ = ["routes"]


def _person(request: Request) -> str | None:
    someone = visit(request).someone
    return None if someone is None else someone.id


def show(request: Request) -> Response:
    """All care: what comes first, what stands beside it, and what does not fit this person now."""
    plan, items = care_list(home_of(request), _person(request))
    if plan is not None and plan.screening.verdict is Verdict.urgent:
        return go("/result")
    fits = [one for one in items if plan is None or one.is_offered]
    return render(
        request,
        "care.html",
        tab="plan" if plan is not None else "",
        plan=plan,
        first=[one for one in fits if one.therapy.first],
        beside=[one for one in fits if not one.therapy.first],
        waiting=[one for one in items if one not in fits],
    )


def show_one(request: Request) -> Response:
    """One therapy: what it is, how it is done, what to leave out, how sure it is, and where that comes from."""
    plan, items = care_list(home_of(request), _person(request))
    if plan is not None and plan.screening.verdict is Verdict.urgent:
        return go("/result")
    found = next((one for one in items if one.therapy.name == request.path_params["name"]), None)
    if found is None:
        raise HTTPException(404)
    return render(
        request, "therapy.html", tab="plan" if plan is not None else "", plan=plan, item=found, tabs=TABS, source_page=source_page
    )


def save_one(request: Request) -> Response:
    """Puts it into the plan, takes it out, ticks it off on a day, or takes that back (`do`: put, take, did, undo)."""
    form, name, person = typed(request), request.path_params["name"], _person(request)
    if person is None:
        return go(f"/people?next=/care/{name}")
    do, home = form.text("do"), home_of(request)
    if do in ("put", "take"):
        choose_therapy(home, person, name, chosen=do == "put")
    elif do in ("did", "undo"):
        tick_care(home, person, name, done=do == "did", day=_day(form.text("day")))
    else:
        raise InputError("Choose what to do with it.", key="therapy")
    return go(own_path(form.text("onward"), f"/care/{name}"))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise InputError("Choose a day.", key="for_day") from None


routes = [page("/care", show), page("/care/{name}", show_one, save=save_one)]
