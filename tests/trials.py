"""In: a home, a clock and a person. Out: a person who has held one dose for two weeks, as a test of the table wants it."""

from roost.app.after_session import save_after
from roost.app.stay_on_dose import stay_on_dose
from tests.rooms.web.stories import session_done

__all__ = ["hold_the_dose"]


def hold_the_dose(home, person, clock):
    """A session each other evening for two weeks; it is the evening of the fifteenth day then, with the session still to come."""
    stay_on_dose(home, person)
    for _ in range(7):
        save_after(home, person, session_done(home, person), relaxed=True)
        clock.evening(2)
