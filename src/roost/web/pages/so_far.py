"""In: who is chosen, and up to which day. Out: the chart of every day with its table. Nothing is worked out from it."""

from __future__ import annotations

from datetime import date, timedelta

from starlette.requests import Request
from starlette.responses import Response

from roost.app.books import adverse_events
from roost.app.care import care_counts
from roost.app.keep_diary import diary_of
from roost.track.diary import Diary, DiaryDay
from roost.web.i18n import day, gettext
from roost.web.pictures.progress import ChartDay, ChartEvent, progress_picture
from roost.web.render import render
from roost.web.series import all_series
from roost.web.visit import home_of, page, person_of

__all__ = ["event_name", "routes"]

SHOWN = 56  # days: eight weeks
LEAST = 28  # so that a young diary is not a single dot


def event_name(name: str) -> str:
    """What a person reads for an adverse event or a symptom."""
    known = adverse_events().get(name)
    return gettext(known.title) if known is not None else gettext(name.replace("_", " "))


def _chart_day(one: DiaryDay, last: date) -> ChartDay:
    events = tuple(ChartEvent(name=event_name(event.name), grade=event.grade) for event in one.events)
    hung = sum(session.inverted_s != 0 for session in one.sessions)
    return ChartDay(day=one.date, pain=one.pain, sessions=hung, events=events, later=one.back_filled, to_come=one.date > last)


def _window(kept: Diary, asked: str) -> tuple[date, date]:
    """The first and the last day shown: the last eight weeks, or those up to the day that was asked for."""
    first, last = kept.days[0].date, kept.days[-1].date
    try:
        end = min(max(date.fromisoformat(asked), first), last)
    except ValueError:
        end = last
    begin = max(first, end - timedelta(days=SHOWN - 1))
    return begin, max(end, begin + timedelta(days=LEAST - 1))


def show(request: Request) -> Response:
    """What happened so far."""
    kept = diary_of(home_of(request), person_of(request).id)
    if not kept.days:
        return render(request, "so_far.html", tab="answer", chart=None, earlier=None, later=None, care=(), scores=())
    begin, end = _window(kept, request.query_params.get("to", ""))
    last = kept.days[-1].date
    shown = [kept.day(begin + timedelta(days=n)) for n in range((end - begin).days + 1)]
    days = [_chart_day(one, last) for one in shown]
    return render(
        request,
        "so_far.html",
        tab="answer",
        chart=progress_picture(days, gettext, lambda when: day(when, "d MMM")),
        earlier=begin - timedelta(days=1) if begin > kept.days[0].date else None,
        care=care_counts(shown),
        scores=all_series(kept),
        later=min(end + timedelta(days=SHOWN), last) if end < last else None,
    )


routes = [page("/so-far", show, person=True)]
