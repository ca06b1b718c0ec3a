"""In: what a person tells of their table. Out: its recall, where its label stands, how its stop is set once; and a card to print."""

from __future__ import annotations

from typing import Any, Literal

from starlette.requests import Request
from starlette.responses import Response

from roost.app.books import coach, recalls
from roost.app.your_table import keep_model, keep_stop, your_table
from roost.web.i18n import gettext
from roost.web.pictures.card import card_picture
from roost.web.render import render
from roost.web.visit import Wrong, go, home_of, page, person_of, typed

__all__ = ["routes"]

WAYS: dict[str, Literal["phone", "card"]] = {"phone": "phone", "card": "card"}


def _words() -> dict[str, str]:
    """What the script of the page says."""
    return {
        "none": gettext("This device tells no angle. Use the card instead."),
        "refused": gettext("The browser did not let us read the angle. Allow it, or use the card."),
        "level": gettext("Bring the bed level. Then tap."),
        "is_level": gettext("It is level"),
        "not_level": gettext("That is {deg}° off. Turn the top of the phone to the head end, lay it flat, and bring the bed level."),
        "not_below": gettext("That is not below level. Is the top of the phone at the head end?"),
        "moving": gettext("It still moves. Wait a moment, then tap again."),
        "lower": gettext("Lower the head end to {deg}°. Set the strap so that it stops there. Then tap."),
        "lower_free": gettext("Lower the head end as far as it goes. Then tap."),
        "stops": gettext("It stops here"),
        "right": gettext("It stops at {deg}°. Your plan is {plan}°. That fits. Now save it."),
        "deep": gettext("It stops at {deg}°. Your plan is {plan}°. That is too deep. Shorten the strap and measure again."),
        "short": gettext("It stops at {deg}°, before your plan of {plan}°. That does no harm. Save it, or measure again."),
        "free": gettext("It stops at {deg}°."),
        "below": gettext("{deg}° below level"),
        "above": gettext("{deg}° above level"),
    }


def show(request: Request) -> Response:
    """Your table."""
    found = your_table(home_of(request), person_of(request).id)
    data: dict[str, Any] = {"plan": found.planned_deg, "words": _words()}
    return render(request, "table.html", tab="today", found=found, recalls=recalls(), how=coach().checklists["table"].how, data=data)


def save(request: Request) -> Response:
    """Keeps the model, or that the stop was set."""
    home, person, form = home_of(request), person_of(request).id, typed(request)
    if form.text("what") == "stop":
        deg, by = form.text("head_down_deg"), WAYS.get(form.text("by"))
        if by is None:
            raise Wrong({"by": gettext("Choose what you measured with.")})
        keep_stop(home, person, int(deg) if deg.isascii() and deg.isdigit() and len(deg) < 4 else 0, by)
    else:
        keep_model(home, person, form.text("model"), mended=form.text("mended") == "yes")
    return go("/table")


def show_card(request: Request) -> Response:
    """The card to print."""
    found = your_table(home_of(request), person_of(request).id)
    return render(request, "card.html", deg=found.planned_deg, card=card_picture(found.planned_deg, gettext))


routes = [page("/table", show, save=save, person=True), page("/table/card", show_card, person=True)]
