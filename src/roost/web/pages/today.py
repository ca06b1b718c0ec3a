"""In: who is chosen. Out: today: the next thing, the evening question, care to tick off; a session left out; days away."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from roost.app.books import instruments
from roost.app.go_away import away_days, cancel_away, go_away
from roost.app.keep_diary import skip_session, tick_care
from roost.app.today import Today, today
from roost.base.errors import InputError
from roost.screen.screening import Verdict
from roost.web.doses import dose_words
from roost.web.i18n import day, gettext
from roost.web.pages.urgent import help_or
from roost.web.pictures.body import body_picture
from roost.web.pictures.svg import Picture
from roost.web.pictures.weeks import Week, weeks_picture
from roost.web.render import render
from roost.web.trials import week_words, weeks_of_trial
from roost.web.visit import go, home_of, page, person_of, typed

__all__ = ["date_of", "evening_question", "routes"]

SHOWN_WEEKS = 8


def evening_question() -> str:
    """The words of the evening question."""
    return instruments()["evening_pain"].items[0].question


def date_of(text: str, key: str) -> date:
    """A day that was typed or stands in an address.

    Raises:
        InputError: it is no day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("Choose a day.", key=key) from None


def _weeks(shown: Today) -> Picture | None:
    weeks = shown.weeks[-SHOWN_WEEKS:]
    if not shown.so_far.sessions:
        return None
    marked = [
        Week(first=one.first, sessions=one.sessions, entries=one.filled, state="now" if one is weeks[-1] else "done") for one in weeks
    ]
    return weeks_picture(marked, gettext, lambda first: day(first, "d MMMM"))


def _body(shown: Today) -> Markup | str:
    plan = shown.plan
    if plan is None or plan.next is None:
        return ""
    deg = plan.next.dose.head_down_deg
    title = gettext("A person on the table, head {deg}° below level").format(deg=deg)
    return body_picture("body-next", deg, title, title, hollow=True)


def show(request: Request) -> Response:
    """The page of today. Before the first result it leads to the list of what to do next, with urgent trouble to the help."""
    shown = today(home_of(request), person_of(request).id)
    if shown.plan is None:
        return go("/")
    if shown.plan.screening.verdict is Verdict.urgent:
        return go("/result")
    return render(
        request,
        "today.html",
        tab="today",
        today=shown,
        weeks=_weeks(shown) if shown.trial is None else None,
        trial_week=week_words(shown.trial) if shown.trial is not None else "",
        trial_weeks=weeks_of_trial(shown.trial) if shown.trial is not None else None,
        body=_body(shown),
        question=evening_question(),
        dose_words=dose_words,
    )


def tick(request: Request) -> Response:
    """Keeps that some care was done today, or takes that back."""
    form = typed(request)
    tick_care(home_of(request), person_of(request).id, form.text("therapy"), done=form.text("undo") == "")
    return go("/today")


def show_not_today(request: Request) -> Response:
    """Asks why."""
    return render(request, "not_today.html", tab="today")


def not_today(request: Request) -> Response:
    """Keeps that today's session is left out, and why."""
    why, note = typed(request).text("why"), typed(request).text("note")
    skip_session(home_of(request), person_of(request).id, why, note)
    return help_or(request, "/today", note)


def show_away(request: Request) -> Response:
    """The days away that are not over, and a form for more."""
    home = home_of(request)
    today = home.now().date()
    return render(request, "away.html", tab="today", away=away_days(home, person_of(request).id), today=today)


def away(request: Request) -> Response:
    """Keeps days away, or takes them back; those that have begun end."""
    form, home, person = typed(request), home_of(request), person_of(request).id
    if form.text("cancel"):
        cancel_away(home, person, form.text("cancel"))
    else:
        go_away(home, person, date_of(form.text("from"), "from"), date_of(form.text("to"), "to"))
    return go("/today")


routes = [
    page("/today", show, person=True),
    page("/today/care", show, save=tick, person=True),
    page("/today/not-today", show_not_today, save=not_today, person=True),
    page("/away", show_away, save=away, person=True),
]
