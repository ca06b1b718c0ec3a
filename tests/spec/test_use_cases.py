"""In: the use cases over SQLite and over PostgreSQL. Out: the same way with both; two starts at once make one session."""

import threading

import pytest

from roost.app.after_session import save_after
from roost.app.home import Home
from roost.app.keep_diary import diary_of, save_pain
from roost.app.people import add_person
from roost.app.plan_person import plan_for
from roost.app.run_session import keep_log, session_data, start_session
from roost.app.screen_person import screen_person
from roost.app.tell_event import open_events, report_event
from tests.answers import Clock, answer_all
from tests.entries import uuid7
from tests.rooms.app.sessions import done_in_full


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def home(open_here, clock):
    return Home(open_here(), clock, uuid7)


@pytest.fixture
def ann(home):
    person = add_person(home, "Änn 痛").id
    answer_all(home, person)
    screen_person(home, person)
    return person


def test_from_the_questions_to_the_diary(home, ann, clock):
    plan = session_data(home, ann)["plan"]
    session = start_session(home, ann, plan["plan_id"], "tab").session_id
    body = done_in_full(plan)
    assert [keep_log(home, ann, session, sent) for sent in (body, body, body + b" ")] == ["stored", "already", "conflict"]
    save_after(home, ann, session, relaxed=True, pain_now=0, note="Ça va. \u0000")
    save_pain(home, ann, 3)
    save_pain(home, ann, 4)
    [day] = diary_of(home, ann).days
    assert (day.pain, day.sessions[0].completed, day.sessions[0].pain_now) == (4, True, 0)
    report_event(home, ann, "vomiting")
    assert [event.name for event in open_events(home, ann)] == ["vomiting"]
    clock.evening(1)
    assert plan_for(home, ann).held.why == "event"


def test_two_devices_that_start_at_once_hold_one_session(home, ann):
    plan_id = plan_for(home, ann).plan_id
    together, found = threading.Barrier(4), {}

    def start(device):
        together.wait()
        found[device] = start_session(home, ann, plan_id, device)

    threads = [threading.Thread(target=start, args=(f"phone {n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(str(one.refused) for one in found.values()) == ["None"] + ["session_running"] * 3
