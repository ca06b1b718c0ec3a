"""Pages: each module makes the pages of one subject and exports `routes`."""

from __future__ import annotations

from starlette.routing import Route

from roost.web.pages import (
    about,
    answer,
    ask,
    before,
    body,
    care,
    check,
    diary,
    evidence,
    example,
    home,
    learn,
    letter,
    people,
    plan,
    questionnaire,
    session,
    so_far,
    table,
    today,
    trial,
    trouble,
    urgent,
    verdict,
)

__all__ = ["routes"]

MODULES = (
    home,
    people,
    about,
    urgent,
    care,
    questionnaire,
    check,
    verdict,
    letter,
    today,
    plan,
    trial,
    before,
    session,
    table,
    diary,
    ask,
    trouble,
    so_far,
    answer,
    learn,
    evidence,
    body,
    example,
)


def routes() -> list[Route]:
    """The pages of all modules."""
    return [route for module in MODULES for route in module.routes]
