"""In: the lessons. Out: what people say and what we found, with each source and how far it was read; and one page for each lesson."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.app.evidence import evidence
from roost.base.sources import Level, Source
from roost.evidence.guideline import Guideline
from roost.evidence.learn import Claim, Lesson, filled
from roost.evidence.library import Library
from roost.evidence.study import Read, Study
from roost.evidence.tell import claim_text
from roost.web.i18n import gettext
from roost.web.render import render
from roost.web.visit import page

__all__ = ["Shown", "ShownSource", "routes", "shown_claim", "shown_source"]

GROUPS = ("help", "harm", "guidelines", "body", "care", "use")
OTHERS = {Level.full_text: (4, "full_text"), Level.abstract: (3, "abstract"), Level.secondary: (2, "secondary"), Level.maker: (1, "maker")}


@dataclass(frozen=True, slots=True)
class ShownSource:
    """A source under a claim: its name, its page, how many of four tabs, and the key of the words beside them."""

    name: str
    href: str
    tabs: int
    read: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A claim with its figures in place, in the reader's language."""

    id: str
    said: str
    question: str
    answer: str
    text: str
    sources: tuple[ShownSource, ...]


def shown_source(of: Study | Guideline | Source, read_as: str | None = None) -> ShownSource:
    """How a source is shown; `read_as` where the thing said was read less far than the source itself."""
    if isinstance(of, Study) and read_as is not None:
        return ShownSource(of.short, f"/evidence/{of.name}", Read(read_as).tabs, read_as)
    if isinstance(of, Study):
        read = Read.abstract if of.level is Read.partial_abstract else of.level
        return ShownSource(of.short, f"/evidence/{of.name}", of.level.tabs, read.value)
    if isinstance(of, Guideline):
        tabs, words = OTHERS[of.file.level]
        return ShownSource(of.file.short, f"/evidence/{of.name}", tabs, words)
    tabs, words = OTHERS.get(of.level, (0, "search" if of.id.startswith("OUR_SEARCH") else "design"))
    return ShownSource(of.cite, f"/evidence/{of.id}", tabs, words)


def shown_claim(library: Library, lesson: Lesson, claim: Claim) -> Shown:
    """How a claim is shown."""
    named = [(id_, library.named(lesson, id_)) for id_ in claim.sources]
    return Shown(
        id=claim.id,
        said=filled(claim.say, claim.figures, gettext) if claim.say else "",
        question=filled(claim.question, claim.figures, gettext) if claim.question else "",
        answer=claim.answer,
        text=claim_text(library, claim, gettext),
        sources=tuple(shown_source(one, claim.read_as.get(id_)) for id_, one in named if one is not None),
    )


def index(request: Request) -> Response:
    """What people say, by subject; `?about=` shows one subject alone."""
    library = evidence()
    about = request.query_params.get("about", "")
    shown = [
        (lesson, [shown_claim(library, lesson, claim) for claim in lesson.file.claims if claim.say])
        for lesson in library.lessons.values()
        if about not in GROUPS or lesson.file.group == about
    ]
    return render(
        request,
        "learn.html",
        tab="learn",
        about=about if about in GROUPS else "",
        shown=[(lesson, claims) for lesson, claims in shown if claims],
        lessons=library.lessons.values(),
    )


def lesson(request: Request) -> Response:
    """One lesson."""
    library = evidence()
    found = library.lessons.get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    order = list(library.lessons.values())
    at = order.index(found)
    claims = [shown_claim(library, found, claim) for claim in found.file.claims]
    following = order[at + 1] if at + 1 < len(order) else None
    return render(request, "lesson.html", tab="learn", lesson=found, claims=claims, following=following)


routes = [page("/learn", index), page("/learn/{name}", lesson)]
