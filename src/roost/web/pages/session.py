"""In: today's plan. Out: the page that guides a session; what is asked after it, the next morning, and when its log never came."""

from __future__ import annotations

from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from roost.app.after_session import save_after, save_next_morning, save_no_log, session_of
from roost.app.before_session import must_answer
from roost.app.books import coach_data
from roost.app.plan_person import plan_for
from roost.app.run_session import session_data
from roost.app.tell_event import report_event
from roost.base.errors import InputError
from roost.plan.plan import Dose
from roost.track.sessions import DiarySession
from roost.web.doses import dose_words
from roost.web.i18n import gettext
from roost.web.pages.session_words import page_words
from roost.web.pages.trouble import graded
from roost.web.pages.urgent import help_or
from roost.web.pictures.body import body_parts, frame
from roost.web.render import render
from roost.web.visit import Wrong, go, home_of, page, person_of, typed

__all__ = ["routes"]


def show(request: Request) -> Response:
    """The session page, once the check before it was answered. Without a next dose it says so, and leads back to today."""
    someone = person_of(request)
    if must_answer(home_of(request), someone.id):
        return go("/session/before")
    data = session_data(home_of(request), someone.id)
    # The machine is sent without a next dose too: a page that was closed in a session must be able to take it up.
    dose = dose_words(Dose(**data["plan"]["next"]["dose"])) if data is not None else ""
    whole = {"person": someone.id, "name": someone.name, "words": page_words(), "plan": None, "dose": dose, **coach_data(), **(data or {})}
    return render(request, "session.html", data=whole, frame=frame(), tilt=body_parts(0))


def _session(request: Request) -> DiarySession:
    try:
        return session_of(home_of(request), person_of(request).id, request.path_params["session"])
    except InputError:
        raise HTTPException(404) from None


def _answers() -> list[dict[str, Any]]:
    """Four answers in rising gravity, each with what follows from it."""
    kinds = [
        ("fine", gettext("Fine"), gettext("Nothing, or pleasantly tired"), gettext("Then your plan goes on as it is.")),
        (
            "mild",
            gettext("A little trouble, soon over"),
            gettext("A mild headache, light-headed, a bit sore"),
            gettext("Then your next session goes one step down."),
        ),
        (
            "lasting",
            gettext("Trouble that lasts"),
            gettext("Dizzy, sick, a long headache, more leg pain"),
            gettext("Then sessions stop for a week, and you ask a clinician."),
        ),
        (
            "grave",
            gettext("Eyes, chest, legs, bladder, a faint or a fall"),
            "",
            gettext("Then get help now. Sessions stop until a clinician writes that you may go on."),
        ),
    ]
    return [
        {
            "id": id_,
            "label": label,
            "hint": hint,
            "then": then,
            "grave": grade == 3,
            "events": [(name, gettext(event.ask)) for name, event in graded(grade)],
        }
        for grade, (id_, label, hint, then) in enumerate(kinds)
    ]


def show_after(request: Request) -> Response:
    """How did it go?"""
    return render(request, "after.html", session=_session(request), answers=_answers(), dose_words=dose_words)


def after(request: Request) -> Response:
    """Keeps the answers; trouble is kept as an event with its grade, and what it changes is told at once."""
    form, session = typed(request), _session(request)
    how, relaxed, pain = form.text("how"), form.text("relaxed"), form.text("pain_now")
    events = form.all(f"event-{how}")
    errors = {}
    if how not in ("fine", "mild", "lasting", "grave"):
        errors["how"] = gettext("Choose how you are.")
    elif how != "fine" and not events:
        errors[f"event-{how}"] = gettext("Choose what it was. If it is not there, tell us in the diary too.")
    if relaxed not in ("yes", "no", "not_sure"):
        errors["relaxed"] = gettext("Choose whether you could relax.")
    if errors:
        raise Wrong(errors)
    home, person = home_of(request), person_of(request).id
    save_after(
        home,
        person,
        session.id,
        relaxed={"yes": True, "no": False}.get(relaxed),
        pain_now=int(pain) if pain.isdecimal() else None,
        event=events[0] if events else None,
        note=form.text("note"),
    )
    for name in events[1:]:
        report_event(home, person, name, session_id=session.id)
    return help_or(request, f"/trouble/told/{events[0]}" if events else "/today", form.text("note"))


def morning(request: Request) -> Response:
    """Keeps how the back was the morning after; what a worse one changes is told at once."""
    session, how = _session(request).id, typed(request).text("how")
    save_next_morning(home_of(request), person_of(request).id, session, how)
    return go(f"/session/{session}/morning" if how == "worse" else "/today")


def show_morning(request: Request) -> Response:
    """What a worse morning changes; nothing where it was none."""
    if _session(request).next_morning != "worse":
        return go("/today")
    return render(request, "worse.html", plan=plan_for(home_of(request), person_of(request).id), dose_words=dose_words)


def show_lost(request: Request) -> Response:
    """Asks what became of a session whose log never came."""
    return render(request, "lost.html", session=_session(request))


def lost(request: Request) -> Response:
    """Keeps what became of it."""
    hung = typed(request).text("hung")
    if hung not in ("yes", "no", "not_sure"):
        raise Wrong({"hung": gettext("Choose an answer.")})
    save_no_log(home_of(request), person_of(request).id, _session(request).id, hung={"yes": True, "no": False}.get(hung))
    return go("/today")


routes = [
    page("/session", show, person=True),
    page("/session/{session}/after", show_after, save=after, person=True),
    page("/session/{session}/morning", show_morning, save=morning, person=True),
    page("/session/{session}/lost", show_lost, save=lost, person=True),
]
