"""In: an angle, and who is chosen. Out: what it does to a body: three ranges in words and as curves with the measured points of studies."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from roost.app.books import ladder
from roost.app.estimate_body import constants_data, studies
from roost.app.known_body import Known, known_of
from roost.plan.caps import HEAD_DOWN_DEG
from roost.web.body_words import MINUTES, SIGNED, between, ranges_of, step_rows
from roost.web.i18n import gettext
from roost.web.pictures.body import body_picture
from roost.web.pictures.by_angle import Chart, Dot, by_angle_picture
from roost.web.render import render
from roost.web.visit import home_of, page, visit

__all__ = ["routes"]

STEP, DEEPEST = 5, 90
START = 20
TICKS = (0.0, 10.0, 20.0, 30.0)


def _asked(request: Request) -> int:
    """The angle in the address, to the nearest step; 20 where there is none that can be read."""
    try:
        asked = int(request.query_params.get("to") or request.query_params.get("angle") or START)
    except ValueError:
        asked = START
    return min(max(round(asked / STEP) * STEP, 0), DEEPEST)


def _dots(what: str) -> tuple[Dot, ...]:
    """What was measured from lying, sitting or standing to head-down; swings from one tilt to another are on the page of the fit."""
    return tuple(
        Dot(study=study.short, deg=point.to_deg, change=point.change, people=study.n or 10, lay=point.first == "lay")
        for study in studies()
        for point in study.points
        if point.what == what and point.to_deg > 0 and point.from_deg in (0, -90)
    )


def _charts(known: Known, limit: int, limit_words: str) -> tuple[Chart, ...]:
    at = ranges_of(known)
    most = at["pull"](DEEPEST).high
    ticks = tuple(float(tick) for tick in range(0, round(most) + 10, 10))
    heads = (gettext("Angle"), gettext("Worked out"), gettext("Measured"))
    kilograms = gettext("Kilograms, for a body of {kg} kg").format(kg=round(known.body.mass_kg))
    drawn = (
        ("pull", kilograms, 0.0, ticks, ()),
        ("heart", gettext("Change from lying flat, in mmHg"), -10.0, TICKS, _dots("map")),
        ("eye", gettext("Change in the eye from lying flat, in mmHg"), 0.0, TICKS, _dots("iop")),
    )
    return tuple(
        Chart(
            name=name,
            title=title,
            heads=heads,
            at=at[name],
            low=low,
            ticks=ticks,
            signed=SIGNED[name],
            dots=dots,
            limit_deg=limit,
            limit_words=limit_words,
        )
        for name, title, low, ticks, dots in drawn
    )


def _counted(what: str) -> tuple[int, int]:
    """How many studies stand in a chart, and how many people they measured."""
    found = {study.name: study.n or 0 for study in studies() for point in study.points if point.what == what and point.to_deg > 0}
    return len(found), sum(found.values())


def show(request: Request) -> Response:
    """What an angle does to a body."""
    someone = visit(request).someone
    known = known_of(home_of(request), someone.id if someone is not None else None)
    deg = _asked(request)
    limit = min(HEAD_DOWN_DEG, HEAD_DOWN_DEG if known.limit_deg is None else known.limit_deg)
    limit_words = gettext("above your limit") if known.limit_deg is not None else gettext("above any plan")
    charts = _charts(known, limit, limit_words)
    angle_words = gettext("Head {deg}° below level")
    range_words = gettext("{low} to {high}")
    said = angle_words.format(deg=deg)
    body = known.body
    return render(
        request,
        "body.html",
        deg=deg,
        limit=limit,
        known=known,
        angle_said=said,
        less=max(deg - STEP, 0),
        more=min(deg + STEP, DEEPEST),
        minutes=MINUTES,
        drawing=body_picture("explorer", deg, said, gettext("A person lies on the table, the head at the right.")),
        charts={chart.name: by_angle_picture(chart, deg, gettext) for chart in charts},
        ranges={chart.name: between(chart.at(deg), signed=chart.signed) for chart in charts},
        steps=step_rows(known, (rung.head_down_deg for rung in ladder().rungs if rung.head_down_deg <= limit)),
        counted={"heart": _counted("map"), "eye": _counted("iop")},
        data={
            "constants": constants_data(),
            "body": {"massKg": body.mass_kg, "sex": body.sex, "armsHeld": body.arms_held},
            "limit": limit,
            "minutes": MINUTES,
            "words": {"angle": angle_words, "range": range_words},
        },
    )


routes = [page("/body", show)]
