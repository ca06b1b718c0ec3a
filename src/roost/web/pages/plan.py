"""In: who is chosen. Out: the plan: the ladder as a picture, why each number, how one comes up, care beside it and first."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app.care import care_in_plan
from roost.app.known_body import known_of
from roost.app.plan_person import plan_for
from roost.app.screen_person import latest_screening
from roost.web.body_words import step_rows
from roost.web.doses import dose_words
from roost.web.i18n import gettext
from roost.web.pictures.ladder import ladder_picture
from roost.web.render import render
from roost.web.visit import go, home_of, page, person_of

__all__ = ["routes"]


def show(request: Request) -> Response:
    """The plan."""
    home, person = home_of(request), person_of(request).id
    plan, standing = plan_for(home, person), latest_screening(home, person)
    if plan is None or standing is None:
        return go("/")
    limits = standing.screening.limits
    shows_ladder = limits is not None and bool(plan.ladder)
    return render(
        request,
        "plan.html",
        tab="plan",
        plan=plan,
        care=care_in_plan(home, person, plan),
        ladder=ladder_picture(plan.ladder, limits.head_down_deg, gettext) if limits is not None and shows_ladder else None,
        limit_because=standing.screening.because if shows_ladder else (),
        steps=step_rows(known_of(home, person), (rung.dose.head_down_deg for rung in plan.ladder)) if shows_ladder else (),
        dose_words=dose_words,
    )


routes = [page("/plan", show, person=True)]
