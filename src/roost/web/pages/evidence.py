"""In: the library of studies. Out: what the studies say, one page for each source with what rests on it, and the bibliography."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from roost.app.evidence import RestsOn, evidence, rests_on
from roost.base.sources import Level, Source
from roost.evidence.bibliography import bibtex, csl_json
from roost.evidence.comparison import Result
from roost.evidence.forest import Axis, Mark, axis_of, marks
from roost.evidence.fragility import fragility
from roost.evidence.library import Library
from roost.evidence.study import Figures, Kind, Read, Study
from roost.evidence.tell import claim_text, number
from roost.web.i18n import gettext
from roost.web.pages.learn import Shown, shown_claim, shown_source
from roost.web.pictures.forest import row_drawing
from roost.web.render import render
from roost.web.visit import page

__all__ = ["routes"]

TABS: Mapping[Level, int] = {Level.full_text: 4, Level.abstract: 3, Level.secondary: 2, Level.maker: 1, Level.design: 0}


@dataclass(frozen=True, slots=True)
class Plotted:
    """One row of the plot: what it is, its drawing, its words and how far it was read (None for a pooled row)."""

    mark: Mark
    label: str
    words: str
    drawing: Markup
    read: Read | None


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one comparison."""

    heading: str
    rows: tuple[Plotted, ...]


def _label(mark: Mark) -> str:
    """The name of a row in the reader's language."""
    if mark.kind != "pooled":
        return gettext(mark.label)
    return gettext("Both together") if mark.pooled == 2 else gettext("All {k} together").format(k=mark.pooled)


def _words(mark: Mark) -> str:
    """The figure of a row with its range in the reader's language, or why there is none."""
    if mark.estimate is None:
        return gettext(mark.words)
    if mark.low is None or mark.high is None:
        return gettext("{estimate} (range not seen)").format(estimate=number(mark.estimate))
    ends = {"low": number(mark.low), "high": number(mark.high)}
    return gettext("{estimate} ({low} to {high})").format(estimate=number(mark.estimate), **ends)


def _groups(library: Library, results: list[Result], axis: Axis) -> list[Group]:
    def plotted(mark: Mark) -> Plotted:
        read = library.studies[mark.name].level if mark.name else None
        return Plotted(mark, _label(mark), _words(mark), row_drawing(mark, axis), read)

    return [Group(result.comparison.file.heading, tuple(plotted(mark) for mark in marks(result))) for result in results]


def _kinds() -> dict[Kind, str]:
    """The kinds of studies in words, in the order of a page."""
    return {
        "inversion_trial": gettext("Trials of inversion"),
        "inversion_cohort": gettext("People with and without inversion, not by chance"),
        "inversion_case_series": gettext("People with inversion, nobody beside them"),
        "inversion_registered": gettext("A trial in a register, without a result"),
        "mechanism": gettext("What happens in the body"),
        "harm": gettext("Harm"),
        "traction_trial_sham": gettext("Trials of traction against a pretended one"),
        "traction_trial": gettext("Trials of traction in the open"),
        "systematic_review": gettext("Reviews of traction"),
        "natural_history": gettext("What backs do by themselves"),
        "other_care": gettext("Other care"),
    }


def _by_kind(library: Library) -> list[tuple[str, list[Study]]]:
    found = [(words, [study for study in library.studies.values() if study.file.kind == kind]) for kind, words in _kinds().items()]
    return [(words, studies) for words, studies in found if studies]


def _trial(library: Library) -> dict[str, Any]:
    """The people of the one trial before surgery, for two rows of small figures; empty when its file is not there."""
    study = library.studies.get("prasad_2012")
    outcome = study.file.outcomes.get("surgery_avoided") if study is not None else None
    if outcome is None:
        return {}
    counts = {name: (figures.events or 0, figures.n or 0) for name, figures in outcome.arms.items()}
    table, without = counts["inversion"], counts["control"]
    missing = sum((arm.n or 0) - arm.counted for arm in study.file.arms.values() if arm.counted is not None) if study is not None else 0
    return {"table": table, "without": without, "index": fragility(*table, *without).index, "missing": missing}


def _claimed(library: Library) -> Shown | None:
    """What the maker says about pain, as the lesson answers it."""
    lesson = library.lessons.get("does_it_help")
    claim = lesson.claim("less_pain") if lesson is not None else None
    return None if lesson is None or claim is None else shown_claim(library, lesson, claim)


def show(request: Request) -> Response:
    """What the studies say."""
    library = evidence()
    results = [result for result in library.results.values() if result.comparison.file.plot == "pain"]
    first = library.lessons["what_the_studies_say"].file.claims[:2]
    return render(
        request,
        "evidence.html",
        tab="learn",
        first=library.lessons["does_it_help"].file.tell,
        found=[claim_text(library, claim, gettext) for claim in first],
        groups=_groups(library, results, axis_of(results)),
        trial=_trial(library),
        claimed=_claimed(library),
        enough=next(
            (f"{one.comparison.file.important_change:f}".removesuffix(".0") for one in results if one.comparison.file.important_change), ""
        ),
        kinds=_by_kind(library),
        guidelines=library.guidelines.values(),
    )


def figures_of(figures: Figures) -> str:
    """Raw figures as a reader sees them: how many of how many, a mean with its spread, a range, a p."""
    parts: list[str] = []
    if figures.events is not None and figures.n is not None:
        parts.append(gettext("{events} of {n}").format(events=figures.events, n=figures.n))
    elif figures.events is not None:
        parts.append(str(figures.events))
    if figures.percent is not None:
        parts.append(f"{_minus(figures.percent)} %")
    middle = figures.mean if figures.mean is not None else figures.estimate
    if middle is not None:
        parts.append(_minus(middle))
    for low, high in ((figures.low, figures.high), (figures.least, figures.most)):
        if low is not None and high is not None:
            parts.append(gettext("from {low} to {high}").format(low=_minus(low), high=_minus(high)))
    if figures.p is not None:
        parts.append(f"p {figures.p}")
    return ", ".join(parts)


def _minus(value: object) -> str:
    return str(value).replace("-", "−")


def _source_of(library: Library, name: str) -> Source | None:
    found = (lesson.source(name) for lesson in library.lessons.values())
    return next((source for source in found if source is not None), None)


def source(request: Request) -> Response:
    """One study, guideline or other source, and what of Roost rests on it."""
    library, name = evidence(), request.path_params["name"]
    users = rests_on().get(name, ())
    study, guideline = library.studies.get(name), library.guidelines.get(name)
    if study is not None:
        return render(
            request, "study.html", tab="learn", study=study, kind=_kinds()[study.file.kind], users=users, tabs=TABS, figures_of=figures_of
        )
    if guideline is not None:
        return render(request, "guideline.html", tab="learn", guideline=guideline, users=users, tabs=TABS)
    other = _source_of(library, name)
    if other is None:
        raise HTTPException(404)
    return render(request, "other_source.html", tab="learn", source=other, users=users, tabs=TABS, read=shown_source(other))


def rests(request: Request) -> Response:
    """What rests on which source, and on which sources a thing rests."""
    library = evidence()
    by_source = [(name, _title(library, name), users) for name, users in rests_on().items()]
    by_user: dict[RestsOn, list[str]] = {}
    for name, users in rests_on().items():
        for user in users:
            by_user.setdefault(user, []).append(name)
    kinds: dict[str, list[tuple[RestsOn, list[str]]]] = {user.kind: [] for user in by_user}
    for user, names in by_user.items():
        kinds[user.kind].append((user, names))
    return render(request, "rests_on.html", tab="learn", by_source=by_source, kinds=kinds, pages=_pages(library))


def _pages(library: Library) -> set[str]:
    """The names that have a page of their own."""
    local = {source.id for lesson in library.lessons.values() for source in lesson.file.sources}
    return {*library.studies, *library.guidelines, *local}


def _title(library: Library, name: str) -> str:
    if name in library.studies:
        return library.studies[name].short
    if name in library.guidelines:
        return library.guidelines[name].file.short
    return name


def bibliography(request: Request) -> Response:
    """The bibliography as BibTeX (`bib`) or CSL-JSON (`json`)."""
    library, form = evidence(), request.path_params["form"]
    if form == "bib":
        return Response(bibtex(library.studies.values(), library.guidelines.values()), media_type="text/plain; charset=utf-8")
    if form == "json":
        return JSONResponse(csl_json(library.studies.values(), library.guidelines.values()))
    raise HTTPException(404)


routes = [
    page("/evidence", show),
    page("/evidence/rests-on", rests),
    page("/evidence/bibliography/{form}", bibliography),
    page("/evidence/{name}", source),
]
