"""In: a home, a clock and a person. Out: somebody who has held one dose for two weeks, or who has tested walking for four."""

from roost.app.after_session import save_after
from roost.app.keep_diary import save_pain
from roost.app.plan_trial import TrialChoice
from roost.app.start_trial import start_trial
from roost.app.stay_on_dose import stay_on_dose
from tests.rooms.web.stories import session_done

__all__ = ["hold_the_dose", "walk_for_four_weeks"]


def hold_the_dose(home, person, clock):
    """A session each other evening for two weeks; it is the evening of the fifteenth day then, with the session still to come."""
    stay_on_dose(home, person)
    for _ in range(7):
        save_after(home, person, session_done(home, person), relaxed=True)
        clock.evening(2)


PAINS = {"walking": (3, 4, 3, 5, None, 3, 4), "usual": (6, 5, 7, 6, 5, 6, None)}  # of a week, day by day


def walk_for_four_weeks(home, person, clock, **changed):
    """A test of walking with every day told but two in each pair; it is the evening after its last day then. The trial."""
    trial = start_trial(home, person, TrialChoice(protocol="therapy_alone", therapies=("walking",), pairs=2, expects="same")).trial
    for day in trial.days():
        clock.evening((day - clock.at.date()).days)
        period = trial.period_on(day)
        pain = (PAINS | changed)[period.arm][(day - period.first).days]
        if pain is not None:
            save_pain(home, person, pain)
    clock.evening(1)
    return trial
