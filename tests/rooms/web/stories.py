"""In: a home and a person. Out: what they did: a session done in full, or a yes where Ann says no."""

from roost.app.questionnaire import pages, save_page
from roost.app.run_session import keep_log, session_data, start_session
from roost.app.screen_person import screen_person
from tests.answers import answer_all
from tests.rooms.app.sessions import done_in_full

__all__ = ["screened_with_a_yes", "session_done"]


def session_done(home, person):
    """Today's session, started and logged; its id."""
    plan = session_data(home, person)["plan"]
    session = start_session(home, person, plan["plan_id"], "phone").session_id
    keep_log(home, person, session, done_in_full(plan))
    return session


def screened_with_a_yes(home, person, fact):
    """Answers all pages with no but for one fact, and is screened."""
    page = next(one for one in pages(home, person) if any(ask.fact == fact for ask, _ in one.asks))
    answers = {ask.fact: "yes" if ask.fact == fact else "no" for ask, _ in page.asks}
    save_page(home, person, page.id, {"answers": answers})
    answer_all(home, person)
    return screen_person(home, person)
