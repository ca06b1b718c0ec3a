"""In: the newest Screening of a person. Out: the page of its verdict: what it is, what led to it, what would change it, what to do now."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app import books
from roost.app.care import care_in_plan
from roost.app.plan_person import plan_for
from roost.app.questionnaire import draft_profile
from roost.app.screen_person import Standing, latest_screening
from roost.screen.screening import Screening, Verdict
from roost.web.i18n import gettext
from roost.web.pages.urgent import urgent_page
from roost.web.render import render
from roost.web.verdicts import IN_PERSON_FROM, Led, eye_check, heading, lead, led, limit_words, needs_help, stopping, would_change
from roost.web.visit import go, home_of, page, person_of
from roost.words.profile import Profile

__all__ = ["routes"]


def show(request: Request) -> Response:
    """The verdict."""
    standing = latest_screening(home_of(request), person_of(request).id)
    if standing is None:
        return go("/questions")
    if needs_help(standing):
        return urgent_page(request, standing.screening, draft_profile(home_of(request), person_of(request).id))
    if standing.screening.verdict is Verdict.urgent:
        return go("/check")
    return _calm(request, standing)


def _calm(request: Request, standing: Standing) -> Response:
    home, person, rules = home_of(request), person_of(request).id, books.rules()
    screening = standing.screening
    plan = plan_for(home, person)
    profile = draft_profile(home, person)
    found = led(screening, rules, profile)
    stop = stopping(found)
    return render(
        request,
        "verdict.html",
        screening=screening,
        verdict=screening.verdict.value,
        ended_by=standing.ended_by,
        heading=heading(screening),
        lead=lead(screening, len(stop)),
        found=found,
        stop=stop,
        born=profile.birth_date,
        in_person_from=IN_PERSON_FROM,
        eye_check=eye_check(screening),
        others=_others(screening, profile) if screening.verdict.lets_invert else [],
        changes=would_change(screening, found),
        start=plan.next.dose if plan is not None and plan.next is not None else None,
        limits=list(limit_words(screening.limits)) if screening.limits is not None else [],
        care=care_in_plan(home, person, plan),
        signed=screening.lifted_by,
    )


def _others(screening: Screening, profile: Profile) -> list[Led]:
    """What was looked at and led to nothing, so that a mild result names its answers too."""
    found = []
    if profile.readings:
        last = profile.readings[-1]
        title = gettext("Blood pressure %(top)s over %(bottom)s") % {"top": last.systolic_mmHg, "bottom": last.diastolic_mmHg}
        found.append(Led(title=title, tell=gettext("Below the level where we ask you to see a doctor."), drawing="heart"))
    noted = [mention.text for mention in screening.mentions if not mention.fact]
    if noted:
        found.append(
            Led(title=gettext("What you typed"), tell=gettext("This does not change your result."), answers=tuple(noted), drawing="page")
        )
    if not screening.unknown:
        found.append(Led(title=gettext("All our other questions"), tell=gettext("You answered no to each of them.")))
    return found


routes = [page("/result", show, person=True)]
