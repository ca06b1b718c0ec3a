"""In: who is chosen, and an instrument. Out: the list of all of them, the page that fills one in, and the score that the answers make."""

from __future__ import annotations

from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.app.fill_in import fill_in, instrument_list, instrument_named, own_items
from roost.app.keep_diary import diary_of
from roost.base.errors import InputError
from roost.track.instrument import Instrument, asked
from roost.track.scored import instrument_day
from roost.web.i18n import gettext
from roost.web.pages.urgent import help_or
from roost.web.render import render
from roost.web.series import end_words, score_words, series_of
from roost.web.visit import Form, Wrong, go, home_of, page, person_of, typed

__all__ = ["routes"]


def show_list(request: Request) -> Response:
    """All instruments, with what was filled in last and when each is asked next."""
    home = home_of(request)
    listed = instrument_list(home, person_of(request).id)
    return render(request, "ask.html", tab="diary", listed=listed, today=home.now().date(), score_words=score_words)


def _instrument(request: Request) -> tuple[str, Instrument]:
    name = request.path_params["instrument"]
    try:
        return name, instrument_named(name)
    except InputError:
        raise HTTPException(404) from None


def _own(request: Request, name: str, instrument: Instrument) -> tuple[str, ...]:
    """The person's own items: what they typed now, else what they typed before."""
    if not instrument.own:
        return ()
    if typed(request).text("types-own"):
        return tuple(words for item in instrument.items if (words := typed(request).text(f"own-{item.id}")))
    return own_items(home_of(request), person_of(request).id, name)


def show(request: Request) -> Response:
    """The page that fills one in. Where the items are the person's own, they type them first."""
    name, instrument = _instrument(request)
    kept = own_items(home_of(request), person_of(request).id, name) if instrument.own else ()
    types_own = instrument.own and (not kept or "change" in request.query_params or bool(typed(request).text("types-own")))
    day = instrument_day(instrument, home_of(request).now())
    return render(
        request,
        "ask_one.html",
        tab="diary",
        name=name,
        instrument=instrument,
        items=instrument.items if types_own else asked(instrument, kept),
        own=dict(zip((item.id for item in instrument.items), kept, strict=False)),
        types_own=types_own,
        day=day,
        today=home_of(request).now().date(),
        steps=range(instrument.answers.low, instrument.answers.high + 1),
    )


def save(request: Request) -> Response:
    """Keeps the answers, and leads to the score."""
    name, instrument = _instrument(request)
    form, own = typed(request), _own(request, name, instrument)
    least = len(instrument.items) - instrument.may_skip
    if instrument.own and len(own) < least:
        empty = next(f"own-{item.id}" for item in instrument.items if not form.text(f"own-{item.id}"))
        raise Wrong({empty: gettext("Type at least {n} activities.").format(n=least)})
    items = asked(instrument, own)
    fields = (
        [item.id for item in instrument.items if form.text(f"own-{item.id}")] if form.text("types-own") else [item.id for item in items]
    )
    answers = {item.id: _answer(instrument, field, form) for item, field in zip(items, fields, strict=True)}
    missing = [field for field, answer in zip(fields, answers.values(), strict=True) if answer is None]
    if len(missing) > (0 if instrument.own else instrument.may_skip):
        words = gettext("Type a number.") if instrument.style == "number" else gettext("Choose a number.")
        raise Wrong(dict.fromkeys(missing, words))
    fill_in(home_of(request), person_of(request).id, name, answers, own)
    return help_or(request, f"/ask/{name}/so-far", "\n".join(own) if form.text("types-own") else "")


def _answer(instrument: Instrument, id_: str, form: Form) -> int | None:
    """A whole number; a tick is 1, and a line left blank in a list of ticks is 0."""
    if instrument.style == "ticks":
        return int(form.text(id_) == "1")
    given = form.text(id_).replace("\u2212", "-")
    if not given:
        return None
    digits = given.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 5):
        low, high = instrument.answers.low, instrument.answers.high
        raise Wrong({id_: gettext("Type a whole number from {low} to {high}.").format(low=low, high=high)})
    return int(given)


def show_so_far(request: Request) -> Response:
    """The scores of one instrument, the newest first of all."""
    name, instrument = _instrument(request)
    found = diary_of(home_of(request), person_of(request).id).series(name)
    if not found:
        return go(f"/ask/{name}")
    last: date = found[-1].day
    score, end = score_words(instrument, found[-1].score), end_words(instrument, found[-1].score)
    return render(
        request,
        "ask_so_far.html",
        tab="diary",
        name=name,
        instrument=instrument,
        day=last,
        score=score,
        end=end,
        series=series_of(name, found),
    )


routes = [
    page("/ask", show_list, person=True),
    page("/ask/{instrument}", show, save=save, person=True),
    page("/ask/{instrument}/so-far", show_so_far, person=True),
]
