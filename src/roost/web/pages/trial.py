"""In: who is chosen. Out: a page to plan a test and look it over before the draw; the test that runs, and which week it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from starlette.requests import Request
from starlette.responses import Response

from roost.app.end_trial import change_trial, end_trial
from roost.app.plan_trial import TrialChoice
from roost.app.planning import PAIRS_FOR_TEST, planned
from roost.app.start_trial import TrialChoices, ready_trial, start_trial, trial_choices
from roost.app.stay_on_dose import stay_on_dose, stays_on_dose
from roost.app.trial_now import trial_of
from roost.plan.calendar import NoTrial
from roost.plan.frozen import IMPORTANT_CHANGES
from roost.plan.plan import Dose
from roost.plan.protocol import INVERSION, Protocol
from roost.track.trial import Expects
from roost.web.doses import dose_words
from roost.web.i18n import day, gettext
from roost.web.pictures.trial_weeks import undrawn_picture
from roost.web.render import render
from roost.web.trials import arm_words, deviation_words, points, said_verdict, week_words, weeks_of_trial
from roost.web.visit import Form, Wrong, go, home_of, page, person_of, typed

__all__ = ["routes"]

FIELDS = {
    "important_change": "important_change",
    "pairs": "pairs",
    "therapies": "therapy",
    "screening_ends": "check_again",
    "protocol": "protocol",
}
USUAL_PAIRS = 6
EXPECTS = ("less", "same", "unsure")
BEFORE_THE_END = timedelta(days=7)


def _suggested(choices: TrialChoices) -> date | None:
    """A good day to do the check again: a week before it ends, where that lies inside the test."""
    if choices.valid_until is None or choices.valid_until < choices.start:
        return None
    return max(choices.start, choices.valid_until - BEFORE_THE_END)


def _offered(choices: TrialChoices) -> tuple[Protocol, ...]:
    """The tests that can begin now."""
    with_table = isinstance(choices.dose, Dose)
    return tuple(
        one
        for one in choices.protocols
        if (with_table or INVERSION not in one.names) and (choices.therapies or not one.asks_for) and _is_above(choices.dose, one)
    )


def _is_above(dose: Dose | NoTrial, protocol: Protocol) -> bool:
    """Whether the person's own angle is above the small one of a protocol."""
    return all(arm.head_down_deg is None or (isinstance(dose, Dose) and arm.head_down_deg < dose.head_down_deg) for arm in protocol.arms)


def show(request: Request) -> Response:
    """The choices of a test; where one runs, that one."""
    home, person = home_of(request), person_of(request).id
    now, choices = trial_of(home, person), trial_choices(home, person)
    if now is not None and now.runs:
        return go("/test")
    if choices.valid_until is None:
        return go("/")
    return render(
        request,
        "plan_test.html",
        tab="plan",
        choices=choices,
        protocols=_offered(choices),
        dose=choices.dose if isinstance(choices.dose, Dose) else None,
        refused=choices.dose if isinstance(choices.dose, NoTrial) else None,
        stays=stays_on_dose(home, person),
        lengths=planned(IMPORTANT_CHANGES[0]),
        tables={one: planned(one) for one in IMPORTANT_CHANGES},
        usual_pairs=USUAL_PAIRS,
        pairs_for_test=PAIRS_FOR_TEST,
        suggested=_suggested(choices),
        points=points,
        dose_words=dose_words,
    )


def _choice(form: Form, offered: tuple[Protocol, ...]) -> TrialChoice:
    """What was chosen.

    Raises:
        Wrong: something is not chosen, or is no day; names each field.
    """
    wrong: dict[str, str] = {}
    protocol = next((one for one in offered if one.name == form.text("protocol")), None)
    if protocol is None:
        wrong["protocol"] = gettext("Choose what you want to test.")
    elif protocol.asks_for and not form.text("therapy"):
        wrong["therapy"] = gettext("Choose the other thing to try.")
    changes = {f"{one:g}": one for one in IMPORTANT_CHANGES}
    if form.text("important_change") not in changes:
        wrong["important_change"] = gettext("Choose how much less pain would be worth the trouble.")
    if not form.text("pairs").isdecimal():
        wrong["pairs"] = gettext("Choose how long.")
    check_again = None
    try:
        check_again = date.fromisoformat(form.text("check_again")) if form.text("check_again") else None
    except ValueError:
        wrong["check_again"] = gettext("Choose a day.")
    if wrong:
        raise Wrong(wrong)
    return TrialChoice(
        protocol=form.text("protocol"),
        therapies=(form.text("therapy"),) if protocol is not None and protocol.asks_for else (),
        pairs=int(form.text("pairs")),
        important_change=changes[form.text("important_change")],
        check_again=check_again,
        expects=cast("Expects", form.text("expects")) if form.text("expects") in EXPECTS else None,
    )


def _no(refused: NoTrial, choices: TrialChoices) -> Wrong:
    tell = refused.tell
    if refused.reason == "screening_ends" and choices.valid_until is not None:
        tell = gettext("Your check counts until %(day)s. Set a day up to then on which you do it again, or choose a shorter test.") % {
            "day": day(choices.valid_until)
        }
    return Wrong({FIELDS.get(refused.reason, "protocol"): tell})


def save(request: Request) -> Response:
    """What was chosen is looked over, then drawn (`do`: look, again, draw); or the dose stays, or may go up again (stay, free)."""
    form, home, person = typed(request), home_of(request), person_of(request).id
    do, choices = form.text("do"), trial_choices(home, person)
    if do in ("stay", "free"):
        stay_on_dose(home, person, stays=do == "stay")
        return go("/plan/test")
    if do == "again":
        return show(request)
    running = trial_of(home, person)
    if do == "draw" and running is not None and running.runs:  # the button was tapped twice
        return go("/test")
    choice = _choice(form, _offered(choices))
    if do == "draw":
        kept = start_trial(home, person, choice)
        if isinstance(kept, NoTrial):
            raise _no(kept, choices)
        return go("/test")
    ready = ready_trial(home, person, choice)
    if isinstance(ready, NoTrial):
        raise _no(ready, choices)
    last = ready.start + timedelta(days=ready.frozen.shape.days - 1)
    needs_check = choices.valid_until is not None and last > choices.valid_until and INVERSION in ready.frozen.shape.names
    return render(
        request,
        "look_over_test.html",
        tab="plan",
        ready=ready,
        choice=choice if needs_check else replace(choice, check_again=None),
        last=last,
        names=[arm_words(name) for name in ready.frozen.shape.names],
        said=planned(choice.important_change).get(ready.frozen.shape.pairs),
        verdicts=said_verdict(ready.frozen.shape),
        weeks=undrawn_picture(ready.frozen.shape.pairs, gettext),
        points=points,
        dose_words=dose_words,
    )


def show_running(request: Request) -> Response:
    """The newest test: which week it is, what was fixed, what was done otherwise. No result."""
    home, person = home_of(request), person_of(request).id
    now = trial_of(home, person)
    if now is None:
        return go("/plan/test")
    return render(
        request,
        "trial.html",
        tab="plan",
        trial=now,
        week=week_words(now),
        weeks=weeks_of_trial(now),
        names=[arm_words(name) for name in now.kept.trial.frozen.shape.names],
        verdicts=said_verdict(now.kept.trial.frozen.shape),
        changes=IMPORTANT_CHANGES,
        points=points,
        deviation_words=deviation_words,
        dose_words=dose_words,
    )


def save_running(request: Request) -> Response:
    """Ends the test, or keeps what would matter now (`do`: end, change)."""
    form, home, person = typed(request), home_of(request), person_of(request).id
    if form.text("do") == "end":
        end_trial(home, person, form.text("why"))
    else:
        known = {f"{one:g}": one for one in IMPORTANT_CHANGES}
        change_trial(home, person, known.get(form.text("important_change"), 0.0))
    return go("/test")


routes = [
    page("/plan/test", show, save=save, person=True),
    page("/test", show_running, save=save_running, person=True),
]
