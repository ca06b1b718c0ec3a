"""In: who is chosen, and a day. Out: the diary: the evening question saved on the tap, a line of one's own, earlier days filled in."""

from __future__ import annotations

from datetime import date, timedelta

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.app.books import instruments
from roost.app.care import care_on
from roost.app.keep_diary import diary_of, entry_day, keep_note, save_pain
from roost.base.errors import InputError
from roost.web.doses import dose_words
from roost.web.pages.so_far import event_name
from roost.web.pages.today import evening_question
from roost.web.pages.urgent import help_or
from roost.web.render import render
from roost.web.series import score_words
from roost.web.visit import go, home_of, own_path, page, person_of, typed

__all__ = ["routes"]

LISTED = 14


def show(request: Request) -> Response:
    """The evening question and the last two weeks."""
    home = home_of(request)
    kept, day, today = diary_of(home, person_of(request).id), entry_day(home), home.now().date()
    days = [kept.day(today - timedelta(days=n)) for n in range(LISTED)]
    return render(request, "diary.html", tab="diary", day=day, today=today, known=kept.day(day), days=days, question=evening_question())


def keep_line(request: Request) -> Response:
    """Keeps a line of the person's own, for the day that the evening question is about."""
    note = typed(request).text("note")
    keep_note(home_of(request), person_of(request).id, note)
    return help_or(request, "/diary", note)


def other(request: Request) -> Response:
    """Leads to the day that was chosen."""
    try:
        return go(f"/diary/{date.fromisoformat(request.query_params.get('day', '')).isoformat()}")
    except ValueError:
        return go("/diary#days")


def bad_day(request: Request) -> Response:
    """Three big buttons."""
    return render(request, "bad_day.html", tab="diary", day=entry_day(home_of(request)))


def _day(request: Request) -> date:
    try:
        return date.fromisoformat(request.path_params["day"])
    except ValueError:
        raise HTTPException(404) from None


def show_day(request: Request) -> Response:
    """One day."""
    home, day = home_of(request), _day(request)
    today = home.now().date()
    if day > today:
        raise HTTPException(404)
    person = person_of(request).id
    known = diary_of(home, person).day(day)
    return render(
        request,
        "diary_day.html",
        tab="diary",
        day=day,
        today=today,
        known=known,
        care=care_on(home, person, day),
        question=evening_question(),
        event_name=event_name,
        dose_words=dose_words,
        instruments=instruments(),
        score_words=score_words,
    )


def save_day(request: Request) -> Response:
    """Keeps the figure of one day, and leads back to where it was tapped."""
    form = typed(request)
    average = form.text("average")
    if not average.isdecimal():
        raise InputError("Choose a number from 0 to 10.", key="average")
    save_pain(home_of(request), person_of(request).id, int(average), _day(request))
    return go(own_path(form.text("onward"), "/diary"))


routes = [
    page("/diary", show, save=keep_line, person=True),
    page("/diary/other", other, person=True),
    page("/diary/bad-day", bad_day, person=True),
    page("/diary/{day}", show_day, save=save_day, person=True),
]
