"""In: a test that was drawn, or one to be. Out: it in words and as a picture: which week it is, and nothing of its result."""

from __future__ import annotations

from roost.app import books
from roost.app.trial_now import TrialNow
from roost.plan.protocol import INVERSION, Shape
from roost.web.i18n import day, gettext
from roost.web.pictures.svg import Picture
from roost.web.pictures.trial_weeks import TestWeek, trial_weeks_picture

__all__ = ["arm_words", "deviation_words", "points", "said_verdict", "week_words", "weeks_of_trial"]


def arm_words(arm: str) -> str:
    """What an arm is called: in a list, after "part 3:"."""
    known = {
        INVERSION: gettext("with the table"),
        "usual": gettext("usual care"),
        "level_table": gettext("lying level on the table"),
        "low_dose": gettext("a small angle"),
    }
    titles = {one.name: one.title for one in books.therapies()}
    return known[arm] if arm in known else gettext(titles.get(arm, arm))


def week_words(trial: TrialNow) -> str:
    """Which part of the test today is, in one line."""
    if trial.period is None:
        return ""
    names = {
        INVERSION: gettext("Inversion week"),
        "usual": gettext("Usual week"),
        "level_table": gettext("Level week"),
        "low_dose": gettext("Small angle week"),
    }
    arm = trial.period.arm
    name = names[arm] if arm in names else gettext("Week with: {what}").format(what=arm_words(arm))
    return gettext("{name}, day {n} of {of}").format(name=name, n=trial.day_of_period, of=trial.period_days)


def weeks_of_trial(trial: TrialNow) -> Picture:
    """The parts of a test as a picture with its table."""
    tested = trial.kept.trial.frozen.shape.names[0]
    ended = trial.kept.trial.ended_on
    weeks = []
    for one in trial.kept.trial.calendar:
        is_now = trial.period == one
        is_over = one.last < trial.today or (ended is not None and one.last < ended)
        days = gettext("{first} to {last}").format(first=day(one.first, "d MMMM"), last=day(one.last, "d MMMM"))
        state = "now" if is_now else "done" if is_over else "to_come"
        weeks.append(TestWeek(pair=one.pair, arm=arm_words(one.arm), days=days, is_tested=one.arm == tested, state=state))
    return trial_weeks_picture(weeks, gettext)


def points(value: float) -> str:
    """An important change in words."""
    return gettext("1 point less") if value == 1 else gettext("{n} points less").format(n=f"{value:g}")


def deviation_words(what: str) -> str:
    """What was done otherwise than planned."""
    return {
        "session_on_usual_day": gettext("A session on a day without one."),
        "higher_dose": gettext("A higher dose than planned."),
        "lower_dose": gettext("A lower dose than planned."),
        "cut_short": gettext("A session was cut short."),
        "left_out_safety": gettext("A session was left out because something was not right. That was right."),
        "left_out_pause": gettext("A session was left out."),
        "left_out_other": gettext("A session was left out."),
        "stopped": gettext("Something went wrong, and sessions were stopped."),
    }.get(what, gettext("The dose went down."))


def said_verdict(shape: Shape) -> tuple[tuple[str, str], ...]:
    """The five answers that a test can give, each with what has to hold for it. The first that holds is given."""
    name = arm_words(shape.names[0]) if shape.names[0] != INVERSION else gettext("Inversion")
    return (
        (gettext("{name} very likely helps you").format(name=name), gettext("9 in 10 or more that it takes off enough to matter.")),
        (
            gettext("{name} probably helps you").format(name=name),
            gettext("More than 95 in 100 that it takes off something, and more than half that it is enough."),
        ),
        (
            gettext("{name} makes little or no difference").format(name=name),
            gettext("Less than 5 in 100 that it takes off or adds enough to matter."),
        ),
        (gettext("{name} probably makes your pain worse").format(name=name), gettext("More than 95 in 100 that it adds pain.")),
        (gettext("It is not clear"), gettext("All else. That is a result too.")),
    )
