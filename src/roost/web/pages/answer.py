"""In: who is chosen. Out: the answer of their test once it is over, harm beside benefit; before that no figure, only when it comes."""

from __future__ import annotations

from itertools import groupby

from starlette.requests import Request
from starlette.responses import Response

from roost.answer import words
from roost.answer.finding import Finding
from roost.answer.harms import Harms
from roost.answer.verdict import Verdict
from roost.app.my_answer import MyAnswer, keep_answer, my_answer
from roost.app.planning import planned
from roost.web.i18n import day, gettext
from roost.web.pages.so_far import event_name
from roost.web.pictures.people import people_picture
from roost.web.pictures.posterior import Sure, posterior_picture
from roost.web.pictures.strip import StripDay, StripPart, strip_picture
from roost.web.pictures.svg import Picture
from roost.web.render import render
from roost.web.trials import arm_words, points, week_words
from roost.web.visit import home_of, page, person_of

__all__ = ["routes"]


def _people(finding: Finding) -> Picture:
    of = words.people_of(finding)
    said = (
        gettext("are helped enough to matter to them"),
        gettext("are helped, but less than that"),
        gettext("are a little worse off"),
        gettext("are worse off enough to matter"),
    )
    return people_picture((of.helped_enough, of.helped_less, of.little_worse, of.worse_enough), said, gettext)


def _sure(finding: Finding) -> Picture:
    of = finding.effect
    return posterior_picture(Sure(mean=of.mean, sd=of.sd, ci50=of.ci50, ci95=of.ci95, important=finding.important_change), gettext)


def _strip(mine: MyAnswer) -> Picture | None:
    tested = mine.trial.kept.trial.frozen.shape.names[0]
    parts = []
    for number, found in groupby(mine.days, key=lambda one: one[1].period):
        rows = list(found)
        pains = [one.pain for one, _ in rows if one.pain is not None]
        arm = rows[0][1].arm
        days = tuple(StripDay(date=day(one.date, "EEE d MMM"), pain=one.pain) for one, _ in rows)
        mean = sum(pains) / len(pains) if pains else None
        parts.append(StripPart(number=number, arm=arm_words(arm), is_tested=arm == tested, days=days, mean=mean))
    return strip_picture(parts, gettext) if parts else None


def _harms(harms: Harms) -> tuple[list[tuple[str, int, int]], list[tuple[str, int, bool]]]:
    """For each arm its name, the days with any trouble and all its days; and each kind of trouble, how often, and whether it was grave."""
    shares = [(arm_words(arm), share.days_with_any, share.days) for arm, share in (harms.by_arm or {}).items()]
    kinds = [(event_name(one.name), sum(one.count.values()), (one.worst_grade or 0) >= 2) for one in harms.kinds or ()]
    return shares, kinds


def show(request: Request) -> Response:
    """The answer, or when it comes."""
    home, person = home_of(request), person_of(request).id
    mine = my_answer(home, person)
    if mine is None:
        return render(request, "answer_none.html", tab="answer")
    keep_answer(home, person, mine)
    finding = mine.finding if isinstance(mine.finding, Finding) else None
    if finding is None or finding.verdict is Verdict.too_early:
        frozen = mine.trial.kept.trial.frozen
        return render(
            request,
            "answer_early.html",
            tab="answer",
            trial=mine.trial,
            tell=getattr(mine.finding, "tell", ""),
            said=planned(frozen.important_change).get(frozen.shape.pairs) if frozen.shape.period_days == 7 else None,
            week=week_words(mine.trial),
            shown=len(mine.days),
            strip=_strip(mine),
        )
    shares, kinds = _harms(finding.harms)
    return render(
        request,
        "answer.html",
        tab="answer",
        trial=mine.trial,
        finding=finding,
        words=words,
        people=_people(finding),
        of_100=words.people_of(finding),
        sure=_sure(finding),
        strip=_strip(mine),
        shares=shares,
        kinds=kinds,
        minutes=round(mine.inverted_s / 60),
        points=points,
    )


routes = [page("/answer", show, person=True)]
