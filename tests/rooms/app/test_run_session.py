"""In: a plan; the log of a session. Out: one session at a time, its log kept once and replayed; another person's is not theirs."""

import json
from dataclasses import replace

import pytest

from roost.app.go_away import away_days, cancel_away, go_away
from roost.app.keep_diary import diary_of
from roost.app.people import add_person
from roost.app.plan_person import plan_for
from roost.app.questionnaire import save_page
from roost.app.run_session import (
    NoSuchSession,
    SessionNow,
    Started,
    ask_stop,
    keep_log,
    session_data,
    session_now,
    start_session,
)
from roost.app.running import RUNNING
from roost.app.screen_person import screen_person
from roost.app.tell_event import open_events
from roost.base.errors import InputError
from tests.answers import BODY
from tests.entries import uuid7
from tests.rooms.app.sessions import done_in_full, never_begun, stopped


@pytest.fixture
def plan(home, screened):
    return session_data(home, screened)["plan"]


@pytest.fixture
def session(home, screened, plan):
    return start_session(home, screened, plan["plan_id"], "tab").session_id


def kept_log(home, person):
    [entry] = home.store.read(person=person, types=("session",))
    return entry.payload["log"]


def test_the_page_gets_the_plan_and_the_machine(home, screened):
    data = json.loads(json.dumps(session_data(home, screened)))
    assert data["plan"]["next"]["return"]
    assert {"machine", "checklists", "stop_rules", "cues", "caps"} <= data.keys()


def test_without_a_next_dose_there_is_nothing_to_guide(home, screened, clock):
    assert session_data(home, add_person(home, "Ben").id) is None
    clock.move(days=100)
    assert session_data(home, screened) is None


# --- starting


def test_a_start_gives_a_session_and_the_same_one_when_the_page_is_loaded_again(home, screened, plan):
    first = start_session(home, screened, plan["plan_id"], "tab")
    assert first.refused is None
    assert start_session(home, screened, plan["plan_id"], "tab") == first


def test_a_plan_that_has_changed_since_begins_another_session(home, screened, plan):
    first = start_session(home, screened, plan["plan_id"], "tab")
    go_away(home, screened, home.now().date(), home.now().date())
    assert start_session(home, screened, plan_for(home, screened).plan_id, "tab") == Started(None, "screen_again")
    cancel_away(home, screened, away_days(home, screened)[0][2])
    save_page(home, screened, "body_and_table", BODY | {"answers": {"doctor_agreed": "no"}})
    screen_person(home, screened)
    second = start_session(home, screened, plan_for(home, screened).plan_id, "tab")
    assert second.refused is None
    assert second.session_id != first.session_id


def test_a_second_device_is_told_that_a_session_runs(home, screened, plan, clock):
    start_session(home, screened, plan["plan_id"], "tab")
    assert start_session(home, screened, plan["plan_id"], "phone") == Started(None, "session_running")
    clock.move(seconds=RUNNING.total_seconds() - 1)
    assert start_session(home, screened, plan["plan_id"], "phone").refused == "session_running"


def test_a_session_that_was_never_ended_blocks_no_other_for_good_but_counts(home, screened, plan, clock):
    lost = start_session(home, screened, plan["plan_id"], "tab").session_id
    clock.move(seconds=RUNNING.total_seconds())
    assert session_now(home, screened, lost).state == "lost"
    assert plan_for(home, screened).held.why == "too_soon"
    clock.evening(1)
    assert start_session(home, screened, plan_for(home, screened).plan_id, "phone").refused is None


def test_two_starts_in_the_same_moment_make_one_session(home, screened, plan):
    """The other start is recorded while ours is under way; whoever was recorded first has the session."""
    real, others = home.store.add, []

    def add(entries):
        entries = list(entries)
        if not others and any(entry.type == "session_start" for entry in entries):
            ours = next(entry for entry in entries if entry.type == "session_start")
            others.append(uuid7())
            payload = ours.payload | {"session_id": others[0]}
            real([replace(ours, id=uuid7(), device="phone", payload=payload)])
        return real(entries)

    home.store.add = add
    assert start_session(home, screened, plan["plan_id"], "tab") == Started(None, "session_running")
    assert session_now(home, screened, others[0]).state == "running"
    keep_log(home, screened, others[0], done_in_full(plan))
    assert [one.ended for one in diary_of(home, screened).days[-1].sessions] == ["upright", "not_started"]


@pytest.mark.parametrize("plan_id", ["plan-of-yesterday", ""])
def test_another_plan_than_todays_is_refused(home, screened, plan_id):
    assert start_session(home, screened, plan_id, "tab") == Started(None, "screen_again")


def test_a_plan_that_no_longer_stands_is_refused(home, screened, plan):
    save_page(home, screened, "body_and_table", BODY | {"answers": {"doctor_agreed": "no"}})
    assert start_session(home, screened, plan["plan_id"], "tab") == Started(None, "screen_again")


def test_somebody_without_a_screening_starts_nothing(home):
    ben = add_person(home, "Ben").id
    assert start_session(home, ben, "any", "tab") == Started(None, "screen_again")


def test_a_session_before_its_time_is_refused(home, screened, clock):
    """Late in the evening and again after midnight: four hours lie between two sessions."""
    clock.at = clock.at.replace(hour=23, minute=30)
    plan = session_data(home, screened)["plan"]
    late = start_session(home, screened, plan["plan_id"], "tab")
    keep_log(home, screened, late.session_id, done_in_full(plan))
    clock.move(hours=1)
    after_midnight = plan_for(home, screened)
    assert after_midnight.next.not_before > clock.at
    assert start_session(home, screened, after_midnight.plan_id, "tab") == Started(None, "screen_again")
    clock.move(hours=4)
    assert start_session(home, screened, plan_for(home, screened).plan_id, "tab").refused is None


# --- the log


def test_a_log_is_kept_once_however_often_it_is_sent(home, screened, plan, session, clock):
    body = done_in_full(plan)
    assert keep_log(home, screened, session, body) == "stored"
    clock.move(days=3)
    assert keep_log(home, screened, session, body) == "already"
    assert keep_log(home, screened, session, body + b"\n") == "conflict"
    assert keep_log(home, screened, session, never_begun(plan)) == "conflict"
    assert len(home.store.read(person=screened, types=("session", "session_events"))) == 2


def test_the_log_is_what_the_machine_here_makes_of_it(home, screened, plan, session, clock):
    clock.move(minutes=30)
    keep_log(home, screened, session, done_in_full(plan))
    log = kept_log(home, screened)
    assert (log["session_id"], log["ended"], log["conforms"], log["offset_min"]) == (session, "upright", True, 60)
    assert log["started_at"].startswith("2026-03-01T19:30:00")
    [day] = diary_of(home, screened).days
    assert day.sessions[0].completed


def test_a_session_that_was_stopped_is_kept_and_not_completed(home, screened, plan, session):
    keep_log(home, screened, session, stopped(plan))
    [found] = diary_of(home, screened).days[-1].sessions
    assert (found.completed, found.ended, found.worst_grade) == (False, "upright", 0)


def test_a_symptom_in_a_log_holds_the_plan(home, screened, plan, session, clock):
    keep_log(home, screened, session, stopped(plan, "faint"))
    clock.evening(1)
    assert plan_for(home, screened).held.why == "event"
    assert [event.grade for event in open_events(home, screened)] == [3]


def test_a_session_that_was_never_begun_takes_nothing_from_the_day(home, screened, plan, session):
    keep_log(home, screened, session, never_begun(plan))
    assert kept_log(home, screened)["ended"] == "not_started"
    assert plan_for(home, screened).next is not None


def test_a_log_of_another_plan_is_kept_and_marked(home, screened, plan, session):
    keep_log(home, screened, session, done_in_full(plan | {"hash": "another"}))
    assert kept_log(home, screened)["conforms"] is False
    assert not diary_of(home, screened).days[-1].sessions[0].completed


def test_answers_that_come_with_the_log_are_kept_with_it(home, screened, plan, session):
    body = done_in_full(plan, after={"relaxed": True, "pain_now": 2, "note": "Good."})
    assert keep_log(home, screened, session, body) == "stored"
    [found] = diary_of(home, screened).days[-1].sessions
    assert (found.relaxed, found.pain_now, found.note) == (True, 2, "Good.")


@pytest.mark.parametrize(
    ("body", "key"),
    [
        (b"", ""),
        (b"{", ""),
        (b"\xff\xfe", ""),
        (b"[1]", ""),
        (b"[" * 100_000, ""),
        (b'{"version": 1}', "plan"),
    ],
    ids=["empty", "cut", "bytes", "list", "deep", "half"],
)
def test_what_is_no_log_is_refused_and_nothing_is_kept(home, screened, session, body, key):
    with pytest.raises(InputError):
        keep_log(home, screened, session, body)
    assert session_now(home, screened, session).state == "running"


def test_an_event_that_can_not_be_read_is_named(home, screened, plan, session):
    for event, key in (({"t_ms": 5, "kind": "dance"}, "events[0].kind"), ({"t_ms": -5, "kind": "start"}, "events[0].t_ms")):
        body = json.dumps({"version": 1, "plan": plan, "mode": "manual", "events": [event]}).encode()
        with pytest.raises(InputError) as refused:
            keep_log(home, screened, session, body)
        assert refused.value.key == key


def test_answers_that_can_not_be_read_are_named(home, screened, plan, session):
    for after, key in (({"pain_now": 11}, "after.pain_now"), ({"colour": "red"}, "after.colour")):
        with pytest.raises(InputError) as refused:
            keep_log(home, screened, session, done_in_full(plan, after=after))
        assert refused.value.key == key


def test_a_log_of_another_persons_session_is_not_theirs(home, screened, plan, session):
    ben = add_person(home, "Ben").id
    for act in (
        lambda: keep_log(home, ben, session, done_in_full(plan)),
        lambda: session_now(home, ben, session),
        lambda: ask_stop(home, ben, session),
        lambda: keep_log(home, screened, uuid7(), done_in_full(plan)),
    ):
        with pytest.raises(NoSuchSession):
            act()
    assert home.store.read(types=("session", "stop_asked")) == []


# --- where it stands


def test_a_stop_that_was_asked_for_is_seen(home, screened, session):
    assert session_now(home, screened, session) == SessionNow("running", stop_asked=False)
    ask_stop(home, screened, session)
    assert session_now(home, screened, session) == SessionNow("running", stop_asked=True)


def test_a_session_with_a_log_has_ended(home, screened, plan, session):
    keep_log(home, screened, session, done_in_full(plan))
    assert session_now(home, screened, session).state == "ended"
