"""In: an emergency that answers or a person's own words name. Out: the page that shows only the way to help; what was typed is kept."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.app import books
from roost.app.watch_words import emergency_in, emergency_kept, kept_words
from roost.screen.screening import Screening, Verdict
from roost.web.render import render
from roost.web.verdicts import heading, led
from roost.web.visit import go, home_of, own_path, page, person_of
from roost.words.profile import Profile

__all__ = ["help_or", "routes", "urgent_page"]


def urgent_page(request: Request, screening: Screening, profile: Profile, onward: str = "") -> Response:
    """The way to help.

    Args:
        request: the visit.
        screening: an urgent one.
        profile: what it was made of.
        onward: where to go on, once a line of the person's own led here; "" where their answers did.
    """
    fired = {reason.rule for reason in screening.because if reason.verdict is Verdict.urgent}
    found = [one for one in led(screening, books.rules(), profile) if one.name in fired and not one.is_open]
    found.sort(key=lambda one: one.rule is not None and one.rule.act_by != "now")
    kinds = {one.rule.help for one in found if one.rule is not None}
    return render(
        request,
        "urgent.html",
        heading=heading(screening),
        act_by=screening.act_by,
        found=found,
        said=list(dict.fromkeys(words for one in found for words in one.answers)),
        support="support" in kinds,
        only_support=kinds == {"support"},
        onward=onward,
    )


def help_or(request: Request, onward: str, text: str) -> Response:
    """On from a form whose line was kept: to the way to help where its words name an emergency, else `onward`.

    Args:
        request: the visit.
        onward: a page of ours.
        text: the line, as it was kept. The address names the entry and never holds the words.
    """
    home, person = home_of(request), person_of(request).id
    kept = kept_words(home, person, text) if emergency_in(home, text) is not None else None
    return go(onward if kept is None else f"/help/words/{kept.id}?onward={quote(onward)}")


def show_words(request: Request) -> Response:
    """The way to help, because of the words of an entry; none where they name no emergency."""
    home = home_of(request)
    onward = own_path(request.query_params.get("onward", "/today"), "/today")
    screening = emergency_kept(home, person_of(request).id, request.path_params["entry"])
    if screening is None:
        raise HTTPException(404)
    return urgent_page(request, screening, Profile(today=home.now().date()), onward)


routes = [page("/help/words/{entry}", show_words, person=True)]
