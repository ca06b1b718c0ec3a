"""In: what is told of a session. Out: kept once for each session; the newest answer counts."""

import pytest

from roost.app.after_session import save_after, save_next_morning, save_no_log, session_of
from roost.app.people import add_person
from roost.app.plan_person import plan_for
from roost.app.run_session import keep_log, session_data, start_session
from roost.base.errors import InputError
from tests.rooms.app.sessions import done_in_full


@pytest.fixture
def begun(home, screened):
    plan = session_data(home, screened)["plan"]
    return start_session(home, screened, plan["plan_id"], "tab").session_id


@pytest.fixture
def done(home, screened, begun):
    keep_log(home, screened, begun, done_in_full(session_data_plan(home, screened)))
    return begun


def session_data_plan(home, person):
    return session_data(home, person)["plan"]


def test_answers_are_kept_and_the_newest_count(home, screened, done):
    assert save_after(home, screened, done, relaxed=True, pain_now=3, note=" Good. ") is None
    save_after(home, screened, done, relaxed=False, pain_now=None)
    found = session_of(home, screened, done)
    assert (found.relaxed, found.pain_now, found.note) == (False, None, "")


def test_trouble_is_kept_as_an_event_of_the_session_once(home, screened, done):
    kind = save_after(home, screened, done, relaxed=True, event="mild_headache")
    assert kind.grade == 1
    save_after(home, screened, done, relaxed=True, event="mild_headache")
    assert session_of(home, screened, done).worst_grade == 1
    assert len(home.store.read(person=screened, types=("event",))) == 1


def test_trouble_holds_the_plan_at_once(home, screened, done):
    save_after(home, screened, done, event="vomiting")
    assert plan_for(home, screened).held.why == "event"


def test_the_next_morning_is_kept(home, screened, done):
    save_next_morning(home, screened, done, "worse")
    save_next_morning(home, screened, done, "better")
    assert session_of(home, screened, done).next_morning == "better"


@pytest.mark.parametrize(
    ("more", "key"),
    [({"pain_now": 11}, "pain_now"), ({"pain_now": -1}, "pain_now"), ({"event": "rain"}, "event"), ({"note": "x" * 2001}, "note")],
)
def test_what_is_not_allowed_is_refused_at_its_field_and_nothing_is_kept(home, screened, done, more, key):
    with pytest.raises(InputError) as refused:
        save_after(home, screened, done, **{"relaxed": True} | more)
    assert refused.value.key == key
    assert session_of(home, screened, done).relaxed is None


def test_another_word_for_the_morning_is_refused(home, screened, done):
    with pytest.raises(InputError) as refused:
        save_next_morning(home, screened, done, "fine")
    assert refused.value.key == "how"


def test_a_session_without_a_log_counts_until_the_person_says_that_they_never_hung(home, screened, begun, clock):
    clock.move(hours=1)
    assert session_of(home, screened, begun).ended == "no_log"
    save_no_log(home, screened, begun, hung=None)
    assert plan_for(home, screened).held.why == "too_soon"
    save_no_log(home, screened, begun, hung=False)
    assert plan_for(home, screened).next is not None
    save_no_log(home, screened, begun, hung=True)
    assert plan_for(home, screened).held.why == "too_soon"


def test_a_session_with_a_log_needs_no_guess(home, screened, done):
    with pytest.raises(InputError) as refused:
        save_no_log(home, screened, done, hung=False)
    assert refused.value.key == "session_id"


def test_nobody_speaks_of_another_persons_session(home, screened, done):
    ben = add_person(home, "Ben").id
    for act in (
        lambda: save_after(home, ben, done, relaxed=True),
        lambda: save_next_morning(home, ben, done, "better"),
        lambda: save_no_log(home, ben, done, hung=False),
        lambda: session_of(home, screened, "nothing"),
    ):
        with pytest.raises(InputError) as refused:
            act()
        assert refused.value.key == "session_id"
